"""Invented claims in the proportions of the field: data, articles that cite them, and sources that copy each other.

All identifiers are under DataCite's prefix for tests. The same seed gives the same claims.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from kg.citation.extract import Extract, FoundClaim, FoundEdge
from kg.citation.intake import GraphState

WORKS = 1_000_000
CLAIMS = 5_000_000
_DATA_SHARE = 0.3
_COPIED = 0.45
"""Of what articles reference, how much a second source copies."""
_BEGINNINGS = (
    "Al",
    "Ber",
    "Cor",
    "Dan",
    "El",
    "Fer",
    "Gar",
    "Hol",
    "Iv",
    "Jan",
    "Kor",
    "Lin",
    "Mar",
    "Nov",
    "Or",
)
_MIDDLES = ("an", "er", "in", "ol", "um", "ac", "est", "ild", "op", "urt", "am", "ev")
_ENDINGS = ("a", "berg", "ez", "ov", "son", "stein", "ti", "mann", "ski", "eau", "ung", "ida")
_FACILITIES = tuple(f"https://w3id.org/pan-kg/id/facility/invented-{number}" for number in range(20))

Graph = tuple[GraphState, Extract]


def data_iri(number: int) -> str:
    """The identifier of a dataset."""
    return f"https://doi.org/10.5072/data-{number}"


def article_iri(number: int) -> str:
    """The identifier of an article."""
    return f"https://doi.org/10.5072/article-{number}"


def graphs(works: int, claims: int, seed: int = 7, marked: str = "") -> Iterator[Graph]:
    """The graphs of all records, one by one; `marked` makes each say something else of the same works.

    A third of the works are data, two in a hundred of them with a version. Articles reference data and each
    other, popular ones more often; a second source repeats nearly half of that, and the repository states
    some of it from the side of the data.
    """
    data = int(works * _DATA_SHARE)
    articles = works - data
    yield from (_data_graph(number, data, articles, seed, marked) for number in range(data))
    stated = 2 * data
    each = max(1, round((claims - stated) / articles / (1 + _COPIED)))
    for number in range(articles):
        yield from _article_graphs(number, data, articles, each, seed, marked)


def _data_graph(number: int, data: int, articles: int, seed: int, marked: str) -> Graph:
    chance = Random(f"{seed} data {number}")
    iri = data_iri(number)
    found = Extract()
    found.said[iri] = {
        "by": "record", "kind": "dataset", "title": f"Measurement {number}{marked}", "people": _people(chance, 4),
        "facilities": [chance.choice(_FACILITIES)], "collected": f"{chance.randint(2008, 2022)}-05-0{chance.randint(1, 9)}",
        "instruments": [[f"https://w3id.org/pan-kg/id/instrument/x/{chance.randint(0, 300)}", "X"]],
        "rights": "PUBLIC", "complete": chance.random() < 0.5,
    }  # fmt: skip
    for word in ("IsSupplementTo", "IsCitedBy"):
        other = article_iri(chance.randrange(articles))
        found.claims.append(
            _claim("datacite", iri, word, other, other, iri, "companion" if word[2] == "S" else "citation")
        )
    if number % 50 == 0:
        found.edges.append(FoundEdge("version", f"{iri}.9", iri, "HasVersion"))
    return GraphState(
        f"https://w3id.org/pan-kg/graph/datacite/{number}", f"{number}{marked}", "datacite"
    ), found


def _article_graphs(
    number: int, data: int, articles: int, each: int, seed: int, marked: str
) -> Iterator[Graph]:
    chance = Random(f"{seed} article {number}")
    iri = article_iri(number)
    found, copied = Extract(), Extract()
    found.said[iri] = {
        "by": "record", "kind": "publication", "title": f"Article {number}{marked}", "people": _people(chance, 5),
        "issued": [f"{chance.randint(2010, 2026)}-0{chance.randint(1, 9)}"], "complete": True,
    }  # fmt: skip
    for _ in range(each):
        # The cube makes some of them popular.
        place = chance.random() ** 3
        cited = data_iri(int(place * data)) if chance.random() < 0.6 else article_iri(int(place * articles))
        found.claims.append(_claim("crossref", iri, "reference", cited, iri, cited, "citation"))
        if chance.random() < _COPIED:
            copied.claims.append(_claim("opencitations", iri, "cites", cited, iri, cited, "citation"))
    yield (
        GraphState(f"https://w3id.org/pan-kg/graph/crossref/{number}", f"{number}{marked}", "crossref"),
        found,
    )
    if copied.claims:
        name = f"https://w3id.org/pan-kg/graph/opencitations/{number}"
        yield GraphState(name, f"{number}{marked}", "opencitations"), copied


def _claim(
    source: str, subject: str, word: str, other: str, citing: str, cited: str, klass: str
) -> FoundClaim:
    node = f"https://w3id.org/pan-kg/id/claim/{source[:2]}-{subject[16:]}-{word}-{other[16:]}"
    return FoundClaim(node, subject, other, word, klass, citing, cited, None, 1.0, None)


def _people(chance: Random, most: int) -> list[list[Any]]:
    named = (_name(chance) for _ in range(chance.randint(2, most)))
    return [[name, None, "creator", None, None, None] for name in sorted(set(named))]


def _name(chance: Random) -> str:
    """One of half a million names."""
    middle = chance.choice(_MIDDLES) + chance.choice(_MIDDLES)
    family = f"{chance.choice(_BEGINNINGS)}{middle}{chance.choice(_ENDINGS)}"
    return f"{chance.choice('ABCDEFGHIJKLMNOPRSTW')}. {family}"
