"""Every label that stands, one by one, with how curators stand to each other and what is decided."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from kg.citation.book import Book
from kg.citation.curated import Slot, differ
from kg.citation.row import Label
from kg.curation.labelled import Labelled, labelled_pairs
from kg.rdf.spreadsheet import write_csv

Standing = Literal["nobody sure", "one sure", "agree", "differ"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A label. `rules_…` is what is decided without labels, `decided_…` with them.

    `curators_…` tells how those who labelled the pair stand to each other: that nobody is sure, that one is
    alone, that all who are sure say the same, or that they differ; `labels` how many of them there are. These
    seven are None where sources no longer say that the one work cites the other; titles where none is known.
    """

    citing: str
    citing_title: str | None
    cited: str
    cited_title: str | None
    curator: str
    behind: str | None
    reuse: str | None
    reason: str | None
    at: str
    labels: int | None = None
    curators_behind: Standing | None = None
    curators_reuse: Standing | None = None
    rules_behind: str | None = None
    rules_reuse: str | None = None
    decided_behind: str | None = None
    decided_reuse: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def label_list(book: Book) -> tuple[Listed, ...]:
    """All labels that were not withdrawn or changed since, by what is cited, then by time."""
    pairs = list(labelled_pairs(book))
    known = {(one.pair.citing, one.pair.cited) for one in pairs}
    listed = [found for one in pairs for found in _of_pair(book, one)]
    listed += [_listed(book, of, of.citing, of.cited) for of in book.labels() if _ends(book, of) not in known]
    return tuple(sorted(listed, key=lambda of: (of.cited, of.citing, of.at, of.curator)))


def labels_csv(listed: Iterable[Listed]) -> str:
    """The table as CSV (RFC 4180), a header first; no cell is a formula to a spreadsheet."""
    names = [of.name for of in fields(Listed)]
    return write_csv(names, ([getattr(one, name) for name in names] for one in listed))


def _of_pair(book: Book, one: Labelled) -> Iterator[Listed]:
    pair = one.pair
    told: dict[str, Any] = {
        "labels": len(one.labels),
        "curators_behind": _standing(one, "behind"),
        "curators_reuse": _standing(one, "reuse"),
        "rules_behind": one.rules("behind"),
        "rules_reuse": one.rules("reuse"),
        "decided_behind": "rejected" if "rejected" in pair.flags else pair.behind,
        "decided_reuse": pair.reuse,
    }
    for of in one.labels:
        yield _listed(book, of, pair.citing, pair.cited, **told)


def _listed(book: Book, of: Label, citing: str, cited: str, **told: Any) -> Listed:  # noqa: ANN401
    return Listed(
        citing, _title(book, citing), cited, _title(book, cited), of.curator, of.behind, of.reuse, of.reason,
        of.at, **told,
    )  # fmt: skip


def _ends(book: Book, of: Label) -> tuple[str, str]:
    """The works that a label names, by what stands for each."""
    return book.stands_for(of.citing) or of.citing, book.stands_for(of.cited) or of.cited


def _title(book: Book, iri: str) -> str | None:
    known = book.work(iri)
    return known.work.title if known else None


def _standing(one: Labelled, slot: Slot) -> Standing:
    words = one.words(slot)
    if differ(words):
        return "differ"
    return "agree" if len(words) > 1 else "one sure" if words else "nobody sure"
