"""What one named graph says of one work: the facts that reports need, as JSON values."""

from collections.abc import Collection
from typing import Any

from pyoxigraph import NamedNode

from kg.citation.extract_people import PEOPLE_PREDICATES, people_of
from kg.citation.nodes import Nodes, Values, first
from kg.rdf.claim import WorkKind
from kg.rdf.names import DCAT, DCT, FOAF, PAN, RDF, RDFS, SCHEMA

_KINDS: dict[str, WorkKind | None] = {
    DCAT["Dataset"].value: "dataset",
    PAN["Dataset"].value: "dataset",
    PAN["DataCollection"].value: "dataset",
    PAN["Publication"].value: "publication",
    PAN["ProjectOutput"].value: "publication",
    PAN["Software"].value: "software",
    PAN["TrainingMaterial"].value: "other",
    SCHEMA["Grant"].value: "other",
    SCHEMA["CreativeWork"].value: None,
}
"""Classes of works. Beside a creative work of no class, its type stands as text."""
_SAID_KINDS: dict[str, WorkKind] = {"dataset": "dataset", "software": "software", "component": "other"}

_TYPE = RDF["type"].value
_SAID_KIND = SCHEMA["additionalType"].value
_TEXTS = {
    "title": DCT["title"].value,
    "license": DCT["license"].value,
    "version": DCAT["version"].value,
    "container": SCHEMA["isPartOf"].value,
    "opens": DCT["available"].value,
}
_LISTS = {
    "issued": DCT["issued"].value,
    "facilities": PAN["facility"].value,
    "techniques": PAN["technique"].value,
    "parts": DCT["hasPart"].value,
}
_LABELLED = {"instruments": PAN["instrument"].value, "proposals": PAN["proposal"].value}
_LABELS = (RDFS["label"].value, DCT["identifier"].value)
_START, _RIGHTS = PAN["collectionStart"].value, DCT["accessRights"].value
_PUBLISHER, _COMPLETE = DCT["publisher"].value, PAN["teamComplete"].value
_NAME = FOAF["name"].value

WORK_PREDICATES: frozenset[NamedNode] = PEOPLE_PREDICATES | {
    NamedNode(iri)
    for iri in (
        *_TEXTS.values(), *_LISTS.values(), *_LABELLED.values(), *_LABELS, _SAID_KIND, _START, _RIGHTS,
        _PUBLISHER, _COMPLETE, _NAME,
    )
}  # fmt: skip


def is_work(types: Collection[str]) -> bool:
    """Whether one of these classes (IRIs) is one of works."""
    return any(name in _KINDS for name in types)


def describe_work(iri: str, values: Values, nodes: Nodes) -> dict[str, Any]:
    """The facts of a work: whatever the graph leaves out is absent. Dates and texts as they are written."""
    facts: dict[str, Any] = {"by": "record", "kind": _kind(values)}
    facts |= {name: first(values, predicate) for name, predicate in _TEXTS.items()}
    facts |= {name: values.get(predicate) for name, predicate in _LISTS.items()}
    for name, predicate in _LABELLED.items():
        facts[name] = [[of, _label(of, nodes)] for of in values.get(predicate, ())]
    start, rights = first(values, _START), first(values, _RIGHTS)
    facts["collected"] = start[:10] if start else None
    facts["opens"] = facts["opens"][:10] if facts["opens"] else None
    facts["rights"] = rights.rpartition("/")[2] if rights else None
    facts["publisher"] = _publisher(values, nodes)
    facts["people"], facts["listed"] = people_of(values, nodes)
    complete = first(values, _COMPLETE)
    facts["complete"] = {"true": True, "1": True, "false": False, "0": False}.get(complete or "")
    return {name: value for name, value in facts.items() if value not in (None, [])}


def _kind(values: Values) -> WorkKind | None:
    types = values.get(_TYPE, ())
    known = [kind for name, kind in _KINDS.items() if name in types and kind is not None]
    if known:
        return known[0]
    said = (_SAID_KINDS.get(word.strip().lower()) for word in values.get(_SAID_KIND, ()))
    return next((kind for kind in said if kind), None)


def _label(iri: str, nodes: Nodes) -> str | None:
    values = nodes.get(iri, {})
    return next((label for name in _LABELS if (label := first(values, name))), None)


def _publisher(values: Values, nodes: Nodes) -> str | None:
    """The publisher's name; its IRI where the graph gives no name."""
    iri = first(values, _PUBLISHER)
    return (first(nodes.get(iri, {}), _NAME) or iri) if iri else None
