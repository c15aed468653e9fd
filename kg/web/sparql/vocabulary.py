"""`/api/v1/vocabulary`: what the editor proposes, in one document that a page asks for once.

Classes and properties come from the VoID statistics kept in the graph, techniques from PaNET: nothing is
counted here, and completion never asks the graph.
"""

from collections import defaultdict
from functools import lru_cache
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from kg.answer.technique import Counted, list_techniques
from kg.rdf.names import PREFIXES
from kg.rdf.panet import Term as PanetTerm
from kg.rdf.terms import Term
from kg.store.graph_reader import GraphReader
from kg.store.techniques import techniques_of
from kg.web.state import State

MOST_OTHER_NAMES = 5
"""Other names of a technique that completion finds it by."""


def routes(state: State) -> APIRouter:
    """The document of the served generation."""
    router = APIRouter(prefix="/api/v1")

    @lru_cache(maxsize=1)
    def described(generation: int) -> dict[str, Any]:
        return {"generation": generation, **describe_vocabulary(state.now().reader)}

    @router.get("/vocabulary", summary="Classes, properties and techniques in use, for completion")
    def vocabulary() -> Response:
        return JSONResponse(described(state.now().generation.number))

    return router


def describe_vocabulary(reader: GraphReader) -> dict[str, Any]:
    """Prefixes, classes with their properties, properties and techniques, most used first.

    A store without statistics has no classes and no properties here. A technique counts the datasets that
    state it; its total is of those that state it or a narrower one.
    """
    of_class, properties = _properties(reader)
    classes = [
        {**_named(row["class"].value, row.get("label")), "count": _number(row.get("things")),
         "properties": of_class.get(row["class"].value, [])}
        for row in reader.rows("void_classes")
    ]  # fmt: skip
    return {
        "prefixes": {prefix: str(namespace) for prefix, namespace in PREFIXES.items()},
        "classes": _most_used(classes),
        "properties": _most_used(properties),
        "techniques": _techniques(reader),
    }


def _properties(reader: GraphReader) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """The properties of each class, and those of the whole graph."""
    of_class: dict[str, list[dict[str, Any]]] = defaultdict(list)
    of_all = []
    for row in reader.rows("void_properties"):
        iri, count = row["property"].value, _number(row.get("triples"))
        if "class" in row:
            of_class[row["class"].value].append({"iri": iri, "count": count})
        else:
            of_all.append({**_named(iri, row.get("label")), "count": count})
    return {name: _most_used(found) for name, found in of_class.items()}, of_all


def _techniques(reader: GraphReader) -> list[dict[str, Any]]:
    used = {of.iri: of for of in list_techniques(reader)}
    return _most_used([_technique(term, used.get(iri)) for iri, term in techniques_of(reader).terms.items()])


def _technique(term: PanetTerm, used: Counted | None) -> dict[str, Any]:
    return {
        "iri": term.iri,
        "label": term.label,
        "also": term.alt_labels[:MOST_OTHER_NAMES],
        "count": used.direct if used else 0,
        "total": used.total if used else 0,
    }


def _most_used(terms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(terms, key=lambda term: (-(term["count"] or 0), term["iri"]))


def _named(iri: str, label: Term | None) -> dict[str, str]:
    return {"iri": iri, "label": label.value if label else iri.replace("#", "/").rpartition("/")[2]}


def _number(value: Term | None) -> int | None:
    return int(value.value) if value else None
