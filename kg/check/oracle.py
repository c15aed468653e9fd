"""pySHACL: the judge of what rules cannot hold, and the yardstick for those that they can."""

import logging
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.check.facts import Facts, Node
from kg.check.paths import read_path
from kg.check.report import Result
from kg.check.shapes import TARGETS, Shapes
from kg.errors import BadInput
from kg.rdf.names import OWL, RDF, RDFS, SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Identifier
    from rdflib.term import Node as RdfNode


def judged_by_pyshacl(
    triples: Iterable[Triple], shapes: Shapes, roots: Collection[Node] | None = None
) -> list[Result]:
    """The results of all root shapes, or of those in `roots`.

    Raises:
        BadInput: pySHACL cannot use the shapes.
    """
    from pyshacl import validate
    from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError

    logging.getLogger("rdflib.term").setLevel(
        logging.CRITICAL
    )  # it prints a traceback for each ill-typed literal
    rules = shapes.facts.triples if roots is None else _without_targets(shapes.facts, roots)
    try:
        _, report, text = validate(_graph(triples), shacl_graph=_graph(rules), inplace=True)
    except (ConstraintLoadError, ReportableRuntimeError, ShapeLoadError) as error:
        raise BadInput(f"pySHACL cannot use these shapes: {error}") from error
    if not hasattr(report, "triples"):
        raise BadInput(f"pySHACL could not judge these data: {text}")
    facts = Facts(_from_rdflib(report))
    # Only what the report names: results of nested shapes hang below as details.
    found = [node for top in facts.subjects() for node in facts.values(top, SH["result"])]
    return [_result(facts, node, shapes) for node in found]


def _without_targets(facts: Facts, roots: Collection[Node]) -> Iterator[Triple]:
    """Shapes without targets judge nothing by themselves, and stay there for others to refer to."""
    targets = {SH[kind] for kind in TARGETS}
    classes = {RDFS["Class"], OWL["Class"]}
    for triple in facts.triples:
        aims = triple.predicate in targets or (triple.predicate == RDF["type"] and triple.object in classes)
        if triple.subject in roots or not aims:
            yield triple


def _result(facts: Facts, node: Node, shapes: Shapes) -> Result:
    said = {
        predicate.value.removeprefix(str(SH)): values[0] for predicate, values in facts.about(node).items()
    }
    component, severity = said["sourceConstraintComponent"], said["resultSeverity"]
    assert isinstance(component, NamedNode)
    assert isinstance(severity, NamedNode)
    path, shape = said.get("resultPath"), said["sourceShape"]
    return Result(
        said["focusNode"],
        read_path(shapes.facts, path) if path is not None else None,
        said.get("value"),
        component,
        shape,
        shapes.owners.get(shape, "an unnamed shape"),
        severity,
        str(said["resultMessage"].value) if "resultMessage" in said else "",
    )


def _graph(triples: Iterable[Triple]) -> "Graph":
    from rdflib import Graph

    graph = Graph()
    for triple in triples:
        assert isinstance(triple.object, NamedNode | BlankNode | Literal)
        assert isinstance(triple.subject, NamedNode | BlankNode)
        graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
    return graph


def _to_rdflib(term: Node) -> "Identifier":
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _from_rdflib(graph: "Graph") -> Iterator[Triple]:
    for subject, predicate, value in graph:
        start = _to_oxigraph(subject)
        assert not isinstance(start, Literal)
        yield Triple(start, NamedNode(str(predicate)), _to_oxigraph(value))


def _to_oxigraph(term: "RdfNode") -> Node:
    import rdflib

    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        return NamedNode(str(term))
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
