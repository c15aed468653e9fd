"""The suite's manifests as plain objects. All IRIs are those the suite has on the web; nothing is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
DAWG = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")

LEFT_OUT = ("entailment", "service", "syntax-fed")
"""Parts about what the service does not do: inference while answering, and calls of other endpoints."""


def folder() -> Path:
    """Where the suite is; the test is skipped where it is not."""
    found = Path(__file__).resolve().parents[3] / "shared" / "data" / "w3c" / "sparql11"
    if not found.is_dir():
        pytest.skip("the W3C SPARQL 1.1 suite is not at hand")
    return found


@dataclass(frozen=True)
class Case:
    """One test: `id` is `part/name-in-the-manifest`; `data` and `graphs` are IRIs of files by graph name."""

    id: str
    kind: str
    name: str
    action: str
    result: str | None = None
    data: tuple[str, ...] = ()
    graphs: dict[str, str] = field(default_factory=dict)
    expected_data: tuple[str, ...] = ()
    expected_graphs: dict[str, str] = field(default_factory=dict)


def cases(manifest: str, *kinds: str) -> list[Case]:
    """The tests of these kinds in a manifest and in all that it includes, withdrawn ones left out."""
    root = Path(__file__).resolve().parents[3] / "shared" / "data" / "w3c" / "sparql11"
    return list(_cases(root, manifest, kinds)) if root.is_dir() else []


def text_of(iri: str) -> str:
    """The text of a file of the suite."""
    return file_of(iri).read_text("utf-8")


def file_of(iri: str) -> Path:
    """The file that has this IRI on the web."""
    return folder() / iri.removeprefix(BASE)


def manifest_graph(root: Path, path: str) -> Graph:
    """A manifest, its relative IRIs resolved against the place it has on the web."""
    return Graph().parse(root / path, format="turtle", publicID=BASE + path)


def listed(graph: Graph, node: Node | None) -> list[Node]:
    """The members of an RDF list."""
    return list(Collection(graph, node)) if node is not None else []


def _cases(root: Path, path: str, kinds: tuple[str, ...]) -> Iterator[Case]:
    graph = manifest_graph(root, path)
    for including in graph.objects(None, MF.include):
        for part in listed(graph, including):
            inner = str(part).removeprefix(BASE)
            if inner.split("/")[0] not in LEFT_OUT and (root / inner).is_file():
                yield from _cases(root, inner, kinds)
    for entries in graph.objects(None, MF.entries):
        for test in listed(graph, entries):
            kind = str(graph.value(test, RDF.type)).partition("#")[2]
            approval = graph.value(test, DAWG.approval) or graph.value(test, QT.approval)
            if kind in kinds and not str(approval).endswith("Withdrawn"):
                yield _case(graph, test, kind, path)


def _case(graph: Graph, test: Node, kind: str, path: str) -> Case:
    action, result = graph.value(test, MF.action), graph.value(test, MF.result)
    text = action
    if isinstance(action, BNode):
        text = graph.value(action, QT.query) or graph.value(action, UT.request)
    before, after = _dataset(graph, action), _dataset(graph, result)
    return Case(
        id=f"{path.split('/')[0]}/{str(test).partition('#')[2] or test}",
        kind=kind,
        name=str(graph.value(test, MF.name)),
        action=str(text),
        result=str(result) if isinstance(result, URIRef) else None,
        data=before[0],
        graphs=before[1],
        expected_data=after[0],
        expected_graphs=after[1],
    )


def _dataset(graph: Graph, node: Node | None) -> tuple[tuple[str, ...], dict[str, str]]:
    if not isinstance(node, BNode):
        return (), {}
    data = tuple(str(of) for vocabulary in (QT, UT) for of in graph.objects(node, vocabulary.data))
    graphs = {}
    for vocabulary in (QT, UT):
        for named in graph.objects(node, vocabulary.graphData):
            file = graph.value(named, vocabulary.graph) or named
            graphs[str(graph.value(named, RDFS.label) or file)] = str(file)
    return data, graphs
