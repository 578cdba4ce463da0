"""从文件取回修改: a file that went out, was changed in Excel or Word, and comes back to be accepted cell by cell.

kept_files.py what goes out is remembered by its content; what comes back waits as an uploaded file
merging.py    base, returned and current text -> the changes, each with what became of its place meanwhile
offering.py   which of them this author may accept, grouped for the page
accepting.py  the chosen ones as one save, all or nothing
"""
