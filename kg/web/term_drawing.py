"""The neighbourhood of a term as a drawing: what is above it, the term, what is below it, with counts.

One column of boxes, so that it can be read on a phone. Every box is a link; colours come from the page's
style sheet by class, and there is neither style nor script in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.answer.technique import Counted, TechniquePage
from kg.web.addresses import page_of
from kg.web.pages import visible

MOST = 6
"""Boxes above and below; more are counted in one line, and the page lists them all."""

_WIDTH, _INDENT, _BUS = 360, 24, 10
_BOX, _GAP = 30, 8
_STEP = _BOX + _GAP
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
    own = len(above) * _STEP
    height = (len(above) + 1 + len(below)) * _STEP
    drawn = Markup()
    if above:
        drawn += _bus(_BOX / 2, own, [at * _STEP + _BOX / 2 for at in range(len(above))])
    if below:
        places = [own + (at + 1) * _STEP + _BOX / 2 for at in range(len(below))]
        drawn += _bus(own + _BOX, places[-1], places)
    for at, row in enumerate(above):
        drawn += _drawn(row, _INDENT, at * _STEP)
    drawn += Markup('<g class="own">{}</g>').format(_drawn(_Row(page.label, f"{page.total:,}"), 0, own))
    for at, row in enumerate(below):
        drawn += _drawn(row, _INDENT, own + (at + 1) * _STEP)
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
    letters = int((_WIDTH - left - 16 - _COUNT_WIDTH) / (_LETTER if row.address else _BOLD))
    inside = Markup(
        '<title>{}</title><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="5"/>'
        '<text x="{}" y="{:.1f}">{}</text><text class="count" x="{}" y="{:.1f}" text-anchor="end">{}</text>'
    ).format(
        visible(f"{row.text}: {row.count} datasets"), left + 0.5, top + 0.5, _WIDTH - left - 1, _BOX - 1,
        left + 8, top + 20, _cut(visible(row.text), letters), _WIDTH - 8, top + 20, row.count,
    )  # fmt: skip
    if row.address is None:
        return Markup("<g>{}</g>").format(inside)
    return Markup('<a href="{}">{}</a>').format(row.address, inside)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
