"""A publication, or another work that we hold no dataset of: what it is, and the data behind it (R5)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.answer.citing_pair import PAIRS_SHOWN, CitingPair, PairList, newest_first, pair_list
from kg.answer.claim_words import Said, with_words
from kg.answer.derivation import sources_of
from kg.answer.links import Link, label_of
from kg.answer.paper_words import PaperWords, words_of
from kg.answer.said import SourceRecord, Statement, who_said_what
from kg.answer.work_line import WorkLine, WorkLines, node_of
from kg.citation.book import Book
from kg.citation.identifier import Level, level_of
from kg.citation.row import Pair, Stated
from kg.rdf.names import PAN
from kg.resolve.access import State, access_state, iso_date
from kg.store.graph_reader import GraphReader


@dataclass(frozen=True, slots=True)
class DataBehind:
    """Data that the paper cites or is the paper of; `made_from` are the first sources of derived data."""

    pair: CitingPair
    level: Level | None
    data_kind: str | None
    collected: str | None
    access: State
    opens: datetime.date | None
    facilities: tuple[Link, ...]
    instruments: tuple[Link, ...]
    proposals: tuple[Link, ...]
    made_from: tuple[WorkLine, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        said = {name: getattr(self, name) for name in ("level", "data_kind", "collected", "access")}
        links = {
            name: [asdict(one) for one in getattr(self, name)]
            for name in ("facilities", "instruments", "proposals", "made_from")
        }
        opens = self.opens.isoformat() if self.opens else None
        return {"pair": self.pair.as_json(), **said, "opens": opens, **links}


@dataclass(frozen=True, slots=True)
class Traced:
    """An instrument or a proposal, and the data through which it stands behind the paper."""

    thing: Link
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A work. `data` is known to be data, `maybe` what nobody says the kind of; `literature` counts the rest.

    `components` are claims about files of the paper itself, which are no datasets. `is_counted` tells whether
    there is a book of citations at all: without one, empty lists say nothing.
    """

    iri: str
    doi: str | None
    words: PaperWords
    as_of: datetime.date
    is_counted: bool
    data: tuple[DataBehind, ...]
    data_total: int
    maybe: PairList
    literature: int
    components: tuple[Said, ...]
    instruments: tuple[Traced, ...]
    proposals: tuple[Traced, ...]
    cited_by: PairList
    stated: tuple[Stated, ...]
    records: tuple[SourceRecord, ...]
    records_total: int
    statements: tuple[Statement, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        many = ("instruments", "proposals", "stated", "records", "statements")
        return {
            "iri": self.iri,
            "doi": self.doi,
            **self.words.as_json(),
            "as_of": self.as_of.isoformat(),
            "is_counted": self.is_counted,
            "data": [one.as_json() for one in self.data],
            "data_total": self.data_total,
            "maybe_data": self.maybe.as_json(),
            "literature": self.literature,
            "components": [one.as_json() for one in self.components],
            "cited_by": self.cited_by.as_json(),
            **{name: [asdict(one) for one in getattr(self, name)] for name in many},
        }


_NOTHING = PairList((), 0)


def describe_paper(
    reader: GraphReader, book: Book | None, lines: WorkLines, iri: str, as_of: datetime.date
) -> PaperPage | None:
    """The work as of a day; None where neither the graph nor the book knows it."""
    thing = node_of(iri)
    words = words_of(reader, book, thing) if thing is not None else None
    if thing is None or words is None:
        return None
    pairs = newest_first(book.pairs_of(citing=iri)) if book else []
    sorted_out = _by_kind(book, pairs) if book else {}
    data = _data(reader, book, lines, sorted_out["dataset"], as_of) if book else ()
    cited_by = newest_first(book.pairs_of(cited=iri)) if book else []
    witnesses = who_said_what(reader, thing)
    return PaperPage(
        iri=iri,
        doi=words.doi,
        words=words,
        as_of=as_of,
        is_counted=book is not None,
        data=data,
        data_total=len(sorted_out.get("dataset", ())),
        maybe=pair_list(reader, book, lines, sorted_out[None], _cited) if book else _NOTHING,
        literature=sum(len(of) for kind, of in sorted_out.items() if kind not in ("dataset", None)),
        components=_components(reader, book, iri) if book else (),
        instruments=_traced(data, "instruments"),
        proposals=_traced(data, "proposals"),
        cited_by=pair_list(reader, book, lines, cited_by, lambda pair: pair.citing) if book else _NOTHING,
        stated=tuple(book.stated(iri)[:PAIRS_SHOWN]) if book else (),
        records=witnesses.records,
        records_total=witnesses.records_total,
        statements=witnesses.statements,
    )


def paper_triples(reader: GraphReader, iri: str) -> list[Triple]:
    """The triples of the records about this work, and of the pairs in which it cites."""
    work = NamedNode(iri)
    return [
        *reader.construct("record_triples", about=work),
        *reader.construct("pairs_of_citing", citing=work),
    ]


def _cited(pair: Pair) -> str:
    return pair.cited


def _by_kind(book: Book, pairs: Sequence[Pair]) -> dict[str | None, list[Pair]]:
    """What it cites, by what that is known to be."""
    found: dict[str | None, list[Pair]] = defaultdict(list)
    for pair in pairs:
        known = book.work(pair.cited)
        found[known.work.kind if known else None].append(pair)
    return found


def _data(
    reader: GraphReader, book: Book, lines: WorkLines, pairs: list[Pair], as_of: datetime.date
) -> tuple[DataBehind, ...]:
    shown = pair_list(reader, book, lines, pairs, _cited)
    return tuple(_one(reader, book, lines, pair, as_of) for pair in shown.pairs)


def _one(
    reader: GraphReader, book: Book, lines: WorkLines, pair: CitingPair, as_of: datetime.date
) -> DataBehind:
    iri = pair.other.record or pair.other.iri
    known = book.work(iri)
    assert known is not None  # its kind is known
    work = known.work
    state, opens = access_state(work.rights, iso_date(work.opens), as_of)
    return DataBehind(
        pair=pair,
        level=level_of(pair.other.iri),
        data_kind=_data_kind(reader, iri),
        collected=work.collected,
        access=state,
        opens=opens,
        facilities=_links(reader, work.facilities),
        instruments=_links(reader, work.instruments),
        proposals=_links(reader, work.proposals),
        made_from=tuple(map(lines.of, sources_of(book, iri))),
    )


def _data_kind(reader: GraphReader, iri: str) -> str | None:
    """Raw, processed or simulated, as the record says."""
    for row in reader.rows("values_of", thing=NamedNode(iri), property=PAN["dataKind"]):
        return row["value"].value.rpartition("#")[2].lower() or None
    return None


def _links(reader: GraphReader, iris: Iterable[str]) -> tuple[Link, ...]:
    nodes = [node for iri in iris if (node := node_of(iri)) is not None]
    return tuple(Link(node.value, label_of(reader, node)) for node in nodes)


def _traced(data: Sequence[DataBehind], name: str) -> tuple[Traced, ...]:
    through: dict[Link, list[str]] = defaultdict(list)
    for one in data:
        for link in getattr(one, name):
            through[link].append(one.pair.other.iri)
    ordered = sorted(through, key=lambda of: (of.label or "", of.iri))
    return tuple(Traced(link, tuple(through[link])) for link in ordered)


def _components(reader: GraphReader, book: Book, iri: str) -> tuple[Said, ...]:
    claims = [claim for claim in book.claims_about(iri) if claim.dropped == "component"]
    return with_words(reader, claims[:PAIRS_SHOWN])
