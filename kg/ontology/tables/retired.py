"""Terms of former releases that data go on stating: kept, marked, and led to what took their place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.ontology.document import Document, Term
from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable


@dataclass(frozen=True, slots=True)
class Retired:
    """A term that is gone or marked as deprecated; `replaced_by` are terms in force.

    A replacement that was itself retired later is followed to what replaces it.
    """

    iri: str
    label: str
    alt_labels: tuple[str, ...]
    replaced_by: tuple[str, ...]


def retired_terms(document: Document, former: PanetTable | None) -> Iterator[Retired]:
    """Every term of this or the former release that is no longer in force, sorted by IRI."""
    old = former.terms if former else {}
    marked = {iri for iri, term in document.terms.items() if term.retired and iri.startswith(str(PANET))}
    gone = {iri for iri in old if iri not in document.terms}
    heirs = _heirs(document.terms, {iri: term.replaced_by for iri, term in old.items()})
    in_force = {iri for iri in document.classes if iri not in marked}
    for iri in sorted(marked | gone):
        term, known = document.terms.get(iri), old.get(iri)
        label = (term.label if term else None) or (known.label if known else None)
        if label is None:
            continue  # it never had a name, so nobody can have tagged by it
        alt_labels = {*(term.alt_labels if term else ()), *(known.alt_labels if known else ())}
        if known is not None:
            alt_labels.add(known.label)  # it is often renamed to "obsolete ..." on the way
        found = tuple(sorted(_followed(iri, heirs, in_force)))
        yield Retired(iri, label, tuple(sorted(alt_labels - {label, ""})), found)


def _heirs(
    terms: Mapping[str, Term], former: Mapping[str, tuple[str, ...]]
) -> Callable[[str], tuple[str, ...]]:
    def of(iri: str) -> tuple[str, ...]:
        term = terms.get(iri)
        return (term.replaced_by if term else ()) or former.get(iri, ())

    return of


def _followed(iri: str, heirs: Callable[[str], tuple[str, ...]], in_force: set[str]) -> set[str]:
    found, seen, waiting = set[str](), {iri}, [*heirs(iri)]
    while waiting:
        each = waiting.pop()
        if each in in_force:
            found.add(each)
        elif each not in seen:
            waiting += heirs(each)
        seen.add(each)
    return found
