"""A text while it is being written: what the pages of 编报 show. How it begins is projects/starting, what comes
from other texts projects/copying. Saving is next door, in projects/saving.

contents.py      a whole text as light rows, in a fixed number of queries
expectations.py  what a cell may hold, in sentences
completeness.py  how far each part is, and what is missing
buttons.py       what the buttons do beside saving
answer.py        what a browser is told after a save
composing.py     the sentence of a 分项 from its projects' indicators
linking.py       which project belongs to which 分项
outline.py       the outline: every part and project with its state
pages.py         the contexts of the two pages
posted.py        a page posted as a plain form, as a save
carrying.py      what came along from last year and may be out of date
views.py         the pages, and the address where every save arrives
"""
