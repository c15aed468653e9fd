"""The neighbourhood of a term as a drawing: what is above it, the term, what is below it, with counts.

One column of boxes, so that it can be read on a phone. Every box is a link; colours come from the page's
style sheet by class, and there is neither style nor script in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import wrap

from markupsafe import Markup

from kg.answer.technique import Counted, TechniquePage
from kg.web.addresses import page_of
from kg.web.pages import visible

MOST = 6
"""Boxes above and below; more are counted in one line, and the page lists them all."""

_WIDTH, _INDENT, _BUS = 360, 24, 10
_BOX, _GAP = 30, 8
_LINE = 17
"""From one line of a label to the next."""
_MOST_LINES = 3
_LETTER, _BOLD = 6.5, 7.4
"""Widths of one letter, rather too wide."""
_COUNT_WIDTH = 48


@dataclass(frozen=True, slots=True)
class _Row:
    """A box, or a line of text where there is no address."""

    text: str
    count: str = ""
    address: str | None = None


def neighbourhood(page: TechniquePage) -> Markup:
    """The drawing, with a title and a description for those who do not see it."""
    above, below = _rows(page.parents), _rows(page.children)
    itself = _Row(page.label, f"{page.total:,}")
    rows = [*above, itself, *below]
    tops = list(accumulate((_height(row) + _GAP for row in rows), initial=0))
    height, own = tops.pop(), len(above)
    middles = [top + _BOX / 2 for top in tops]
    drawn = Markup()
    if above:
        drawn += _bus(middles[0], tops[own], middles[:own])
    if below:
        drawn += _bus(tops[own] + _height(itself), middles[-1], middles[own + 1 :])
    for row, top in zip(rows, tops, strict=True):
        box = _drawn(row, 0 if row is itself else _INDENT, top)
        drawn += Markup('<g class="own">{}</g>').format(box) if row is itself else box
    return Markup(
        '<svg class="terms" role="group" aria-labelledby="drawing-title drawing-desc" viewBox="0 0 {} {}">'
        '<title id="drawing-title">{}</title><desc id="drawing-desc">{}</desc>{}</svg>'
    ).format(_WIDTH, height, visible(f"The place of {page.label}"), visible(_told(page)), drawn)


def _rows(terms: Sequence[Counted]) -> list[_Row]:
    """Most datasets first."""
    ordered = sorted(terms, key=lambda of: (-of.total, of.label, of.iri))
    rows = [_Row(of.label, f"{of.total:,}", page_of("techniques", of.iri)) for of in ordered[:MOST]]
    more = len(ordered) - MOST
    return rows + ([_Row(f"and {more:,} more, listed below")] if more > 0 else [])


def _told(page: TechniquePage) -> str:
    above = ", ".join(of.label for of in page.parents) or "nothing"
    below = f"{len(page.children):,} narrower {'term' if len(page.children) == 1 else 'terms'}"
    return f"Above: {above}. Below: {below}. Numbers are datasets, narrower terms included."


def _bus(top: float, bottom: float, stubs: Sequence[float]) -> Markup:
    """A line down the side, with a short one to each box."""
    drawn = Markup('<path d="M{} {:.1f}V{:.1f}"/>').format(_BUS, top, bottom)
    return drawn + Markup().join(Markup('<path d="M{} {:.1f}H{}"/>').format(_BUS, y, _INDENT) for y in stubs)


def _drawn(row: _Row, left: int, top: float) -> Markup:
    if not row.count:
        return Markup('<text class="more" x="{}" y="{:.1f}">{}</text>').format(left + 8, top + 20, row.text)
    lines = Markup().join(
        Markup('<text x="{}" y="{:.1f}">{}</text>').format(left + 8, top + 20 + at * _LINE, line)
        for at, line in enumerate(_lines(row))
    )
    inside = Markup(
        '<title>{}</title><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="5"/>'
        '{}<text class="count" x="{}" y="{:.1f}" text-anchor="end">{}</text>'
    ).format(
        visible(f"{row.text}: {row.count} datasets"), left + 0.5, top + 0.5, _WIDTH - left - 1,
        _height(row) - 1, lines, _WIDTH - 8, top + 20, row.count,
    )  # fmt: skip
    if row.address is None:
        return Markup("<g>{}</g>").format(inside)
    return Markup('<a href="{}">{}</a>').format(row.address, inside)


def _height(row: _Row) -> int:
    return _BOX + (len(_lines(row)) - 1) * _LINE if row.count else _BOX


def _lines(row: _Row) -> list[str]:
    """The label, broken between words; cut where even the last line has no room."""
    left, letter = (_INDENT, _LETTER) if row.address else (0, _BOLD)
    letters = int((_WIDTH - left - 16 - _COUNT_WIDTH) / letter)
    return wrap(visible(row.text), letters, max_lines=_MOST_LINES, placeholder="…") or [""]
