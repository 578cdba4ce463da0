"""A project with its rows (projects.py), files in and out (files.py), the files of a folder (folder_file.py), and the
traces of people at work (traces.py)."""

from projects.models.exchanged_file import HandedOutText, ImportedFile
from projects.models.folder_file import FileState, FolderFile, JobKind
from projects.models.notice import Mailing, Notice
from projects.models.project import Goal, Indicator, PaymentMilestone, Project
from projects.models.snapshot import Snapshot, SnapshotQuerySet
from projects.models.trace import CarriedPlace, CellEdit, Presence, RemovedRow

__all__ = [
    "CarriedPlace",
    "CellEdit",
    "FileState",
    "FolderFile",
    "Goal",
    "HandedOutText",
    "ImportedFile",
    "Indicator",
    "JobKind",
    "Mailing",
    "Notice",
    "PaymentMilestone",
    "Presence",
    "Project",
    "RemovedRow",
    "Snapshot",
    "SnapshotQuerySet",
]
