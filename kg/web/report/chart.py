"""The drawings of a report: pairs by year in layers, and the curves of first citations.

No style and no script in them; colours come from the style sheet by class. The table with the same numbers
stands beside each.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from kg.report.first_citation import Waiting
from kg.report.scope import KINDS
from kg.report.tally import Year
from kg.report.words import CURVES, KIND_NAMES

_WIDTH, _HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 12, 44, 40
_LABELS = 14
"""Years written below the columns, at most."""
_MOST_COLUMNS = 60


def years_chart(rows: Sequence[Year]) -> Markup | None:
    """A column for each year, the kinds in layers; provisional years stand on a tinted ground."""
    dated = [row for row in rows if row.year is not None][-_MOST_COLUMNS:]
    if len(dated) < 2:
        return None
    top = _round_up(max(row.pairs.total for row in dated))
    width = (_WIDTH - _LEFT - _RIGHT) / len(dated)
    drawn = _legend([(f"kind-{kind}", KIND_NAMES[kind]) for kind in KINDS]) + _levels(top)
    every = -(-len(dated) // _LABELS)
    for number, row in enumerate(dated):
        left = _LEFT + number * width
        if row.provisional:
            drawn += _box("ground", left, _TOP, width, _HEIGHT - _TOP - _BOTTOM)
        drawn += _column(row, left + width * 0.12, width * 0.76, top)
        if (len(dated) - 1 - number) % every == 0:
            drawn += _text(left + width / 2, _HEIGHT - _BOTTOM + 16, str(row.year), "middle")
    drawn += _text(_WIDTH / 2, _HEIGHT - 6, "Year of the citing work; tinted: provisional", "middle")
    return _framed(drawn, "Pairs by year of the citing work and by who is behind them")


def curves_chart(waiting: Mapping[str, Waiting]) -> Markup | None:
    """The share cited after whole years since the data opened, a line for each kind of citation."""
    lines = {
        kind: [(row["years"], row["share"]) for row in one.curve if row["share"] is not None]
        for kind, one in waiting.items()
    }
    last = max((points[-1][0] for points in lines.values() if points), default=0)
    if last < 1:
        return None
    scale = (_WIDTH - _LEFT - _RIGHT) / last
    drawn = _legend([(f"curve-{kind}", CURVES[kind]) for kind in lines]) + _levels(100, " %")
    for year in range(last + 1):
        drawn += _text(_LEFT + year * scale, _HEIGHT - _BOTTOM + 16, str(year), "middle")
    for kind, points in lines.items():
        path = " ".join(f"{_LEFT + year * scale:.1f},{_up(100 * share, 100):.1f}" for year, share in points)
        drawn += Markup('<polyline class="curve-{}" points="{}"/>').format(kind, path)
        for year, share in points:
            drawn += Markup('<circle class="curve-{}" cx="{:.1f}" cy="{:.1f}" r="3"/>').format(
                kind, _LEFT + year * scale, _up(100 * share, 100)
            )
    drawn += _text(_WIDTH / 2, _HEIGHT - 6, "Years since the data opened", "middle")
    return _framed(drawn, "Share of the data cited, by years since they opened")


def _column(row: Year, left: float, width: float, top: int) -> Markup:
    drawn, done = Markup(), 0
    for kind in KINDS:
        number = getattr(row.pairs, kind)
        if number:
            high = _up(done + number, top)
            drawn += _box(f"kind-{kind}", left, high, width, _up(done, top) - high)
            done += number
    return drawn


def _levels(top: int, unit: str = "") -> Markup:
    """Lines at a few round numbers."""
    drawn = Markup()
    steps = 4 if top % 4 == 0 else 2 if top % 2 == 0 else 1
    for number in range(steps + 1):
        value = top * number // steps
        y = _up(value, top)
        drawn += Markup('<path class="grid" d="M{} {:.1f}H{}"/>').format(_LEFT, y, _WIDTH - _RIGHT)
        drawn += _text(_LEFT - 6, y + 4, f"{value:,}{unit}", "end")
    return drawn


def _legend(entries: Sequence[tuple[str, str]]) -> Markup:
    drawn, left = Markup(), float(_LEFT)
    for name, label in entries:
        drawn += _box(name, left, 12, 12, 12) + _text(left + 17, 22, label, "start")
        left += 34 + 6.6 * len(label)
    return drawn


def _up(value: float, top: int) -> float:
    return _TOP + (1 - value / top) * (_HEIGHT - _TOP - _BOTTOM)


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


def _framed(inside: Markup, title: str) -> Markup:
    return Markup(
        '<svg class="chart report" role="img" aria-label="{}" viewBox="0 0 {} {}"><title>{}</title>{}</svg>'
    ).format(title, _WIDTH, _HEIGHT, title, inside)
