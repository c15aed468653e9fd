"""The citations of one dataset: pairs with their claims, numbers that sources state, and what was dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from kg.answer.citation_words import DROPPED, member_told
from kg.answer.citing_pair import PairList, newest_first, pair_list
from kg.answer.claim_words import Said, with_words
from kg.answer.work_line import WorkLines
from kg.citation.book import Book
from kg.citation.row import Edge, Pair, SaidClaim, Stated
from kg.errors import BadInput
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader

MEMBERS_SHOWN = 100
OTHERS_SHOWN = 100
STATED_SHOWN = 200
_PAIRED = ("companion", "citation", "documentation")
_OF_CITATIONS = re.compile(r"cit(?:ed|ation)|reference", re.IGNORECASE)
_KINDS = ("companion", "same_team", "facility_staff", "independent", "unknown")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pairs there are, and who is behind them.

    `independent_bounds` are those known to be independent, and these with the unknown ones.
    """

    total: int
    by_behind: dict[str, int]
    reuse: int
    independent_bounds: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Member:
    """Another identifier of the same work; `because` tells why it is counted together."""

    iri: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A version, part or whole that is no other name of the work: shown, and counted for itself."""

    kind: str
    iri: str
    is_below: bool
    basis: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of one work; `counted_as` stands for it and its `members`, which are counted as one.

    `cited_by` holds pairs that count and those that do not, `cites` what it cites itself. `stated` are
    numbers that sources give, never added to what was counted; `usage` are those of views and downloads.
    `dropped` are claims of which no pair comes, `others` those whose relation is no citation.
    """

    counted_as: str
    is_constructed: bool
    counted: Counted
    cited_by: PairList
    cites: PairList
    stated: tuple[Stated, ...]
    usage: tuple[Stated, ...]
    members: tuple[Member, ...]
    members_total: int
    beside: tuple[Beside, ...]
    dropped: tuple[tuple[Said, str], ...]
    others: tuple[Said, ...]
    others_total: int

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        said = {
            name: getattr(self, name)
            for name in ("counted_as", "is_constructed", "members_total", "others_total")
        }
        many = {
            name: [asdict(one) for one in getattr(self, name)]
            for name in ("stated", "usage", "members", "beside")
        }
        return {
            **said,
            **many,
            "counted": asdict(self.counted),
            "cited_by": self.cited_by.as_json(),
            "cites": self.cites.as_json(),
            "dropped": [claim.as_json() | {"because": why} for claim, why in self.dropped],
            "others": [claim.as_json() for claim in self.others],
        }


@contextmanager
def book_of(generation: Generation) -> Iterator[Book | None]:
    """The citation book of a generation; None where it has none that this release can read."""
    try:
        book = Book.open(generation.citations)
    except BadInput:
        yield None
        return
    with book:
        yield book


def citations_of(reader: GraphReader, book: Book, lines: WorkLines, iri: str) -> Citations:
    """The citations of whatever work this identifier means; a work that nobody cites has none."""
    pairs = newest_first(book.pairs_of(cited=iri))
    citing = newest_first(book.pairs_of(citing=iri))
    known = book.work(iri)
    edges = book.edges_of(iri)
    identifiers = known.identifiers if known else (iri,)
    claims = book.claims_about(iri)
    dropped = [one for one in claims if one.dropped]
    others = [one for one in claims if not one.dropped and one.klass not in _PAIRED]
    stated, usage = _numbers(book.stated(iri))
    return Citations(
        counted_as=book.stands_for(iri) or iri,
        is_constructed=bool(known and known.is_constructed),
        counted=_counted(pairs),
        cited_by=pair_list(reader, book, lines, pairs, lambda pair: pair.citing),
        cites=pair_list(reader, book, lines, citing, lambda pair: pair.cited),
        stated=stated,
        usage=usage,
        members=_members(iri, identifiers, edges),
        members_total=len({*identifiers} - {iri}),
        beside=_beside({*identifiers}, edges),
        dropped=tuple(
            (said, DROPPED.get(said.dropped or "", said.dropped or ""))
            for said in with_words(reader, dropped[:OTHERS_SHOWN])
        ),
        others=with_words(reader, _each_once(others)[:OTHERS_SHOWN]),
        others_total=len(others),
    )


def _counted(pairs: Sequence[Pair]) -> Counted:
    counted = [pair for pair in pairs if pair.is_counted]
    behind = Counter(pair.behind for pair in counted)
    low = behind["independent"]
    return Counted(
        len(counted),
        {kind: behind[kind] for kind in _KINDS},  # type: ignore[index]
        sum(pair.reuse == "yes" for pair in counted),
        (low, low + behind["unknown"]),
    )


def _numbers(stated: Sequence[Stated]) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """Counts of citations, and of use; each once, though several records may give it."""
    once = {
        (one.source, one.about, one.metric, one.begin, one.end, one.method, one.country): one
        for one in stated
    }
    citations = [one for one in once.values() if _OF_CITATIONS.search(one.metric)]
    usage = [one for one in once.values() if not _OF_CITATIONS.search(one.metric)]
    return tuple(citations[:STATED_SHOWN]), tuple(usage[:STATED_SHOWN])


def _members(iri: str, identifiers: Sequence[str], edges: Sequence[Edge]) -> tuple[Member, ...]:
    """The other identifiers, each with the edges that join it."""
    joining = [edge for edge in edges if edge.joins and edge.from_iri != edge.to_iri]
    found = []
    for other in sorted({*identifiers} - {iri})[:MEMBERS_SHOWN]:
        edges_there = [edge for edge in joining if other in (edge.from_iri, edge.to_iri)]
        direct = [edge for edge in edges_there if iri in (edge.from_iri, edge.to_iri)]
        told = [member_told(edge, other) for edge in direct or edges_there]
        found.append(Member(other, tuple(dict.fromkeys(told))[:5]))
    return tuple(found)


def _beside(own: set[str], edges: Sequence[Edge]) -> tuple[Beside, ...]:
    """Versions, parts and wholes outside of the work; derivations are shown as a chain of their own."""
    found: dict[tuple[str, str, bool], Beside] = {}
    for edge in edges:
        is_below = edge.from_iri not in own
        other = edge.from_iri if is_below else edge.to_iri
        if edge.kind != "derived" and other not in own:
            found.setdefault(
                (edge.kind, other, is_below), Beside(edge.kind, other, is_below, edge.basis, edge.source)
            )
    return tuple(found[key] for key in sorted(found))[:MEMBERS_SHOWN]


def _each_once(claims: Sequence[SaidClaim]) -> list[SaidClaim]:
    return list({claim.node: claim for claim in claims}.values())
