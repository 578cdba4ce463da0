"""The automatic review at work on stored texts: texts/checks finds, this app says what became of what was found.

settings.py   what a cycle tells the rules, version by version
checking.py   runs the rules: on one project after a save, on a whole text; kept by what they say
last_year.py  last year's text, which the rules compare with
cases.py      a finding on a stored text with its place in words, its waiver and its explanation
rights.py     who may mend and explain
results/      检查结果 for the department: what is listed (listing.py) without what the workbench says itself
              (workbench_gaps.py), mended by a click (fixes.py, several in one cell: stretches.py), explained
              (explanations.py)
panel/        the findings beside the document, for the bureau
waivers/      what the bureau lets stand, and its answers to departments that ask it to
tuning/       检查设置: a cycle's settings as a form, their versions, and what new ones would change
rules/        what each rule asks, and how it fares
across/       all texts of a cycle beside each other
year_check.py all texts of a year, for a command; workbook.py as .xlsx
"""
