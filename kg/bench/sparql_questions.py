"""The bench's twelve queries, each with several sets of values taken from the invented catalogue."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

from kg.bench.sparql_graphs import collection_iri, dataset_iri, facility_iri, paper_iri, person_iri
from kg.bench.sparql_world import Catalogue
from kg.rdf.panet import panet_table
from kg.sample.phrases import MATERIALS

VARIANTS = 5
"""Sets of values a query."""
_LARGEST_SHARE = 0.35
"""Nobody counts the top of a hierarchy: classes that more datasets use are left out."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the CPU milliseconds it may take; `is_rewritten` for one that is spelt as strangers do."""

    name: str
    texts: tuple[str, ...]
    target_ms: float
    is_rewritten: bool = False


def questions(world: Catalogue) -> list[Asked]:
    """All queries, by their numbers."""
    values, asked = _values(world), []
    for file in sorted(files("kg.bench").joinpath("sparql_queries").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".rq"):
            name, template = file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")
            texts = dict.fromkeys(
                _filled(template, {key: of[n] for key, of in values.items()}) for n in range(VARIANTS)
            )
            asked.append(Asked(name, tuple(texts), _target(name), name.startswith("01b")))
    return asked


def _target(name: str) -> float:
    return {"01": 20.0, "08": 1000.0}.get(name.partition("-")[0], 500.0)


def _filled(template: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        template = template.replace(f"urn:bench:{name}", value)
    return template.replace("bench text", values["text"])


def _values(world: Catalogue) -> dict[str, list[str]]:
    people = Counter(person for dataset in world.datasets for person in dataset.work.people)
    places = Counter(dataset.work.facility for dataset in world.datasets)
    return {
        "class": _spread(_classes(world)),
        "facility": [facility_iri(place).value for place in _most(places)],
        "dataset": [dataset_iri(number).value for number in _spread(range(len(world.datasets)))],
        "person": [person_iri(*person).value for person in _most(people)],
        "paper": [paper_iri(number).value for number in _most(_chains(world))],
        "text": list(MATERIALS[:VARIANTS]),
    }


def _classes(world: Catalogue) -> list[str]:
    """The classes that datasets use, directly or through narrower ones, most used first."""
    terms, uses = panet_table().terms, Counter[str]()
    for dataset in world.datasets:
        uses.update(set().union(*(terms[iri].ancestors_or_self for iri in dataset.work.techniques)))
    ranked = sorted(uses, key=lambda iri: (-uses[iri], iri))
    return [iri for iri in ranked if uses[iri] <= _LARGEST_SHARE * len(world.datasets)] or ranked


def _chains(world: Catalogue) -> Counter[int]:
    """How much each paper cites, directly or through other papers."""
    reached: list[set[str]] = []
    for paper in world.papers:
        own = {collection_iri(work).value for work in paper.data} | {paper_iri(p).value for p in paper.papers}
        reached.append(own.union(*(reached[cited] for cited in paper.papers)))
    return Counter({number: len(cited) for number, cited in enumerate(reached)})


def _most(counted: Counter[T]) -> list[T]:
    """The greatest; ties in the order of the things, so that the same world asks the same."""
    ranked = sorted(counted, key=lambda thing: (-counted[thing], repr(thing)))
    return [ranked[place % len(ranked)] for place in range(VARIANTS)]


def _spread(things: Sequence[T]) -> list[T]:
    """Some of a sequence: the first, and others at even distances of the first tenth."""
    step = max(1, len(things) // (10 * VARIANTS))
    return [things[place * step % len(things)] for place in range(VARIANTS)]
