"""What one named graph says that bears on citations: claims, edges, facts of works, counts, labels."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import NamedNode

from kg.citation.extract_work import WORK_PREDICATES, describe_work, is_work
from kg.citation.label import BEHIND, REJECTED, REUSE, UNSURE
from kg.citation.nodes import Nodes, Values, first, read_nodes
from kg.citation.relation import Relation, read_relation
from kg.rdf.claim import WORK_KINDS, WorkKind
from kg.rdf.names import CITO, DCT, PAN, PROV, RDF

Facts = dict[str, Any]
"""What a graph says of a thing; `kg.citation.merge` knows the names."""


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim with its meaning; things are IRIs."""

    node: str
    subject: str
    object: str
    relation: str
    klass: str
    citing: str
    cited: str
    origin: str | None
    confidence: float
    day: str | None


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """Two identifiers that belong together: the version, part or derived thing first."""

    kind: str
    start: str
    end: str
    basis: str


@dataclass(frozen=True, slots=True)
class FoundCount:
    """A number that a source states."""

    node: str
    about: str
    metric: str
    number: int
    begin: str | None
    end: str | None
    method: str | None
    country: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A curator's word on a pair."""

    node: str
    citing: str
    cited: str
    curator: str
    behind: str | None
    reuse: str | None
    reason: str | None
    at: str


@dataclass(slots=True)
class Extract:
    """All of one graph."""

    claims: list[FoundClaim] = field(default_factory=list)
    edges: list[FoundEdge] = field(default_factory=list)
    said: dict[str, Facts] = field(default_factory=dict)
    counts: list[FoundCount] = field(default_factory=list)
    labels: list[FoundLabel] = field(default_factory=list)
    retrieved: str | None = None
    """When the record that the graph holds was read (ISO 8601), where the graph says so."""

    def is_empty(self) -> bool:
        """Whether the graph says nothing that matters here."""
        return not (self.claims or self.edges or self.said or self.counts or self.labels)

    def things(self) -> set[str]:
        """Every identifier that is named."""
        named = {iri for one in self.claims for iri in (one.subject, one.object)}
        named |= {iri for one in self.edges for iri in (one.start, one.end)}
        named |= {iri for one in self.labels for iri in (one.citing, one.cited)}
        return named | {one.about for one in self.counts} | self.said.keys()


_EDGES = {
    DCT["hasPart"].value: ("part", "object"),
    DCT["isPartOf"].value: ("part", "subject"),
    DCT["hasVersion"].value: ("version", "object"),
    DCT["isVersionOf"].value: ("version", "subject"),
    PROV["wasDerivedFrom"].value: ("derived", "subject"),
}
"""What records state beside claims: the kind of edge, and which side is the part, version or derived."""
SURE_ENOUGH = 0.8
"""How sure a source must be that two identifiers are one work. Aggregators merge records of one title, such
as the sessions of a proposal, and are not."""
_PUBLISHED_IN = "ispublishedin"
_SERIES = "urn:issn:"
"""A journal or series is no work that its articles and data are parts of: it is where they are published."""

_CLAIM_WORDS = (
    "claimSubject", "claimObject", "relationType", "claimOrigin", "claimDate", "confidence", "subjectKind",
    "objectKind", "subjectIssued", "objectIssued",
)  # fmt: skip
_COUNT_WORDS = (
    "countOf",
    "metric",
    "number",
    "countFrom",
    "countTo",
    "accessMethod",
    "country",
    "countNote",
)
_MOST_DIGITS = 18
"""A count with more is none, and would fit in no table."""
_LABEL_WORDS = ("curator", "behind", "reuse", "citationFlag")
_CITING, _CITED = CITO["hasCitingEntity"].value, CITO["hasCitedEntity"].value
_TYPE, _CLAIM = RDF["type"].value, PAN["CitationClaim"].value
_COUNT, _LABEL = PAN["StatedCount"].value, PAN["CurationLabel"].value
_REASON, _AT = DCT["description"].value, PROV["generatedAtTime"].value
_PAST, _RETRIEVED = PROV["invalidatedAtTime"].value, PAN["retrieved"].value

_WANTED: frozenset[NamedNode] = frozenset(
    {PAN[name] for name in (*_CLAIM_WORDS, *_COUNT_WORDS, *_LABEL_WORDS)}
    | {NamedNode(iri) for iri in (*_EDGES, _CITING, _CITED, _TYPE, _REASON, _AT, _PAST, _RETRIEVED)}
    | WORK_PREDICATES
)


def extract(triples: Iterable[Any], read_at: str | None = None) -> Extract:
    """What a graph's triples say; anything with subject, predicate and object at 0, 1 and 2 is a triple.

    Statements that lack what they need, as somebody's own RDF may, are passed over. `read_at` is when the
    record was read (ISO 8601), where the graph does not say so.
    """
    nodes = read_nodes(triples, _WANTED)
    found = Extract()
    for iri, values in nodes.items():
        found.retrieved = found.retrieved or first(values, _RETRIEVED)
        types = values.get(_TYPE, ())
        if _CLAIM in types:
            found.claims.extend(_claim(iri, values))
        elif _COUNT in types:
            found.counts.extend(_count(iri, values))
        elif _LABEL in types:
            found.labels.extend(_label(iri, values))
        elif is_work(types):
            found.said[iri] = describe_work(iri, values, nodes)
            found.edges.extend(_edges_of(iri, values))
    _take_claimed(found, nodes, found.retrieved or read_at)
    _take_edges(found)
    return found


