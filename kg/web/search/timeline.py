"""Hits by year as bars, drawn here; each bar is a link, and a table beside the drawing says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kg.answer.facets import FacetValue
from kg.web.search.address import Address

_STEP, _HEIGHT, _FOOT, _HEAD = 30, 56, 18, 15
"""Pixels: a bar with the gap beside it (wide enough for a finger), the highest bar, the years, the counts."""

_MOST_GAP = 60
"""Years from the first to the last beyond which those without data are left out."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year; `address` leads to its hits."""

    year: str
    datasets: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars from the first year to the last, and their drawing."""

    bars: tuple[Bar, ...]
    svg: Markup


def timeline(values: Sequence[FacetValue], address: Address, year: str | None) -> Timeline | None:
    """The timeline of a facet by year; None where there are less than two years."""
    counts = {of.value: of.count for of in values if len(of.value) == 4 and of.value.isdecimal()}
    if len(counts) < 2:
        return None
    rest = address.minus("since").minus("until").minus("year")
    bars = [Bar(of, counts[of], rest.plus("year", of).path(), of == year) for of in sorted(counts)]
    return Timeline(tuple(bars), _svg(bars))


def _svg(bars: Sequence[Bar]) -> Markup:
    first, last = int(bars[0].year), int(bars[-1].year)
    is_whole = last - first < _MOST_GAP
    places = {bar.year: int(bar.year) - first if is_whole else at for at, bar in enumerate(bars)}
    width, height = _STEP * (max(places.values()) + 1), _HEAD + _HEIGHT + _FOOT
    most = max(bar.datasets for bar in bars)
    drawn = Markup("").join(_bar(bar, places[bar.year] * _STEP, most) for bar in bars)
    return Markup(
        '<svg class="timeline" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="group" '
        'aria-label="Hits by year, a bar for each">{drawn}</svg>'
    ).format(w=width, h=height, drawn=drawn)


def _bar(bar: Bar, left: int, most: int) -> Markup:
    floor = _HEAD + _HEIGHT
    size = max(2, round(_HEIGHT * bar.datasets / most))
    chosen = ", chosen" if bar.is_chosen else ""
    label = escape(f"{bar.year}: {bar.datasets:,} {'hit' if bar.datasets == 1 else 'hits'}{chosen}")
    return Markup(
        '<a href="{to}"{own}><title>{label}</title>'
        '<rect class="place" x="{left}" y="0" width="{step}" height="{whole}"/>'
        '<rect class="bar" x="{bar_left}" y="{top}" width="{wide}" height="{size}"/>'
        '<text x="{middle}" y="{above}">{count}</text><text x="{middle}" y="{below}">{year}</text></a>'
    ).format(
        to=bar.address,
        label=label,
        own=Markup(' class="own"') if bar.is_chosen else "",
        left=left,
        step=_STEP,
        whole=floor + _FOOT,
        bar_left=left + 3,
        top=floor - size,
        wide=_STEP - 6,
        size=size,
        middle=left + _STEP // 2,
        above=floor - size - 3,
        count=_short(bar.datasets),
        below=floor + 13,
        year=bar.year,
    )


def _short(count: int) -> str:
    """A count in at most four letters."""
    return str(count) if count < 1000 else f"{count / 1000:.3g}k" if count < 100_000 else f"{count // 1000}k"
