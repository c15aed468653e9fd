"""A facility: its names, its instruments, and what its datasets are about."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kg.answer.engine import Engine
from kg.answer.facets import Facets, FacetValue, count_groups, facets


@dataclass(frozen=True, slots=True)
class FacilityPage:
    """A facility as of a day; `hits` is what a search with this filter gives, `datasets` every record."""

    iri: str
    label: str
    names: tuple[str, ...]
    datasets: int
    hits: int
    instruments: tuple[FacetValue, ...]
    facets: Facets
    as_of: date

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {"as_of": self.as_of.isoformat()}


@dataclass(frozen=True, slots=True)
class FacilityCount:
    """A facility in the list; `count` is what a search gives, records alike once, `datasets` every record."""

    value: str
    label: str
    count: int
    datasets: int


def describe_facility(engine: Engine, iri: str, as_of: date) -> FacilityPage | None:
    """The facility in this generation; None when it names no such facility."""
    import numpy as np

    known = engine.lexicon.named.get(iri)
    if known is None or known.kind != "facility":
        return None
    numbers = engine.by_facility.get(iri, np.zeros(0, dtype=np.int64))
    keep = np.zeros(len(engine.cards), dtype=bool)
    keep[numbers] = True
    counted = facets(engine, keep, as_of)
    return FacilityPage(
        iri=iri,
        label=known.label,
        names=known.names,
        datasets=len(numbers),
        hits=count_groups(engine.groups, numbers),
        instruments=counted["instrument"],
        facets=counted,
        as_of=as_of,
    )


def list_facilities(engine: Engine) -> tuple[FacilityCount, ...]:
    """Every facility with datasets, the most first."""
    label = engine.lexicon.label
    counted = [
        FacilityCount(iri, label(iri), count_groups(engine.groups, of), len(of))
        for iri, of in engine.by_facility.items()
    ]
    return tuple(sorted(counted, key=lambda of: (-of.datasets, of.label)))
