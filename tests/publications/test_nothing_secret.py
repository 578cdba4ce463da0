"""涉密 content is in no byte of any public answer; nor are drafts, threads, old versions, or the names of officials.

A text is published whose classified project carries a mark in every string; then every public address of the URLconf
is asked, and what it answers, unpacked, is searched for the marks.
"""

import io
import re
import zlib
from dataclasses import replace
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from django.urls import get_resolver, reverse

from config.audit.requests import PUBLIC
from departments.models import User
from jobs.printing import print_next
from projects.models import Project
from publications.addresses import codes_of
from publications.files import keep_files
from publications.omissions import default_choice
from publications.publishing import take_down
from publications.urls import urlpatterns
from tests import builders
from tests.publications.publishing import TO_APPROVAL, approved, published, two_projects
from tests.reviews.people import a_case, a_thread
from texts.model import Line, SubGoal
from texts.writers.print.press import Press

pytestmark = pytest.mark.django_db

MARKS = [f"密标{n:02d}号" for n in range(1, 30)]


def marked():
    """A project in which every string has a mark of its own, and how many there are."""
    marks = iter(MARKS)
    rows = builders.a_project().indicators
    cells = ("name", "description", "target", "basis")
    indicators = tuple(replace(row, **{cell: next(marks) for cell in cells}) for row in rows[:6])
    return builders.a_project(
        code="13990125P00009990001X",
        name=next(marks),
        purpose=next(marks),
        budget="777.77",
        fiscal_funds="777.77",
        goals=(Line(text=next(marks)), Line(text=next(marks))),
        indicators=indicators,
    )


@pytest.fixture
def secret():
    """A published text: project two is 涉密, its name is said elsewhere, its 分项 is linked by hand and named otherwise."""
    project = marked()
    text = builders.a_text(
        projects=(builders.a_project(), project, builders.a_project(code="13990125P00001310001C", name="修缮费")),
        overall_goal=("办好教育。", f"用好{project.name}的资金。"),
        measures=(Line(text=f"{project.name}另行管理。"), Line(text="建立台账。")),
    )
    hidden = SubGoal(title="另一项工作密标90号", goals=("密标91号",), indicators="密标92号")
    return approved_linked(replace(text, sub_goals=(*text.sub_goals, hidden)))


def approved_linked(text):
    """The classified project belongs to the last 分项 by hand: its title does not tell."""
    case = a_case(text=text)
    last = case.plan.sub_goals.last()
    Project.objects.filter(plan=case.plan, position=2).update(secrecy="涉密", sub_goal=last)
    return case.go(*TO_APPROVAL)


def addresses(publication) -> dict[str, str]:
    """Every public address of the URLconf that has something to show, by name."""
    found = _addresses(publication, "pdf")
    found |= {f"{name} docx": address for name, address in _addresses(publication, "docx").items() if "file" in name}
    found["search"] = f"{reverse('public_search')}?q=费"
    return found | {
        f"search {word}": f"{reverse('public_search')}?q={word}&kind=indicators" for word in ("指标", "密标")
    }


def _addresses(publication, kind: str) -> dict[str, str]:
    codes = codes_of(publication) | {"number": publication.number, "kind": kind}
    found = {}
    for name in PUBLIC:
        taken = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        for slug in ("13990125P00001210001Y", "13990125P00001310001C") if "slug" in taken else ("",):
            values = {key: (codes | {"slug": slug})[key] for key in taken}
            found[f"{name} {slug}".strip()] = reverse(name, kwargs=values)
    return found


def words_of(answer) -> str:
    """All that an answer says: its head, its bytes, and what is packed in a PDF (text, attachments, metadata)."""
    head = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    if answer.content.startswith(b"PK"):
        with ZipFile(io.BytesIO(answer.content)) as package:
            return head + "".join(package.read(name).decode(errors="ignore") for name in package.namelist())
    if answer["Content-Type"] != "application/pdf":
        return head + answer.content.decode()
    pages = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        attached = b"".join(item.get_file().read_bytes() for item in pdf.attachments.values())
        streams = b"".join(_unpacked(item) for item in pdf.objects if isinstance(item, pikepdf.Stream))
    return head + text + attached.decode() + streams.decode(errors="ignore") + answer.content.decode("latin-1")


