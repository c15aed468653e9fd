"""A technique, its place in the hierarchy, and the datasets that state it or a narrower one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.answer.links import Link
from kg.rdf.names import OBO, PAN
from kg.rdf.panet import PanetTable, is_specifier
from kg.store.graph_reader import GraphReader
from kg.store.techniques import techniques_of

DATASETS_SHOWN = 100

_DEFINITION = OBO["IAO_0000115"].value
_SOURCE = OBO["IAO_0000119"].value


@dataclass(frozen=True, slots=True)
class Counted:
    """A technique; `direct` datasets state it, `total` state it or a narrower one."""

    iri: str
    label: str
    direct: int
    total: int


@dataclass(frozen=True, slots=True)
class TechniquePage:
    """A technique; `broader` holds everything above it but itself, `datasets` are the newest of all below.

    What the release says in words is there where it was taken in with `kg ontology update`; the shipped table
    has names alone. `stated_parents` are those its authors wrote down, before anything was inferred. A
    `retired` term is kept for the data that state it. `equivalents` are other terms of the same meaning: each
    is above the other; they are not in `broader`. Of
    a specifier (`is_specifier`) techniques are made; it is none itself.
    """

    iri: str
    label: str
    alt_labels: tuple[str, ...]
    version: str
    parents: tuple[Counted, ...]
    children: tuple[Counted, ...]
    broader: tuple[Link, ...]
    direct: int
    total: int
    datasets: tuple[Link, ...]
    definition: str | None = None
    definition_sources: tuple[str, ...] = ()
    stated_parents: tuple[Link, ...] = ()
    retired: bool = False
    replaced_by: tuple[Link, ...] = ()
    equivalents: tuple[Link, ...] = ()
    is_specifier: bool = False

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


class Tally:
    """How many datasets state each technique: one pass over the graph, for many techniques."""

    def __init__(self, reader: GraphReader) -> None:
        self.table: PanetTable = techniques_of(reader)
        self._datasets: dict[str, set[str]] = defaultdict(set)
        for row in reader.rows("technique_counts"):
            self._datasets[row["technique"].value].add(row["dataset"].value)

    def used(self) -> list[str]:
        """The techniques that some dataset states."""
        return sorted(self._datasets)

    def count(self, iri: str) -> Counted:
        """One technique with its counts; a dataset with two narrower techniques counts once."""
        below = self.table.narrower_or_self(iri) | {iri}
        total = set().union(*(self._datasets[other] for other in below if other in self._datasets))
        label = self.table.terms[iri].label if iri in self.table.terms else iri
        return Counted(iri, label, len(self._datasets.get(iri, ())), len(total))

    def counts(self, iris: Iterable[str]) -> tuple[Counted, ...]:
        """Several, sorted by label."""
        return tuple(sorted(map(self.count, iris), key=lambda of: (of.label, of.iri)))


def describe_technique(reader: GraphReader, iri: str) -> TechniquePage | None:
    """The technique in this generation; None when its PaNET has no such term."""
    tally = Tally(reader)
    table = tally.table
    if iri not in table.terms:
        return None
    term, own = table.terms[iri], tally.count(iri)
    children = [other.iri for other in table.terms.values() if iri in other.parents]
    words = _words(reader, iri)
    same = _same(table, iri)
    return TechniquePage(
        iri=iri,
        label=term.label,
        alt_labels=term.alt_labels,
        version=table.version,
        parents=tally.counts(parent for parent in term.parents if parent in table.terms),
        children=tally.counts(children),
        broader=_links(table, term.ancestors_or_self - {iri} - same),
        direct=own.direct,
        total=own.total,
        datasets=_newest(reader, sorted(table.narrower_or_self(iri))),
        definition=next(iter(words[_DEFINITION]), None),
        definition_sources=tuple(words[_SOURCE]),
        stated_parents=_links(table, words[PAN["statedBroader"].value]),
        retired=term.retired,
        replaced_by=_links(table, term.replaced_by),
        equivalents=_links(table, same),
        is_specifier=is_specifier(iri),
    )


def _same(table: PanetTable, iri: str) -> set[str]:
    """The other terms that are above this one and below it."""
    above = table.terms[iri].ancestors_or_self & table.terms.keys()
    return {other for other in above if iri in table.terms[other].ancestors_or_self} - {iri}


def _words(reader: GraphReader, iri: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows("technique_words", term=NamedNode(iri)):
        found[row["property"].value].append(row["value"].value)
    return defaultdict(list, {name: sorted(values) for name, values in found.items()})


def list_techniques(reader: GraphReader) -> tuple[Counted, ...]:
    """Every technique that some dataset states or that stands above one, most datasets first."""
    tally = Tally(reader)
    terms = tally.table.terms
    above = {up for iri in tally.used() if iri in terms for up in terms[iri].ancestors_or_self}
    counted = tally.counts(iri for iri in above if not is_specifier(iri))
    return tuple(sorted(counted, key=lambda of: (-of.total, of.label)))


def _newest(reader: GraphReader, iris: list[str]) -> tuple[Link, ...]:
    found: dict[str, tuple[str, str | None]] = {}
    for iri in iris:
        for row in reader.rows("datasets_of_technique", technique=NamedNode(iri)):
            value = {name: term.value for name, term in row.items()}
            found[value["dataset"]] = (value.get("date", ""), value.get("label"))
    newest = sorted(found, key=lambda dataset: (found[dataset][0], dataset), reverse=True)[:DATASETS_SHOWN]
    return tuple(Link(dataset, found[dataset][1]) for dataset in newest)


def _links(table: PanetTable, iris: Iterable[str]) -> tuple[Link, ...]:
    links = [Link(iri, table.terms[iri].label) for iri in iris if iri in table.terms]
    return tuple(sorted(links, key=lambda of: of.label or ""))
