"""Who said what of a thing: each statement with the source records that make it, and where these differ."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.answer.links import about, label_of, name_words
from kg.rdf.mint import graph_source
from kg.rdf.names import DCAT, DCT, ORCID, PAN, RDF, SCHEMA
from kg.rdf.terms import Term
from kg.store.graph_reader import GraphReader

MOST_RECORDS = 50
"""Records of one thing that are told apart; an instrument may be described in each of thousands."""
MOST_VALUES = 100
"""Values of one property that are listed."""

_DATES = (DCT["issued"], DCT["available"], PAN["collectionStart"], PAN["collectionEnd"])
_ORDER = {
    DCT["title"]: "Title",
    DCT["creator"]: "People",
    DCT["publisher"]: "Publisher",
    DCT["license"]: "Licence",
    DCT["rights"]: "Rights",
    DCT["accessRights"]: "Access",
    DCT["issued"]: "Published",
    DCT["available"]: "Available from",
    PAN["collectionStart"]: "Collected from",
    PAN["collectionEnd"]: "Collected to",
    PAN["facility"]: "Facility",
    PAN["instrument"]: "Instrument",
    PAN["technique"]: "Technique",
    PAN["sample"]: "Sample",
    PAN["proposal"]: "Proposal",
    DCT["description"]: "Description",
    DCAT["keyword"]: "Keyword",
    DCT["identifier"]: "Identifier",
    DCAT["landingPage"]: "Landing page",
    DCT["relation"]: "Related",
    SCHEMA["citation"]: "Cited as",
    PAN["facilityBasis"]: "Facility known by",
    PAN["dataKind"]: "Kind of data",
    RDF["type"]: "Type",
}
"""What properties are called, in the order in which they are shown; others follow by their own name."""

_COMPARED = frozenset(list(_ORDER)[:12])
"""Of these, records that say different things disagree. Elsewhere one merely says more than another."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A record behind a page: its graph, its source, where and when (UTC) it was read, and what mapped it.

    `license` is that of the metadata, None where nobody stated it.
    """

    graph: str
    origin: str | None
    source: str | None = None
    retrieved: str | None = None
    mapping: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True)
class SaidValue:
    """A value, the name to show for it, and the positions of the records that state it."""

    value: str
    label: str
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """All values of one property; `disagree` where two records state it differently."""

    property: str
    label: str
    disagree: bool
    values: tuple[SaidValue, ...]

    def by(self, record: int) -> tuple[SaidValue, ...]:
        """What one record says."""
        return tuple(of for of in self.values if record in of.records)


@dataclass(frozen=True, slots=True)
class Said:
    """The records that say something of a thing, and what; `records_total` also counts those left out."""

    records: tuple[SourceRecord, ...]
    records_total: int
    statements: tuple[Statement, ...]

    @property
    def disagreements(self) -> tuple[Statement, ...]:
        """The statements in which records differ."""
        return tuple(of for of in self.statements if of.disagree)


def who_said_what(reader: GraphReader, thing: NamedNode) -> Said:
    """Everything that source records say of a thing, record by record, by source and graph."""
    graphs: dict[str, list[tuple[NamedNode, Term]]] = defaultdict(list)
    for row in reader.rows("said_of", thing=thing):
        property_ = row["property"]
        assert isinstance(property_, NamedNode)
        if graph_source(row["graph"].value) is not None:
            graphs[row["graph"].value].append((property_, row["value"]))
    for row in reader.rows("records_about", about=thing):
        graphs.setdefault(row["graph"].value, [])
    order = sorted(graphs, key=lambda graph: (graph_source(graph) or "", graph))
    shown = order[:MOST_RECORDS]
    by_property: dict[NamedNode, dict[Term, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, graph in enumerate(shown):
        for property_, value in graphs[graph]:
            by_property[property_][value].append(number)
    places = {property_: place for place, property_ in enumerate(_ORDER)}
    listed = sorted(by_property, key=lambda of: (places.get(of, len(places)), of.value))
    return Said(
        tuple(_record(reader, graph) for graph in shown),
        len(order),
        tuple(_statement(reader, property_, by_property[property_]) for property_ in listed),
    )


def _record(reader: GraphReader, graph: str) -> SourceRecord:
    said = about(reader, NamedNode(graph))
    return SourceRecord(
        graph,
        said.text(DCT["source"]),
        graph_source(graph),
        said.text(PAN["retrieved"]),
        said.text(PAN["mapping"]),
        said.text(DCT["license"]),
    )


def _statement(reader: GraphReader, property_: NamedNode, said: dict[Term, list[int]]) -> Statement:
    values = [
        SaidValue(term.value, _label(reader, term), tuple(records))
        for term, records in sorted(said.items(), key=lambda of: of[0].value)[:MOST_VALUES]
    ]
    merged = _merged(property_, values)
    return Statement(
        property_.value,
        _ORDER.get(property_, re.split("[#/]", property_.value)[-1]),
        property_ in _COMPARED and _differ(property_, values),
        tuple(sorted(merged, key=lambda of: (of.records, of.label, of.value))),
    )


def _label(reader: GraphReader, term: Term) -> str:
    return (label_of(reader, term) if isinstance(term, NamedNode) else None) or term.value


def _merged(property_: NamedNode, values: Iterable[SaidValue]) -> list[SaidValue]:
    """People without an ORCID have an IRI in each record: namesakes are one, unless two have ORCIDs."""
    if property_ != DCT["creator"]:
        return list(values)
    values = list(values)
    orcids = {(of.value, name_words(of.label)) for of in values if of.value.startswith(str(ORCID))}
    namesakes = Counter(words for _, words in orcids)
    people: dict[object, SaidValue] = {}
    for one in values:
        words = name_words(one.label)
        key = one.value if namesakes[words] > 1 else words
        known = people.get(key)
        records = sorted({*one.records, *(known.records if known else ())})
        people[key] = SaidValue((known or one).value, (known or one).label, tuple(records))
    return list(people.values())


def _differ(property_: NamedNode, values: list[SaidValue]) -> bool:
    """Whether two records that state the property mean different things by it."""
    stated: dict[int, set[str | frozenset[str]]] = defaultdict(set)
    for one in values:
        for record in one.records:
            stated[record].add(_compared(property_, one))
    sets = list(stated.values())
    if property_ in _DATES:
        days = [str(day) for of in sets for day in of]
        # A year and a day in it agree: one is only less exact.
        return any(not (a.startswith(b) or b.startswith(a)) for a in days for b in days)
    return any(one != sets[0] for one in sets)


def _compared(property_: NamedNode, one: SaidValue) -> str | frozenset[str]:
    """Names without their order and commas, other texts and labels of things without case and runs of blanks.

    Things by label, because what has no persistent identifier may have an IRI of ours for each source.
    """
    if property_ == DCT["creator"]:
        return name_words(one.label)
    return " ".join(one.label.casefold().split())
