"""What is proposed where two people changed one cell: both changes, if they do not touch."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: was, mine, theirs, proposed
CASES = [
    ("印读本。", "印读本。", "印读本。购教具。", "印读本。购教具。"),
    ("印读本。", "印新读本。", "印读本。", "印新读本。"),
    ("印读本。", "印新读本。", "印读本。购教具。", "印新读本。购教具。"),
    ("印读本，购教具。", "印读本，购新教具。", "编印读本，购教具。", "编印读本，购新教具。"),
    ("", "甲", "乙", "甲 乙"),
    ("甲乙丙", "甲一丙", "甲二丙", "甲一丙 甲二丙"),
    ("甲\n乙", "甲\n一", "甲\n二", "甲\n一\n甲\n二"),
    ("甲", "甲乙丙", "甲乙", "甲乙丙"),
]


def test_proposals(page):
    page.goto("/account/login/")

    proposed = page.evaluate(
        """async (cases) => {
          const {merge} = await import("/static/js/draft/merge.js");
          return cases.map(([was, mine, theirs]) => merge(was, mine, theirs));
        }""",
        [case[:3] for case in CASES],
    )

    assert proposed == [case[3] for case in CASES]
