"""What is typed arrives here: changed cells and moved rows, each with what it replaced.
Nothing is ever overwritten unseen.

kinds.py    which cells of which things may be typed
changes.py  the request of one autosave, and its answer
cells.py    compare and set of cells
rows.py     rows added, moved, removed and put back
removed_rows.py  a removed row as plain values, and the way back
new_project.py  what a project has from the start
save.py     one autosave as one transaction
edits.py    what a comparison worked out, as one such save
"""