def _unpacked(stream) -> bytes:
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, zlib.error):
        return b""


def published_without(case):
    """As the page would publish it: the places that name the project go too."""
    choice = default_choice(case.plan)
    return published(case, places=choice.omissions.places)


def test_no_mark_is_in_any_answer(client, secret):
    made = published_without(secret)
    print_next(Press())
    keep_files()
    found = addresses(made)

    answers = {name: client.get(address) for name, address in found.items() if "密标" not in name}
    said = {name: words_of(answer) for name, answer in answers.items()}

    statuses = {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200}
    assert statuses == {"public_changes": 404}
    marks = [*MARKS[:28], "密标9", "13990125P00009990001X", "777.77", "777.770000", "密标"]
    assert [(name, mark) for name, words in said.items() for mark in marks if mark in words] == []
    assert "乡土读本印制费" in said["public_text_file"]
    assert "乡土读本印制费" in said["public_text_file docx"]
    assert "找到 0 个" in words_of(client.get(f"{reverse('public_search')}?q=密标"))
    assert (
        client.get(reverse("public_project", kwargs=codes_of(made) | {"slug": "13990125P00009990001X"})).status_code
        == 404
    )


def test_neither_officials_nor_what_they_said_nor_other_versions_are_told(client):
    case = approved()
    case.go("reopen")
    case.plan.projects.update(purpose="改过的用途甲。")
    case.go("submit", "open_first")
    a_thread(case, words="线索乙")
    case.plan.threads.update(resolved_at=case.plan.moved_at, resolved_by=case.people.first)
    case.go("pass", "open_final", "approve")
    User.objects.filter(pk__in=[user.pk for user in case.people]).update(name="欧阳官员丙")
    made = published(case)
    case.go("reopen")
    case.plan.projects.update(purpose="尚未公开的丁。")

    said = [client.get(address).content.decode() for name, address in addresses(made).items() if "file" not in name]

    for word in ("用于印制面向中小学的乡土读本", "线索乙", "欧阳官员丙", "尚未公开的丁", str(case.plan.pk)):
        assert [words for words in said if word in words] == []
    assert any("改过的用途甲。" in words for words in said)


def test_files_say_nothing_of_who_wrote_and_no_identity_of_a_row(client):
    """Properties, tracked changes, remarks and bookmarks of Word, the information of a PDF, what is attached to it."""
    case = approved(text=two_projects())
    a_thread(case, words="线索乙", is_internal=True, is_blocking=False)
    User.objects.filter(pk__in=[user.pk for user in case.people]).update(name="欧阳官员丙")
    plan = case.plan
    rows = [plan, *plan.sub_goals.all(), *plan.measures.all(), *plan.projects.all()]
    below = [row for project in plan.projects.all() for row in (*project.goals.all(), *project.indicators.all())]
    identities = [form for row in (*rows, *below) for form in (str(row.pk), row.pk.hex)]
    made = published(case)
    print_next(Press())
    keep_files()

    said = {name: words_of(client.get(address)) for name, address in addresses(made).items()}

    inside = [*identities, "欧阳官员丙", "线索乙", *(user.username for user in case.people)]
    assert [(name, word) for name, words in said.items() for word in inside if word in words] == []
    for name in ("public_text_file docx", "public_edition_file docx"):
        assert "<dc:creator>云溪县教育局</dc:creator>" in said[name]
        assert not re.search(r"w:rsid|<w:ins |<w:del |w:comment|docProps/thumbnail", said[name])


def test_every_public_address_is_asked():
    open_to_all = {one.name for one in urlpatterns if str(one.pattern).startswith(("public/", "robots"))}

    assert open_to_all == set(PUBLIC)


def test_what_was_taken_down_is_in_no_answer(client):
    case = approved()
    made = published(case)
    print_next(Press())
    keep_files()
    take_down(made, reason="误公开。", by=case.people.final)

    said = {name: client.get(address) for name, address in addresses(made).items()}

    assert [name for name, answer in said.items() if "乡土读本" in answer.content.decode()] == []
    assert said["public_text_file"].status_code == 404
