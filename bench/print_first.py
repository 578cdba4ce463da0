"""A process that prints one text anew whenever it is told to, and answers with the CPU seconds that took.

python -m bench.print_first FILE; the levers in force are those of PERFORMANCE_TEXT_LEVERS. Fonts and style sheet are
read before: what is measured is a first print, as a printer that runs already makes it.
"""

import gc
import sys
import time
from pathlib import Path

from texts.interchange import loads
from texts.writers.print.official_pdf import Printer

text = loads(Path(sys.argv[1]).read_bytes())
Printer().print(text)
for _ in sys.stdin:
    gc.collect()
    began = time.process_time()
    Printer().print(text)
    print(time.process_time() - began, flush=True)
