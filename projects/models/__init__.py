"""A project with its rows (projects.py), files in and out (files.py), work in the background (jobs.py), the traces of
people at work (traces.py)."""

from projects.models.files import HandedOutText, ImportedFile, PrintedText, PrintState
from projects.models.jobs import FileState, FolderFile, Job, JobKind, JobState, Leased
from projects.models.projects import Goal, Indicator, PaymentMilestone, Project
from projects.models.traces import CarriedPlace, CellEdit, Presence, RemovedRow

__all__ = [
    "CarriedPlace",
    "CellEdit",
    "FileState",
    "FolderFile",
    "Goal",
    "HandedOutText",
    "ImportedFile",
    "Indicator",
    "Job",
    "JobKind",
    "JobState",
    "Leased",
    "PaymentMilestone",
    "Presence",
    "PrintState",
    "PrintedText",
    "Project",
    "RemovedRow",
]
