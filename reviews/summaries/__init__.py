"""汇总表: what the bureau reads across all texts of a cycle, as one .xlsx a kind, one row a thing.

rows.py      the rows of each kind, text by text in chunks, as the reader may see each text
workbook.py  rows -> a file, row by row: fifty thousand take no more memory than one
"""
