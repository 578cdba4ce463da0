"""The pages of jobs are tested as other pages are."""

from tests.pages.conftest import stored

__all__ = ["stored"]
