"""The chain of a derivation as a drawing: what the data were made from above, what was made from them below.

One column of boxes, the farther the more indented, so that it can be read on a phone. Every box is a link;
colours come from the page's style sheet by class, and there is neither style nor script in it. The same chain
stands beside it as nested lists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import wrap

from markupsafe import Markup

from kg.answer.derivation import Derivation, Step
from kg.answer.work_line import WorkLine
from kg.web.addresses import page_of
from kg.web.pages import short, visible

ENDS = {
    "cycle": "leads back to itself: a cycle",
    "shown": "its own steps are shown elsewhere",
    "deeper": "there is more, not followed",
}

_WIDTH, _INDENT, _BUS = 360, 20, 10
_PAD, _LINE, _GAP = 9, 17, 12
_MOST_LINES = 2
_LETTER, _BOLD = 6.6, 7.6
"""Widths of one letter, rather too wide."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A box and where it stands; `nearer` is the place in the list of the box that it is joined to."""

    lines: tuple[str, ...]
    quiet: str
    address: str
    depth: int
    nearer: int | None
    is_open_end: bool = False

    @property
    def left(self) -> int:
        return self.depth * _INDENT

    @property
    def height(self) -> int:
        return 2 * _PAD + (len(self.lines) + bool(self.quiet)) * _LINE - 4


def chain(derivation: Derivation) -> Markup:
    """The drawing, with a title and a description for those who do not see it."""
    boxes, own = _boxes(derivation)
    tops = list(accumulate((box.height + _GAP for box in boxes), initial=4))
    height = tops.pop() - _GAP + 4
    drawn = Markup()
    for place, box in enumerate(boxes):
        if box.nearer is not None:
            drawn += _joined(boxes, tops, place, is_above=place < own)
    for place, (box, top) in enumerate(zip(boxes, tops, strict=True)):
        drawn += _drawn(box, top, is_own=place == own)
    name = derivation.line.title or short(derivation.line.iri)
    told = (
        f"Above: {_count(derivation.sources)} it was made from. "
        f"Below: {_count(derivation.derived)} made from it. The lists beside say the same."
    )
    return Markup(
        '<svg class="terms chain" role="group" aria-labelledby="chain-title chain-desc" viewBox="0 0 {} {}">'
        '<title id="chain-title">{}</title><desc id="chain-desc">{}</desc>{}</svg>'
    ).format(_WIDTH, height, visible(f"Derivation of {name}"), told, drawn)


def _count(steps: Sequence[Step]) -> str:
    number = sum(len(step.rows()) for step in steps)
    return f"{number} {'place' if number == 1 else 'places'}"


def _boxes(derivation: Derivation) -> tuple[list[_Box], int]:
    """All boxes from the top, and which of them is the page's own."""
    above: list[tuple[Step, int | None]] = []
    below: list[tuple[Step, int | None]] = []
    for steps, rows in ((derivation.sources, above), (derivation.derived, below)):
        for step in steps:
            _walk(step, None, rows)
    own = len(above)
    boxes = [_box(step, own if nearer is None else own - 1 - nearer) for step, nearer in above[::-1]]
    boxes.append(_own(derivation))
    boxes += [_box(step, own if nearer is None else own + 1 + nearer) for step, nearer in below]
    return boxes, own


def _walk(step: Step, nearer: int | None, rows: list[tuple[Step, int | None]]) -> None:
    rows.append((step, nearer))
    place = len(rows) - 1
    for further in step.steps:
        _walk(further, place, rows)


def _own(derivation: Derivation) -> _Box:
    line = derivation.line
    return _Box(_lines(line, 0), _quiet(line, derivation.software, None, 0), _address(line), 0, None)


def _box(step: Step, nearer: int) -> _Box:
    quiet = _quiet(step.line, step.software, step.ends, step.depth)
    lines, address = _lines(step.line, step.depth), _address(step.line)
    return _Box(lines, quiet, address, step.depth, nearer, step.ends is not None)


def _quiet(line: WorkLine, software: Sequence[str], ends: str | None, depth: int) -> str:
    words = [ENDS[ends]] if ends else []
    words += [f"with {', '.join(software)}"] if software else []
    words += [line.date] if line.date else []
    words += ["constructed"] if line.is_constructed else []
    return (wrap(visible(" · ".join(words)), _letters(depth), max_lines=1, placeholder="…") or [""])[0]


def _lines(line: WorkLine, depth: int) -> tuple[str, ...]:
    text = visible(line.title or short(line.iri))
    return tuple(wrap(text, _letters(depth), max_lines=_MOST_LINES, placeholder="…")) or ("–",)


def _letters(depth: int) -> int:
    """How many have room; the page's own box, at depth 0, has bold ones."""
    return int((_WIDTH - depth * _INDENT - 16) / (_LETTER if depth else _BOLD))


def _address(line: WorkLine) -> str:
    return page_of(line.kind_of_page, line.record or line.iri)


def _joined(boxes: Sequence[_Box], tops: Sequence[float], place: int, *, is_above: bool) -> Markup:
    """A line from a box to the one nearer to the page's own, with an arrow at what was made."""
    box, nearer = boxes[place], boxes[boxes[place].nearer or 0]
    middle, bus = tops[place] + box.height / 2, nearer.left + _BUS
    if is_above:
        top = tops[box.nearer or 0]
        path = f"M{box.left} {middle:.1f}H{bus}V{top - 5:.1f}"
        arrow = f"M{bus - 4} {top - 6:.1f}h8l-4 6z"
    else:
        path = f"M{bus} {tops[box.nearer or 0] + nearer.height:.1f}V{middle:.1f}H{box.left - 5}"
        arrow = f"M{box.left - 6} {middle - 4:.1f}v8l6 -4z"
    return Markup('<path d="{}"/><path class="arrow" d="{}"/>').format(path, arrow)


def _drawn(box: _Box, top: float, *, is_own: bool) -> Markup:
    texts = Markup().join(
        Markup('<text x="{}" y="{:.1f}">{}</text>').format(box.left + 8, top + _PAD + 11 + at * _LINE, line)
        for at, line in enumerate(box.lines)
    )
    if box.quiet:
        y = top + _PAD + 10 + len(box.lines) * _LINE
        texts += Markup('<text class="count" x="{}" y="{:.1f}">{}</text>').format(box.left + 8, y, box.quiet)
    inside = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="5"/>{}').format(
        box.left + 0.5, top + 0.5, _WIDTH - box.left - 1, box.height - 1, texts
    )
    kind = "own" if is_own else "ends" if box.is_open_end else "step"
    return Markup('<a class="{}" href="{}">{}</a>').format(kind, box.address, inside)
