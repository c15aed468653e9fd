"""SVG for charts: no style and no script in it; colours come from the page's style sheet by class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup

Point = tuple[float, float]

_WIDTH, _HEIGHT = 400, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 28, 44
_BAR = 34
"""Height of one bar with its name above it."""

_HEAD, _THIN = 26, 18
"""Heights of a group's name and of one bar beside its own."""
_LETTER = 7
"""Width of one letter, rather too wide."""
_LABEL_LENGTH = 20

_STEPS = 5
_NAME_LENGTH = 54
_TEXT_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Inside:
    """The elements of a drawing, in a box that is 400 units wide and so high."""

    markup: Markup
    height: int = _HEIGHT


def framed(inside: Inside, title: str) -> Markup:
    """A drawing as one image, with a name for those who do not see it."""
    return Markup(
        '<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}"><title>{}</title>{}</svg>'
    ).format(title, _WIDTH, inside.height, title, inside.markup)


def bars(values: Sequence[tuple[str, float]]) -> Inside:
    """Bars to the right, each under its name and before its number; those below zero go to the left."""
    bar = _Lengths([value for _, value in values], 0).bar
    drawn = Markup()
    for number, (name, value) in enumerate(values):
        top = number * _BAR
        drawn += _text(0, top + 13, _cut(name, _NAME_LENGTH)) + bar(top + 18, value)
    return Inside(drawn, len(values) * _BAR + 4)


def grouped(groups: Mapping[str, Sequence[tuple[str, float]]]) -> Inside:
    """Bars under the name of their group, each beside its own name; all have one scale."""
    pairs = [pair for group in groups.values() for pair in group]
    longest = max((len(name) for name, _ in pairs), default=0)
    bar = _Lengths([value for _, value in pairs], min(longest, _LABEL_LENGTH) * _LETTER + 8).bar
    drawn, top = Markup(), 0
    for heading, group in groups.items():
        drawn += Markup('<g class="head">{}</g>').format(_text(0, top + 18, _cut(heading, _NAME_LENGTH)))
        top += _HEAD
        for name, value in group:
            drawn += _text(0, top + 11, _cut(name, _LABEL_LENGTH)) + bar(top + 1, value)
            top += _THIN
    return Inside(drawn, top + 4)


def line(values: Sequence[Point], across: str, up: str) -> Inside:
    """A line through points that are sorted by their first number, with a dot at each; zero is shown too."""
    scales = _Scales(values, zero=True)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(scales.place, values))
    return Inside(
        scales.axes(across, up, plain=True)
        + Markup('<polyline points="{}"/>').format(path)
        + _dots(scales, values)
    )


def points(values: Sequence[Point], across: str, up: str) -> Inside:
    """A dot for each pair of numbers."""
    scales = _Scales(values)
    return Inside(scales.axes(across, up) + _dots(scales, values))


class _Lengths:
    """From values to bars, whose zero is where all of them and the numbers behind them fit."""

    def __init__(self, values: Sequence[float], left: float) -> None:
        """`left` is where there is room from, in units."""
        low, high = min((0.0, *values)), max((0.0, *values))
        self._scale = (_WIDTH - 64 - left) / ((high - low) or 1)
        self._zero = left - low * self._scale

    def bar(self, top: float, value: float) -> Markup:
        """The bar, and its number at its end or, below zero, right of zero."""
        length = abs(value) * self._scale
        start = self._zero if value >= 0 else self._zero - length
        drawn = Markup('<rect x="{:.1f}" y="{}" width="{:.1f}" height="12"/>').format(
            start, top, max(length, 1)
        )
        return drawn + _text(max(self._zero, start + length) + 5, top + 10, _number(value))


class _Scales:
    """From values to places: both directions begin and end at a round number."""

    def __init__(self, values: Sequence[Point], zero: bool = False) -> None:
        self._across = _rounds([x for x, _ in values])
        self._up = _rounds([y for _, y in values] + [0.0] * zero)

    def place(self, value: Point) -> Point:
        """Where a pair of numbers stands, in units from the upper left corner."""
        x = _share(value[0], self._across) * (_WIDTH - _LEFT - _RIGHT) + _LEFT
        y = (1 - _share(value[1], self._up)) * (_HEIGHT - _TOP - _BOTTOM) + _TOP
        return x, y

    def axes(self, across: str, up: str, plain: bool = False) -> Markup:
        """Lines at the round numbers with these written beside them; `plain` writes years without a comma."""
        drawn = Markup()
        for value in self._up:
            y = self.place((self._across[0], value))[1]
            drawn += Markup('<path class="grid" d="M{} {:.1f}H{}"/>').format(_LEFT, y, _WIDTH - _RIGHT)
            drawn += _text(_LEFT - 6, y + 4, _number(value), "end")
        for value in self._across:
            x = self.place((value, self._up[0]))[0]
            drawn += _text(x, _HEIGHT - _BOTTOM + 16, f"{value:g}" if plain else _number(value), "middle")
        drawn += _text((_WIDTH + _LEFT) / 2, _HEIGHT - 8, _cut(across, _TEXT_LENGTH), "middle")
        return drawn + _text(0, 12, _cut(up, _TEXT_LENGTH))


def _dots(scales: _Scales, values: Sequence[Point]) -> Markup:
    places = map(scales.place, values)
    return Markup().join(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3"/>').format(x, y) for x, y in places)


def _share(value: float, rounds: Sequence[float]) -> float:
    return (value - rounds[0]) / (rounds[-1] - rounds[0])


def _rounds(values: Sequence[float]) -> list[float]:
    """Round numbers at equal steps, of which the first and the last enclose all values."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    rough = (high - low or abs(high) or 1) / _STEPS
    unit = 10.0 ** floor(log10(rough))
    step = next(factor * unit for factor in (1, 2, 5, 10) if factor * unit >= rough * (1 - 1e-9))
    first, last = floor(low / step), ceil(high / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _text(x: float, y: float, text: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, text)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() and abs(value) < 1e9 else f"{value:.4g}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
