"""How each of the three departments lays its text out: data only, read by everything that writes a form."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fonts:
    """Font families by role, as GB/T 9704-2012 names the roles."""

    title: str
    heading: str
    subheading: str
    body: str


OFFICE_FONTS = Fonts(title="方正小标宋简体", heading="黑体", subheading="楷体_GB2312", body="仿宋_GB2312")
# What the PDFs are made with (Debian: fonts-arphic-uming, fonts-wqy-microhei): TrueType subsets stay small.
FREE_FONTS = Fonts(
    title="AR PL UMing CN", heading="WenQuanYi Micro Hei", subheading="AR PL UMing CN", body="AR PL UMing CN"
)


@dataclass(frozen=True)
class Revision:
    """A tracked change still open in the Word file: `now` was inserted where `was` is struck out."""

    was: str
    now: str


@dataclass(frozen=True)
class House:
    """One department's habits."""

    slug: str
    contents: str  # "fields": hyperlinks and PAGEREF, "control": the same in a content control, "typed": dots by hand
    numbers: str  # "typed" or "automatic" (Word counts the 分项 and the measures itself)
    unit_line: str  # the unit and 单位：万元 stand in the "table" or in a "paragraph" above it
    one_table: bool  # head and indicators in one table
    levels: str  # "merged" downwards or "repeated" in every row
    serial_column: bool  # 序号 as a seventh column in front
    goal_number: str
    goal_breaks: bool  # goals in one paragraph with soft line breaks
    sub_heading: bool  # a line under 二、 and 三、 repeats the heading, and the overall goal starts with its label
    run_length: int | None  # Word's habit of cutting a text into runs
    revisions: tuple[Revision, ...] = ()
    fonts: Fonts = OFFICE_FONTS

    def final(self) -> "House":
        """As it goes to the printer: changes accepted, fonts that this machine has."""
        return replace(self, revisions=(), fonts=FREE_FONTS)


WENLV = House(
    slug="yunxi-wenlv-2025",
    contents="fields",
    numbers="typed",
    unit_line="table",
    one_table=False,
    levels="merged",
    serial_column=False,
    goal_number="{}.",
    goal_breaks=True,
    sub_heading=False,
    run_length=None,
)
JIAOYU = House(
    slug="yunxi-jiaoyu-2025",
    contents="typed",
    numbers="automatic",
    unit_line="paragraph",
    one_table=True,
    levels="merged",
    serial_column=False,
    goal_number="{}.",
    goal_breaks=False,
    sub_heading=True,
    run_length=None,
    revisions=(
        Revision(was="大力发展学前教育", now="稳步扩大普惠性学前教育资源"),
        Revision(was="≥40所", now="≥41所"),
        Revision(was="基本", now="屋面防水、外墙修缮、"),
    ),
)
SHUILI = House(
    slug="yunxi-shuili-2025",
    contents="control",
    numbers="typed",
    unit_line="table",
    one_table=False,
    levels="repeated",
    serial_column=True,
    goal_number="{}、",
    goal_breaks=False,
    sub_heading=False,
    run_length=9,
)
HOUSES = (WENLV, JIAOYU, SHUILI)

PART_ONE = ("第一部分", "部门整体绩效目标")
PART_TWO = ("第二部分", "预算项目绩效目标")
OVERALL = "一、总体绩效目标"
SUB_GOALS = "二、分项绩效目标"
MEASURES = "三、工作保障措施"


def sub_number(numbering: str, n: int) -> str:
    """The running number of the n-th 分项 or measure: '3.', '3、' or '（三）'."""
    return f"（{_chinese(n)}）" if numbering == "（一）" else f"{n}{numbering[-1]}"


def _chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    digits = "零一二三四五六七八九"
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
