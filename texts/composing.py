"""The 绩效指标 sentence of a 分项, composed from indicators: 印刷数量≥2000册；自采自编率≥98%。"""

from collections.abc import Iterable

from texts.targets import Quantity, canonical, parse


def sentence(indicators: Iterable[tuple[str, str]]) -> str:
    """Every (name, value) that has both, in print order; "" where there is none."""
    phrases = [phrase(name, target) for name, target in indicators if name and target]
    return f"{'；'.join(phrases)}。" if phrases else ""


def phrase(name: str, target: str) -> str:
    """A figure follows its name at once (印刷数量≥2000册), a date or words after a colon (完成时间：2025年9月底前)."""
    named = name.strip().rstrip("。；;：:")
    value = canonical(target).rstrip("。；;")
    return f"{named}{value}" if isinstance(parse(target), Quantity) else f"{named}：{value}"
