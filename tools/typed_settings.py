"""The settings as mypy's Django plugin reads them: the demo's, so that it needs nothing from the environment."""

import os

os.environ.setdefault("PERFORMANCE_TEXT_DEMO", "1")

from config.settings import *  # noqa: F403
