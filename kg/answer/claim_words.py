"""Claims with their own words: the book tells what follows from them, the graph what was said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.answer.work_line import chunks, node_of
from kg.citation.row import SaidClaim
from kg.rdf.names import PAN
from kg.store.graph_reader import GraphReader

_AT_ONCE = 200
_WORDS = {
    PAN["claimText"].value: "text",
    PAN["citingText"].value: "citing_text",
    PAN["assertedBy"].value: "asserted_by",
    PAN["field"].value: "field",
}
_QUERY = """
SELECT ?claim ?property ?value WHERE {
  VALUES ?claim { CLAIMS } VALUES ?property { pan:claimText pan:citingText pan:assertedBy pan:field }
  ?claim ?property ?value
}
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as its source made it, and what became of it.

    `relation` is the source's own word, `text` the statement as it stands there, `citing_text` the sentence
    or reference in which the citing work does it; `day` is the date of the statement, not of the citation.
    """

    node: str
    graph: str
    source: str
    retrieved: str | None
    subject: str
    relation: str
    object: str
    klass: str
    origin: str | None
    confidence: float
    day: str | None
    dropped: str | None
    text: str | None = None
    citing_text: str | None = None
    asserted_by: str | None = None
    field: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        said = asdict(self)
        said["class"] = said.pop("klass")
        return said


def with_words(reader: GraphReader, claims: Sequence[SaidClaim]) -> tuple[Said, ...]:
    """The claims with what the graph says of each, in their order."""
    words = _words(reader, (claim.node for claim in claims))
    return tuple(_said(claim, words[claim.node]) for claim in claims)


def _said(claim: SaidClaim, words: dict[str, str]) -> Said:
    return Said(
        claim.node, claim.graph, claim.source, claim.retrieved, claim.subject, claim.relation, claim.object,
        claim.klass, claim.origin, claim.confidence, claim.day, claim.dropped, **words,
    )  # fmt: skip


def _words(reader: GraphReader, claims: Iterable[str]) -> dict[str, dict[str, str]]:
    """Claim -> its words; of several values (there are none in what we harvest) the first."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    nodes = [node for iri in sorted({*claims}) if (node := node_of(iri)) is not None]
    for some in chunks(nodes, _AT_ONCE):
        for row in reader.rows(_QUERY.replace("CLAIMS", " ".join(map(str, some)))):
            words, name = found[row["claim"].value], _WORDS[row["property"].value]
            words[name] = min(words.get(name, row["value"].value), row["value"].value)
    return found
