"""Query results of every syntax as rows of terms, read without the product's own libraries."""

import csv
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO
from xml.etree import ElementTree

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

_RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_SRX = "{http://www.w3.org/2005/sparql-results#}"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DECIMAL = ("integer", "decimal", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")

Term = tuple[str, ...]
"""("iri", value), ("blank", label), ("literal", text, datatype, language), or ("text", value) in CSV."""


@dataclass
class Table:
    """The answer of a SELECT; `indexed` tells that the rows have to come in this order."""

    variables: list[str]
    rows: list[dict[str, Term]]
    indexed: bool = False


def read(text: str, ending: str, base: str = "http://example/") -> Table | bool | Graph:
    """What a result document says: `ending` is srx, srj, csv, tsv, ttl or rdf; `base` its own IRI."""
    match ending:
        case "srx":
            return _xml(text)
        case "srj":
            return _json(text)
        case "csv":
            return _csv(text)
        case "tsv":
            return _tsv(text)
    graph = Graph().parse(data=text, format="turtle" if ending == "ttl" else "xml", publicID=base)
    found = graph.value(None, RDF.type, _RS.ResultSet)
    return _result_set(graph, found) if found is not None else graph


def term(node: Node) -> Term:
    """A term, numbers by their value: the store keeps `1.50` as `1.5`, and both mean the same."""
    if isinstance(node, BNode):
        return ("blank", str(node))
    if isinstance(node, Literal):
        return _literal(str(node), str(node.datatype or ""), node.language or "")
    return ("iri", str(node))


def _literal(text: str, datatype: str, language: str) -> Term:
    kind = datatype.removeprefix(_XSD)
    if datatype in ("", _XSD + "string") or language:
        return ("literal", text, "", language.lower())
    try:
        if kind in _DECIMAL:
            text = str(Decimal(text).normalize() + 0)
        elif kind in ("double", "float"):
            text = f"{float(text):.9g}"
        elif kind == "boolean":
            text = {"1": "true", "0": "false"}.get(text, text)
    except (InvalidOperation, ValueError):
        pass
    return ("literal", text, datatype, "")


def _xml(text: str) -> Table | bool:
    root = ElementTree.fromstring(text)
    if (answer := root.find(f"{_SRX}boolean")) is not None:
        return (answer.text or "").strip() == "true"
    variables = [node.get("name", "") for node in root.iter(f"{_SRX}variable")]
    rows = [
        {node.get("name", ""): _xml_term(node[0]) for node in row.iter(f"{_SRX}binding")}
        for row in root.iter(f"{_SRX}result")
    ]
    return Table(variables, rows)


def _xml_term(node: ElementTree.Element) -> Term:
    kind, text = node.tag.removeprefix(_SRX), node.text or ""
    if kind == "literal":
        language = node.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        return _literal(text, node.get("datatype", ""), language)
    return ("iri", text.strip()) if kind == "uri" else ("blank", text.strip())


def _json(text: str) -> Table | bool:
    found = json.loads(text)
    if "boolean" in found:
        return bool(found["boolean"])
    rows = [{name: _json_term(of) for name, of in row.items()} for row in found["results"]["bindings"]]
    return Table(found["head"].get("vars", []), rows)


def _json_term(of: dict[str, str]) -> Term:
    if of["type"] in ("literal", "typed-literal"):
        return _literal(of["value"], of.get("datatype", ""), of.get("xml:lang", ""))
    return ("iri" if of["type"] == "uri" else "blank", of["value"])


def _csv(text: str) -> Table:
    lines = list(csv.reader(StringIO(text, newline="")))
    # CSV leaves out what kind of term a value is; only blank nodes are to be known by their form.
    rows: list[dict[str, Term]] = [
        {
            name: ("blank", value) if value.startswith("_:") else ("text", value)
            for name, value in zip(lines[0], line, strict=False)
            if value
        }
        for line in lines[1:]
    ]
    return Table(lines[0] if lines else [], rows)


def _tsv(text: str) -> Table:
    lines = text.replace("\r", "").split("\n")
    variables = [name.removeprefix("?") for name in lines[0].split("\t")]
    rows = [
        {name: _tsv_term(value) for name, value in zip(variables, line.split("\t"), strict=False) if value}
        for line in lines[1:]
        if line
    ]
    return Table(variables, rows)


def _tsv_term(text: str) -> Term:
    graph = Graph().parse(data=f"<http://e/s> <http://e/p> {text} .", format="turtle")
    (value,) = graph.objects(URIRef("http://e/s"))
    if isinstance(value, BNode):
        return ("blank", text)
    return term(value)


def _result_set(graph: Graph, root: Node) -> Table | bool:
    if (answer := graph.value(root, _RS.boolean)) is not None:
        return str(answer) == "true"
    solutions = sorted(
        graph.objects(root, _RS.solution), key=lambda of: int(str(graph.value(of, _RS["index"]) or 0))
    )
    rows = []
    for solution in solutions:
        bindings = graph.objects(solution, _RS.binding)
        rows.append(
            {
                str(graph.value(of, _RS.variable)): term(graph.value(of, _RS.value) or BNode())
                for of in bindings
            }
        )
    indexed = any(graph.value(of, _RS["index"]) is not None for of in solutions)
    return Table([str(of) for of in graph.objects(root, _RS.resultVariable)], rows, indexed)
