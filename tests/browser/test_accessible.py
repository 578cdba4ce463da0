"""axe finds nothing serious or critical on any main page, as a stranger, a department and a bureau see them.

A page's scripts have run when it is looked at: what they add is looked at too.
"""

from pathlib import Path

import axe_playwright_python
import pytest
from django.urls import reverse

from departments.models import Role
from publications.addresses import codes_of
from tests import builders
from tests.browser.conftest import LAPTOP, PHONE, enter
from tests.pages.reading import a_reason, in_review
from tests.publications.publishing import approved, corrected, published, two_projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false});
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => [one.id, one.nodes.length, one.nodes[0].target.join(" "), one.nodes[0].html.slice(0, 160)]);
}"""


def faults(page, complaints: list[str], addresses: list[str]) -> dict[str, list]:
    """What axe finds at each address; addresses without a fault are left out.

    axe sets styles that the page's policy refuses: what the console says of it is no complaint about the page.
    """
    found = {}
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.contentType") == "text/html"
        assert complaints == []
        page.evaluate(AXE)  # not through the page's own scripts: its policy allows none but ours
        if told := page.evaluate(RUN):
            found[address] = told
        page.wait_for_timeout(0)  # the console's last words
        complaints.clear()
    return found


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_public_pages(open_browser, complaints, transactional_db, size):
    case = approved(text=two_projects())
    published(case)
    made = corrected(case)
    codes = codes_of(made)
    place = [codes[name] for name in ("region", "year", "department")]
    text = f"/public/{'/'.join(map(str, place))}/"
    page = open_browser(size)

    found = faults(
        page,
        complaints,
        [
            "/public/",
            "/public/search/?q=费",
            "/public/check/",
            "/public/data/",
            f"/public/{place[0]}/",
            f"/public/{place[0]}/{place[1]}/",
            text,
            f"{text}projects/{made.projects.first().slug}/",
            f"{text}editions/1/",
            "/account/login/",
        ],
    )

    assert found == {}


def test_pages_of_a_department(open_browser, complaints, transactional_db):
    plan = builders.a_plan(two_projects())
    lead = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)
    page = open_browser()
    enter(page, lead)

    found = faults(
        page,
        complaints,
        [
            reverse("plan_list"),
            reverse("plan_detail", args=[plan.pk]),
            reverse("plan_edit", args=[plan.pk]),
            reverse("project_edit", args=[plan.pk, plan.projects.first().pk]),
            reverse("plan_findings", args=[plan.pk]),
            reverse("plan_way", args=[plan.pk]),
            reverse("plan_versions", args=[plan.pk]),
            reverse("plan_returned", args=[plan.pk]),
            reverse("import_new"),
            reverse("inbox"),
            reverse("account"),
        ],
    )

    assert found == {}


def test_pages_of_a_bureau(open_browser, complaints, transactional_db):
    a_reason()
    case = in_review(text=two_projects())
    page = open_browser()
    enter(page, case.people.first)

    found = faults(
        page,
        complaints,
        [
            reverse("plan_list"),
            reverse("desk"),
            reverse("board"),
            reverse("across"),
            reverse("rule_list"),
            reverse("inbox"),
            reverse("job_list"),
            reverse("export_new"),
            *(
                reverse(name, args=[case.plan.pk])
                for name in (
                    "plan_detail",
                    "plan_findings",
                    "worklist",
                    "plan_versions",
                    "plan_compare",
                    "review_sheet",
                )
            ),
        ],
    )

    assert found == {}


def test_pages_of_others(open_browser, complaints, transactional_db):
    case = approved(text=two_projects())
    auditor = builders.a_user(Role.AUDIT_ADMIN, place=case.plan.department.region)
    manager = builders.a_user(Role.BUDGET_MANAGER, place=case.plan.department.region)
    windows = {
        auditor: [reverse("audit_list")],
        manager: [reverse("folder_new"), reverse("publications"), reverse("board")],
        case.people.final: [reverse("publication", args=[case.plan.pk]), reverse("export_new")],
    }
    found = {}

    for user, addresses in windows.items():
        page = open_browser()
        enter(page, user)
        found |= faults(page, complaints, addresses)

    assert found == {}
