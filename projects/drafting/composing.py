"""The 绩效指标 sentence of a 分项, composed from the indicators of its projects: 印刷数量≥2000册；自采自编率≥98%。"""

import re
from collections.abc import Iterable

from projects.drafting.contents import Row
from texts.composing import sentence

_ASIDE = re.compile(r"[\s；;。，,、：:]")


def composed(projects: Iterable[Row]) -> str:
    """Every indicator with a name and a value, in print order; "" where there is none."""
    return sentence((row["name"], row["target"]) for project in projects for row in project["indicators"])


def has_drifted(written: str, offered: str) -> bool:
    """Whether the sentence says a thing that the projects do not: a phrase of it is none of theirs.

    A department may name some of its indicators only; spaces and signs between the words do not count.
    """
    if not written or not offered:
        return False
    known = {_plain(phrase) for phrase in offered.rstrip("。").split("；")}
    return any(_plain(phrase) not in known for phrase in re.split(r"[；;]", written.rstrip("。 ")) if phrase.strip())


def _plain(phrase: str) -> str:
    return _ASIDE.sub("", phrase).replace("≧", "≥").replace("≦", "≤").replace("％", "%")
