"""A project with its rows (project.py), versions (snapshot.py), files in and out (exchanged_file.py), the files of
a folder (folder_file.py), what somebody is told (notice.py), and the traces of people at work (trace.py)."""

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
