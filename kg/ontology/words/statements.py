"""What was stated differently about terms of both versions: parents, definitions, whatever else there is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.ontology.axiom import EQUIVALENT, SUBCLASS, Axiom
from kg.ontology.change import Change
from kg.ontology.expression import Expression
from kg.ontology.sentence import Sentence
from kg.ontology.unread import Unread
from kg.ontology.words.names import Names, plural, series
from kg.ontology.words.phrase import phrase, statement
from kg.ontology.words.terms import asserted

EACH = 15
"""Terms that get a sentence each; more are told together, by parent."""

UNREAD = 3
"""Cells that could not be read which get a sentence each; the findings have them all."""


@dataclass(slots=True)
class Restated:
    """What came and went for one term: parents and definitions; each list in the order of the file."""

    parents_came: list[Expression] = field(default_factory=list)
    parents_went: list[Expression] = field(default_factory=list)
    definitions_came: list[Expression] = field(default_factory=list)
    definitions_went: list[Expression] = field(default_factory=list)


def statements(change: Change) -> Iterator[Sentence]:
    """Sentences about axioms that came or went, those of new and removed terms left out.

    Where a cell of a term was not read in one version, what that version lacks is unknown, not gone or new.
    """
    names = Names(change)
    silent = {*change.added, *change.removed, *change.unknown}
    before, after = change.unread
    came = _sure(change.axioms_added, silent, before)
    went = _sure(change.axioms_removed, silent, after)
    restated = by_term(came, went)
    yield from _each(restated, names) if len(restated) <= EACH else _together(restated, names)
    yield from _others(came, went, names)
    yield from _not_read(change, names)


def _sure(axioms: Iterable[Axiom], silent: Collection[str], other: Unread) -> list[Axiom]:
    """The axioms that one version states and the other, as far as it was read, surely does not."""
    if other.anywhere:
        return []
    return [each for each in axioms if subject(each) not in silent and subject(each) not in other.cells]


def _not_read(change: Change, names: Names) -> Iterator[Sentence]:
    """The cells of the later version that only now cannot be read: they belong to what was written."""
    before, after = change.unread
    had = {iri: {fault.text for fault in faults} for iri, faults in before.cells.items()}
    told = [
        asserted(f'Of {names.of(iri)}, "{fault.text}" could not be read.', iri)
        for iri, faults in after.cells.items()
        for fault in faults
        if fault.text and fault.text not in had.get(iri, ())
    ]
    if len(told) <= UNREAD:
        yield from told
    else:
        yield asserted(f"{len(told):,} cells could not be read: see the findings.", *after.cells)
    rows = names.sorted(after.rows - before.rows)
    if rows:
        yield asserted(f"What is written of {names.listed(rows)} could not be read.", *rows)


def subject(axiom: Axiom) -> str | None:
    """The term that an axiom is about: its named first part, or the one that an expression defines."""
    return next((part for part in axiom.parts if isinstance(part, str)), None)


def by_term(came: Iterable[Axiom], went: Iterable[Axiom]) -> Mapping[str, Restated]:
    """The class axioms about each term, in the order in which they came, then went."""
    found: dict[str, Restated] = defaultdict(Restated)
    for axiom in came:
        _enter(found, axiom, "came")
    for axiom in went:
        _enter(found, axiom, "went")
    return found


def _enter(found: dict[str, Restated], axiom: Axiom, direction: str) -> None:
    term = subject(axiom)
    if term is None or len(axiom.parts) != 2:
        return
    if axiom.kind == SUBCLASS and axiom.parts[0] == term:
        getattr(found[term], f"parents_{direction}").append(axiom.parts[1])
    elif axiom.kind == EQUIVALENT:
        (other,) = (part for part in axiom.parts if part != term)
        getattr(found[term], f"definitions_{direction}").append(other)


def _each(restated: Mapping[str, Restated], names: Names) -> Iterator[Sentence]:
    for term, told in restated.items():
        for text, others in ((_parents(told, names), _named(told, "parents")), (_defined(told, names), [])):
            if text:
                yield asserted(f"{names.of(term)} {text}.", term, *others)


def _named(told: Restated, what: str) -> list[str]:
    both = [*getattr(told, f"{what}_came"), *getattr(told, f"{what}_went")]
    return [each for each in both if isinstance(each, str)]


def _parents(told: Restated, names: Names) -> str:
    came, went = _series(told.parents_came, names), _series(told.parents_went, names)
    if came:
        return f"is now put below {came}" + (f" instead of {went}" if went else "")
    return f"is no longer put below {went}" if went else ""


def _defined(told: Restated, names: Names) -> str:
    came, went = told.definitions_came, told.definitions_went
    if came and all(isinstance(each, str) for each in came):
        return f"is now said to mean the same as {_series(came, names)}{_formerly(went, names)}"
    if came:
        return f"is now defined as {_series(came, names)}{_formerly(went, names)}"
    return f"is no longer defined as {_series(went, names)}" if went else ""


def _formerly(went: list[Expression], names: Names) -> str:
    return f" (before: {_series(went, names)})" if went else ""


def _series(expressions: list[Expression], names: Names) -> str:
    return series([phrase(each, names.of) for each in expressions])


def _together(restated: Mapping[str, Restated], names: Names) -> Iterator[Sentence]:
    below: dict[str, list[str]] = defaultdict(list)
    anew, loose = [], []
    for term, told in restated.items():
        for parent in told.parents_came:
            below[phrase(parent, names.of)].append(term)
        if told.definitions_came:
            anew.append(term)
        elif told.definitions_went or (told.parents_went and not told.parents_came):
            loose.append(term)
    yield asserted(f"{plural(len(restated), 'term')} stated otherwise.", *restated)
    ranked = sorted(below.items(), key=lambda found: (-len(found[1]), found[0]))
    for parent, iris in ranked[:EACH]:
        yield asserted(f"Now put below {parent}: {counted(iris, names)}.", *iris)
    if len(ranked) > EACH:
        rest = [iri for _, iris in ranked[EACH:] for iri in iris]
        told_parents = plural(len(ranked) - EACH, "further parent")
        yield asserted(f"Now put below {told_parents}: {plural(len(rest), 'term')}.", *rest)
    if anew:
        yield asserted(f"Defined otherwise: {counted(anew, names)}.", *anew)
    if loose:
        yield asserted(f"Parents or definitions taken away: {counted(loose, names)}.", *loose)


def counted(iris: list[str], names: Names) -> str:
    """`diffraction`, or `12 terms (a, b and 10 more)`."""
    return names.of(iris[0]) if len(iris) == 1 else f"{plural(len(iris), 'term')} ({names.listed(iris)})"


def _others(came: list[Axiom], went: list[Axiom], names: Names) -> Iterator[Sentence]:
    """Disjointness, properties, individuals, and whatever else has no place above."""
    for prefix, axioms in (("Now", came), ("No longer", went)):
        rest = [each for each in axioms if each.kind not in (SUBCLASS, EQUIVALENT) or not _told(each)]
        for axiom in rest[:EACH]:
            yield asserted(f"{prefix} stated: {statement(axiom, names.of)}.", *axiom.names)
        if len(rest) > EACH:
            more = [iri for axiom in rest[EACH:] for iri in axiom.names]
            yield asserted(f"{prefix} stated: {len(rest) - EACH:,} further axioms.", *more)


def _told(axiom: Axiom) -> bool:
    term = subject(axiom)
    return term is not None and len(axiom.parts) == 2 and (axiom.kind != SUBCLASS or axiom.parts[0] == term)
