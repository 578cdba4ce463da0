"""The manual: every chapter is found from its contents, every link leads somewhere, every picture is there and is renewed."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from config.manual import CONTENTS as FIRST
from config.manual import slug
from departments.models import Role
from docs.pictures import PICTURES, SHOTS
from tests import builders

MANUAL = PICTURES.parent
CONTENTS = MANUAL / "README.md"
CHAPTERS = sorted(MANUAL.glob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
LARGEST, ALTOGETHER = 150 * 1024, 2_500 * 1024  # bytes of a picture, of all


def links_of(chapter: Path) -> list[tuple[Path, str]]:
    """File and heading of every link that stays in the repository."""
    found = (link.partition("#") for link in LINK.findall(chapter.read_text(encoding="utf-8")) if "://" not in link)
    return [((chapter.parent / path).resolve() if path else chapter, heading) for path, _, heading in found]


def headings_of(chapter: Path) -> set[str]:
    """The addresses of a chapter's headings, as GitHub and Gitea make them."""
    titles = re.findall(r"^#+ (.+)$", chapter.read_text(encoding="utf-8"), re.MULTILINE)
    return {slug(title) for title in titles}


def pictures_of(chapter: Path) -> set[Path]:
    return {path for path, _ in links_of(chapter) if path.suffix == ".png"}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_link_of_a_chapter_leads_to_a_file_and_a_heading_that_is_there(chapter):
    lost = [
        (path.name, heading)
        for path, heading in links_of(chapter)
        if not path.exists() or (heading and heading not in headings_of(path))
    ]

    assert lost == []


def test_every_chapter_is_listed_in_the_contents_and_leads_back():
    others = {chapter for chapter in CHAPTERS if chapter not in (CONTENTS, MANUAL / "workflow.md")}

    listed = {path for path, _ in links_of(CONTENTS)}
    lead_back = {chapter for chapter in others if CONTENTS in {path for path, _ in links_of(chapter)}}

    assert others | {MANUAL / "workflow.md"} <= listed
    assert lead_back == others


def test_the_pictures_shown_are_those_that_are_taken_and_those_that_are_there():
    shown = set().union(*(pictures_of(chapter) for chapter in CHAPTERS))

    assert {path.stem for path in shown} == {shot.name for shot in SHOTS}
    assert shown == set(PICTURES.glob("*.png"))


def test_the_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}

    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) <= ALTOGETHER


@pytest.mark.django_db
@pytest.mark.parametrize("name", [chapter.stem for chapter in CHAPTERS])
def test_a_chapter_is_a_page_whose_links_and_pictures_are_there(log_in, name):
    client = log_in(builders.a_user(Role.UNIT_STAFF))
    address = reverse("manual") if name == FIRST else reverse("manual_chapter", args=[name])

    page = client.get(address).content.decode()

    words = page[page.index("<article") : page.index("</article>")]
    links = {link.partition("#")[0] for link in re.findall(r'href="([^"]+)"', words) if "://" not in link}
    pictures = re.findall(r'src="/static/([^"]+)"', words)
    assert [link for link in links if link and client.get(link).status_code != 200] == []
    assert len(pictures) == len(pictures_of(MANUAL / f"{name}.md"))
    assert [picture for picture in pictures if not finders.find(picture)] == []
    assert ".md" not in words
    assert "stateDiagram" not in words


@pytest.mark.django_db
def test_a_chapter_that_is_none_is_not_found(log_in):
    client = log_in(builders.a_user(Role.UNIT_STAFF))

    assert client.get(reverse("manual_chapter", args=["no-chapter"])).status_code == 404
