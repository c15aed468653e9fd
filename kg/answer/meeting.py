"""Which documents meet a condition: one boolean array per chip, from the arrays and the word index.

What a record does not state it does not meet. A record that states no technique at all may name one in its
running text; everything else must be stated. `kg.answer.clauses` says the same in SPARQL.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.answer.engine import Engine
from kg.answer.options import CHOSEN, IN_YEAR
from kg.answer.quantity_clause import asked_quantities
from kg.index.properties import sample_key
from kg.index.words import PROSE
from kg.read.access import OPENS
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon, name_forms
from kg.resolve.formula import read_formula

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int64]

OPEN_END = 99_991_231
"""A day after all days, as a number."""


def meets(engine: Engine, chip: Chip, as_of: date) -> "Flags":
    """True for the documents that have what the chip names, negated or not; access is judged on `as_of`."""
    if chip.slot == "access":
        return _access(engine, chip, as_of)
    return _MEETING[chip.slot](engine, chip)


def _access(engine: Engine, chip: Chip, as_of: date) -> "Flags":
    """The state on a day; or embargoed still, and open by the chip's day, if it has one."""
    if chip.op != OPENS:
        day = date.fromisoformat(chip.day) if chip.day else as_of
        return flags(engine, [engine.by_access(day).get(chip.written)])
    waiting = flags(engine, [engine.by_access(as_of).get("embargoed")])
    if chip.day:
        waiting &= engine.properties.array("opens") <= date.fromisoformat(chip.day).toordinal()
    return waiting


def flags(engine: Engine, some: "Iterable[Numbers | None]") -> "Flags":
    """True for the documents of any of these lists."""
    import numpy as np

    found = np.zeros(len(engine.cards), dtype=bool)
    for numbers in some:
        if numbers is not None:
            found[numbers] = True
    return found


def technique_names(lexicon: Lexicon, chip: Chip) -> tuple[str, ...]:
    """The names by which a text may name the technique: all of it in PaNET, and as the question wrote it."""
    terms = [lexicon.table.terms[iri] for iri in sorted(chip.iris) if iri in lexicon.table.terms]
    names = [] if chip.basis == CHOSEN else [chip.written]
    names += [name for term in terms for name in (term.label, *term.alt_labels)]
    return tuple(dict.fromkeys(form for name in names if terms for form in name_forms(name)))


def with_parts(lexicon: Lexicon, facilities: Iterable[str]) -> list[str]:
    """These facilities and all that are part of one of them, sorted."""
    found = set(facilities)
    while (
        more := {iri for iri, of in lexicon.named.items() if of.operator in found and of.kind == "facility"}
        - found
    ):
        found |= more
    return sorted(found)


def sample_parts(chip: Chip) -> Sequence[Sequence[str]]:
    """The components that a sample must all have, each with the texts any of which names it."""
    return chip.parts or [chip.words or (chip.written,)]


def composition(chip: Chip) -> str | None:
    """The formula in the order of Hill; None where the chip lists elements, or amounts are open."""
    formula = None if chip.elements else read_formula(chip.written)
    return formula.composition if formula else None


def phrases(chip: Chip) -> Sequence[str]:
    """The texts of which a record must hold one."""
    return chip.words or (chip.written,)


def day_number(day: str | None, otherwise: int) -> int:
    """An ISO day as a number that sorts, such as 20260131."""
    return int(day.replace("-", "")) if day else otherwise


def _technique(engine: Engine, chip: Chip) -> "Flags":
    # The text of a record that states its techniques names what was compared, prepared or cited, too.
    stated = flags(engine, [engine.under(iri) for iri in chip.iris])
    return stated | (_naming(engine, chip) & ~engine.states_technique)


def _naming(engine: Engine, chip: Chip) -> "Flags":
    names = technique_names(engine.lexicon, chip)
    return flags(engine, [engine.words.holding_any(names, PROSE)])


def _facility(engine: Engine, chip: Chip) -> "Flags":
    # Of a whole the array holds what was measured at its parts.
    return flags(engine, [engine.by_facility.get(iri) for iri in chip.iris])


def _instrument(engine: Engine, chip: Chip) -> "Flags":
    return flags(engine, [engine.by_instrument.get(iri) for iri in chip.iris])


def _person(engine: Engine, chip: Chip) -> "Flags":
    return flags(engine, [engine.by_person.get(iri) for iri in chip.iris])


def _data_level(engine: Engine, chip: Chip) -> "Flags":
    return flags(engine, [engine.by_kind.get(chip.written)])


def _sample(engine: Engine, chip: Chip) -> "Flags":
    if chip.basis == CHOSEN:
        return flags(engine, [engine.sample_names.get(sample_key(chip.written))])
    found = ~flags(engine, [])
    for words in sample_parts(chip):
        found &= flags(engine, [engine.words.holding_any(words)])
    return found


def _formula(engine: Engine, chip: Chip) -> "Flags":
    if chip.elements:
        found = ~flags(engine, [])
        for symbol in chip.elements:
            found &= flags(engine, [engine.by_element.get(symbol)])
        return found
    same = composition(chip)
    written = engine.words.holding_any(phrases(chip))
    return flags(engine, [engine.by_composition.get(same) if same else None, written])


def _parameter(engine: Engine, chip: Chip) -> "Flags":
    """Documents one of whose values of the quantity lies in, or as an interval overlaps, what is asked."""
    if chip.si is None:
        return flags(engine, [])
    (low, high), (without_low, without_high) = chip.si, chip.strict
    found = []
    for values in (engine.quantities.get(name) for name in asked_quantities(chip.label)):
        if values is not None:
            above = values.high > low if without_low else values.high >= low
            below = values.low < high if without_high else values.low <= high
            found.append(values.numbers[above & below])
    return flags(engine, found)


def _date(engine: Engine, chip: Chip) -> "Flags":
    """Collected within the days, for at least one of them; where nobody says when, published then."""
    if chip.op == IN_YEAR:
        return flags(engine, [engine.by_year.get(chip.label)])
    value = chip.value if isinstance(chip.value, dict) else {}
    start, end = day_number(value.get("from"), 1), day_number(value.get("to"), OPEN_END)
    dated = engine.dates_to > 0
    found: Flags = dated & (engine.dates_from <= end) & (engine.dates_to >= start)
    return found


def _doi(engine: Engine, chip: Chip) -> "Flags":
    import numpy as np

    asked = chip.written.strip().lower()
    candidates = engine.words.identified(asked).tolist()
    exact = [at for at in candidates if doi_forms(asked) & {*engine.words.texts(at).get("identifiers", ())}]
    return flags(engine, [np.array(exact, dtype=np.int64)])


def doi_forms(doi: str) -> frozenset[str]:
    """The ways to write a DOI as an identifier, in small letters."""
    links = (f"{scheme}://{host}doi.org/" for scheme in ("https", "http") for host in ("", "dx."))
    return frozenset(way + doi.strip().lower() for way in ("", "doi:", *links))


def _text(engine: Engine, chip: Chip) -> "Flags":
    return flags(engine, [engine.words.holding_any(phrases(chip))])


_MEETING: dict[str, Callable[[Engine, Chip], "Flags"]] = {
    "technique": _technique, "facility": _facility, "instrument": _instrument, "person": _person,
    "data_level": _data_level, "sample": _sample, "formula": _formula, "parameter": _parameter,
    "date": _date, "doi": _doi, "text": _text,
}  # fmt: skip
