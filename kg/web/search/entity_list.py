"""Questions for something else than datasets ("which instruments …"): what the datasets found have of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.answer.engine import Engine
from kg.answer.facets import Facets
from kg.answer.search import SearchAnswer
from kg.index.documents import Card
from kg.web.addresses import linkable
from kg.web.search.address import Address

MOST = 12
_MOST_CARDS = 2000
"""Records that are looked through for people, samples and papers, the best first."""

PLURALS = {
    "instrument": "instruments", "facility": "facilities", "person": "people", "publication": "publications",
    "technique": "techniques", "sample": "samples",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One of them; `datasets` of those found have it. `address` is None where nothing leads there."""

    label: str
    datasets: int
    address: str | None


@dataclass(frozen=True, slots=True)
class EntityList:
    """What was asked for, in the plural, and the most frequent of it."""

    asked: str
    listed: tuple[Listed, ...]
    is_partial: bool
    """Whether only the first records were looked through."""


def entity_list(engine: Engine, answer: SearchAnswer, facets: Facets, address: Address) -> EntityList | None:
    """What the question asks for, where that is no list of datasets."""
    entity = answer.reading.entity
    if entity not in PLURALS or answer.matching is None:
        return None
    if entity in facets or entity in ("instrument", "facility", "technique"):
        values = facets.get(entity, ())[:MOST]
        found = [Listed(of.label, of.count, address.plus(entity, of.value).path()) for of in values]
        return EntityList(PLURALS[entity], tuple(found), False)
    numbers = answer.matching.ranked[:_MOST_CARDS].tolist()
    cards = (engine.cards[number] for number in numbers)
    listed = _WAYS[entity](engine, cards, address)
    return EntityList(PLURALS[entity], tuple(listed)[:MOST], len(answer.matching.ranked) > _MOST_CARDS)


def _people(engine: Engine, cards: Iterable[Card], address: Address) -> Iterator[Listed]:
    counts, names = Counter[str](), dict[str, str]()
    for card in cards:
        for iri in dict.fromkeys(of.iri for of in card.people if of.iri):
            counts[iri] += 1
        names |= {of.iri: of.name for of in card.people if of.iri and of.name}
    for iri, count in counts.most_common(MOST):
        to = address.plus("person", iri).path() if iri in engine.by_person else None
        yield Listed(names.get(iri) or iri, count, to)


def _papers(engine: Engine, cards: Iterable[Card], address: Address) -> Iterator[Listed]:
    del engine, address
    counts, titles = Counter[str](), dict[str, str]()
    for card in cards:
        for paper in card.papers:
            counts[paper.iri] += 1
            titles[paper.iri] = paper.title or titles.get(paper.iri) or paper.iri
    for iri, count in counts.most_common(MOST):
        yield Listed(titles[iri], count, linkable(iri))


def _samples(engine: Engine, cards: Iterable[Card], address: Address) -> Iterator[Listed]:
    del engine
    counts = Counter(sample for card in cards for sample in dict.fromkeys(card.samples))
    for sample, count in counts.most_common(MOST):
        yield Listed(sample, count, address.plus("sample", sample).path())


_WAYS = {"person": _people, "publication": _papers, "sample": _samples}
