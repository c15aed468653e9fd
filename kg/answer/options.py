"""What a request asks beside its text: filters by name or IRI, once or repeated, and what must not hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple, cast

from kg.answer.engine import Engine
from kg.errors import BadInput
from kg.rdf.names import PANET
from kg.read.chip import Chip, Slot
from kg.read.lexicon import Lexicon
from kg.resolve.access import STATES

CHOSEN = "filter"
"""Basis of a condition that was chosen, not read from the text."""

IN_YEAR = "year"
"""The `op` of a chosen year, which means the year that a record stands under in lists by year."""

Values = str | Sequence[str] | None

FILTERS = ("facility", "technique", "instrument", "access", "data_level", "sample", "person")
"""Filters that may be repeated; those of one name are joined as chips of that slot are."""

NEGATABLE = (*FILTERS, "year", "text")

LEVELS = ("raw", "processed", "simulated")

_MOST_VALUES = 50
_WHAT = Literal["facility", "instrument", "technique"]


class Asked(NamedTuple):
    """A chip and the name of the filter it came by: its slot, but "year" for the date of a year."""

    name: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Options:
    """Hard filters of a request: names or IRIs, one or several; None for no filter.

    `since` and `until` are ISO days, inclusive; `excluded` are pairs "slot:value" of what must not hold.
    `off` switches chips of the text off: their place in the reading ("0") or "slot:label".
    """

    facility: Values = None
    technique: Values = None
    instrument: Values = None
    year: int | None = None
    access: Values = None
    data_level: Values = None
    sample: Values = None
    person: Values = None
    since: str | None = None
    until: str | None = None
    excluded: Sequence[str] = ()
    off: Sequence[str] = ()
    alike: str | None = None
    """IRI of a record: only what stands with it behind one hit, each for itself."""


def option_chips(engine: Engine, options: Options) -> list[Asked]:
    """The filters as chips.

    Raises:
        BadInput: a filter names nothing that this generation knows, or no such filter exists.
    """
    found: list[Asked] = []
    for name in FILTERS:
        for value in each(getattr(options, name)):
            found += _either(engine, name, value, -1 - len(found))
    if options.year is not None:
        found.append(Asked("year", _year(str(options.year))))
    if options.since or options.until:
        found.append(Asked("date", _between(options.since, options.until)))
    found += [_excluded(engine, pair) for pair in options.excluded[:_MOST_VALUES]]
    return found


def _either(engine: Engine, name: str, value: str, any_of: int) -> list[Asked]:
    """The chips of one value; "A|B" are two of which one is enough."""
    values = [part.strip() for part in value.split("|")[:_MOST_VALUES] if part.strip()]
    chips = [_chip(engine, name, part) for part in values]
    return [Asked(name, replace(chip, any_of=any_of) if len(chips) > 1 else chip) for chip in chips]


def is_off(chip: Chip, place: int, off: Sequence[str]) -> bool:
    """Whether the caller switched off this chip, which stands at `place` of the reading."""
    return str(place) in off or f"{chip.slot}:{chip.label}".casefold() in {of.casefold() for of in off}


def check_off(chips: Sequence[Chip], off: Sequence[str]) -> None:
    """Raise BadInput where a chip that is to be switched off is none of the reading."""
    for one in off:
        if not any(is_off(chip, place, (one,)) for place, chip in enumerate(chips)):
            known = "; ".join(f"{place} or {of.slot}:{of.label}" for place, of in enumerate(chips))
            way = f"There are: {known}." if known else "It has none."
            raise BadInput(f"The question has no chip {one[:60]!r} to switch off. {way}")


def each(values: Values) -> Iterator[str]:
    """The values of a filter, each once."""
    given = [values] if isinstance(values, str) else list(values or ())
    yield from dict.fromkeys(value.strip() for value in given[:_MOST_VALUES] if value.strip())


def _excluded(engine: Engine, pair: str) -> Asked:
    name, colon, value = pair.partition(":")
    if not colon or name not in NEGATABLE or not value.strip():
        known = ", ".join(NEGATABLE)
        raise BadInput(f"What must not hold is written slot:value, slot one of {known}; not {pair[:60]!r}.")
    chip = _year(value.strip()) if name == "year" else _chip(engine, name, value.strip())
    return Asked(name, replace(chip, negated=True))


def _chip(engine: Engine, name: str, value: str) -> Chip:
    if name in ("facility", "instrument", "technique"):
        iris = _resolve(engine.lexicon, cast(_WHAT, name), value)
        return _plain(name, value, engine.lexicon.label(iris[0]), iris)
    if name == "access":
        return _one_of("access state", name, value, STATES)
    if name == "data_level":
        return _one_of("data level", name, value, LEVELS)
    if name == "person":
        iri, label = _person(engine, value)
        return _plain(name, value, label, (iri,))
    chip = _plain(name, value, value, ())
    return Chip(chip.slot, value, "", value, (0, 0), CHOSEN, words=(value,))


def _plain(name: str, value: str, label: str, iris: Sequence[str]) -> Chip:
    first, *others = iris or ("",)
    return Chip(cast(Slot, name), value, first, label, (0, 0), CHOSEN, also=tuple(others))


def _one_of(kind: str, name: str, value: str, known: Sequence[str]) -> Chip:
    if value not in known:
        raise BadInput(f"There is no {kind} {value[:60]!r}; use one of: {', '.join(known)}.")
    return _plain(name, value, value, ())


def _year(text: str) -> Chip:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise BadInput(f"A year has four digits, not {text[:40]!r}.")
    days = {"from": f"{text}-01-01", "to": f"{text}-12-31"}
    return Chip("date", cast(dict[str, str | None], days), "", text, (0, 0), CHOSEN, op=IN_YEAR)


def _between(since: str | None, until: str | None) -> Chip:
    for day in filter(None, (since, until)):
        try:
            date.fromisoformat(day)
        except ValueError:
            raise BadInput(f"A day is written like 2026-11-21, not {day[:40]!r}.") from None
    label = f"{since or '…'} to {until or '…'}"
    return Chip("date", {"from": since, "to": until}, "", label, (0, 0), CHOSEN)


def _person(engine: Engine, value: str) -> tuple[str, str]:
    if value in engine.by_person:
        return value, engine.person(value)
    raise BadInput(f"No person {value[:60]!r} is known here; give the IRI that a hit's people have.")


def _resolve(lexicon: Lexicon, slot: _WHAT, asked: str) -> tuple[str, ...]:
    """The IRIs of a name, an IRI, or for techniques a PaNET number."""
    if re.fullmatch(r"(?i)(panet:)?PaNET\d{5,7}", asked):
        asked = PANET["PaNET" + re.sub(r"\D", "", asked)].value
    if _knows(lexicon, slot, asked):
        return (asked,)
    entries = [of for of in lexicon.called(asked) if of.slot == slot]
    named = [of.iri for of in lexicon.named.values() if of.kind == slot and asked in of.names]
    iris = tuple(sorted({*(of.iri for of in entries), *named}))
    if not iris:
        raise BadInput(f"No {slot} called {asked[:60]!r} is known here. {_known(lexicon, slot)}")
    return iris


def _knows(lexicon: Lexicon, slot: _WHAT, iri: str) -> bool:
    if slot == "technique":
        return iri in lexicon.table.terms
    return iri in lexicon.named and lexicon.named[iri].kind == slot


def _known(lexicon: Lexicon, slot: _WHAT) -> str:
    if slot == "technique":
        return "Give a PaNET label, alternative label or number, such as PaNET01124."
    labels = sorted({of.label for of in lexicon.named.values() if of.kind == slot})
    shown = ", ".join(labels[:30]) + (" …" if len(labels) > 30 else "")
    return f"There are: {shown}." if labels else f"This generation knows no {slot}."
