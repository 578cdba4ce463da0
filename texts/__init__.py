"""The performance text as one value, and whatever is about the text.

model.py      the frozen value (Text) that readers make, writers print, checks read
interchange.py  Text <-> performance-text/1 (JSON), and its SHA-256
checks/       the automatic review: Text -> findings, each with a place; targets.py is the grammar of 指标值,
              composing.py writes the 绩效指标 sentence of a 分项
readers/      bytes of an office file -> Text and a list of problems
writers/      Text -> bytes of an official document; docx_marks.py is what its Word form carries for the way back
No Django in here, except that writers/templates.py fills its templates with Django's template engine.
"""
