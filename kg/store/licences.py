"""Under which licences a generation's graphs stand: those of records' metadata, and of vocabularies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.rdf.mint import digest
from kg.rdf.names import DCT, GRAPH, RDF, VOID, XSD
from kg.rdf.terms import Triple, iri
from kg.store.graph_reader import GraphReader
from kg.store.graphs import is_kept

UNKNOWN = "unknown"
"""How a licence that nobody stated is named on the command line."""

OF_PRODUCT = "of this product"
"""How the licence of shipped graphs is named that state none of their own."""

NOT_KNOWN = "The licence of these records' metadata is not known."


@dataclass(frozen=True, slots=True)
class LicenceCount:
    """What stands under one licence; `licence` is its IRI, UNKNOWN or OF_PRODUCT."""

    licence: str
    records: int
    graphs: int
    """Graphs that hold no record: vocabularies, and what was loaded or posted."""


@dataclass(frozen=True, slots=True)
class Licences:
    """The licence of each graph that has one or holds a record; `of` answers for all."""

    records: Mapping[str, str]
    vocabularies: Mapping[str, str]

    def of(self, graph: str | None) -> str:
        """The licence of a graph; None is the default graph, which only people write to."""
        if graph is None:
            return UNKNOWN
        if graph in self.records:
            return self.records[graph]
        return self.vocabularies.get(graph) or (OF_PRODUCT if is_kept(graph) else UNKNOWN)

    def counted(self, graphs: Iterable[str | None]) -> tuple[LicenceCount, ...]:
        """How many records and other graphs stand under each, the most first."""
        records, others = Counter[str](), Counter[str]()
        for graph in graphs:
            (records if graph in self.records else others)[self.of(graph)] += 1
        found = (LicenceCount(of, records[of], others[of]) for of in {*records, *others})
        return tuple(sorted(found, key=lambda of: (-of.records, -of.graphs, of.licence)))


def licences(reader: GraphReader) -> Licences:
    """The licences of a generation. Reads two triples of each record: seconds for millions of them."""
    records = {
        row["record"].value: row["licence"].value if "licence" in row else UNKNOWN
        for row in reader.rows("record_licences")
    }
    stated = {row["graph"].value: row["licence"].value for row in reader.rows("licences_in")}
    return Licences(records, {graph: of for graph, of in stated.items() if graph not in records})


def as_json(counts: Iterable[LicenceCount]) -> list[dict[str, Any]]:
    """What `kg dump --json` prints; the licence is null where it is not known."""
    return [asdict(of) | {"licence": None if of.licence == UNKNOWN else of.licence} for of in counts]


def subset(whole: NamedNode, source: str | None, licence: str, records: int) -> Iterator[Triple]:
    """VoID of a part of the whole: the records of one source (None: of all) under one licence."""
    part = GRAPH[f"void#licence-{digest(whole.value, source or '', licence)}"]
    yield whole, VOID["subset"], part
    yield part, RDF["type"], VOID["Dataset"]
    yield part, VOID["documents"], Literal(str(records), datatype=XSD["integer"])
    if source is not None:
        yield part, DCT["title"], Literal(f"Records of the source {source}", language="en")
    if (term := iri(licence)) is not None:
        yield part, DCT["license"], term
    else:
        yield part, DCT["rights"], Literal(NOT_KNOWN, language="en")
