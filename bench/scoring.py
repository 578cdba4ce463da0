"""Findings against labels made by hand, as the reviewers' own score counts them.

A finding matches a label of the same rule at the same place. The cells of a row are one place, so are the goals, the
dates of the plan and the basis cells of a project; the three rules that compare part one with the tables are one.
"""

import re
from dataclasses import dataclass

FAMILY = {
    "subgoal_value_mismatch": "subgoal",
    "subgoal_indicator_not_in_table": "subgoal",
    "subgoal_indicator_name_mismatch": "subgoal",
}
#: Rules whose labels are complete: a finding without a label is a false alarm.
EXHAUSTIVE = {
    "basis_conflicts_with_name",
    "code_check",
    "code_year_mismatch",
    "cost_lower_bound",
    "cost_percent",
    "count_with_percent",
    "description_repeats_name",
    "description_used_as_name",
    "duplicate_project_name",
    "duplicated_word",
    "ge_100_percent",
    "glued_value",
    "goal_copies_purpose",
    "incomplete_unit",
    "indicator_wrong_category",
    "missing_measure",
    "odd_glyph",
    "placeholder_left",
    "plan_not_100",
    "plan_not_rising",
    "purpose_repeats_name",
    "question_form_name",
    "rate_in_quantity",
    "rate_name_nonpercent_value",
    "session_number_mismatch",
    "single_goal",
    "subgoal_unquantified",
    "subgoals_not_by_project",
    "template_unit_options",
    "time_name_percent_value",
    "truncated_name",
    "uniform_targets",
    "unit_mismatch",
    "unit_times_quantity_not_budget",
    "unmeasurable_percent",
    "unquantified_value",
    "vague_basis",
    "vague_deadline",
}


@dataclass(frozen=True)
class Score:
    """What was asked for and found; places without a label among the exhaustive rules are false alarms."""

    wanted: frozenset[tuple[str, str]]
    labelled: frozenset[tuple[str, str]]
    found: frozenset[tuple[str, str]]

    @staticmethod
    def is_judged(rule: str) -> bool:
        """Whether a finding of this rule without a label is a false alarm."""
        return rule in EXHAUSTIVE

    @property
    def recall(self) -> float:
        return len(self.wanted & self.found) / len(self.wanted)

    @property
    def precision(self) -> float:
        judged = {key for key in self.found if self.is_judged(key[0])}
        return len(judged & self.labelled) / len(judged)


def score(labels: list[dict], findings: list[dict]) -> Score:
    """Labels that only a person could find are not asked for, but a finding may match them."""
    wanted = keys(label for label in labels if label["found_by"] != "human")
    return Score(wanted, keys(labels), keys(findings))


def keys(rows) -> frozenset[tuple[str, str]]:
    return frozenset((FAMILY.get(row["rule"], row["rule"]), place(row["at"])) for row in rows)


def place(at: str) -> str:
    at = re.sub(r"\.indicators\[\d+\]\.basis$|\.indicators\[basis\]$", ".basis", at)
    at = re.sub(r"(\.indicators\[\d+\])\..*$", r"\1", at)
    at = re.sub(r"(\.goals|\.plan|\.purpose)\b.*$", r"\1", at)
    return re.sub(r"^(sub_goals\[\d+\]|measures\[\d+\]|overall_goal).*$", r"\1", at)
