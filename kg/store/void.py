"""VoID: what a generation holds, counted while it is made and kept in a graph of its own.

The counts are those of the union of all graphs, in which a triple is one however many records say it. The
statistics do not count themselves.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from kg.rdf.mint import digest
from kg.rdf.names import DCAT, DCT, GRAPH, PAN, RDF, THING, VOID, XSD
from kg.rdf.terms import Triple
from kg.store.counts import WITHOUT
from kg.store.licences import UNKNOWN, subset

STATISTICS = GRAPH["void"]
"""The graph that holds them."""

DATASET = GRAPH["void#dataset"]
"""The whole of all graphs."""

MOST = 1000
"""Classes, properties, and properties of one class that are described: those with the most triples."""

_WHOLE = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }"""
_ENTITIES = "SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?c }"
_PROPERTIES = """SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p"""
_CLASSES = "SELECT ?c (COUNT(*) AS ?n) WHERE { ?s a ?c FILTER(isIRI(?c)) } GROUP BY ?c ORDER BY DESC(?n) ?c"
_CLASS_PROPERTIES = """SELECT ?c ?p (COUNT(*) AS ?n) WHERE { ?s a ?c . ?s ?p ?o FILTER(isIRI(?c)) }
GROUP BY ?c ?p ORDER BY DESC(?n) ?p"""

_LICENCES = f"""SELECT ?licence ?mapping (COUNT(?record) AS ?n) WHERE {{
  ?record a {DCAT["CatalogRecord"]}
  OPTIONAL {{ ?record {PAN["mapping"]} ?mapping }} OPTIONAL {{ ?record {DCT["license"]} ?licence }}
}} GROUP BY ?licence ?mapping"""

_NAMESPACE = re.compile(r"(.*[/#]).+", re.DOTALL)


def statistics(store: Store) -> tuple[int, list[Triple]]:
    """The number of triples in a store's default graph, and all statistics about it."""
    properties, classes = _rows(store, _PROPERTIES)[:MOST], _rows(store, _CLASSES)[:MOST]
    (whole,), (entities,) = _rows(store, _WHOLE), _rows(store, _ENTITIES)
    said: list[Triple] = [
        (DATASET, RDF["type"], VOID["Dataset"]),
        (DATASET, DCT["title"], Literal("All graphs of this store", language="en")),
        (DATASET, DCT["description"], Literal(WITHOUT, language="en")),
        (DATASET, VOID["uriSpace"], Literal(str(THING))),
        *_count(DATASET, triples=whole[0], distinctSubjects=whole[1], distinctObjects=whole[2]),
        *_count(DATASET, entities=entities[0]),
        *_count(DATASET, classes=len(classes), properties=len(properties)),
    ]
    terms = [_name(row[0]) for row in (*properties, *classes)]
    said += ((DATASET, VOID["vocabulary"], NamedNode(space)) for space in sorted(set(_namespaces(terms))))
    for row in properties:
        said += _property_partition(DATASET, row)
    said += _licence_subsets(_rows(store, _LICENCES))
    said += _class_partitions(classes, _rows(store, _CLASS_PROPERTIES))
    return int(_text(whole[0])), said


def _licence_subsets(rows: list[QuerySolution]) -> Iterator[Triple]:
    """Each source's records under each licence: what a reader may mix, and what not."""
    counts = Counter[tuple[str, str]]()
    for licence, mapping, number in ((row[0], row[1], row[2]) for row in rows):
        source = _text(mapping).partition(" ")[0] if mapping is not None else "of older harvests"
        counts[source, _name(licence).value if licence is not None else UNKNOWN] += int(_text(number))
    for (source, stated), records in sorted(counts.items()):
        yield from subset(DATASET, source, stated, records)


def _class_partitions(classes: list[QuerySolution], pairs: list[QuerySolution]) -> Iterator[Triple]:
    parts: dict[str, NamedNode] = {}
    for row in classes:
        class_ = _name(row[0])
        part = parts[class_.value] = GRAPH[f"void#class-{digest(class_.value)}"]
        yield DATASET, VOID["classPartition"], part
        yield part, VOID["class"], class_
        yield from _count(part, entities=row[1])
    described = dict.fromkeys(parts, 0)
    for class_, *pair in ((row[0], row[1], row[2]) for row in pairs):
        if described.get(_name(class_).value, MOST) < MOST:
            described[_name(class_).value] += 1
            yield from _class_property(parts[_name(class_).value], *pair)


def _class_property(whole: NamedNode, name: object, triples: object) -> Iterator[Triple]:
    part = GRAPH[f"void#part-{digest(whole.value, _name(name).value)}"]
    yield whole, VOID["propertyPartition"], part
    yield part, VOID["property"], _name(name)
    yield from _count(part, triples=triples)


def _property_partition(whole: NamedNode, row: QuerySolution) -> Iterator[Triple]:
    yield from _class_property(whole, row[0], row[1])
    part = GRAPH[f"void#part-{digest(whole.value, _name(row[0]).value)}"]
    yield from _count(part, distinctSubjects=row[2], distinctObjects=row[3])


def _count(part: NamedNode, **counts: object) -> Iterator[Triple]:
    for name, number in counts.items():
        yield part, VOID[name], Literal(_text(number), datatype=XSD["integer"])


def _text(number: object) -> str:
    return number.value if isinstance(number, Literal) else str(number)


def _namespaces(terms: list[NamedNode]) -> Iterator[str]:
    for term in terms:
        if found := _NAMESPACE.fullmatch(term.value):
            yield found[1]


def _name(term: object) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def _rows(store: Store, query: str) -> list[QuerySolution]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return list(found)
