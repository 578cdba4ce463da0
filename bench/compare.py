"""Comparing two texts: the words of one long string, whole texts, the page, and input made to take long."""

import difflib
import math
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from uuid import UUID

import texts.compare
from bench.table import Measured, Table, median_of
from texts import interchange
from texts.compare.comparing import PATIENCE
from texts.compare.word_differences import cut_words, differences
from texts.model import Project, Text
from texts.writers.html.differences import render_comparison
from texts.writers.html.reading_view import render_html

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT.parent / "shared" / "texts", ROOT / "samples")
LENGTH, EDITS = 16_000, 150  # the case of peers.md: difflib as it comes took 9.5 s


def compare(table: Table) -> None:
    """The section of `make bench` about comparison."""
    found = list(_texts())
    _strings(table, "".join(chain.from_iterable(text.strings() for text in found)))
    longest = max((text for text in found if len(text.projects) <= 15), key=lambda text: len(text.projects))
    _whole_texts(table, longest, min(found, key=lambda text: len(text.projects)))
    _hostile(table)


def _texts() -> Iterator[Text]:
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.json")):
            if "." not in path.stem:
                yield interchange.loads(path.read_bytes())


def _strings(table: Table, source: str) -> None:
    table.heading(f"Words of one string, {LENGTH} characters with {EDITS} edits")
    old = (source * (LENGTH // len(source) + 1))[:LENGTH]
    new = _edited(old)
    ours = median_of(lambda: differences(old, new, until=math.inf))
    table.row("ours: words, semantic clean-up; target 0.5 s", ours)
    matched = median_of(lambda: _difflib(cut_words(old), cut_words(new)), runs=1)
    table.row("difflib on the same words, autojunk off", matched, ours, "of ours")


def _edited(old: str) -> str:
    rng = random.Random(3)
    letters, characters = sorted(set(old)), list(old)
    for _ in range(EDITS):
        at = rng.randrange(len(characters))
        match rng.choice(("typed over", "typed over", "taken out", "put in")):
            case "typed over":
                characters[at] = rng.choice(letters)
            case "taken out":
                del characters[at : at + rng.randint(1, 4)]
            case _:
                characters[at:at] = rng.choices(letters, k=rng.randint(1, 4))
    return "".join(characters)


def _difflib(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _whole_texts(table: Table, text: Text, other: Text) -> None:
    table.heading(f"Two texts ({len(text.projects)} projects; target of compare and page together 0.06 s of processor)")
    reading = median_of(lambda: render_html(text))
    table.row("the reading view of one, for scale", reading)
    for name, new in (("nothing changed", text), ("two rounds", _next_round(text)), ("another text", other)):
        found = texts.compare.compare(text, new)
        table.row(
            f"{name}: compare", median_of(lambda new=new: texts.compare.compare(text, new)), reading, "of the view"
        )
        page = median_of(lambda found=found: render_comparison(found, only_changes=True))
        table.row(f"{name}: its page", page, reading, "of the view")
    large = replace(text, projects=tuple(_of_number(text.projects[n % len(text.projects)], n) for n in range(200)))
    old, new = large, _next_round(large)
    found = texts.compare.compare(old, new)
    table.row("200 projects, two rounds: compare", median_of(lambda: texts.compare.compare(old, new)))
    table.row("200 projects, two rounds: its page", median_of(lambda: render_comparison(found, only_changes=True)))


def _of_number(project: Project, number: int) -> Project:
    return replace(project, id=UUID(int=number + 1), code=str(number), purpose=f"第{number}项。{project.purpose}")


def _next_round(text: Text) -> Text:
    """In every third project an amount, a target and a clause are others, a row is gone."""
    return replace(
        text, projects=tuple(_revised(project) if n % 3 == 0 else project for n, project in enumerate(text.projects))
    )


def _revised(project: Project) -> Project:
    first, *others = project.indicators
    return replace(
        project,
        budget=f"1{project.budget}",
        purpose=f"{project.purpose}其中差旅费3.2万元。",
        indicators=(replace(first, target="≥1350册"), *others[:-1]),
    )


def _hostile(table: Table) -> None:
    table.heading(f"Input made to take long (all of it gives up after {PATIENCE} s)")
    rng = random.Random(5)

    def nonsense(letters: str) -> Text:
        cells = ("".join(rng.choices(letters, k=20_000)) for _ in range(40))
        return Text(projects=tuple(Project(code=str(n), purpose=cell) for n, cell in enumerate(cells)))

    old, new = nonsense("甲乙丙丁戊"), nonsense("丙丁戊己庚")
    table.row("40 cells of 20000 characters that share only letters", _once(old, new))
    old, new = (Text(overall_goal=tuple(_paragraphs(rng))) for _ in range(2))
    table.row("30 paragraphs of 4000 characters, twice", _once(old, new))


def _paragraphs(rng: random.Random) -> Iterator[str]:
    for _ in range(30):
        yield "".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(4_000))


def _once(old: Text, new: Text) -> Measured:
    return median_of(lambda: texts.compare.compare(old, new), runs=1)
