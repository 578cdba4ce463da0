"""One value of a clean text changed gives exactly the finding of that rule, at that value, and nothing else."""

import pytest

from tests.checks.changing import CLEAN
from tests.checks.mutations import MUTATIONS
from texts.checks import RULES, check
from texts.checks.views import Neighbours

TIMES = 20


def test_the_clean_text_is_clean():
    assert check(CLEAN, last_year=CLEAN) == []


def test_every_rule_is_mutated():
    assert sorted(MUTATIONS) == sorted(RULES)


@pytest.mark.thorough("twenty mutations a rule")
@pytest.mark.parametrize("slug", MUTATIONS)
def test_a_mutation_is_found_alone(slug):
    mutations = [MUTATIONS[slug](n) for n in range(TIMES)]

    found = [places(changed) for changed, _ in mutations]

    assert len({repr(changed) for changed, _ in mutations}) == TIMES
    assert found == [[(slug, at)] for _, at in mutations]


def places(changed):
    beside = changed if isinstance(changed, Neighbours) else Neighbours(text=changed)
    findings = check(beside.text, last_year=beside.last_year, others=beside.others)
    return [(finding.rule, finding.at) for finding in findings]
