"""The automatic review: how long it takes, and a row a rule of what it found of the labels made by hand."""

import json
from pathlib import Path

from bench.scoring import Score, score
from bench.table import Table, median_of
from texts.checks import check, check_project
from texts.interchange import loads

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT.parent / "shared" / "texts", ROOT / "samples")


def marked() -> list[Path]:
    """The label files at hand, each beside its text."""
    return [path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.glob("*.defects.json"))]


def checks(table: Table) -> None:
    """Times of check() on each marked text and of check_project() on its longest project, then the scores."""
    table.heading("Automatic review (in process, warm)")
    scores = []
    for path in marked():
        text = loads(path.with_name(path.name.replace(".defects", "")).read_bytes())
        name = path.name.removesuffix(".defects.json")
        table.row(f"{name}, {len(text.projects)} projects", median_of(lambda text=text: check(text)))
        longest = max(text.projects, key=lambda project: len(project.indicators))
        one = median_of(lambda p=longest: check_project(p, fiscal_year=2025))
        table.row(f"  its longest project alone, {len(longest.indicators)} rows", one)
        findings = [finding.to_json() for finding in check(text)]
        scores.append((name, score(json.loads(path.read_text(encoding="utf-8")), findings)))
    for name, result in scores:
        _print(name, result)


def _print(name: str, result: Score) -> None:
    """A row a rule: labels, places found, places hit, places without a label (judged where labels are complete)."""
    print(f"\n{name}\n  {'rule':34} {'labels':>6} {'found':>6} {'hit':>5} {'extra':>6}")
    for rule in sorted({rule for rule, _ in result.wanted | result.found}):
        wanted, found, labelled = (
            {key for key in keys if key[0] == rule} for keys in (result.wanted, result.found, result.labelled)
        )
        hit, extra = len(wanted & found), len(found - labelled)
        note = "" if result.is_judged(rule) else "  not judged"
        print(f"  {rule:34} {len(wanted):6} {len(found):6} {hit:5} {extra:6}{note}")
    print(f"  precision {result.precision:.3f}, recall {result.recall:.3f} of {len(result.wanted)} labels")
