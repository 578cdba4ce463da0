"""The texts that are measured: the real ones where they are at hand, else our own samples."""

from pathlib import Path

from texts import interchange
from texts.model import Text

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT.parent / "shared" / "texts", ROOT / "samples")
SUFFIXES = (".docx", ".pdf", ".txt", ".json")


def samples() -> list[Path]:
    found = (path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.iterdir()))
    return [path for path in found if path.suffix in SUFFIXES and "." not in path.stem]


def longest() -> Path:
    """The text with fifteen projects, of the real ones where they are at hand."""
    texts = [path for path in samples() if path.suffix == ".json"]
    return next(path for path in texts if len(load(path).projects) == 15)


def load(path: Path) -> Text:
    return interchange.loads(path.read_bytes())
