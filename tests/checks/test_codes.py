"""The check character of 项目编码: true for every code at hand, false for every single slip of the hand."""

from itertools import pairwise

import pytest

from tests.checks.clean import code_of
from tests.places import text_files
from texts.checks import DEFAULT, RULES
from texts.checks.engine import check_example
from texts.checks.identity import check_character
from texts.interchange import loads
from texts.model import Project

OPTIONS = DEFAULT.rules["code_check"]
ALPHABET = OPTIONS.text("alphabet")


def codes() -> list[str]:
    texts = [loads(path.read_bytes()) for path in text_files(".json")]
    return [str(project.code) for text in texts for project in text.projects] + [code_of(n) for n in range(1, 40)]


def is_right(code: str) -> bool:
    return check_character(code[:-1], OPTIONS) == code[-1]


def test_every_known_code_is_right():
    assert len(codes()) >= 69
    assert [code for code in codes() if not is_right(code)] == []
    assert [c for c in codes() if check_example(RULES["code_check"], Project(code=c), DEFAULT)] == []


def changed(code: str) -> list[str]:
    """The code with each character replaced by every other of the alphabet."""
    return [code[:i] + other + code[i + 1 :] for i in range(len(code)) for other in ALPHABET if other != code[i]]


def swapped(code: str) -> list[str]:
    """The code with each two unequal neighbours changing places."""
    return [code[:i] + b + a + code[i + 2 :] for i, (a, b) in enumerate(pairwise(code)) if a != b]


def test_every_changed_character_is_noticed():
    assert {len(changed(code)) for code in codes()} == {21 * 30}
    assert [wrong for code in codes() for wrong in changed(code) if is_right(wrong)] == []


def test_every_adjacent_swap_is_noticed():
    assert all(swapped(code) for code in codes())
    assert [wrong for code in codes() for wrong in swapped(code) if is_right(wrong)] == []


@pytest.mark.parametrize("letter", "IOSVZ")
def test_a_letter_outside_the_alphabet_is_never_right(letter):
    assert check_character("1399012" + letter, OPTIONS) == ""
    assert not is_right(f"13990125P0000011000{letter}2")
