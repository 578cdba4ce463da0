"""Where the tests' files lie. Knows no Django: bench and the stress tests start servers from here."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SAMPLES = CHECKOUT / "samples"
REAL_TEXTS = CHECKOUT.parent / "shared" / "texts"


def text_files(*suffixes: str) -> list[Path]:
    """Every sample file of these suffixes: the project's own, and the real texts where they stand beside the checkout."""
    folders = [folder for folder in (SAMPLES, REAL_TEXTS) if folder.is_dir()]
    found = (path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in suffixes)
    return [path for path in found if path.stem.count(".") == 0]
