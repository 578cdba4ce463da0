"""What our Word files carry for the way back, known to their writer and reader (writers/docx, readers/docx).

A paragraph's role is the name of its style, which stays when people type, split and move paragraphs. A row's identity
is the name of bookmarks: hidden ones (an underscore in front), several a row, because typing over all of a cell may
take one away. The text and the plan it was taken from are named in the document's own properties.
"""

import re
from typing import NamedTuple
from uuid import UUID

#: role of a paragraph -> name of its style, as Word shows it
STYLES = {
    "department": "封面部门",
    "title": "封面标题",
    "stage": "封面阶段",
    "cover_foot": "封面落款",
    "part": "heading 1",
    "section": "heading 2",
    "overall_goal": "总体目标",
    "sub_goal": "heading 3",
    "description": "分项说明",
    "goals": "分项目标",
    "indicators": "分项指标",
    "measure": "保障措施",
    "table_title": "绩效目标表标题",
    "unit": "绩效目标表单位",
}

PROPERTY_FORMAT, PROPERTY_PLAN, PROPERTY_SHA256, PROPERTY_NUMBERING = (
    "PerformanceTextFormat",
    "PerformanceTextPlan",
    "PerformanceTextSha256",
    "PerformanceTextNumbering",
)

GOALS_LEAD, INDICATORS_LEAD = "绩效目标：", "绩效指标："
AUTHOR_TAIL, BUREAU_TAIL = "编制", "审核"
TABLE_TAIL, COVER_TITLE = "绩效目标表", "部门预算绩效文本"

#: kind of row (texts.compare.kinds) -> letter in the bookmark's name
KINDS = {"sub_goal": "s", "measure": "m", "project": "p", "milestone": "t", "goal": "g", "indicator": "i"}
UNIT_CODE = "_unit_code_"
_NAME = re.compile(r"_([a-z])([0-9]{1,2})_([0-9a-f]{32})")
_OF_LETTER = {letter: kind for kind, letter in KINDS.items()}


class Mark(NamedTuple):
    """The row that a bookmark names."""

    kind: str
    id: UUID


def bookmark_name(mark: Mark, place: int) -> str:
    """The bookmark's name; `place` (from 0) tells the bookmarks of one row apart. Word takes 40 characters."""
    return f"_{KINDS[mark.kind]}{place}_{mark.id.hex}"


def mark_of(name: str) -> Mark | None:
    """The row that a bookmark of this name stands for; None for bookmarks that are not ours."""
    match = _NAME.fullmatch(name)
    kind = _OF_LETTER.get(match[1]) if match else None
    return Mark(kind, UUID(hex=match[3])) if match and kind else None
