"""Recognise quantities: "below 30 K", "photon energy > 2 keV", "entre 5 et 50 kelvins"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.read.chip import Chip
from kg.read.comparison import AFTER, BEFORE, OF, PAIRED, THAN, UNDER, Op, sign_in
from kg.read.lexicon import Lexicon
from kg.read.measure import Measure, Number, measures
from kg.read.quantity_words import (
    FILLERS,
    FORBIDDEN_BEFORE,
    FORBIDDEN_BEHIND,
    KINDS,
    LETTERS,
    MEASURED,
    NAMES,
    NAMES_BEHIND,
    PREPARED,
    QUDT,
    probe_in,
)  # fmt: skip
from kg.read.sentence import Found, Sentence
from kg.read.token import Token
from kg.read.unit_words import ENERGY, FIELD, PRESSURE
from kg.read.wording import Wording, said_in, wording
from kg.resolve.unit import Unit, resolve_unit

LEAST_PRECISION, ABOUT = 0.01, 0.1
"""How far a value may be from the number asked for, at least, and where "about" is said; relative."""

_MOST_STEPS = 10
_FAR = 6
INF = float("inf")


@dataclass(slots=True)
class _Around:
    """What the words about a measure say; the words [start, stop) belong to it."""

    start: int
    stop: int
    op: Op | None = None
    name: str = ""
    is_paired: bool = False
    is_open: bool = False
    """Whether "from" or "between" stands before it, which one number alone does not answer."""
    is_under: bool = False
    """Whether "under" compares, which may mean "subject to" as well."""
    is_name_nearer: bool = False
    """Whether the name stands between the comparison and the number: "under a pressure of"."""
    is_forbidden: bool = False
    is_placed: bool = False
    """Whether "at" stands before it."""


def quantities(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each number with a unit whose quantity is certain."""
    text, starts = wording(sentence), [token.start for token in sentence.tokens]
    probe = probe_in(text)
    previous: Found | None = None
    for measure in measures(sentence.text, sentence.lang):
        found = _found(sentence, text, starts, measure, probe)
        if found is None:
            continue
        merged = _both_sides(sentence, previous, found) if previous else None
        if merged:
            previous = merged
            continue
        if previous:
            yield previous
        previous = found
    if previous:
        yield previous


def _found(
    sentence: Sentence, text: Wording, starts: Sequence[int], measure: Measure, probe: str
) -> Found | None:
    start = _token_at(sentence.tokens, starts, measure.start)
    stop = bisect_left(starts, measure.end)
    if start >= stop or not sentence.is_free(start, stop):
        return None
    around = _Around(start, stop)
    _look_left(sentence, text, around)
    _look_right(text, around)
    name = _name(measure, around, probe)
    if around.is_under and measure.unit.kind in (PRESSURE, FIELD):
        if not around.name:
            return None  # "under 3 GPa" may be at this pressure or below it
        around.op = "=" if around.is_name_nearer else around.op
    unit, _ = resolve_unit(measure.unit.code, measure.unit.kind)
    if around.is_open and measure.high is None:
        return None
    if not name or unit is None or around.is_forbidden or not sentence.is_free(around.start, around.stop):
        return None
    used = (*text.words[around.start : start], *text.words[stop : around.stop])
    lang = sentence.lang if any(len(word) > 1 for word in used) else "en"
    chips = tuple(
        replace(chip, basis=said_in(chip.basis, lang))
        for chip in _chips(sentence, measure, around, name, unit)
    )
    return Found(around.start, around.stop, chips) if chips else None


def _token_at(tokens: Sequence[Token], starts: Sequence[int], place: int) -> int:
    """The token that covers this place of the text or follows it."""
    at = max(0, bisect_right(starts, place) - 1)
    at = bisect_left(starts, starts[at]) if starts else 0
    return at if tokens and tokens[at].end > place else at + 1


def _look_left(sentence: Sentence, text: Wording, around: _Around) -> None:
    """Take the comparison and the name before the number, as far as no other word comes between."""
    at = around.start
    sign = sign_in(text.gaps[at])
    around.op = sign
    for _ in range(_MOST_STEPS):
        if at == 0 or (text.is_apart(at) and not (sign or text.gaps[at].strip() == ":")):
            break
        if around.op is None and (found := BEFORE.ending(text, at)):
            stop, (at, around.op) = at, found
            around.is_paired = bool(PAIRED & set(text.words[at : around.start]))
            around.is_under = text.words[at] in UNDER and stop - at == 1
            around.is_name_nearer = bool(around.name)
            around.is_open = around.op == "between" and text.words[at] not in OF
            around.start = at
        elif not around.name and (found_name := NAMES.ending(text, at)):
            at, around.name = found_name
            around.start = at
        elif not around.name and sign and sentence.written(at - 1, at) in LETTERS:
            at -= 1
            around.name, around.start = LETTERS[sentence.written(at, at + 1)], at
        elif (filler := FILLERS.ending(text, at)) is not None:
            around.is_placed |= filler[1] and at == around.start
            at = filler[0]
        else:
            break
        sign = None
    if around.is_placed and not around.name and around.op is None:
        around.start -= 1
    around.is_forbidden |= _is_of_something_else(text, at)
    if around.start and not around.op and text.words[around.start - 1] in THAN:
        around.is_forbidden = True  # compared in a way that is not known


