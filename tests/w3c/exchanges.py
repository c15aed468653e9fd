"""The suite's protocol tests: requests to send one after the other, and what has to come back."""

from dataclasses import dataclass
from pathlib import Path

from httpx2 import Response
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from w3c.compare import same_graph
from w3c.suite import MF, listed, manifest_graph

_HT = Namespace("http://www.w3.org/2011/http#")
_CNT = Namespace("http://www.w3.org/2011/content#")
_STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
_MEDIA = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"),
}


@dataclass(frozen=True)
class Sent:
    """One request, and the answers that pass: `statuses` are three digits or classes such as `2xx`."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None
    format: str | None
    graph: str | None
    location: str | None

    def faults(self, answer: Response) -> list[str]:
        """What is wrong with an answer."""
        faults = []
        status, media_type = str(answer.status_code), answer.headers.get("content-type", "").partition(";")[0]
        if status not in self.statuses and f"{status[0]}xx" not in self.statuses:
            faults.append(f"status {status}, expected {self.statuses}")
        if self.format and media_type not in _MEDIA[self.format]:
            faults.append(f"type {media_type}, expected {self.format}")
        if self.boolean is not None and answer.json().get("boolean") is not self.boolean:
            faults.append(f"expected {self.boolean}")
        if self.graph is not None:
            got, expected = Graph().parse(data=answer.text), Graph().parse(data=self.graph)
            if media_type != "text/turtle" or not same_graph(expected, got):
                faults.append("another graph than expected")
        if self.location and "location" not in answer.headers:
            faults.append("no Location")
        return faults


@dataclass(frozen=True)
class Exchange:
    """A test: `data` are files of the suite by the IRIs of the graphs that must hold them."""

    id: str
    requests: tuple[Sent, ...]


def exchanges(manifest: str, kind: str) -> list[Exchange]:
    """The tests of one manifest."""
    root = Path(__file__).resolve().parents[3] / "shared" / "data" / "w3c" / "sparql11"
    if not root.is_dir():
        return []
    graph = manifest_graph(root, manifest)
    part = manifest.partition("/")[0]
    return [
        Exchange(f"{part}/{str(test).partition('#')[2]}", tuple(_requests(graph, test)))
        for entries in graph.objects(None, MF.entries)
        for test in listed(graph, entries)
        if graph.value(test, RDF.type) == MF[kind]
    ]


def _requests(graph: Graph, test: Node) -> list[Sent]:
    action = graph.value(test, MF.action)
    return [_sent(graph, node) for node in listed(graph, graph.value(action, _HT.requests))]


def _sent(graph: Graph, node: Node) -> Sent:
    answer = graph.value(node, _HT.resp)
    assert answer is not None
    boolean, format = graph.value(answer, MF.expectedBoolean), graph.value(answer, MF.expectedFormat)
    location, expected = graph.value(answer, MF.expectedLocation), graph.value(answer, _HT.body)
    return Sent(
        method=str(graph.value(node, _HT.methodName)),
        path=str(graph.value(node, _HT.absolutePath)),
        headers=_headers(graph, node),
        body=_body(graph, graph.value(node, _HT.body)),
        statuses=tuple(_status(str(of)) for of in graph.objects(answer, MF.expectedStatus)),
        boolean=None if boolean is None else str(boolean) == "true",
        format=None if format is None else str(format),
        graph=None if expected is None else _body(graph, expected).decode(),
        location=None if location is None else str(location),
    )


def _headers(graph: Graph, node: Node) -> dict[str, str]:
    return {
        str(graph.value(of, _HT.fieldName)): str(graph.value(of, _HT.fieldValue))
        for of in listed(graph, graph.value(node, _HT.headers))
    }


def _body(graph: Graph, node: Node | None) -> bytes:
    if node is None:
        return b""
    encoding = str(graph.value(node, _CNT.characterEncoding) or "UTF-8")
    return str(graph.value(node, _CNT.chars)).encode(encoding)


def _status(iri: str) -> str:
    name = iri.partition("#")[2]
    return _STATUS.get(name) or name.removeprefix("StatusCode")
