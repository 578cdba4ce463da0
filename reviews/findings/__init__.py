"""The automatic review at work on stored texts: texts/checks finds, this package says what became of what was found.

settings.py   what a cycle tells the rules, version by version
standing.py   the findings on a text, each with its place in words, its waiver and its explanation
"""
