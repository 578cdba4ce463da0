"""Pages on texts: plans.py (list, reading view, JSON), prints.py (PDF), imports.py (files on their way in)."""
