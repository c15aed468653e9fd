"""What the graph knows of one identifier: one record, merged from all that source records say of it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.citation.extract_people import people_of
from kg.citation.nodes import Nodes
from kg.citation.work import Person
from kg.rdf.mint import graph_source
from kg.rdf.names import CITO, DCAT, DCT, FOAF, PAN, PROV, RDF, RDFS, SCHEMA
from kg.rdf.terms import Term
from kg.store.graph_reader import GraphReader

MOST_PEOPLE = 2_000
"""People, and shares of people, that are looked up for one record."""
MOST_RECORDS = 20
"""Source records that are named as evidence."""

OF_ITSELF = "its record"
"""Who states the access of what states it itself."""

Values = dict[NamedNode, list[Term]]

_INHERITED = ("facility", "instrument", "technique", "proposal", "sample", "collectionStart")
_NAMES = (RDFS["label"], DCT["title"], FOAF["name"], DCT["identifier"])


@dataclass(frozen=True, slots=True)
class Looked:
    """A source record that was looked at: its source, the address or file it is from, when it was read."""

    source: str
    origin: str | None
    retrieved: str | None
    graph: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A thing and its name."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """One described thing; unknown is None or empty.

    `types` are local names of classes. `opens` and `issued` are texts as stated; `rights` is PUBLIC,
    RESTRICTED or NON_PUBLIC. `of_parts` names what only its parts state. `related` are works that it
    names, as IRIs or words. `values` is all that is said of it, and where it is silent, what its parts say.
    `access_by` is who states `opens` and `rights`, as words.
    """

    iri: str
    types: frozenset[str]
    words: tuple[str, ...]
    title: str | None
    opens: str | None
    issued: str | None
    rights: str | None
    licence: str | None
    licence_words: tuple[str, ...]
    facilities: tuple[Labelled, ...]
    instruments: tuple[Labelled, ...]
    proposals: tuple[str, ...]
    people: tuple[Person, ...]
    related: tuple[str, ...]
    looked: tuple[Looked, ...]
    of_parts: frozenset[str] = frozenset()
    values: Values = field(default_factory=dict)
    access_by: str = OF_ITSELF


def read_record(reader: GraphReader, iri: str) -> Record | None:
    """The record of a thing; None where the graph gives it no class, even if others name it."""
    thing = NamedNode(iri)
    said = _said(reader, thing)
    if not said[RDF["type"]]:
        return None
    of_parts = _with_parts(reader, thing, said)
    _with_formats(reader, thing, said)
    texts = {property_: sorted({term.value for term in terms}) for property_, terms in said.items()}
    one = {property_: values[0] for property_, values in texts.items()}
    return Record(
        iri=iri,
        types=frozenset(re.split("[#/]", value)[-1] for value in texts[RDF["type"]]),
        words=tuple(texts.get(SCHEMA["additionalType"], ())),
        title=one.get(DCT["title"]),
        opens=one.get(DCT["available"]),
        issued=max(texts.get(DCT["issued"], ()), key=len, default=None),
        rights=(one.get(DCT["accessRights"]) or "").rpartition("/")[2] or None,
        licence=one.get(DCT["license"]),
        licence_words=tuple(texts.get(DCT["rights"], ())),
        facilities=_labelled(reader, said[PAN["facility"]]),
        instruments=_labelled(reader, said[PAN["instrument"]]),
        proposals=_numbers(reader, said[PAN["proposal"]]),
        people=_people(reader, said),
        related=_related(said),
        looked=_looked(reader, thing),
        of_parts=of_parts,
        values=dict(said),
    )


def _said(reader: GraphReader, thing: NamedNode) -> defaultdict[NamedNode, list[Term]]:
    said: defaultdict[NamedNode, list[Term]] = defaultdict(list)
    for row in reader.rows("about", thing=thing):
        property_ = row["property"]
        if isinstance(property_, NamedNode):
            said[property_].append(row["value"])
    return said


def _with_parts(reader: GraphReader, thing: NamedNode, said: Values) -> frozenset[str]:
    """Add what only the parts of a collection state; returns the local names of those properties."""
    if not said.get(DCT["hasPart"]):
        return frozenset()
    added = set()
    for property_ in (*(PAN[name] for name in _INHERITED), DCT["license"], DCT["format"]):
        if said.get(property_):
            continue
        rows = reader.rows("values_of_parts", collection=thing, property=property_)
        if values := [row["value"] for row in rows]:
            said[property_] = values
            added.add(re.split("[#/]", property_.value)[-1])
    return frozenset(added)


def _with_formats(reader: GraphReader, thing: NamedNode, said: Values) -> None:
    """Add the formats that its files, or those of its parts, are in."""
    found: list[Term] = []
    for property_ in _FORMATS:
        found += [row["value"] for row in reader.rows("values_of_files", dataset=thing, property=property_)]
        if said.get(DCT["hasPart"]):
            rows = reader.rows("values_of_files_of_parts", collection=thing, property=property_)
            found += [row["value"] for row in rows]
    if found:
        said.setdefault(DCT["format"], []).extend(found)


_FORMATS = (DCT["format"], DCAT["mediaType"], PAN["nexusDefinition"])


def _labelled(reader: GraphReader, terms: Iterable[Term]) -> tuple[Labelled, ...]:
    iris = sorted({term.value for term in terms if isinstance(term, NamedNode)})
    return tuple(Labelled(iri, label_of(reader, iri)) for iri in iris)


def label_of(reader: GraphReader, iri: str) -> str:
    """The name of a thing; its IRI where nothing names it."""
    for property_ in _NAMES:
        for row in reader.rows("value_of", thing=NamedNode(iri), property=property_):
            return row["value"].value
    return iri


def _numbers(reader: GraphReader, terms: Iterable[Term]) -> tuple[str, ...]:
    found = set()
    for term in terms:
        for row in reader.rows("values_of", thing=term, property=DCT["identifier"]):
            found.add(row["value"].value)
    return tuple(sorted(found))


def _people(reader: GraphReader, said: Values) -> tuple[Person, ...]:
    """Creators and contributors with their roles, as the citation book reads them."""
    about = {property_.value: sorted({term.value for term in terms}) for property_, terms in said.items()}
    named = [DCT["creator"], DCT["contributor"], PROV["qualifiedAttribution"]]
    nodes: Nodes = {}
    for term in (term for property_ in named for term in said.get(property_, ())):
        if isinstance(term, NamedNode) and len(nodes) < MOST_PEOPLE:
            node = nodes.setdefault(term.value, {})
            for property_, values in _said(reader, term).items():
                node[property_.value] = sorted({value.value for value in values})
    found = (Person(*one) for one in people_of(about, nodes)[0])  # type: ignore[arg-type]
    return tuple(person for person in found if person.name or person.orcid)


def _related(said: Values) -> tuple[str, ...]:
    """Works that it is related with; parts, versions, files and instruments are no such works."""
    relations = (DCT["relation"], DCT["isReferencedBy"], DCT["references"])
    terms = [term for property_ in relations for term in said.get(property_, ())]
    terms += [
        term
        for property_, values in said.items()
        if property_.value.startswith(_CITO) or property_ == SCHEMA["citation"]
        for term in values
    ]
    return tuple(sorted({term.value for term in terms}))


_CITO = str(CITO)


def _looked(reader: GraphReader, thing: NamedNode) -> tuple[Looked, ...]:
    found = []
    for row in reader.rows("records_about", about=thing):
        graph = row["graph"].value
        source = graph_source(graph)
        if source is None:
            continue
        stated = {of["property"]: of["value"].value for of in reader.rows("about", thing=row["graph"])}
        origin = row["origin"].value if "origin" in row else None
        found.append(Looked(source, origin, stated.get(PAN["retrieved"]), graph))
    return tuple(sorted(found, key=lambda of: (of.source, of.graph))[:MOST_RECORDS])
