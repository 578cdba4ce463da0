"""Where static files are addressed: by names that carry a hash of the content."""

from functools import lru_cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # WhiteNoise has no types
    """Addresses are worked out once a process: a page names some twenty files, and none moves while it runs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = lru_cache(maxsize=1024)(super().url)
