"""What is published (publication.py), its public rows (public_row.py), and the rules for it (rule.py)."""

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