def _is_of_something_else(text: Wording, at: int) -> bool:
    """Whether the words before say that a property or the making of the sample is meant."""
    if at and not text.is_apart(at) and FORBIDDEN_BEFORE.ending(text, at):
        return True
    for place in range(at - 1, max(-1, at - 1 - _FAR), -1):
        if text.words[place] in MEASURED or text.is_apart(place + 1):
            return False
        if text.words[place] in PREPARED:
            return True
    return False


def _look_right(text: Wording, around: _Around) -> None:
    at = around.stop
    if around.op in (None, "about", "between") and (found := AFTER.starting(text, at)):
        at, around.op = found
        around.stop = at
    if at < len(text.words) and not text.is_apart(at):
        if FORBIDDEN_BEHIND.starting(text, at):
            around.is_forbidden = True
        elif not around.name and (found_name := NAMES_BEHIND.starting(text, at)):
            stop, around.name = found_name
            if around.name in KINDS:
                around.stop = stop


def _name(measure: Measure, around: _Around, probe: str) -> str:
    """What is measured, as far as words and unit tell; empty where they do not."""
    kind = measure.unit.kind
    is_beam = around.name in ("photon", "neutron")
    named = around.name if KINDS.get(around.name) == kind else ""
    if kind == ENERGY:
        probe = around.name if is_beam else probe
        is_said = bool(named) or is_beam or around.op is not None or around.is_placed
        if measure.unit.needs_name and not named:
            return ""
        if not is_said and measure.unit.symbol != "keV":
            return ""
        return named if named not in ("", ENERGY) else f"{probe} {ENERGY}".strip()
    if measure.unit.needs_name:
        return kind if named or is_beam else ""
    return named or kind


def _chips(sentence: Sentence, measure: Measure, around: _Around, name: str, unit: Unit) -> Iterator[Chip]:
    span = sentence.span(around.start, around.stop)
    span = span[0] if span[0] < measure.start else measure.start, max(span[1], measure.end)
    low, high = measure.low, measure.high
    if high and measure.joined == "±":
        widest = _with_half(low, abs(high.value))
        yield _chip(widest, None, "=", name, measure, unit, span, precise=False)
    elif high and (measure.joined == "range" or around.is_paired):
        if low.value <= high.value:
            yield _chip(low, high, "between", name, measure, unit, span)
    elif high:
        for one in (low, high):
            yield _chip(one, None, _op(around.op), name, measure, unit, span)
    else:
        yield _chip(low, None, _op(around.op), name, measure, unit, span, about=around.op == "about")


def _with_half(number: Number, half: float) -> Number:
    """The number with a stated uncertainty."""
    return number._replace(half=half)


def _op(op: Op | None) -> Op:
    return "=" if op in (None, "between", "about") else op


def _chip(
    low: Number, high: Number | None, op: Op, name: str, measure: Measure, unit: Unit, span: tuple[int, int],
    *, precise: bool = True, about: bool = False,
) -> Chip:  # fmt: skip
    bounds, strict = _interval(low, high, op, precise=precise, about=about)
    si = (unit.to_si(bounds[0]), unit.to_si(bounds[1]))
    upper = high.value if high else None
    basis = (
        "number with its unit" if measure.unit.kind != ENERGY or name != ENERGY else "energy, probe not said"
    )
    return Chip(
        "parameter", low.value, QUDT[measure.unit.kind], name, span, basis,
        op=op, unit=measure.unit.symbol, upper=upper, si=si, si_unit=_coherent(unit), strict=strict,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _coherent(unit: Unit) -> str:
    """The SI unit of a quantity, which takes long to spell."""
    return unit.si


def _interval(
    low: Number, high: Number | None, op: Op, *, precise: bool, about: bool
) -> tuple[tuple[float, float], tuple[bool, bool]]:
    """The values asked for, in the unit written, and which ends are left out.

    A number alone means what rounds to it: half a unit of its last digit to both sides, and at least 1 %.
    """
    value = low.value
    if high:
        return (value, high.value), (False, False)
    if op in ("<", "<="):
        return (-INF, value), (False, op == "<")
    if op in (">", ">="):
        return (value, INF), (op == ">", False)
    share = ABOUT if about else LEAST_PRECISION
    off = max(low.half, abs(value) * share) if precise else low.half
    return (value - off, value + off), (False, False)


def _both_sides(sentence: Sentence, before: Found, behind: Found) -> Found | None:
    """As "5 K < T < 50 K": the first was read as a number alone, the second with the letter."""
    if before.stop != behind.start or len(before.chips) != 1 or len(behind.chips) != 1:
        return None
    low, high = before.chips[0], behind.chips[0]
    gap = sentence.text[sentence.tokens[before.stop - 1].end : sentence.tokens[behind.start].start]
    sign = sign_in(gap)
    is_chain = sign in ("<", "<=") and high.op in ("<", "<=") and low.op == "=" and low.unit == high.unit
    if not is_chain or low.si is None or high.si is None or not isinstance(high.value, float):
        return None
    unit, _ = resolve_unit(low.unit or "", low.label)
    lowest = unit.to_si(float(low.value)) if unit and isinstance(low.value, float) else low.si[0]
    chip = replace(
        high, value=low.value, upper=high.value, op="between", span=(low.span[0], high.span[1]),
        si=(lowest, high.si[1]), strict=(sign == "<", high.op == "<"),
    )  # fmt: skip
    return Found(before.start, behind.stop, (chip,))
