"""Check data against shapes: rules compiled to SPARQL where they can be, pySHACL for the rest."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.check.facts import Node, apart
from kg.check.oracle import judged_by_pyshacl
from kg.check.report import Report, Result
from kg.check.shapes import Rule, Shapes
from kg.check.sparql import query_of
from kg.errors import BadInput
from kg.rdf.names import RDFS, SH, XSD
from kg.rdf.syntax import read

Query = Callable[[str], Iterable[Mapping[str, Any]]]
"""Runs a SPARQL SELECT over the data; rows of variable name -> term, unbound ones missing or None."""

_NUMBERS = (
    *("byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"),
    *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
)
_FORGOTTEN = {XSD[name].value for name in (*_NUMBERS, "dateTimeStamp")}
"""Datatypes that pyoxigraph's store gives back as xsd:integer or xsd:dateTime (seen with 0.5.13)."""

_EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def check_store(query: Query, shapes: Shapes, engine: str = "compiled") -> Report:
    """Check whatever the query function sees."""
    return _check(query, lambda: _triples(query), shapes, engine, set(shapes.unsupported))


def check_files(files: Sequence[Path], shapes: Shapes, engine: str = "compiled") -> Report:
    """Check the union of RDF files; relative IRIs resolve against the address of their own file.

    Raises:
        BadInput: a file is missing, or is not valid in the syntax of its ending.
    """
    triples = [triple for number, file in enumerate(files) for triple in _from_file(file, number)]
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    left = set(shapes.unsupported)
    if any(isinstance(t.object, Literal) and t.object.datatype.value in _FORGOTTEN for t in triples):
        left |= {rule.root for rule in shapes.rules if rule.constraint.asks("datatype")}
    return _check(query_over(store), lambda: triples, shapes, engine, left)


def _check(
    query: Query, triples: Callable[[], Iterable[Triple]], shapes: Shapes, engine: str, left: set[Node]
) -> Report:
    """Judge by rules, all but the root shapes in `left`, which pySHACL judges on the triples."""
    start = perf_counter()
    fallback: list[str] = []
    if engine == "pyshacl":
        results = judged_by_pyshacl(triples(), shapes)
    else:
        results = judged_by_rules(query, shapes, left)
        fallback = sorted({shapes.owners.get(root, str(root)) for root in left})
        if left:
            results += judged_by_pyshacl(triples(), shapes, left)
    results.sort(key=_order)
    return Report(tuple(results), engine, tuple(fallback), round(perf_counter() - start, 3))


def _from_file(file: Path, number: int) -> Iterator[Triple]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(f"Cannot read {file}: {error.strerror}.") from error
    for quad in read(data, file.suffix, base=file.resolve().as_uri()):
        yield apart(quad.triple, number)


def _order(result: Result) -> tuple[int, str, str, str, str]:
    names = [SH["Violation"], SH["Warning"], SH["Info"]]
    rank = names.index(result.severity) if result.severity in names else len(names)
    return rank, result.owner, str(result.focus), str(result.path), str(result.value)


def query_over(store: Store) -> Query:
    """A query function on a pyoxigraph store: the union of all its graphs."""

    def query(text: str) -> list[dict[str, Any]]:
        rows: Any = store.query(text, use_default_graph_as_union=True)
        names = [variable.value for variable in rows.variables]
        return [dict(zip(names, row, strict=True)) for row in rows]

    return query


def judged_by_rules(query: Query, shapes: Shapes, left: Collection[Node] = ()) -> list[Result]:
    """The results of the rules alone, without those of the root shapes in `left`."""
    below = _subclasses(query)
    return [
        _result(rule, row)
        for rule in shapes.rules
        if rule.root not in left
        for row in query(query_of(rule, lambda c: below[c] | {c}))
    ]


def _result(rule: Rule, row: Mapping[str, Any]) -> Result:
    return Result(
        row["this"],
        rule.path,
        row.get("value"),
        rule.constraint.component,
        rule.shape,
        rule.owner,
        rule.severity,
        rule.message or rule.name,
    )


def _subclasses(query: Query) -> defaultdict[Node, set[Node]]:
    """Class -> all classes below it in the data."""
    above: defaultdict[Node, set[Node]] = defaultdict(set)
    for row in query(f"SELECT DISTINCT ?low ?high WHERE {{ ?low {RDFS['subClassOf']} ?high }}"):
        above[row["low"]].add(row["high"])
    below: defaultdict[Node, set[Node]] = defaultdict(set)
    for low in list(above):
        reached, waiting = {low}, [low]
        while waiting:
            for high in above.get(waiting.pop(), ()):
                if high not in reached:
                    reached.add(high)
                    waiting.append(high)
        for high in reached:
            below[high].add(low)
    return below


def _triples(query: Query) -> Iterable[Triple]:
    """All triples of the data, each once."""
    found = {(row["s"], row["p"], row["o"]) for row in query(_EVERYTHING)}
    return [Triple(s, p, o) for s, p, o in found if isinstance(p, NamedNode)]
