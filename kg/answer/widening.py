"""A condition made a little wider: a broader technique, a year more at each side, the whole of a facility."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kg.answer.engine import Engine
from kg.answer.options import CHOSEN, IN_YEAR
from kg.answer.sentence import days
from kg.read.chip import Chip
from kg.resolve.unit import resolve_unit

_SHARE = 0.1
"""By how much of its size the end of a range moves where the range has no width of its own."""

_YEAR = re.compile(r"(\d{4})(-.*)")


class Wider(NamedTuple):
    """A wider condition: what to say of it, and the filters (name, value) or the words that ask for it."""

    chip: Chip
    said: str
    filters: tuple[tuple[str, str], ...] = ()
    words: str | None = None


def wider(engine: Engine, chip: Chip, as_of: date) -> Iterator[Wider]:
    """The next wider conditions; none for what is negated or cannot be widened."""
    if chip.negated or chip.op == IN_YEAR:
        return
    if chip.slot == "technique":
        yield from _techniques(engine, chip)
    elif chip.slot in ("facility", "instrument"):
        yield from _wholes(engine, chip)
    elif chip.slot == "date":
        yield from _dates(chip)
    elif chip.slot == "parameter":
        yield from _ranges(chip)


def _techniques(engine: Engine, chip: Chip) -> Iterator[Wider]:
    terms = engine.lexicon.table.terms
    for iri in terms[chip.iri].parents if chip.iri in terms else ():
        if iri in terms:
            label = terms[iri].label
            named = Chip("technique", label, iri, label, chip.span, CHOSEN)
            yield Wider(named, f"the broader technique {label}", (("technique", iri),))


def _wholes(engine: Engine, chip: Chip) -> Iterator[Wider]:
    named = engine.lexicon.named
    wholes = {named[iri].operator for iri in chip.iris if iri in named} - {None}
    for iri in sorted(filter(None, wholes)):
        if iri in named:
            label = named[iri].label
            said = f"all of {label}" if chip.slot == "facility" else f"any instrument of {label}"
            yield Wider(Chip("facility", label, iri, label, chip.span, CHOSEN), said, (("facility", iri),))


def _dates(chip: Chip) -> Iterator[Wider]:
    value = chip.value if isinstance(chip.value, dict) else {}
    start, end = value.get("from"), value.get("to")
    tried = [(_moved(start, -1), _moved(end, 1))]
    if start and end:
        tried += [(start, None), (None, end)]
    for since, until in tried:
        wide = replace(chip, value={"from": since, "to": until}, basis=CHOSEN)
        filters = [pair for pair in (("since", since), ("until", until)) if pair[1]]
        yield Wider(wide, days(wide), tuple((name, day) for name, day in filters if day))


def _moved(day: str | None, years: int) -> str | None:
    """The day so many years later; the 29th of February becomes the 28th."""
    found = _YEAR.fullmatch(day or "")
    if not found:
        return None
    year = min(9999, max(1, int(found[1]) + years))
    return f"{year:04}{'-02-28' if found[2] == '-02-29' else found[2]}"


def _ranges(chip: Chip) -> Iterator[Wider]:
    """Both ends moved outwards by the width of the range; an end alone, or a single value, by a tenth."""
    unit, _ = resolve_unit(chip.unit or "", chip.label)
    if unit is None or not isinstance(chip.value, float | int):
        return
    low, high = float(chip.value), float(chip.upper if chip.upper is not None else chip.value)
    step = (high - low) or abs(low) * _SHARE
    if not step:
        return
    if chip.op in ("<", "<=", ">", ">="):
        end = high + step if chip.op in ("<", "<=") else low - step
        si = (chip.si or (0.0, 0.0))[0], unit.to_si(end)
        si = si if chip.op in ("<", "<=") else (unit.to_si(end), float("inf"))
        sign = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}[chip.op]
        words = f"{chip.label} {sign} {end:.6g} {chip.unit}"
        yield Wider(replace(chip, value=end, si=si), words, words=words)
        return
    low, high = low - step, high + step
    words = f"{chip.label} from {low:.6g} to {high:.6g} {chip.unit}"
    wide = replace(chip, value=low, upper=high, op="between", si=(unit.to_si(low), unit.to_si(high)))
    yield Wider(replace(wide, strict=(False, False)), words, words=words)
