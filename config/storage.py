"""Where static files are addressed: by names that carry a hash of the content."""

from functools import lru_cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

#: `import … from "./x.js";`, `export … from "./x.js";` and `import "./x.js";`, at the beginning of a line.
IMPORT = r"""(?m)^(?P<matched>(?P<words>(?:import|export)\b[^;"]*?\bfrom\s*|import\s*)"(?P<url>\.[^"]+)";)"""


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # WhiteNoise has no types
    """Addresses are worked out once a process: a page names some twenty files, and none moves while it runs.

    Scripts import each other by hashed names too, so a browser keeps them for good and a page never mixes two versions.
    """

    #: As Django's own patterns for modules, which stumble over scripts of packages that nobody asked for.
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", ((IMPORT, '%(words)s"%(url)s";'),)))
    max_post_process_passes = 20  # a pass a level of imports

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = lru_cache(maxsize=1024)(super().url)
