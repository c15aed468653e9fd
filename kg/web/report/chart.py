"""The drawings of a report: pairs by year in layers, and the curves of first citations.

No style and no script in them; colours come from the style sheet by class. The table with the same numbers
stands beside each. Each is drawn twice, for a wide page and for a phone; the style sheet shows one of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.report.first_citation import Waiting
from kg.report.scope import KINDS
from kg.report.tally import Year
from kg.report.words import CURVES, KIND_NAMES

_LEFT, _RIGHT, _BOTTOM = 48, 12, 40
_LETTER, _ROW = 6.6, 18
"""Width of a letter of the legend, rather too wide, and the height of a row of it."""
_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: at most `labels` years stand below it; `legend` are the classes and words above."""

    name: str
    width: int
    height: int
    labels: int
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> list[tuple[float, int]]:
        """Where each word of the legend begins, and in which row."""
        found, left, row = list[tuple[float, int]](), float(_LEFT), 0
        for _, label in self.legend:
            wide = 34 + _LETTER * len(label)
            if left > _LEFT and left + wide > self.width:
                left, row = float(_LEFT), row + 1
            found.append((left, row))
            left += wide
        return found

    @property
    def top(self) -> int:
        """Where the drawing begins, below its legend."""
        return 44 + _ROW * max((row for _, row in self.places), default=0)

    def up(self, value: float, most: int) -> float:
        """How far down a value stands."""
        return self.top + (1 - value / most) * (self.height - self.top - _BOTTOM)


SHEETS = (("", 720, 300, 14), ("phone", 360, 300, 7))


def years_chart(rows: Sequence[Year]) -> Markup | None:
    """A column for each year, the kinds in layers; provisional years stand on a tinted ground."""
    dated = [row for row in rows if row.year is not None][-_MOST_COLUMNS:]
    if len(dated) < 2:
        return None
    legend = tuple((f"kind-{kind}", KIND_NAMES[kind]) for kind in KINDS)
    return _drawn(
        legend,
        lambda sheet: _years(sheet, dated),
        "Pairs by year of the citing work and by who is behind them",
    )


def _years(sheet: Sheet, dated: Sequence[Year]) -> Markup:
    most = _round_up(max(row.pairs.total for row in dated))
    width = (sheet.width - _LEFT - _RIGHT) / len(dated)
    drawn = _levels(sheet, most)
    every = -(-len(dated) // sheet.labels)
    for number, row in enumerate(dated):
        left = _LEFT + number * width
        if row.provisional:
            drawn += _box("ground", left, sheet.top, width, sheet.height - sheet.top - _BOTTOM)
        drawn += _column(sheet, row, left + width * 0.12, width * 0.76, most)
        if (len(dated) - 1 - number) % every == 0:
            drawn += _text(left + width / 2, sheet.height - _BOTTOM + 16, str(row.year), "middle")
    told = "Year of the citing work; tinted: provisional"
    return drawn + _text(sheet.width / 2, sheet.height - 6, told, "middle")


def curves_chart(waiting: Mapping[str, Waiting]) -> Markup | None:
    """The share cited after whole years since the data opened, a line for each kind of citation."""
    lines = {
        kind: [(row["years"], row["share"]) for row in one.curve if row["share"] is not None]
        for kind, one in waiting.items()
    }
    last = max((points[-1][0] for points in lines.values() if points), default=0)
    if last < 1:
        return None
    legend = tuple((f"curve-{kind}", CURVES[kind]) for kind in lines)
    return _drawn(
        legend,
        lambda sheet: _curves(sheet, lines, last),
        "Share of the data cited, by years since they opened",
    )


def _curves(sheet: Sheet, lines: Mapping[str, Sequence[tuple[int, float]]], last: int) -> Markup:
    scale = (sheet.width - _LEFT - _RIGHT) / last
    drawn = _levels(sheet, 100, " %")
    for year in range(0, last + 1, -(-(last + 1) // (2 * sheet.labels))):
        drawn += _text(_LEFT + year * scale, sheet.height - _BOTTOM + 16, str(year), "middle")
    for kind, points in lines.items():
        at = [(_LEFT + year * scale, sheet.up(100 * share, 100)) for year, share in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        drawn += Markup('<polyline class="curve-{}" points="{}"/>').format(kind, path)
        for x, y in at:
            drawn += Markup('<circle class="curve-{}" cx="{:.1f}" cy="{:.1f}" r="3"/>').format(kind, x, y)
    return drawn + _text(sheet.width / 2, sheet.height - 6, "Years since the data opened", "middle")


def _column(sheet: Sheet, row: Year, left: float, width: float, most: int) -> Markup:
    drawn, done = Markup(), 0
    for kind in KINDS:
        number = getattr(row.pairs, kind)
        if number:
            high = sheet.up(done + number, most)
            drawn += _box(f"kind-{kind}", left, high, width, sheet.up(done, most) - high)
            done += number
    return drawn


def _levels(sheet: Sheet, most: int, unit: str = "") -> Markup:
    """Lines at a few round numbers."""
    drawn = Markup()
    steps = 4 if most % 4 == 0 else 2 if most % 2 == 0 else 1
    for number in range(steps + 1):
        value = most * number // steps
        y = sheet.up(value, most)
        drawn += Markup('<path class="grid" d="M{} {:.1f}H{}"/>').format(_LEFT, y, sheet.width - _RIGHT)
        drawn += _text(_LEFT - 6, y + 4, f"{value:,}{unit}", "end")
    return drawn


def _legend(sheet: Sheet) -> Markup:
    drawn = Markup()
    for (name, label), (left, row) in zip(sheet.legend, sheet.places, strict=True):
        y = 12 + _ROW * row
        drawn += _box(name, left, y, 12, 12) + _text(left + 17, y + 10, label, "start")
    return drawn


def _round_up(value: int) -> int:
    """The next of 2, 4, 8, 10, 20, 40, 80, 100, …, so that levels are whole numbers."""
    scale = 1
    while True:
        for step in (2, 4, 8):
            if value <= step * scale:
                return step * scale
        scale *= 10
        if value <= scale:
            return scale


def _box(name: str, x: float, y: float, width: float, height: float) -> Markup:
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        name, x, y, width, height
    )


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, text)


def _drawn(legend: tuple[tuple[str, str], ...], draw: Callable[[Sheet], Markup], title: str) -> Markup:
    """The drawing on every sheet."""
    sheets = (Sheet(*size, legend) for size in SHEETS)
    return Markup().join(_framed(sheet, _legend(sheet) + draw(sheet), title) for sheet in sheets)


def _framed(sheet: Sheet, inside: Markup, title: str) -> Markup:
    return Markup(
        '<svg class="{}" role="img" aria-label="{}" viewBox="0 0 {} {}"><title>{}</title>{}</svg>'
    ).format(f"chart report {sheet.name}".strip(), title, sheet.width, sheet.height, title, inside)
