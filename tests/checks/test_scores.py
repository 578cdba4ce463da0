"""The review finds what experienced reviewers marked by hand, and little else, on every text with marks at hand."""

import json
from pathlib import Path

import pytest

from bench.scoring import Score, score
from tests.places import REAL_TEXTS, SAMPLES
from texts.checks import check
from texts.interchange import loads

RECALL, PRECISION = 0.90, 0.95


def marked() -> list[Path]:
    """The label files of our own sample and, where they stand beside the checkout, of the real texts."""
    return [path for folder in (SAMPLES, REAL_TEXTS) for path in sorted(folder.glob("*.defects.json"))]


def scored(path: Path) -> Score:
    text = loads(path.with_name(path.name.replace(".defects", "")).read_bytes())
    return score(json.loads(path.read_text(encoding="utf-8")), [finding.to_json() for finding in check(text)])


@pytest.mark.parametrize("path", marked(), ids=lambda path: path.stem.split(".")[0])
def test_each_text_is_reviewed_well_enough(path):
    result = scored(path)

    missed, extra = sorted(result.wanted - result.found), sorted(result.found - result.labelled)
    assert result.recall >= RECALL, missed
    assert result.precision >= PRECISION, extra


def test_all_texts_together_are():
    results = [(path.name, scored(path)) for path in marked()]

    together = Score(*(tagged(results, part) for part in ("wanted", "labelled", "found")))

    assert together.recall >= RECALL
    assert together.precision >= PRECISION


def tagged(results, part):
    """The places of every text, kept apart by its name; the rule stays first."""
    return frozenset((rule, f"{name}:{at}") for name, result in results for rule, at in getattr(result, part))


def test_a_missed_label_and_a_false_alarm_lower_the_score():
    labels = [
        {"rule": "plan_not_100", "at": "projects[A].plan", "found_by": "rule"},
        {"rule": "typo", "at": "projects[A].goals", "found_by": "statistical"},
        {"rule": "goal_unrelated", "at": "projects[A].goals", "found_by": "human"},
    ]
    findings = [
        {"rule": "plan_not_100", "at": "projects[A].plan[4]"},
        {"rule": "glued_value", "at": "projects[A].indicators[1].target"},
        {"rule": "copied_text", "at": "sub_goals[1]"},
    ]

    result = score(labels, findings)

    assert (result.recall, result.precision) == (0.5, 0.5)
