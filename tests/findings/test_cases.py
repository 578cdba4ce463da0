"""The findings on a stored text: with the cycle's settings, and with what was said to them."""

import pytest
from django.utils import timezone

from departments.models import Plan
from findings.cases import findings_of
from findings.models import CheckSettings, Explanation, RaisedFinding, Waiver
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from tests.places import text_files
from tests.reviews.people import Case, a_case
from texts.checks import Level, check
from texts.interchange import loads

pytestmark = pytest.mark.django_db


def stored(path) -> Plan:
    return Plan.objects.with_text().get(pk=builders.a_plan(loads(path.read_bytes())).pk)


def said(case: Case, finding, **fields):
    about = {"plan": case.plan, "rule": finding.rule, "key": finding.key, "level": finding.level, "where": "第1行"}
    return about | {"message": finding.message, "made_by": case.people.final, "made_at": timezone.now()} | fields


@pytest.mark.parametrize("path", text_files(".json"), ids=lambda path: path.stem)
def test_every_finding_has_a_place_of_the_text(path):
    plan = stored(path)
    text = plan.to_text()

    found = findings_of(plan, text)

    assert [standing.finding for standing in found] == check(text)
    assert all(standing.spot.where and standing.spot.part for standing in found)


class TestWhatWasSaid:
    def test_waives_and_explains_the_very_finding(self, faulty_text):
        case = a_case(text=faulty_text)
        text = Plan.objects.with_text().get(pk=case.plan.pk).to_text()
        error = next(one.finding for one in findings_of(case.plan, text) if one.stops)
        warning = next(one.finding for one in findings_of(case.plan, text) if one.wants_words)

        waiver = Waiver.objects.create(**said(case, error, reason="已由财政局核定。"))
        words = Explanation.objects.create(**said(case, warning, body="据实填写。"))

        standing = {one.finding.key: one for one in findings_of(case.plan, text)}
        assert (standing[error.key].waiver, standing[error.key].stops) == (waiver, False)
        assert (standing[warning.key].explanation, standing[warning.key].wants_words) == (words, False)

    def test_counts_no_more_when_taken_back(self, faulty_text):
        case = a_case(text=faulty_text)
        text = Plan.objects.with_text().get(pk=case.plan.pk).to_text()
        error = next(one.finding for one in findings_of(case.plan, text) if one.stops)

        over = {"ended_by": case.people.final, "ended_at": timezone.now()}
        Waiver.objects.create(**said(case, error, reason="已由财政局核定。") | over)

        assert next(one for one in findings_of(case.plan, text) if one.finding.key == error.key).stops


@pytest.fixture
def faulty_text():
    """A sample with errors and warnings in it."""
    texts = (loads(path.read_bytes()) for path in text_files(".json"))
    return next(text for text in texts if {Level.ERROR, Level.WARNING} <= {found.level for found in check(text)})


def test_the_cycles_newest_settings_count(faulty_text):
    case = a_case(text=faulty_text)
    text = Plan.objects.with_text().get(pk=case.plan.pk).to_text()
    slug = next(one.finding.rule for one in findings_of(case.plan, text) if one.stops)
    for number, on in enumerate((True, False), 1):
        overrides = {"rules": {slug: {"on": on}}}
        made = {"made_by": case.people.final, "made_at": timezone.now()}
        CheckSettings.objects.create(cycle=case.plan.cycle, number=number, overrides=overrides, **made)

    found = {one.finding.rule for one in findings_of(case.plan, text)}

    assert slug not in found
    assert found


def test_what_is_sent_is_noted_once_a_text(faulty_text):
    case = a_case(text=faulty_text)
    text = Plan.objects.with_text().get(pk=case.plan.pk).to_text()

    for is_sent in (False, True, True):
        keep_snapshot(case.plan, text, by=case.people.lead, at=timezone.now(), is_sent=is_sent)

    raised = list(RaisedFinding.objects.order_by("pk").values_list("rule", "key", "level"))
    assert raised == [(found.rule, found.key, found.level) for found in check(text)]


def test_a_version_counts_what_is_not_waived(faulty_text):
    case = a_case(text=faulty_text)
    text = Plan.objects.with_text().get(pk=case.plan.pk).to_text()
    found = [one.finding for one in findings_of(case.plan, text)]
    errors = [finding for finding in found if finding.level is Level.ERROR]
    Waiver.objects.create(**said(case, errors[0], reason="已由财政局核定。"))

    kept = keep_snapshot(case.plan, text, by=case.people.lead, at=timezone.now(), is_sent=True)

    warnings = [finding for finding in found if finding.level is Level.WARNING]
    assert (kept.error_count, kept.warning_count) == (len(errors) - 1, len(warnings))
    assert RaisedFinding.objects.count() == len(found)
