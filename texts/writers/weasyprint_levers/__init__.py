"""What replaces WeasyPrint's insides, behind one door: `install()`.

A lever is one replacement, or a few that need each other, in a module of its own. All but `justify` are for speed, and
`make bench` prints what each gains of a first print. None is needed: without them (another version of WeasyPrint,
a switch) the same pages are printed by WeasyPrint's public interface, more slowly and without Chinese justification.
docs/decisions says why, and CONTRIBUTING.md how a new version is proved.

Private names of WeasyPrint are imported in this package only, and only by a lever that is about to be installed.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

import weasyprint

PROVED_WITH = "70.0"  # of WeasyPrint
SWITCH = "PERFORMANCE_TEXT_LEVERS"  # "all", "none", "justify,lines" (these) or "-lines" (all but these)

# name -> (module of this package, levers that it stands on)
LEVERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "justify": ("justify", ()),  # the only one for looks: lines of Chinese that end where the column ends
    "shapes": ("kept_shapes", ("justify",)),
    "lines": ("single_run_lines", ()),
    "struts": ("kept_struts", ()),
    "lengths": ("kept_lengths", ()),
    "backgrounds": ("bare_backgrounds", ()),
    "markup": ("own_markup", ()),
    "boxes": ("box_measures", ()),
    "drawings": ("kept_drawings", ()),
    "objects": ("finished_objects", ()),
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Installed:
    """The levers in force in this process."""

    modules: Mapping[str, ModuleType] = field(default_factory=dict)

    def of(self, lever: str, otherwise: Any) -> Any:
        """What the lever has in place of the plain thing, which it is where the lever is not in force."""
        return self.modules[lever].OURS if lever in self.modules else otherwise


@lru_cache(maxsize=1)
def install() -> Installed:
    """Once a process, before its first print: puts the levers in force that are switched on and fit."""
    if weasyprint.__version__ != PROVED_WITH:
        logger.warning("WeasyPrint %s prints plainly: levers are proved with %s", weasyprint.__version__, PROVED_WITH)
        return Installed()
    modules = _fitting(chosen(os.environ.get(SWITCH) or "all"))
    for module in modules.values():
        for replacement in getattr(module, "REPLACEMENTS", ()):
            replacement.install()
    return Installed(modules)


def chosen(switch: str) -> list[str]:
    """The levers that a switch names, without those that stand on one that it does not."""
    listed = [] if switch in ("all", "none") else [name.strip() for name in switch.split(",")]
    if unknown := {name.removeprefix("-") for name in listed} - set(LEVERS):
        # A lever may be gone since the switch was set: no reason not to print.
        logger.warning("%s names no lever: %s", SWITCH, ", ".join(sorted(unknown)))
    off = {name.removeprefix("-") for name in listed if name.startswith("-")}
    on = set(listed) - {f"-{name}" for name in off} or ({*LEVERS} - off if switch != "none" else set())
    return [name for name, (_, needed) in LEVERS.items() if on.issuperset((name, *needed))]


def _fitting(names: list[str]) -> dict[str, ModuleType]:
    """The modules of the levers that find what they replace; one line in the log of any that does not."""
    modules: dict[str, ModuleType] = {}
    for name in names:
        home, needed = LEVERS[name]
        module = _module(home) if modules.keys() >= set(needed) else None
        if module is None:
            logger.warning("WeasyPrint's insides are not as lever %s knows them: it is left out", name)
        else:
            modules[name] = module
    return modules


def _module(home: str) -> ModuleType | None:
    try:
        module = import_module(f"{__name__}.{home}")
    except (ImportError, AttributeError):  # a name that is gone; Pango's are attributes
        return None
    return module if all(replacement.fits() for replacement in getattr(module, "REPLACEMENTS", ())) else None