def _claim(node: str, values: Values) -> Iterator[FoundClaim]:
    subject, object_ = (first(values, PAN[name].value) for name in ("claimSubject", "claimObject"))
    word = first(values, PAN["relationType"].value)
    if subject is None or object_ is None or word is None:
        return
    relation = _meaning(word, values)
    citing, cited = (subject, object_) if relation.citing == "subject" else (object_, subject)
    yield FoundClaim(
        node, subject, object_, word, relation.klass, citing, cited,
        first(values, PAN["claimOrigin"].value), _number(first(values, PAN["confidence"].value)),
        first(values, PAN["claimDate"].value),
    )  # fmt: skip


def _meaning(word: str, values: Values) -> Relation:
    kinds = _kind(values, "subjectKind"), _kind(values, "objectKind")
    return read_relation(word).between(*kinds)


def _kind(values: Values, name: str) -> WorkKind | None:
    said = first(values, PAN[name].value)
    return next((kind for kind in WORK_KINDS if kind == said), None)


def _number(said: str | None) -> float:
    try:
        number = float(said) if said is not None else 1.0
    except ValueError:
        return 1.0
    return number if 0 < number <= 1 else 1.0


def _count(node: str, values: Values) -> Iterator[FoundCount]:
    said = [first(values, PAN[name].value) for name in _COUNT_WORDS]
    about, metric, number, *rest = said
    is_number = number is not None and number.isdecimal() and len(number) <= _MOST_DIGITS
    if about is not None and metric is not None and number is not None and is_number:
        yield FoundCount(node, about, metric, int(number), *rest)


def _label(node: str, values: Values) -> Iterator[FoundLabel]:
    """The label, if it still stands and says something."""
    citing, cited, at = first(values, _CITING), first(values, _CITED), first(values, _AT)
    curator, behind, reuse, flag = (first(values, PAN[name].value) for name in _LABEL_WORDS)
    behind = REJECTED if flag == REJECTED else behind if behind in (*BEHIND, *UNSURE) else None
    reuse = reuse if reuse in (*REUSE, *UNSURE) else None
    if citing and cited and at and curator and (behind or reuse) and _PAST not in values:
        yield FoundLabel(node, citing, cited, curator, behind, reuse, first(values, _REASON), at)


def _edges_of(iri: str, values: Values) -> Iterator[FoundEdge]:
    for predicate, (kind, side) in _EDGES.items():
        for other in values.get(predicate, ()):
            if other != iri and other.startswith(("http", "urn:")) and not other.startswith(_SERIES):
                start, end = (iri, other) if side == "subject" else (other, iri)
                yield FoundEdge(kind, start, end, predicate)


def _take_claimed(found: Extract, nodes: Nodes, read_at: str | None) -> None:
    """What claims say that things are, and when they were published, where the graph describes them not.

    A date that lay ahead is no date of publication: facilities write the end of an embargo there.
    """
    claimed: dict[str, Facts] = {}
    for claim in found.claims:
        values = nodes[claim.node]
        for iri, side in ((claim.subject, "subject"), (claim.object, "object")):
            kind, said = _kind(values, f"{side}Kind"), values.get(PAN[f"{side}Issued"].value, ())
            dates = [day for day in said if not (read_at and day > read_at[: len(day)])]
            if iri in found.said or (kind is None and not dates):
                continue
            facts = claimed.setdefault(iri, {"by": "claim"})
            if kind is not None:
                facts.setdefault("kind", kind)
            if dates:
                facts["issued"] = sorted({*facts.get("issued", ()), *dates})
    found.said.update(claimed)


def _take_edges(found: Extract) -> None:
    """Edges that claims make, in the source's word; each once, whoever says it in this graph.

    A doubtful claim that two identifiers are one work stays a claim: citations of the one would become
    citations of the other. So would those of an article, were data a part of it that are published in it: no
    vocabulary but DataCite's tells these from parts.
    """
    edges: dict[tuple[str, str, str], FoundEdge] = {}
    published_in = {
        ("part", of.citing, of.cited) for of in found.claims if of.relation.lower() == _PUBLISHED_IN
    }
    for claim in found.claims:
        kind = read_relation(claim.relation).edge
        if kind == "same" and claim.confidence < SURE_ENOUGH:
            continue
        if kind is not None and claim.citing != claim.cited:
            key = (kind, claim.citing, claim.cited)
            edges.setdefault(key, FoundEdge(*key, claim.relation))
    for edge in found.edges:
        said = edge.kind, edge.start, edge.end
        if said not in published_in:
            edges.setdefault(said, edge)
    found.edges = [edges[key] for key in sorted(edges)]
