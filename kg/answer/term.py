"""What else is known of a technique's term: mappings, its history by release, where it is measured."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.answer.links import Link, label_of, pointing
from kg.ontology.mappings.shipped import shipped_mappings
from kg.rdf.names import SKOS
from kg.rdf.panet import PanetTable, read_panet, shipped_panet
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.releases import kept_releases, payload_of

_INVERSE = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
    "relatedMatch": "relatedMatch",
}
_GRAPH = "this graph"


@dataclass(frozen=True, slots=True)
class MappedTerm:
    """A term elsewhere; `relation` is the SKOS property that leads there, such as exactMatch.

    `confidence` is 0 to 1, None where nobody gave one; `source` the table or graph that says so.
    """

    relation: str
    iri: str
    label: str | None
    confidence: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """The term in one release; without a `label` the release lacks it."""

    version: str
    label: str | None
    parents: tuple[Link, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredAt:
    """The datasets of one facility; `facility` is None for those of which none is known."""

    facility: Link | None
    datasets: int


@dataclass(frozen=True, slots=True)
class TermFacts:
    """`stated_known`: whether the parents that the authors stated are known, or inferred ones alone.

    `history` goes from the oldest release known here to the present one. `first` is the version in which the
    term is first seen, None where it is there from the oldest known release on, and so nobody can say.
    """

    stated_known: bool
    mappings: tuple[MappedTerm, ...]
    facilities: tuple[MeasuredAt, ...]
    history: tuple[Appearance, ...]
    first: str | None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def term_facts(reader: GraphReader, generation: Generation, iri: str, table: PanetTable) -> TermFacts:
    """What the generation knows of a term; `table` is the PaNET that it stands on."""
    history = tuple(_history(generation, iri, table))
    return TermFacts(
        stated_known=any(True for _ in reader.rows("stated_parent")),
        mappings=tuple(_mappings(reader, iri)),
        facilities=tuple(_facilities(reader, iri)),
        history=history,
        first=_first(history),
    )


def term_triples(reader: GraphReader, iri: str) -> list[Triple]:
    """What the graph says of the term itself."""
    node = NamedNode(iri)
    rows = reader.rows("about", thing=node)
    found = {Triple(node, NamedNode(row["property"].value), row["value"]) for row in rows}
    return sorted(found, key=str)


def _mappings(reader: GraphReader, iri: str) -> Iterator[MappedTerm]:
    """Those of the shipped tables, then what the graph says beyond them, each once."""
    seen: set[tuple[str, str]] = set()
    for found in (*_shipped(iri), *_in_graph(reader, iri)):
        if (found.relation, found.iri) not in seen:
            seen.add((found.relation, found.iri))
            yield found


def _shipped(iri: str) -> Iterator[MappedTerm]:
    for row in shipped_mappings():
        relation = row.predicate.removeprefix(str(SKOS))
        if relation not in _INVERSE:
            continue
        if row.subject == iri:
            yield MappedTerm(relation, row.object, row.object_label or None, row.confidence, row.table)
        elif row.object == iri:
            other = row.subject_label or None
            yield MappedTerm(_INVERSE[relation], row.subject, other, row.confidence, row.table)


def _in_graph(reader: GraphReader, iri: str) -> Iterator[MappedTerm]:
    node = NamedNode(iri)
    for relation, inverse in _INVERSE.items():
        for row in reader.rows("values_of", thing=node, property=SKOS[relation]):
            if isinstance(row["value"], NamedNode):
                yield MappedTerm(relation, row["value"].value, label_of(reader, row["value"]), None, _GRAPH)
        for link in pointing(reader, SKOS[relation], node):
            yield MappedTerm(inverse, link.iri, link.label, None, _GRAPH)


def _facilities(reader: GraphReader, iri: str) -> Iterator[MeasuredAt]:
    """Most datasets first, those without a facility last."""
    found: list[tuple[bool, int, str, MeasuredAt]] = []
    for row in reader.rows("facilities_of_technique", asked=NamedNode(iri)):
        number, node = int(row["datasets"].value), row.get("facility")
        link = Link(node.value, label_of(reader, node)) if isinstance(node, NamedNode) else None
        if number:
            name = (link.label or link.iri) if link else ""
            found.append((link is None, -number, name, MeasuredAt(link, number)))
    yield from (measured for *_, measured in sorted(found, key=lambda of: of[:3]))


def _history(generation: Generation, iri: str, present: PanetTable) -> Iterator[Appearance]:
    for table in (*_former(generation, present), present):
        term = table.terms.get(iri)
        if term is None:
            yield Appearance(table.version, None)
            continue
        parents = [Link(up, table.terms[up].label) for up in term.parents if up in table.terms]
        ordered = tuple(sorted(parents, key=lambda of: of.label or ""))
        yield Appearance(table.version, term.label, ordered, term.retired)


def releases_with(generation: Generation, iri: str, present: PanetTable) -> list[tuple[str, str]]:
    """The releases other than `present` that have the term: (version, its label there), oldest first."""
    others = _others(generation, present)
    return [(table.version, table.terms[iri].label) for table in others if iri in table.terms]


def _former(generation: Generation, present: PanetTable) -> Iterator[PanetTable]:
    """The tables of older releases, oldest first."""
    others = _others(generation, present)
    yield from (table for table in others if _order(table.version) < _order(present.version))


def _others(generation: Generation, present: PanetTable) -> list[PanetTable]:
    """The tables of other releases, oldest first; the shipped one is known to every installation."""
    known = {shipped_panet().version: shipped_panet()}
    for release in kept_releases(generation, "panet"):
        data = payload_of(generation, release.table)
        if data is not None:
            known[release.version] = _read(release.table, data)
    known.pop(present.version, None)
    return [known[version] for version in sorted(known, key=_order)]


@lru_cache(maxsize=8)
def _read(digest: str, data: bytes) -> PanetTable:
    return read_panet(data)


def _order(version: str) -> tuple[tuple[int, str], ...]:
    """Numbers by size, so that 1.10 comes after 1.9."""
    parts = version.replace("-", ".").split(".")
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts)


def _first(history: tuple[Appearance, ...]) -> str | None:
    seen = [at for at, appearance in enumerate(history) if appearance.label is not None]
    return history[seen[0]].version if seen and seen[0] > 0 else None
