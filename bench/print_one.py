"""One text printed in a process of its own, so that its peak memory can be told: python -m bench.print_one FILE."""

import sys
from pathlib import Path

from texts.interchange import loads
from texts.writers.print.official_pdf import Printer

Printer().print(loads(Path(sys.argv[1]).read_bytes()))
