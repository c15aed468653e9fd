"""What a reference to a dataset or a publication may say: only what is known, the rest is left out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.answer.author_order import Order, in_order, note_on_order, order_of
from kg.answer.links import Link, Values, about
from kg.answer.publication_year import Published, published
from kg.answer.work_line import node_of
from kg.citation.book import Book
from kg.citation.dating import FROM_DOI
from kg.citation.identifier import doi_of, is_constructed
from kg.citation.personal_name import parted
from kg.citation.row import KnownWork
from kg.citation.work import Person, Work
from kg.rdf.claim import WorkKind
from kg.rdf.names import DCAT, DCT, FOAF, ORG, PAN, RDF, RDFS, SCHEMA
from kg.resolve.person import NO_PERSON
from kg.store.graph_reader import GraphReader

_MAKERS = """
SELECT ?role ?who ?property ?value WHERE {
  VALUES (?made ?role) { (dcterms:creator "creator") (dcterms:publisher "publisher") }
  VALUES ?property { foaf:name foaf:givenName foaf:familyName rdfs:label schema:name rdf:type }
  THING ?made ?who . ?who ?property ?value
}
"""
INVENTED = "Constructed record: invented, do not cite it as a real one."
"""The note of what is made up."""
_BODIES = {PAN["Organisation"].value, ORG["Organization"].value, FOAF["Organization"].value}


@dataclass(frozen=True, slots=True)
class Name:
    """A creator; `family` and `given` are known together or not at all. A body has a whole name alone."""

    whole: str
    family: str | None = None
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Citable:
    """A work to be cited; unknown is None or empty.

    The first `creators_in_order` of the creators stand as in their list, the others are sorted by name.
    """

    iri: str
    doi: str | None
    kind: WorkKind
    title: str | None
    creators: tuple[Name, ...]
    published: Published | None
    version: str | None
    publisher: str | None
    container: str | None
    is_constructed: bool
    creators_in_order: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever cites it should know."""
        notes = []
        if self.is_constructed:
            notes.append(INVENTED)
        if note := note_on_order(len(self.creators), self.creators_in_order):
            notes.append(note)
        if self.published and self.published.basis == "collected":
            notes.append(
                "The year is that of measurement: the date of issue stated is the end of an embargo."
            )
        return tuple(notes)

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {"notes": list(self.notes)}


def citable(reader: GraphReader, book: Book | None, iri: str, today: date) -> Citable | None:
    """What there is to cite under an IRI; None where neither graph nor book knows a work of it."""
    node = node_of(iri)
    if node is None:
        return None
    said, known = about(reader, node), book.work(iri) if book else None
    kind = _kind(said, known)
    if kind is None:
        return None
    creators, creators_in_order, publisher = _makers(reader, node)
    if not creators and known:
        creators, creators_in_order = _people(known.work)
    return Citable(
        iri=iri,
        doi=doi_to_show(iri),
        kind=kind,
        title=said.text(DCT["title"]) or said.text(SCHEMA["name"]) or (known.work.title if known else None),
        creators=creators,
        published=_published(said, known, kind, today),
        version=said.text(DCAT["version"]) or said.text(SCHEMA["softwareVersion"]),
        publisher=publisher
        or (known.work.publisher if known and "://" not in (known.work.publisher or "") else None),
        container=(said.text(SCHEMA["isPartOf"]) if kind != "dataset" else None)
        or (known.work.container if known and kind != "dataset" else None),
        is_constructed=is_constructed(iri) or bool(known and known.is_constructed),
        creators_in_order=creators_in_order,
    )


def doi_to_show(iri: str) -> str | None:
    """The DOI as it is registered: an old one of a publisher has < and > in it, which its IRI has encoded."""
    doi = doi_of(iri)
    return unquote(doi) if doi else None


def _kind(said: Values, known: KnownWork | None) -> WorkKind | None:
    types = {*said.texts(RDF["type"])}
    if DCAT["Dataset"].value in types:
        return "dataset"
    if PAN["Publication"].value in types:
        return "publication"
    if PAN["Software"].value in types:
        return "software"
    if known is not None:
        return known.work.kind or "other"
    return "other" if SCHEMA["CreativeWork"].value in types else None


def _published(said: Values, known: KnownWork | None, kind: WorkKind, today: date) -> Published | None:
    """Of a publication what most sources say; a year read off a DOI is nobody's statement."""
    own = known.work.date if known else None
    if kind != "dataset" and own is not None and own.basis != FROM_DOI:
        return published((own.text,), (), (), today)
    collected = said.texts(PAN["collectionStart"])
    if not collected and known and known.work.collected:
        collected = (known.work.collected,)  # a collection was measured when its parts were
    return published(said.texts(DCT["issued"]), said.texts(DCT["available"]), collected, today)


def _makers(reader: GraphReader, node: NamedNode) -> tuple[tuple[Name, ...], int, str | None]:
    """The creators, how many of them stand in order, and the publisher."""
    said: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for row in reader.rows(_MAKERS.replace("THING", str(node))):
        words = said[row["role"].value][row["who"].value][row["property"].value]
        words.append(row["value"].value)
    order = order_of(reader, node) if len(said["creator"]) > 1 else {}
    creators, known = _names(said["creator"], order)
    publishers, _ = _names(said["publisher"], {})
    return creators, known, next((one.whole for one in publishers), None)


def _names(said: dict[str, dict[str, list[str]]], order: Order) -> tuple[tuple[Name, ...], int]:
    found = {iri: name for iri, words in said.items() if (name := _name(words)) is not None}
    links = (Link(iri, name.whole) for iri, name in found.items())
    shown, known = in_order(links, order, lambda of: _sorted_by(found[of.iri]))
    return tuple(found[of.iri] for of in shown), known


def _name(words: dict[str, list[str]]) -> Name | None:
    given, family = (
        min(words.get(FOAF[name].value, ()), default=None) for name in ("givenName", "familyName")
    )
    names = [
        word for name in (FOAF["name"], RDFS["label"], SCHEMA["name"]) for word in words.get(name.value, ())
    ]
    if not names and not family:
        return None
    whole = names[0] if names else " ".join(filter(None, (given, family)))
    if _BODIES & {*words.get(RDF["type"].value, ())}:
        return Name(whole)
    return Name(whole, family, given) if family and given else _in_two(whole)


def _in_two(whole: str) -> Name:
    """A name that can be read in one way; others are not taken apart, for nobody knows where."""
    found = None if NO_PERSON.search(whole) else parted(whole)
    return Name(whole, *found) if found else Name(whole)


def _people(work: Work) -> tuple[tuple[Name, ...], int]:
    first = _named(work.people[: work.people_in_order])
    others = sorted(_named(work.people[work.people_in_order :]), key=_sorted_by)
    return (*first, *others), len(first)


def _named(people: Iterable[Person]) -> list[Name]:
    return [_in_two(one.name) for one in people if one.name and one.role == "creator"]


def _sorted_by(name: Name) -> str:
    return (f"{name.family}, {name.given}" if name.family else name.whole).casefold()
