"""One pair as a page shows it: the work on the other side, who is behind it and why, and every claim."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from kg.answer.citation_words import CLASSES, FLAGS, REUSE, behind_means, behind_told, reuse_told
from kg.answer.claim_words import Said, with_words
from kg.answer.work_line import WorkLine, WorkLines
from kg.citation.book import Book
from kg.citation.row import Label, Pair
from kg.store.graph_reader import GraphReader

PAIRS_SHOWN = 100
CLAIMS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class CitingPair:
    """One pair, seen from one of its sides; `other` is the other one.

    `claims` are the first of `claims_total`. `date` is the citing work's own, as precise as known, None where
    nobody gives one. `*_told` and `flags` are the book's words for readers, `*_basis` those for programs.
    """

    node: str
    other: WorkLine
    klass: str
    class_told: str
    is_counted: bool
    behind: str
    behind_means: str
    behind_told: tuple[str, ...]
    behind_basis: tuple[dict[str, Any], ...]
    reuse: str
    reuse_means: str
    reuse_told: tuple[str, ...]
    date: str | None
    date_basis: str | None
    flags: tuple[tuple[str, str], ...]
    origins: tuple[str, ...]
    sources: tuple[str, ...]
    claims: tuple[Said, ...]
    claims_total: int
    labels: tuple[Label, ...]
    is_constructed: bool

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        said = asdict(self)
        said["class"] = said.pop("klass")
        said["flags"] = [{"flag": name, "means": means} for name, means in self.flags]
        said["claims"] = [claim.as_json() for claim in self.claims]
        return said


@dataclass(frozen=True, slots=True)
class PairList:
    """The first pairs of `total`."""

    pairs: tuple[CitingPair, ...]
    total: int

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {"total": self.total, "pairs": [pair.as_json() for pair in self.pairs]}


def newest_first(pairs: Iterable[Pair]) -> list[Pair]:
    """Counted ones before others, the newest first, undated ones last."""
    found = sorted(pairs, key=lambda one: (one.citing, one.cited))
    found.sort(key=lambda one: one.date.text if one.date else "", reverse=True)
    return sorted(found, key=lambda one: not one.is_counted)


def pair_list(
    reader: GraphReader, book: Book, lines: WorkLines, pairs: list[Pair], other: Callable[[Pair], str]
) -> PairList:
    """The pairs with all that is known of each; `other` names the side that is shown."""
    shown = pairs[:PAIRS_SHOWN]
    lines.load(other(pair) for pair in shown)
    claims = [book.claims_of(pair) for pair in shown]
    # Asked for together: the graph may be in another engine.
    worded = iter(with_words(reader, [claim for of in claims for claim in of[:CLAIMS_SHOWN]]))
    said = [tuple(islice(worded, min(len(of), CLAIMS_SHOWN))) for of in claims]
    found = (
        _shown(book, pair, lines.of(other(pair)), words, len(of))
        for pair, words, of in zip(shown, said, claims, strict=True)
    )
    return PairList(tuple(found), len(pairs))


def _shown(
    book: Book, pair: Pair, other: WorkLine, claims: tuple[Said, ...], claims_total: int
) -> CitingPair:
    return CitingPair(
        node=pair.node,
        other=other,
        klass=pair.klass,
        class_told=CLASSES.get(pair.klass, pair.klass),
        is_counted=pair.is_counted,
        behind=pair.behind,
        behind_means=behind_means(pair.behind, pair.behind_basis),
        behind_told=tuple(dict.fromkeys(map(behind_told, pair.behind_basis))),
        behind_basis=pair.behind_basis,
        reuse=pair.reuse,
        reuse_means=REUSE[pair.reuse],
        reuse_told=tuple(map(reuse_told, pair.reuse_basis)),
        date=pair.date.text if pair.date else None,
        date_basis=pair.date.basis if pair.date else None,
        flags=tuple((name, FLAGS.get(name, name)) for name in pair.flags),
        origins=pair.origins,
        sources=pair.sources,
        claims=claims,
        claims_total=claims_total,
        labels=tuple(book.labels_of(pair)),
        is_constructed=pair.is_constructed,
    )
