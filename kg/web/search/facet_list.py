"""The facets of an answer as links: a value more, or one of the chosen less."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.answer.engine import Engine
from kg.answer.facets import Facets, FacetValue
from kg.answer.options import FILTERS, option_chips
from kg.answer.search import SearchAnswer
from kg.web.question import Question
from kg.web.search.address import Address

ALTERNATIVES = ("facility", "instrument", "access", "data_level")
"""Facets of which one value is enough: beside a chosen one the others are still offered."""

_SHOWN = ("facility", "technique", "instrument", "access", "data_level", "sample", "person")
_SEVERAL = ("sample", "person")
"""Facets of which only values are shown that more than one hit has."""

_DATES = ("year", "since", "until")


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value; `address` chooses it, or drops it where it `is_chosen`."""

    label: str
    datasets: int
    address: str
    is_chosen: bool


def counted(engine: Engine, question: Question, answer: SearchAnswer) -> Facets:
    """The facets of the answer; of what is chosen as one of several, those of the search without it."""
    found = dict(answer.facets)
    for name in ALTERNATIVES:
        if name in question.repeated:
            found[name] = _without(engine, question, (name,))[name]
    if any(name in question.filters for name in _DATES):
        found["year"] = _without(engine, question, _DATES)["year"]
    return found


def shown(
    engine: Engine, question: Question, total: int, facets: Facets, address: Address
) -> dict[str, list[ShownValue]]:
    """The lists of links by name. Left out is what narrows nothing, and samples and people of one hit."""
    chosen = _chosen(engine, question)
    lists = {}
    for name in _SHOWN:
        values = [of for of in facets.get(name, ()) if _narrows(name, of, total)]
        found = [_value(name, of, chosen, address) for of in values]
        lists[name] = [of for of in found if name in ALTERNATIVES or not of.is_chosen]
    return {name: values for name, values in lists.items() if values}


def _narrows(name: str, value: FacetValue, total: int) -> bool:
    if name == "technique":
        return value.count < total
    return name not in _SEVERAL or 1 < value.count < total


def _value(
    name: str, value: FacetValue, chosen: Mapping[tuple[str, str], str], address: Address
) -> ShownValue:
    given = chosen.get((name, value.value))
    to = address.plus(name, value.value) if given is None else address.minus(name, given)
    label = "not stated" if value.label == "unknown" else value.label
    return ShownValue(label, value.count, to.path(), given is not None)


def _chosen(engine: Engine, question: Question) -> dict[tuple[str, str], str]:
    """Filter and IRI -> the value as the address has it."""
    found: dict[tuple[str, str], str] = {}
    for name, chip in option_chips(engine, question.options):
        if not chip.negated and name in FILTERS:
            found |= {(name, value): chip.written for value in (*chip.iris, chip.written)}
    return found


def _without(engine: Engine, question: Question, names: tuple[str, ...]) -> Facets:
    filters = {name: value for name, value in question.filters.items() if name not in names}
    repeated = {name: values for name, values in question.repeated.items() if name not in names}
    return replace(question, filters=filters, repeated=repeated, limit=0, start=0).answer(engine).facets
