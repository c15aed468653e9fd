"""Ask a mapped record what it says, in short names: `said(mapped, "dcterms:title")`."""

from typing import Any

from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.rdf.names import PREFIXES
from kg.rdf.terms import NamedNode, Triple


def mapped(kind: str, body: Any, origin: str = "a.json", facility: str | None = None) -> Mapped:  # noqa: ANN401
    """What the SciCat source makes of a record."""
    return load_source("scicat").triples(Record(kind, "key", body, b"", origin, facility))


def said(of: Mapped, *path: str) -> list[str]:
    """The values, sorted, at the end of a path of predicates from the thing itself."""
    nodes: list[object] = [of.about]
    for step in path:
        prefix, _, name = step.partition(":")
        predicate = PREFIXES[prefix][name]
        nodes = [value for subject, said, value in of.triples if subject in nodes and said == predicate]
    return sorted(short(node) for node in nodes)


def values(triples: list[Triple], predicate: NamedNode, subject: str = "") -> list[str]:
    """The values of a property, of all things whose IRI ends so."""
    return [o.value for s, p, o in triples if p == predicate and s.value.endswith(subject)]


def short(term: object) -> str:
    """An IRI with one of our prefixes, or as it is; a literal's text."""
    if not isinstance(term, NamedNode):
        return str(getattr(term, "value", term))
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(str(namespace)):
            return f"{prefix}:{term.value.removeprefix(str(namespace))}"
    return term.value
