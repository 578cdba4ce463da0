"""What is published (publications.py), its rows for search and open data (rows.py), and the rules for it (rules.py)."""

from publications.models.public_row import PublicIndicator, PublicProject
from publications.models.publication import Publication, PublishedFile, Schedule, TakenDown
from publications.models.rule import PublicationRule

__all__ = [
    "PublicIndicator",
    "PublicProject",
    "Publication",
    "PublicationRule",
    "PublishedFile",
    "Schedule",
    "TakenDown",
]
