"""The services that are asked about DOIs: which providers run them, and as which places they are read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from kg.errors import BadInput
from kg.harvest.place import Place, places_of
from kg.harvest.provider import Provider
from kg.harvest.provider_file import read_providers
from kg.harvest.registry import has_source, load_source


def witnesses(
    providers: Mapping[str, Provider], about: Literal["data", "works"], names: Sequence[str] = ()
) -> list[Place]:
    """The places that are asked about data or about works: all, or of these sources or providers.

    Only services for everybody count: what a facility runs is harvested as what it is.
    """
    return [
        place
        for name, place in _asking(providers)
        if load_source(place.source).asks_about == about and (not names or {name, place.source} & set(names))
    ]


def check_names(providers: Mapping[str, Provider], names: Sequence[str]) -> None:
    """Refuse a name that no service has. Raises BadInput."""
    known = sorted({one for name, place in _asking(providers) for one in (name, place.source)})
    if strange := [name for name in names if name not in known]:
        raise BadInput(f"{strange[0]!r} is not asked about DOIs. There are: {', '.join(known) or 'none'}.")


def asking_sources() -> tuple[str, ...]:
    """The names of the sources that the shipped providers are asked through, sorted."""
    return tuple(sorted({place.source for _, place in _asking(read_providers())}))


def _asking(providers: Mapping[str, Provider]) -> Iterator[tuple[str, Place]]:
    for name, provider in providers.items():
        if provider.facility is not None:
            continue
        for place in places_of(provider):
            if has_source(place.source) and load_source(place.source).asks_about != "nothing":
                yield name, place
