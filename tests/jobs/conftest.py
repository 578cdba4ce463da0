"""The pages of jobs are tested as other pages are."""

from tests.pages.conftest import log_in, stored

__all__ = ["log_in", "stored"]
