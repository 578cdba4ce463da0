"""A pytest plugin: WeasyPrint as it is, under a number that no lever was proved with (`-p tests.writers.another_version`)."""

import weasyprint

weasyprint.__version__ = "70.0.post1"
