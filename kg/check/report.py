"""What a check found: the results, their counts, and the SHACL validation report."""

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.check.facts import Node
from kg.check.paths import Path, path_triples
from kg.rdf.names import RDF, SH, XSD
from kg.rdf.prefixes import written


@dataclass(frozen=True, slots=True)
class Result:
    """One broken constraint: the node that breaks it, along which path, with which value, and what to do."""

    focus: Node
    path: Path | None
    value: Node | None
    component: NamedNode
    shape: Node
    owner: str
    """IRI of the shape, or of the nearest one above it that has an IRI."""
    severity: NamedNode
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one check; `fallback` names the shapes that were left to pySHACL."""

    results: tuple[Result, ...]
    engine: str
    fallback: tuple[str, ...]
    seconds: float

    @property
    def conforms(self) -> bool:
        """As SHACL has it: nothing was found, not even an Info."""
        return not self.results

    @property
    def by_shape(self) -> dict[str, int]:
        """Shape IRI -> results, most first."""
        return dict(Counter(result.owner for result in self.results).most_common())

    @property
    def by_severity(self) -> dict[str, int]:
        """Violation, Warning, Info (or the IRI of another severity) -> results."""
        names = (result.severity.value.removeprefix(str(SH)) for result in self.results)
        return {"Violation": 0, "Warning": 0, "Info": 0} | Counter(names)

    @property
    def violations(self) -> int:
        """How many results say that something cannot be used."""
        return self.by_severity["Violation"]

    def turtle(self) -> bytes:
        """The report as a sh:ValidationReport."""
        top = BlankNode("report")
        triples = [
            Triple(top, RDF["type"], SH["ValidationReport"]),
            Triple(top, SH["conforms"], Literal(str(self.conforms).lower(), datatype=XSD["boolean"])),
        ]
        for number, result in enumerate(self.results):
            node = BlankNode(f"result{number}")
            triples += [Triple(top, SH["result"], node), *_described(node, result)]
        return written(triples, RdfFormat.TURTLE)


def _described(node: BlankNode, result: Result) -> list[Triple]:
    said: list[tuple[str, Node | None]] = [
        ("focusNode", result.focus),
        ("value", result.value),
        ("resultSeverity", result.severity),
        ("sourceConstraintComponent", result.component),
        ("sourceShape", result.shape),
        ("resultMessage", Literal(result.message) if result.message else None),
    ]
    triples = [Triple(node, RDF["type"], SH["ValidationResult"])]
    triples += [Triple(node, SH[name], value) for name, value in said if value is not None]
    if result.path is not None:
        start, steps = path_triples(result.path, f"{node.value}p")
        triples += [Triple(node, SH["resultPath"], start), *steps]
    return triples
