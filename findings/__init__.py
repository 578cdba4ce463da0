"""The automatic review at work on stored texts: texts/checks finds, this package says what became of what was found.

settings.py   what a cycle tells the rules, version by version
looking.py    what the rules find when somebody looks: in one project, in the whole text
beside.py     last year's text, which the rules compare with
told.py       what the workbench says without the rules, so that nothing is said twice
rights.py     who may mend and explain
shown.py      a finding on a page; pages.py what the pages show
fixing.py     one-click fixes: shown as differences, written through projects.saving, taken back;
              composing.py: several of them in one cell
explaining.py what the department says to warnings, and asks to have waived
standing.py   the findings on a text, each with its place in words, its waiver and its explanation
margin.py     the findings beside the document, for the bureau
waiving.py    what the bureau lets stand, and its answers to departments that ask it to
tuning.py     a cycle's settings as a form; keeping.py: their versions, and what new ones would change
counting.py   how rules fare; across.py: all texts of a cycle beside each other; drafts.py: all of a year, for a command
"""
