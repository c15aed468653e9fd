"""What a whole book holds, as the plain values that `kg pairs` answers."""

from collections import defaultdict
from typing import Any

from kg.citation.book import Book
from kg.citation.pairing import PAIRED
from kg.citation.row import Pair, SaidClaim, Stated

_NAMES = {"derived": ("derivations", "derived", "source"), "version": ("versions", "version", "of"),
          "part": ("parts", "part", "of"), "same": ("same", "identifier", "as")}  # fmt: skip


def pairs_answer(book: Book) -> dict[str, list[dict[str, Any]]]:
    """Every pair, with the claims behind it; a work that only documents another does not cite it."""
    answer: dict[str, list[dict[str, Any]]] = {"pairs": [], "documentation": []}
    for pair in book.pairs_of():
        answer["documentation" if pair.klass == "documentation" else "pairs"].append(_pair(book, pair))
    return answer


def _pair(book: Book, pair: Pair) -> dict[str, Any]:
    claims = once(book.claims_of(pair))
    citing, cited = book.work(pair.citing), book.work(pair.cited)
    date, known = pair.date, cited.work.date if cited else None
    return {
        "citing": pair.citing,
        "cited": pair.cited,
        "citing_kind": citing.work.kind if citing else None,
        "cited_kind": cited.work.kind if cited else None,
        "relation": _best_word(pair, claims),
        "class": pair.klass,
        "sources": pair.sources,
        "origins": pair.origins,
        "flags": pair.flags,
        "counted": pair.is_counted,
        "behind": pair.behind,
        "behind_basis": pair.behind_basis,
        "reuse": pair.reuse,
        "date": date.text if date else None,
        "date_basis": date.basis if date else None,
        "cited_date": known.text if known else None,
        "cited_date_basis": known.basis if known else None,
        "constructed": pair.is_constructed,
        "claims": claims_answer(claims),
    }


def claims_answer(claims: list[SaidClaim]) -> list[dict[str, Any]]:
    """Claims as what they make lists them."""
    return [
        {
            "claim": one.node, "source": one.source, "subject": one.subject, "relation": one.relation,
            "object": one.object, "origin": one.origin, "confidence": one.confidence,
        }
        for one in claims
    ]  # fmt: skip


def once(claims: list[SaidClaim]) -> list[SaidClaim]:
    """Each claim once: two payloads of the same record make the same claim."""
    return list({one.node: one for one in claims}.values())


def _best_word(pair: Pair, claims: list[SaidClaim]) -> str:
    """The word of the claim that says most, as its source spells it."""
    order = {klass: place for place, klass in enumerate(PAIRED)}
    best = min(claims, key=lambda one: (order.get(one.klass, len(order)), one.source, one.relation))  # type: ignore[call-overload]
    return best.relation


def edges_answer(book: Book) -> dict[str, list[dict[str, Any]]]:
    """Derivations, versions, parts and other names; each once, whoever says it."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for edge in book.edges():
        list_, start, end = _NAMES[edge.kind]
        key = (list_, edge.from_iri, edge.to_iri)
        one = found.setdefault(
            key,
            {
                start: edge.from_iri,
                end: edge.to_iri,
                "relation": edge.basis,
                "sources": [],
                "joined": edge.joins,
            },
        )
        if edge.source and edge.source not in one["sources"]:
            one["sources"].append(edge.source)
    answer: dict[str, list[dict[str, Any]]] = {name: [] for name, _, _ in _NAMES.values()}
    for (list_, _, _), one in sorted(found.items()):
        answer[list_].append(one)
    return answer


def usage_answer(book: Book) -> dict[str, Any]:
    """Counts that sources state, in sums by metric; each covers other things, times or countries.

    A sum of months and the total that a source gives beside them are two metrics, never added.
    """
    counts = {_what(one): one for one in book.stated_in_all()}
    by_metric: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for one in counts.values():
        by_metric[one.source, one.metric].append(one)
    return {
        "datasets": len({one.about for one in counts.values()}),
        "metrics": [_metric(*key, of) for key, of in sorted(by_metric.items())],
        "stated": [_stated(one) for one in counts.values()],
        "notes": sorted({one.note for one in counts.values() if one.note}),
    }


def _what(one: Stated) -> tuple[str | None, ...]:
    return (one.source, one.about, one.metric, one.begin, one.end, one.method, one.country)


def _metric(source: str, metric: str, counts: list[Stated]) -> dict[str, Any]:
    by_method: dict[str, int] = defaultdict(int)
    for one in counts:
        if one.method:
            by_method[one.method] += one.number
    return {
        "source": source,
        "metric": metric,
        "number": sum(one.number for one in counts),
        "by_method": dict(sorted(by_method.items())),
        "about": len({one.about for one in counts}),
    }


def _stated(one: Stated) -> dict[str, Any]:
    return {
        "about": one.about, "source": one.source, "metric": one.metric, "number": one.number,
        "begin": one.begin, "end": one.end, "method": one.method, "country": one.country, "note": one.note,
    }  # fmt: skip
