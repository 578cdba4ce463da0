"""The fixtures of pages serve here too."""

from tests.pages.conftest import log_in, stored

__all__ = ["log_in", "stored"]
