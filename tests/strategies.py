"""Generated Texts: every shape the value allows, with the odd characters of real life."""

from dataclasses import replace

from hypothesis import strategies as st

from texts.columns import OPTIONAL, switchable
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text

# No controls and no lone surrogates (interchange.clean takes them out at every door), else anything.
_ALPHABET = st.one_of(
    st.sampled_from("绩效目标指标≥≤％%（）〔〕“”；。、０12345 .㎡☑喆堃镕𠮷\u3000\u200b"),
    st.characters(exclude_categories=("Cc", "Cs")),
)
_paragraph = st.text(_ALPHABET, min_size=1, max_size=30)
_cell = st.none() | st.text(_ALPHABET | st.just("\n"), min_size=1, max_size=30)
_lines = st.lists(st.builds(Line, text=_paragraph), max_size=3).map(tuple)
_paragraphs = st.lists(_paragraph, max_size=3).map(tuple)

milestones = st.builds(Milestone, month=st.integers(1, 12), percent=_cell)
indicators = st.builds(Indicator, level1=_cell, level2=_cell, name=_cell, description=_cell, target=_cell, basis=_cell)
projects = st.builds(
    Project,
    code=_cell,
    name=_cell,
    unit_code=_cell,
    unit_name=_cell,
    budget=_cell | st.decimals(0, 10**7, places=2).map(str),
    fiscal_funds=_cell,
    other_funds=_cell,
    purpose=_cell,
    plan=st.lists(milestones, max_size=5).map(tuple),
    goals=_lines,
    indicators=st.lists(indicators, max_size=4).map(tuple),
)
sub_goals = st.builds(SubGoal, title=_paragraph, description=_paragraphs, goals=_paragraphs, indicators=_cell)
plain_texts = st.builds(
    Text,
    fiscal_year=st.none() | st.integers(1990, 2200),
    department=_cell,
    finance_bureau=_cell,
    stage=_cell,
    numbering=st.none() | st.sampled_from(["1.", "1、", "（一）"]),
    overall_goal=_paragraphs,
    sub_goals=st.lists(sub_goals, max_size=3).map(tuple),
    measures=_lines,
    projects=st.lists(projects, max_size=3).map(tuple),
)


@st.composite
def _texts(draw: st.DrawFn) -> Text:
    """All tables of a text have the same optional columns, mostly none."""
    text = draw(plain_texts)
    on = switchable(draw(st.sets(st.sampled_from([column.name for column in OPTIONAL]))))
    if not on:
        return text
    tables = [
        [replace(row, **{name: draw(_cell) for name in on}) for row in project.indicators] for project in text.projects
    ]
    pairs = zip(text.projects, tables, strict=True)
    return replace(text, projects=tuple(replace(p, columns=on, indicators=tuple(rows)) for p, rows in pairs))


texts = _texts()
