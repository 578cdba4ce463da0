"""Findings as values: their order, keys, places, edits, and that no text of any shape breaks a rule."""

import json
import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given

from tests.checks.changing import CLEAN, with_project, with_row
from tests.checks.clean import BENEFIT, COST
from tests.checks.editing import carried_out
from tests.checks.mutations import MUTATIONS
from tests.generating import examples
from tests.places import text_files
from tests.strategies import texts
from texts.checks import RULES, Level, check, check_project
from texts.checks.examples import months
from texts.checks.views import Neighbours, ProjectView, RowView
from texts.interchange import loads
from texts.model import Text

AT = re.compile(
    r"(overall_goal|sub_goals|measures|projects)"
    r"|overall_goal\[\d+\]|measures\[\d+\]|sub_goals\[\d+\](\.(title|description|goals|indicators))?"
    r"|projects\[[^\]]+\]\.(code|name|budget|purpose|plan|goals|goals\[\d+\]|indicators|basis"
    r"|indicators\[\d+\]\.(name|description|target|basis))"
)


def samples() -> list[Text]:
    return [loads(path.read_bytes()) for path in text_files(".json")]


def with_identities(text: Text) -> Text:
    """Every project and row with an identity, as a stored text has."""
    projects = (
        replace(project, id=uuid4(), indicators=tuple(replace(row, id=uuid4()) for row in project.indicators))
        for project in text.projects
    )
    return replace(text, projects=tuple(projects))


@pytest.mark.parametrize("text", samples(), ids=lambda text: str(len(text.projects)))
class TestFindings:
    def test_come_in_the_order_of_print_with_a_place_and_a_key_of_their_own(self, text):
        found = check(text)

        assert [f.at for f in found if not AT.fullmatch(f.at)] == []
        assert found == sorted(found, key=lambda f: f.place.order)
        assert len({f.key for f in found}) == len(found)

    def test_speak_in_whole_sentences(self, text):
        sentences = [words for f in check(text) for words in (f.message, f.fix)]

        assert [words for words in sentences if not words.endswith("。") or "\n" in words or "None" in words] == []

    def test_are_plain_json(self, text):
        found = [f.to_json() for f in check(text)]

        assert json.loads(json.dumps(found)) == found
        assert all(tuple(f)[:6] == ("rule", "level", "at", "quote", "message", "fix") for f in found)

    @pytest.mark.thorough("every edit of six texts carried out")
    def test_end_when_their_edits_are_carried_out(self, text):
        offering = [f for f in check(text) if f.edits]

        left = [f for f in offering if f.key in {g.key for g in check(carried_out(text, f.edits))}]

        assert left == []


def test_a_project_alone_gives_what_its_text_gives():
    rules = {slug for slug, rule in RULES.items() if any(view in (ProjectView, RowView) for view, _ in rule.runs)}
    rules -= {"code_check"}  # asks about a code's form only beside others

    for text in samples():
        found = [f for f in check(text) if f.rule in rules and f.place.order[0] == 3]
        about = {"fiscal_year": text.fiscal_year, "department": text.department or ""}
        alone = [check_project(project, number=n, **about) for n, project in enumerate(text.projects, 1)]
        assert [f for one in alone for f in one if f.rule in rules] == found


def test_the_mutations_that_offer_an_edit_are_mended_by_it():
    offered = set()
    for slug, mutation in MUTATIONS.items():
        changed, _ = mutation(3)
        beside = changed if isinstance(changed, Neighbours) else Neighbours(text=changed)
        for finding in check(beside.text, last_year=beside.last_year, others=beside.others):
            if finding.edits:
                offered.add(slug)
                assert check(carried_out(beside.text, finding.edits)) == []

    assert offered == {
        "plan_not_rising", "plan_not_100", "cost_total", "glued_value", "incomplete_unit", "ge_100_percent", "odd_glyph",
        "cost_lower_bound", "placeholder_left", "template_unit_options", "truncated_name", "subgoal_value_mismatch",
        "subgoal_indicator_not_in_table", "subgoal_indicator_name_mismatch", "duplicated_word", "typo", "document_brackets", "own_number",
    }  # fmt: skip


class TestKeys:
    def test_last_as_long_as_the_value_spoken_of(self):
        stopped = with_project(0, plan=months("30", "60", "90", "95"))

        keys = [f.key for f in check(stopped)]

        assert keys == [f.key for f in check(replace(stopped, measures=(*stopped.measures, *stopped.measures[:1])))]
        assert keys != [f.key for f in check(with_project(0, plan=months("30", "60", "90", "96")))]

    def test_follow_a_row_that_moves(self):
        text = with_identities(with_row(0, COST, target="≥95%"))
        project = text.projects[0]
        moved = replace(text, projects=(replace(project, indicators=project.indicators[::-1]), *text.projects[1:]))

        before, after = (check(one) for one in (text, moved))

        assert [f.at for f in before] != [f.at for f in after]
        assert [f.key for f in before] == [f.key for f in after]

    def test_name_the_object_and_its_field(self):
        identity = UUID(int=7)
        project = with_row(0, BENEFIT, target="明显提升").projects[0]
        rows = tuple(replace(row, id=identity) if n == BENEFIT else row for n, row in enumerate(project.indicators))

        (found,) = check_project(replace(project, indicators=rows), fiscal_year=2025)

        assert (found.place.kind, found.place.id, found.place.field) == ("indicator", identity, "target")
        assert found.level is Level.WARNING
        assert found.key.startswith(f"unquantified_value/indicator:{identity}:target/")


@given(text=texts)
@examples(150)
def test_no_text_breaks_a_rule(text):
    found = check(text, last_year=text, others=[CLEAN, text])

    assert [f for f in found if not f.message.endswith("。") or not f.fix.endswith("。")] == []
