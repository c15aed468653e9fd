"""A curator's word on a pair as RDF: one named graph for each pair and curator, in which nothing is lost.

The newest label of a graph is the one that counts. Those before it stay there, with the time from which they
no longer do; a withdrawal is a label without a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.rdf.mint import digest, digest_iri
from kg.rdf.names import CITO, DCT, GRAPH, PAN, PROV, RDF, XSD
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple, text

PREFIX = GRAPH["labels/"].value
"""How the names of these graphs begin. Labels anywhere else are anybody's, and nobody heeds them."""

BEHIND = ("companion", "same_team", "facility_staff", "independent", "unsure")
REUSE = ("yes", "no", "unsure")
UNSURE = ("unsure", "unknown")
REJECTED = "rejected"
"""Said in the place of who is behind it: this is no citation of those data."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a curator says of a pair; with neither `behind` nor `reuse`, what they said before is withdrawn.

    `curator` is a name without an address, `at` a moment in UTC (ISO 8601).
    """

    citing: str
    cited: str
    curator: str
    behind: str | None
    reuse: str | None
    reason: str | None
    at: str


def label_graph(citing: str, cited: str, curator: str) -> NamedNode:
    """The graph of all that a curator said of a pair."""
    return NamedNode(f"{PREFIX}l{digest(citing, cited, curator)}")


def revised(before: Iterable[Any], word: Word) -> bytes:
    """N-Triples of the graph with a new word; `before` are its triples so far.

    Anything with subject, predicate and object at 0, 1 and 2 is a triple.
    """
    said: list[Triple] = [(one[0], one[1], one[2]) for one in before]
    labels = {node for node, predicate, value in said if _is_label(predicate, value)}
    past = {node for node, predicate, _ in said if predicate == PROV["invalidatedAtTime"]}
    at = Literal(word.at, datatype=XSD["dateTime"])
    node = digest_iri("label", word.citing, word.cited, word.curator, str(len(labels) + 1))
    for former in sorted(labels - past, key=str):
        said += [(former, PROV["invalidatedAtTime"], at), (node, PROV["wasRevisionOf"], former)]
    return canonical([*said, *_triples(node, word, at)])


def _is_label(predicate: NamedNode, value: object) -> bool:
    return predicate == RDF["type"] and value == PAN["CurationLabel"]


def _triples(node: NamedNode, word: Word, at: Literal) -> Iterable[Triple]:
    yield node, RDF["type"], PAN["CurationLabel"]
    yield node, CITO["hasCitingEntity"], NamedNode(word.citing)
    yield node, CITO["hasCitedEntity"], NamedNode(word.cited)
    yield node, PAN["curator"], Literal(word.curator)
    yield node, PROV["generatedAtTime"], at
    if word.behind == REJECTED:
        yield node, PAN["citationFlag"], Literal(REJECTED)
    elif word.behind:
        yield node, PAN["behind"], Literal(word.behind)
    if word.reuse:
        yield node, PAN["reuse"], Literal(word.reuse)
    if reason := text(word.reason):
        yield node, DCT["description"], reason
