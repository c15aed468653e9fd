"""What a publication is called, by whom and when: by the book where there is one, else by the graph alone."""

from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.answer.author_order import creators_in_order
from kg.answer.links import Link, Values, about, linked
from kg.citation.book import Book
from kg.citation.identifier import doi_of, is_constructed
from kg.citation.row import KnownWork
from kg.citation.work import Person
from kg.rdf.claim import WorkKind
from kg.rdf.names import DCT, ORCID, PAN, RDF, SCHEMA
from kg.store.graph_reader import GraphReader

_CLASSES: dict[str, WorkKind] = {
    PAN["Publication"].value: "publication",
    PAN["Software"].value: "software",
    PAN["ProjectOutput"].value: "publication",
}
_WORK = SCHEMA["CreativeWork"].value


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Unknown is None or empty; `kind` is None where nobody says what it is.

    The first `authors_in_order` of the authors stand as a source lists them, the others by name;
    `authors_complete` is True where a source lists them all. `date` is as precise as known, `date_basis` the
    source that says so, or "doi".
    """

    doi: str | None
    kind: WorkKind | None
    title: str | None
    authors: tuple[Person, ...]
    authors_in_order: int
    authors_complete: bool | None
    date: str | None
    date_basis: str | None
    container: str | None
    publisher: str | None
    identifiers: tuple[str, ...]
    is_constructed: bool

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def words_of(reader: GraphReader, book: Book | None, thing: NamedNode) -> PaperWords | None:
    """What is known of a work; None where it is unheard of."""
    known = book.work(thing.value) if book else None
    if known is not None:
        return _from_book(thing.value, known)
    said = about(reader, thing)
    types = said.texts(RDF["type"])
    if _WORK in types or any(name in _CLASSES for name in types):
        return _from_graph(reader, thing, said)
    if book is not None and book.stands_for(thing.value) is not None:
        return _named_only(thing.value)
    return None


def _from_book(iri: str, known: KnownWork) -> PaperWords:
    work, date = known.work, known.work.date
    return PaperWords(
        doi=doi_of(iri),
        kind=work.kind,
        title=work.title,
        authors=tuple(one for one in work.people if one.role == "creator"),
        authors_in_order=work.people_in_order,
        authors_complete=work.people_complete,
        date=date.text if date else None,
        date_basis=date.basis if date else None,
        container=work.container,
        publisher=work.publisher,
        identifiers=tuple(of for of in known.identifiers if of != iri),
        is_constructed=known.is_constructed,
    )


def _from_graph(reader: GraphReader, thing: NamedNode, said: Values) -> PaperWords:
    types = said.texts(RDF["type"])
    publisher = next(iter(linked(reader, thing, DCT["publisher"])), None)
    authors, known = creators_in_order(reader, thing)
    return PaperWords(
        doi=doi_of(thing.value),
        kind=next((_CLASSES[name] for name in types if name in _CLASSES), None),
        title=said.text(DCT["title"]),
        authors=tuple(map(_person, authors)),
        authors_in_order=known,
        authors_complete={"true": True, "false": False}.get(said.text(PAN["teamComplete"]) or ""),
        date=max(said.texts(DCT["issued"]), key=len, default=None),
        date_basis=None,
        container=said.text(SCHEMA["isPartOf"]),
        publisher=publisher.label if publisher else None,
        identifiers=(),
        is_constructed=is_constructed(thing.value),
    )


def _person(link: Link) -> Person:
    return Person(link.label, link.iri if link.iri.startswith(str(ORCID)) else None)


def _named_only(iri: str) -> PaperWords:
    return PaperWords(doi_of(iri), None, None, (), 0, None, None, None, None, None, (), is_constructed(iri))
