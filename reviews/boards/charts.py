"""Charts as plain geometry for SVG templates: they print, need no script, and their figures stand in a table behind.

Coordinates are strings with one decimal, in the units of the viewBox.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 28


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A grid line or tick with its label."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One series as the points of a polyline; `tone` numbers its colour and dash."""

    label: str
    tone: str
    points: str
    end_x: str
    end_y: str
    last: str


@dataclass(frozen=True, slots=True)
class LineChart:
    width: str
    height: str
    lines: list[ChartLine]
    rows: list[ChartMark]
    columns: list[ChartMark]
    deadline: ChartMark | None
    left: str
    right: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar: its length as a share of the longest, and its figure in words."""

    label: str
    figure: str
    width: str
    tone: str


def line_chart(
    days: Sequence[date], series: Sequence[tuple[str, Sequence[int]]], deadline: date | None = None
) -> LineChart:
    """Counts (a number a day and series) over days; a vertical line at the deadline where it falls among them."""
    most = max([1, *(value for _, values in series for value in values)])
    step = -(-most // 4)
    top_value = step * 4
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(n: int) -> float:
        return LEFT + width * n / max(1, len(days) - 1)

    def y(value: int) -> float:
        return TOP + height * (1 - value / top_value)

    ticks = sorted({round(k * (len(days) - 1) / 4) for k in range(5)})
    return LineChart(
        width=str(WIDTH),
        height=str(HEIGHT),
        lines=[_line(label, n, values, x, y) for n, (label, values) in enumerate(series, 1)],
        rows=[ChartMark(_at(y(value)), str(value)) for value in range(0, top_value + 1, step)],
        columns=[ChartMark(_at(x(n)), f"{days[n].month}月{days[n].day}日") for n in ticks],
        deadline=ChartMark(_at(x(days.index(deadline))), "截止") if deadline in days else None,
        left=str(LEFT),
        right=str(WIDTH - RIGHT),
        top=str(TOP),
        bottom=str(HEIGHT - BOTTOM),
    )


Scale = Callable[[int], float]


def _line(label: str, n: int, values: Sequence[int], x: Scale, y: Scale) -> ChartLine:
    points = " ".join(f"{_at(x(k))},{_at(y(value))}" for k, value in enumerate(values))
    return ChartLine(label, str(n), points, _at(x(len(values) - 1)), _at(y(values[-1])), str(values[-1]))


def bars(rows: Sequence[tuple[str, float, str]], tone: str = "1") -> list[Bar]:
    """(label, value, figure in words) as bars; the longest fills 100 units."""
    most = max([value for _, value, _ in rows] + [0]) or 1
    return [Bar(label, figure, _at(100 * value / most), tone) for label, value, figure in rows]


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _at(value: float) -> str:
    return f"{value:.1f}"
