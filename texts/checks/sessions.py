"""The numbers of sessions: 政协八届三次会议, 县十七届人大三次会议, 市委七届六次全会."""

import re
from dataclasses import dataclass

_BODIES = "政协|人大|市委|县委|区委|省委|党委|党代会|工会|妇联|团委|工商联|残联|科协|文联|侨联|红十字会"
_NUMBER = r"[一二三四五六七八九十0-9]{1,3}"
_SESSION = re.compile(
    rf"(?P<before>(?:{_BODIES})?)(?:第)?(?P<term>{_NUMBER})届(?P<within>(?:{_BODIES}|人民代表大会|委员会|全国)?)"
    rf"(?:常委会|全体)?(?:第)?(?P<session>{_NUMBER})次"
)


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body; body is "" where the words do not name it."""

    body: str
    term: str
    number: str
    printed: str

    def is_other_than(self, other: "Session") -> bool:
        """Two numbers for what may be the same meeting: no two bodies are named, term or number differ."""
        if self.body and other.body and self.body != other.body:
            return False
        return (self.term, self.number) != (other.term, other.number)


def sessions(text: str) -> list[Session]:
    """Every session of a text without blanks. 人民代表大会 is 人大."""
    found = []
    for match in _SESSION.finditer(text):
        body = (match["before"] or match["within"]).replace("人民代表大会", "人大").replace("委员会", "")
        found.append(Session(body, match["term"], match["session"], match[0]))
    return found
