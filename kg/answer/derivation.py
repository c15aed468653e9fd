"""What data were made from, and what was made from them, at any depth: R4 of the competency questions.

Parts and versions are no derivations: what joins identifiers as versions or other names is walked as one
thing, and a collection has the derivations of its parts only where they lead out of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.answer.citation_words import basis_told
from kg.answer.work_line import WorkLine, WorkLines, chunks, node_of
from kg.citation.book import Book
from kg.citation.row import Edge
from kg.store.graph_reader import GraphReader

DEEPEST = 8
"""Steps that are followed from the data of the page."""
MOST = 60
"""Places in each of the two trees."""

Ends = Literal["cycle", "shown", "deeper"]
Way = Literal["up", "down"]

_SOFTWARE = """
SELECT DISTINCT ?thing ?software ?name WHERE {
  VALUES ?thing { THINGS }
  ?thing prov:wasGeneratedBy ?activity . ?activity prov:used ?software . ?software a pan:Software .
  OPTIONAL { ?software schema:name ?name }
}
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the chain, and the step that leads to it; `says` are who states it, in which word.

    `software` is what the thing at this place was made with, where a record says so. `ends` tells why nothing
    follows: it leads back to a place on its own way, it stands elsewhere in the tree, or there is more than
    is followed.
    """

    line: WorkLine
    depth: int
    says: tuple[str, ...]
    software: tuple[str, ...]
    ends: Ends | None
    steps: tuple["Step", ...]

    def rows(self) -> list["Step"]:
        """This place and all behind it, in the order of reading."""
        return [self, *(row for step in self.steps for row in step.rows())]


@dataclass(frozen=True, slots=True)
class IndirectCredit:
    """Citations of one derived dataset: how many works, and how many of these cite the data, too."""

    line: WorkLine
    citing: int
    also_direct: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """The chain of one dataset; `is_cut` where there was more than `MOST` or deeper than `DEEPEST`."""

    line: WorkLine
    software: tuple[str, ...]
    sources: tuple[Step, ...]
    derived: tuple[Step, ...]
    credit: tuple[IndirectCredit, ...]
    is_cut: bool

    def as_json(self) -> dict[str, Any]:
        """The JSON form: both trees, nested."""
        return asdict(self) | {"deepest": DEEPEST, "most": MOST}


@dataclass(frozen=True, slots=True)
class _Group:
    """One thing in the chain: its names, and the edges that lead away from it."""

    names: frozenset[str]
    up: tuple[Edge, ...]
    down: tuple[Edge, ...]


class _Walk:
    """One walk up or down; every place is looked up once."""

    def __init__(self, book: Book, way: Way) -> None:
        self._book, self._way = book, way
        self._groups: dict[str, _Group] = {}
        self.seen: set[frozenset[str]] = set()
        self.left = MOST
        self.is_cut = False

    def group(self, iri: str) -> _Group:
        """The thing that an identifier means in the chain."""
        if iri not in self._groups:
            found = _group(self._book, iri)
            self._groups |= dict.fromkeys(found.names, found)
        return self._groups[iri]

    def next(self, group: _Group) -> list[tuple[str, list[Edge]]]:
        """The things one step away, each with the edges that lead there."""
        edges = group.up if self._way == "up" else group.down
        found: dict[frozenset[str], tuple[str, list[Edge]]] = {}
        for edge in edges:
            other = edge.to_iri if self._way == "up" else edge.from_iri
            found.setdefault(self.group(other).names, (other, []))[1].append(edge)
        return [found[names] for names in sorted(found, key=min)]


def derivation_of(reader: GraphReader, book: Book, lines: WorkLines, iri: str) -> Derivation | None:
    """The chain of the data that an identifier means; None where nothing was derived."""
    trees: dict[Way, tuple[_Place, ...]] = {}
    ways: tuple[Way, ...] = ("up", "down")
    walks = {way: _Walk(book, way) for way in ways}
    for way, walk in walks.items():
        start = walk.group(iri)
        trees[way] = _places(walk, start, (start.names,), 1)
    if not trees["up"] and not trees["down"]:
        return None
    named = [iri, *(place.iri for tree in trees.values() for place in _flat(tree))]
    lines.load(named)
    software = _software(reader, named)
    return Derivation(
        line=lines.of(iri),
        software=tuple(software.get(iri, ())),
        sources=tuple(_step(lines, software, place) for place in trees["up"]),
        derived=tuple(_step(lines, software, place) for place in trees["down"]),
        credit=_credit(book, lines, iri, trees["down"]),
        is_cut=any(walk.is_cut for walk in walks.values()),
    )


def sources_of(book: Book, iri: str) -> tuple[str, ...]:
    """The things from which others were made and which were made from nothing: the ends of the chain up."""
    walk = _Walk(book, "up")
    start = walk.group(iri)
    places = _flat(_places(walk, start, (start.names,), 1))
    return tuple(dict.fromkeys(place.iri for place in places if not place.steps and place.ends is None))


@dataclass(frozen=True, slots=True)
class _Place:
    iri: str
    depth: int
    edges: tuple[Edge, ...]
    ends: Ends | None
    steps: tuple["_Place", ...]


def _places(
    walk: _Walk, group: _Group, way_here: tuple[frozenset[str], ...], depth: int
) -> tuple[_Place, ...]:
    found = []
    for iri, edges in walk.next(group):
        if walk.left <= 0:
            walk.is_cut = True
            break
        walk.left -= 1
        found.append(_place(walk, iri, edges, way_here, depth))
    return tuple(found)


def _place(
    walk: _Walk, iri: str, edges: Sequence[Edge], way_here: tuple[frozenset[str], ...], depth: int
) -> _Place:
    there = walk.group(iri)
    if there.names in way_here:
        return _Place(iri, depth, tuple(edges), "cycle", ())
    more = bool(walk.next(there))
    if there.names in walk.seen and more:
        return _Place(iri, depth, tuple(edges), "shown", ())
    if depth == DEEPEST and more:
        walk.is_cut = True
        return _Place(iri, depth, tuple(edges), "deeper", ())
    walk.seen.add(there.names)
    steps = _places(walk, there, (*way_here, there.names), depth + 1)
    return _Place(iri, depth, tuple(edges), None, steps)


def _flat(places: Iterable[_Place]) -> list[_Place]:
    return [one for place in places for one in (place, *_flat(place.steps))]


def _group(book: Book, iri: str) -> _Group:
    """Its other names and versions; of a whole, also the derivations of its parts that lead elsewhere."""
    edges = book.edges_of(iri)
    own = {iri}
    while (
        more := {
            end
            for edge in edges
            if edge.joins and edge.kind in ("same", "version") and own & {edge.from_iri, edge.to_iri}
            for end in (edge.from_iri, edge.to_iri)
        }
        - own
    ):
        own |= more
    wide = own
    known = book.work(iri)
    if known is not None and known.iri in own:
        wide = own | {*known.identifiers}
    derived = [edge for edge in edges if edge.kind == "derived"]
    return _Group(
        frozenset(own),
        tuple(edge for edge in derived if _leads(edge.from_iri, edge.to_iri, own, wide)),
        tuple(edge for edge in derived if _leads(edge.to_iri, edge.from_iri, own, wide)),
    )


def _leads(start: str, end: str, own: set[str], wide: set[str]) -> bool:
    return (start in own and end not in own) or (start in wide and end not in wide)


def _step(lines: WorkLines, software: dict[str, list[str]], place: _Place) -> Step:
    says = {f"{edge.source or 'somebody'}: {basis_told(edge.basis)}" for edge in place.edges}
    return Step(
        line=lines.of(place.iri),
        depth=place.depth,
        says=tuple(sorted(says)),
        software=tuple(software.get(place.iri, ())),
        ends=place.ends,
        steps=tuple(_step(lines, software, step) for step in place.steps),
    )


def _software(reader: GraphReader, iris: Iterable[str]) -> dict[str, list[str]]:
    """Derived thing -> names of the software it was made with; its address where it has no name."""
    nodes = [node for iri in sorted({*iris}) if (node := node_of(iri)) is not None]
    found: dict[str, list[str]] = {}
    for some in chunks(nodes, 200):
        for row in reader.rows(_SOFTWARE.replace("THINGS", " ".join(map(str, some)))):
            name = row["name"].value if "name" in row else row["software"].value
            names = found.setdefault(row["thing"].value, [])
            if name not in names:
                names.append(name)
    return {iri: sorted(names) for iri, names in found.items()}


def _credit(book: Book, lines: WorkLines, iri: str, derived: Sequence[_Place]) -> tuple[IndirectCredit, ...]:
    """Counted citations of what was derived; the derived data themselves do not cite in this sense."""
    direct = {pair.citing for pair in book.pairs_of(cited=iri) if pair.is_counted}
    works = {book.stands_for(place.iri) or place.iri: place.iri for place in _flat(derived)}
    own = book.stands_for(iri)
    found = []
    for work, named in sorted(works.items()):
        if work == own:
            continue
        citing = {pair.citing for pair in book.pairs_of(cited=work) if pair.is_counted}
        if citing:
            found.append(IndirectCredit(lines.of(named), len(citing), len(citing & direct)))
    return tuple(found)
