"""Invented claims in the proportions of the field: data, articles citing them, sources copying each other.

All identifiers are under DataCite's prefix for tests. The same seed gives the same claims.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from random import Random
from typing import Any, NamedTuple

from kg.citation.extract import Extract, FoundClaim, FoundEdge
from kg.citation.intake import GraphState
from kg.rdf.names import DOI, GRAPH, THING

FACILITIES = tuple(f"{THING}facility/invented-{number}" for number in range(6))
"""Each has a sixth of the data: 50,000 of a million works."""

_COPIED = 0.45
"""Of what articles reference, how much a second source copies."""
_MORE = 1.002
"""Chance copies a little less, or more."""
_FIRST = "ABCDEFGHIJKLMNOPRSTW"
_BEGINNINGS = ("Al", "Ber", "Cor", "Dan", "El", "Fer", "Gar", "Hol", "Iv", "Jan", "Kor", "Lin", "Mar", "Nov")
_MIDDLES = ("an", "er", "in", "ol", "um", "ac", "est", "ild", "op", "urt", "am", "ev")
_ENDINGS = ("a", "berg", "ez", "ov", "son", "stein", "ti", "mann", "ski", "eau", "ung", "ida")

Graph = tuple[GraphState, Extract]


class Size(NamedTuple):
    """How many works there are, and about how many claims; three in ten works are data."""

    works: int
    claims: int

    @property
    def data(self) -> int:
        """How many of the works are data."""
        return self.works * 3 // 10

    @property
    def articles(self) -> int:
        """How many are articles."""
        return self.works - self.data

    @property
    def references(self) -> float:
        """How many references an article has on the average, so that the claims come to their number."""
        return max(1.0, _MORE * (self.claims - 2 * self.data) / self.articles / (1 + _COPIED))


def data_iri(number: int) -> str:
    """The identifier of a dataset."""
    return f"{DOI}10.5072/data-{number}"


def article_iri(number: int) -> str:
    """The identifier of an article."""
    return f"{DOI}10.5072/article-{number}"


def graphs(size: Size, step: int = 1, marked: str = "") -> Iterator[Graph]:
    """The graphs of all records, or of each so many-th work; `marked` makes them say something new.

    Articles reference data and each other, popular ones more often; a second source repeats nearly half of
    that, and the repository states some of it from the side of the data. Of fifty data one has a version.
    """
    first = step // 2  # of the popular ones, which come first, as many as of the others
    data = (_data_graph(number, size, marked) for number in range(first, size.data, step))
    articles = (_article_graphs(number, size, marked) for number in range(first, size.articles, step))
    return chain(data, chain.from_iterable(articles))


def _data_graph(number: int, size: Size, marked: str) -> Graph:
    chance, iri, found = Random(f"data {number}{marked}"), data_iri(number), Extract()
    found.said[iri] = {
        "by": "record",
        "kind": "dataset",
        "title": f"Measurement {number}{marked}",
        "people": _people(chance, 4),
        "facilities": [FACILITIES[number % len(FACILITIES)]],
        "collected": f"{chance.randint(2008, 2022)}-05-0{chance.randint(1, 9)}",
        "instruments": [[f"{THING}instrument/x/{chance.randint(0, 300)}", "X"]],
        "rights": "PUBLIC",
        "complete": chance.random() < 0.5,
    }
    for word, klass in (("IsSupplementTo", "companion"), ("IsCitedBy", "citation")):
        other = article_iri(chance.randrange(size.articles))
        found.claims.append(_claim("datacite", (iri, word, other), (other, iri), klass))
    if number % 50 == 0:
        found.edges.append(FoundEdge("version", f"{iri}.9", iri, "HasVersion"))
    return _state("datacite", number, marked), found


def _article_graphs(number: int, size: Size, marked: str) -> Iterable[Graph]:
    chance, iri = Random(f"article {number}{marked}"), article_iri(number)
    found, copied = Extract(), Extract()
    found.said[iri] = {
        "by": "record",
        "kind": "publication",
        "title": f"Article {number}{marked}",
        "people": _people(chance, 5),
        "issued": [f"{chance.randint(2010, 2026)}-0{chance.randint(1, 9)}"],
        "complete": True,
    }
    for _ in range(int((number + 1) * size.references) - int(number * size.references)):
        place = chance.random() ** 3  # the cube makes some of them popular
        is_data = chance.random() < 0.6
        cited = data_iri(int(place * size.data)) if is_data else article_iri(int(place * size.articles))
        found.claims.append(_claim("crossref", (iri, "reference", cited), (iri, cited), "citation"))
        if chance.random() < _COPIED:
            copied.claims.append(_claim("opencitations", (iri, "cites", cited), (iri, cited), "citation"))
    yield _state("crossref", number, marked), found
    yield _state("opencitations", number, marked), copied


def _state(source: str, number: int, marked: str) -> GraphState:
    return GraphState(f"{GRAPH}{source}/{number}", f"{number}{marked}", source)


def _claim(source: str, said: tuple[str, str, str], ends: tuple[str, str], klass: str) -> FoundClaim:
    subject, word, other = said
    node = f"{THING}claim/{source[:2]}-{subject[16:]}-{word}-{other[16:]}"
    return FoundClaim(node, subject, other, word, klass, *ends, None, 1.0, None)


def _people(chance: Random, most: int) -> list[list[Any]]:
    named = {_name(chance) for _ in range(chance.randint(2, most))}
    return [[name, None, "creator", None, None, None] for name in sorted(named)]


def _name(chance: Random) -> str:
    """One of half a million names."""
    middle = chance.choice(_MIDDLES) + chance.choice(_MIDDLES)
    return f"{chance.choice(_FIRST)}. {chance.choice(_BEGINNINGS)}{middle}{chance.choice(_ENDINGS)}"
