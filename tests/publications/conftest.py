"""The fixtures of pages serve here too."""

from tests.pages.conftest import stored

__all__ = ["stored"]
