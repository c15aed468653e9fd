"""Which works of a book are named by others outside of a list of references, as `kg pairs` answers it.

A mention is no citation: it makes no pair, and nothing counts it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kg.citation.answer import claims_answer, once
from kg.citation.book import Book
from kg.citation.flags import drop_by_identifiers
from kg.citation.identifier import is_constructed
from kg.citation.origin import origin_of
from kg.citation.relation import read_relation
from kg.citation.row import KnownWork, SaidClaim

_Ends = tuple[str, str]


def mentions_answer(book: Book) -> list[dict[str, Any]]:
    """Each two works of which one mentions the other, once; `paired` tells whether it cites it as well."""
    found: dict[_Ends, list[SaidClaim]] = defaultdict(list)
    for one in once(book.claims_of_class("context")):
        ends = book.stands_for(one.citing) or one.citing, book.stands_for(one.cited) or one.cited
        if read_relation(one.relation).sense == "mention" and ends[0] != ends[1]:
            found[ends].append(one)
    pairs = {(pair.citing, pair.cited) for pair in book.pairs_of()} if found else set()
    return [_mention(book, ends, claims, ends in pairs) for ends, claims in sorted(found.items())]


def _mention(book: Book, ends: _Ends, claims: list[SaidClaim], is_paired: bool) -> dict[str, Any]:
    citing, cited = (book.work(iri) for iri in ends)
    date = citing.work.date if citing else None
    return {
        "citing": ends[0],
        "cited": ends[1],
        "citing_kind": citing.work.kind if citing else None,
        "cited_kind": cited.work.kind if cited else None,
        "relation": min(one.relation for one in claims),
        "sources": sorted({one.source for one in claims}),
        "origins": sorted({origin_of(one.source, one.origin, "context") for one in claims}),
        "flags": sorted(set(_flags(claims, cited))),
        "paired": is_paired,
        "date": date.text if date else None,
        "date_basis": date.basis if date else None,
        "claims": claims_answer(claims),
    }


def _flags(claims: list[SaidClaim], cited: KnownWork | None) -> Iterator[str]:
    for one in claims:
        if (drop := drop_by_identifiers(one.citing, one.cited)) is not None:
            yield drop.reason  # a mention of a placeholder is one of nothing
        if is_constructed(one.citing) or is_constructed(one.cited):
            yield "constructed"
    if all(one.confidence < 1 for one in claims):
        yield "in-free-text"
    if cited and cited.work.kind not in (None, "dataset"):
        yield "not-data"
