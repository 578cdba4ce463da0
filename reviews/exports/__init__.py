"""Many texts as one zip.

exportable.py  which texts, as the list and the desk narrow them   formats.py  the table of formats
packing.py     the job: every text once, streamed into the file    naming.py   file names that every system takes
indexing.py    目录: as a page, as CSV and as a workbook           views.py    the page that begins one
packing.py and indexing.py are the worker's alone: a web process does not load what prints.
"""
