"""A project with its rows (projects.py), files in and out (files.py), the traces of people at work (traces.py)."""

from projects.models.files import HandedOutText, ImportedFile, PrintedText, PrintState
from projects.models.projects import Goal, Indicator, PaymentMilestone, Project
from projects.models.traces import CarriedPlace, CellEdit, Presence, RemovedRow

__all__ = [
    "CarriedPlace",
    "CellEdit",
    "Goal",
    "HandedOutText",
    "ImportedFile",
    "Indicator",
    "PaymentMilestone",
    "Presence",
    "PrintState",
    "PrintedText",
    "Project",
    "RemovedRow",
]
