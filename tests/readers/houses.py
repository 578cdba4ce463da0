"""House styles by name: how departments of other places lay the same form out. Data only, for tests and bench."""

from tests.readers.forms import SIX, Style

REPEATED = {"levels": "repeated", "one_table": True, "repeat_header": True}
LANDSCAPE_WIDTHS = (1.2, 1.2, 1.6, 1.6, 2.6, 1.4, 1.4, 1.6)
EARLIER = (
    ("项目编码", "项目代码"),
    ("其中：财政资金", "其中：财政拨款"),
    ("三级指标", "指标名称"),
    ("绩效指标描述", "指标描述"),
    ("指标值确定依据", "确定依据"),
    ("资金支出计划（%）", "资金支出计划"),
)

HOUSES = {
    "provincial": Style(contents="...............", labels=True),
    "one table": Style(one_table=True, centred=False, unit_line="paragraph", contents="\t", widths=LANDSCAPE_WIDTHS),
    "serial": Style(columns=("serial", *SIX), levels="repeated", goal_number="{}、", size=10.5, contents="……………… "),
    "headers again": Style(
        **REPEATED, centred=False, unit_line="joined", goal_number="（{}）", widths=LANDSCAPE_WIDTHS
    ),
    "scoring": Style(columns=(*SIX[:5], "scoring", "basis"), unit_line="paragraph", cover=False),
    "unit column": Style(columns=(*SIX[:4], "direction", "target", "measured_in", "basis"), levels="blank", size=8),
    "no description": Style(columns=(*SIX[:3], *SIX[4:]), one_table=True, cover=False, parts=False),
    "chapters": Style(chapters=True, contents="............ ", plan="beside", money="below", purpose_row=True),
    "earlier words": Style(wordings=EARLIER, goals="", unit_line="joined", page_numbers=False, size=12),
    "no borders": Style(ruled=False, centred=False, contents="........"),
}
