"""Works in one line: what a list of citations says of each, and where it has a page here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.answer.links import about, label_of
from kg.citation.book import Book
from kg.citation.identifier import is_constructed
from kg.citation.row import KnownWork
from kg.rdf.claim import WorkKind
from kg.rdf.names import DCT, PAN
from kg.store.graph_reader import GraphReader

_NAMED = 3
"""Authors named; how many more there are is told."""
_AT_ONCE = 500

_DATA = "SELECT DISTINCT ?thing WHERE { VALUES ?thing { THINGS } ?thing a dcat:Dataset }"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One work. `date` is as precise as known; `record` is that of its identifiers that has a dataset page.

    `people` are its first creators, of `people_total`, in their own order as far as that is known.
    """

    iri: str
    title: str | None
    kind: WorkKind | None
    people: tuple[str, ...]
    people_total: int
    date: str | None
    date_basis: str | None
    container: str | None
    is_constructed: bool
    record: str | None

    @property
    def authors(self) -> str:
        """The people in a few words; empty where nobody is named."""
        more = self.people_total - len(self.people)
        others = f" and {more:,} {'other' if more == 1 else 'others'}" if more else ""
        return "; ".join(self.people) + others

    @property
    def kind_of_page(self) -> str:
        """Below which of our addresses it has its page."""
        return "datasets" if self.record else "papers"


class WorkLines:
    """Lines of works, looked up many at a time."""

    def __init__(self, reader: GraphReader, book: Book | None) -> None:
        self._reader, self._book = reader, book
        self._known: dict[str, WorkLine] = {}

    def load(self, iris: Iterable[str]) -> None:
        """Look these up together."""
        missing = sorted({*iris} - self._known.keys())
        works = {iri: self._book.work(iri) if self._book else None for iri in missing}
        named = {of for iri in missing for of in _identifiers(iri, works[iri])}
        records = data_among(self._reader, named)
        for iri in missing:
            self._known[iri] = self._line(iri, works[iri], records)

    def of(self, iri: str) -> WorkLine:
        """The line of one work."""
        if iri not in self._known:
            self.load((iri,))
        return self._known[iri]

    def _line(self, iri: str, known: KnownWork | None, records: set[str]) -> WorkLine:
        record = next((of for of in _identifiers(iri, known) if of in records), None)
        title = known.work.title if known else None
        if known is not None and iri != known.iri and record == iri:
            return self._part(iri, known)
        if title is None:
            title = _label(self._reader, record or iri)
        if known is None:
            kind: WorkKind | None = "dataset" if record else None
            return WorkLine(iri, title, kind, (), 0, None, None, None, is_constructed(iri), record)
        work, date = known.work, known.work.date
        names = [one.name for one in work.people if one.name and one.role == "creator"]
        return WorkLine(
            iri, title, work.kind, tuple(names[:_NAMED]), len(names), date.text if date else None,
            date.basis if date else None, work.container, known.is_constructed, record,
        )  # fmt: skip

    def _part(self, iri: str, known: KnownWork) -> WorkLine:
        """A part or a version that has a record of its own: what that says, not what is true of the whole."""
        said = about(self._reader, NamedNode(iri))
        title = said.text(DCT["title"]) or known.work.title
        day = said.text(PAN["collectionStart"]) or said.text(DCT["issued"])
        basis = "collected" if said.text(PAN["collectionStart"]) else "issued"
        return WorkLine(
            iri, title, "dataset", (), 0, day[:10] if day else None, basis if day else None, None,
            known.is_constructed, iri,
        )  # fmt: skip


def data_among(reader: GraphReader, iris: Iterable[str]) -> set[str]:
    """Those that this graph holds a dataset record of."""
    wanted = [node for iri in sorted(iris) if (node := node_of(iri)) is not None]
    found: set[str] = set()
    for some in chunks(wanted, _AT_ONCE):
        query = _DATA.replace("THINGS", " ".join(map(str, some)))
        found |= {row["thing"].value for row in reader.rows(query)}
    return found


def node_of(iri: str) -> NamedNode | None:
    """The term, None for what is no IRI: anybody may have written a graph."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def chunks(nodes: Sequence[NamedNode], size: int) -> Iterator[Sequence[NamedNode]]:
    """Some at a time, for engines whose queries may not be long."""
    return (nodes[start : start + size] for start in range(0, len(nodes), size))


def _identifiers(iri: str, known: KnownWork | None) -> tuple[str, ...]:
    """The name asked for first."""
    return (iri, *(of for of in known.identifiers if of != iri)) if known else (iri,)


def _label(reader: GraphReader, iri: str) -> str | None:
    node = node_of(iri)
    return label_of(reader, node) if node is not None else None
