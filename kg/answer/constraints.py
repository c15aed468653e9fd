"""What must hold of every hit: the options of the request, and the facilities and instruments it names."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.answer.access import STATES
from kg.answer.engine import Engine
from kg.errors import BadInput
from kg.rdf.names import PANET
from kg.read.lexicon import Lexicon
from kg.read.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


ALIKE = "alike"
"""The slot of the filter that takes a group apart."""


@dataclass(frozen=True, slots=True)
class Options:
    """Hard filters of a request; names, IRIs, or None for no filter."""

    facility: str | None = None
    technique: str | None = None
    instrument: str | None = None
    year: int | None = None
    access: str | None = None
    alike: str | None = None
    """IRI of a record: only what stands with it behind one hit, each for itself."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition; `holds` is true for the documents that meet it."""

    slot: str
    label: str
    values: tuple[str, ...]
    holds: "NDArray[np.bool_]"
    negated: bool = False

    def __str__(self) -> str:
        return f"{'not ' if self.negated else ''}{self.slot}: {self.label}"


def constraints(engine: Engine, reading: Reading, options: Options, as_of: date) -> list[Constraint]:
    """All conditions of a request.

    Raises:
        BadInput: an option names nothing that this generation knows.
    """
    found = []
    for slot in ("facility", "instrument", "technique"):
        asked = getattr(options, slot)
        if asked:
            iris = _resolve(engine, slot, asked)
            found.append(_about(engine, slot, engine.lexicon.label(iris[0]), iris))
        chips = [of for of in reading.chips if of.slot == slot and (of.negated or slot != "technique")]
        found += [_about(engine, slot, of.label, sorted(of.iris), negated=of.negated) for of in chips]
    if options.year is not None:
        found.append(_of(engine, "year", str(options.year), [engine.by_year.get(str(options.year))]))
    if options.access:
        if options.access not in STATES:
            raise BadInput(
                f"There is no access state {options.access[:60]!r}; use one of: {', '.join(STATES)}."
            )
        found.append(_of(engine, "access", options.access, [engine.by_access(as_of).get(options.access)]))
    if options.alike:
        found.append(_alike(engine, options.alike))
    return found


def _alike(engine: Engine, iri: str) -> Constraint:
    import numpy as np

    if iri not in engine.numbers:
        raise BadInput(f"This generation has no dataset {iri[:300]!r} for others to be like it.")
    number = engine.numbers[iri]
    members = np.flatnonzero(engine.groups == engine.groups[number])
    title = engine.cards[number].title or iri
    return _of(engine, ALIKE, title[:100], [members], [engine.cards[of].iri for of in members.tolist()])


def all_hold(engine: Engine, conditions: Iterable[Constraint]) -> "NDArray[np.bool_]":
    """True for the documents that meet every condition."""
    import numpy as np

    keep = np.ones(len(engine.cards), dtype=bool)
    for condition in conditions:
        keep &= condition.holds
    return keep


def _about(
    engine: Engine, slot: str, label: str, iris: Sequence[str], *, negated: bool = False
) -> Constraint:
    if slot == "facility":
        asked = set(iris)
        named = engine.lexicon.named
        iris = sorted(iri for iri in {*iris, *named} if asked & set(engine.with_wholes([iri])))
    look_up: dict[str, Callable[[str], NDArray[np.int64] | None]] = {
        "technique": engine.under,
        "facility": engine.by_facility.get,
        "instrument": engine.by_instrument.get,
    }
    return _of(engine, slot, label, [look_up[slot](iri) for iri in iris], iris, negated=negated)


def _of(
    engine: Engine,
    slot: str,
    label: str,
    numbers: "Iterable[NDArray[np.int64] | None]",
    values: Sequence[str] = (),
    *,
    negated: bool = False,
) -> Constraint:
    import numpy as np

    holds = np.zeros(len(engine.cards), dtype=bool)
    for some in numbers:
        if some is not None:
            holds[some] = True
    return Constraint(slot, label, tuple(values) or (label,), ~holds if negated else holds, negated)


def _resolve(engine: Engine, slot: str, asked: str) -> tuple[str, ...]:
    """The IRIs of a name, an IRI, or for techniques a PaNET number."""
    lexicon = engine.lexicon
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


def _knows(lexicon: Lexicon, slot: str, iri: str) -> bool:
    if slot == "technique":
        return iri in lexicon.table.terms
    return iri in lexicon.named and lexicon.named[iri].kind == slot


def _known(lexicon: Lexicon, slot: str) -> str:
    if slot == "technique":
        return "Give a PaNET label, alternative label or number, such as PaNET01124."
    labels = sorted({of.label for of in lexicon.named.values() if of.kind == slot})
    shown = ", ".join(labels[:30]) + (" …" if len(labels) > 30 else "")
    return f"There are: {shown}." if labels else f"This generation knows no {slot}."
