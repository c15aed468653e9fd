"""What a harvest is pointed at: a location as it was typed, or an endpoint of a known provider."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import BadInput
from kg.harvest.asked import NOBODY, Asked
from kg.harvest.key import Key
from kg.harvest.provider import Endpoint, Provider
from kg.harvest.registry import has_source, source_names
from kg.harvest.source import World
from kg.harvest.validators import Validators
from kg.harvest.wish import PLAIN, Wish


@dataclass(frozen=True, slots=True)
class Place:
    """One place to read with one source; `token_env` names the variable that holds the bearer `token`.

    `endpoint` is the entry that says what else is known of the place, with the names of keys and the pace;
    `key` is the key itself. `licence` is the IRI of the licence of the metadata, `facility` where they were
    measured, if known.
    """

    source: str
    location: str
    facility: str | None = None
    licence: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    token_env: str | None = None
    token: str | None = field(default=None, repr=False)
    endpoint: Endpoint | None = field(default=None, compare=False)
    key: Key | None = None

    @property
    def is_live(self) -> bool:
        """Whether it is an address on the web."""
        return self.location.lower().startswith(("http://", "https://"))

    @property
    def is_mailto(self) -> bool:
        """Whether it gives more room to those who name an e-mail address."""
        return self.endpoint is not None and self.endpoint.mailto

    @property
    def per_second(self) -> float | None:
        """How often it may be asked at most, if that is known."""
        if self.endpoint is None:
            return None
        is_known_there = self.token is not None or self.key is not None
        return (self.endpoint.per_second_keyed if is_known_there else None) or self.endpoint.per_second


def places_for(source: str, locations: Sequence[str], providers: Mapping[str, Provider]) -> list[Place]:
    """The places that `kg harvest SOURCE LOCATION...` means.

    A location that is neither an address nor there on disk may name a provider: its endpoints of that dialect
    are meant. Without a location, SOURCE is a provider: all its endpoints in use are meant.

    Raises:
        BadInput: there is no such source or provider, or the provider has no such endpoint.
    """
    if not locations:
        return _of_provider(_provider(source, providers), None)
    if not has_source(source):
        hint = f" {source!r} is a provider; give no location after it." if source in providers else ""
        raise BadInput(f"No source called {source!r}.{hint} There are: {', '.join(source_names())}.")
    found: list[Place] = []
    for location in locations:
        is_name = location in providers and not Path(location).exists()
        if is_name:
            found += _of_provider(providers[location], source)
        else:
            found.append(_typed(source, location, providers))
    return found


def _typed(source: str, location: str, providers: Mapping[str, Provider]) -> Place:
    """A location as it was typed; a service for everybody is asked as its entry says, by its name or not."""
    shared = (provider for provider in providers.values() if provider.facility is None)
    for endpoint in (endpoint for provider in shared for endpoint in provider.usable(source)):
        if endpoint.location.rstrip("/") == location.rstrip("/"):
            return Place(
                source, location, licence=endpoint.licence, token_env=endpoint.token_env, endpoint=endpoint
            )
    return Place(source, location)


def _provider(name: str, providers: Mapping[str, Provider]) -> Provider:
    if name in providers:
        return providers[name]
    if has_source(name):
        raise BadInput(
            f"{name!r} is a source: say after it what to read, an address, file, folder or provider."
        )
    raise BadInput(f"There is no provider {name!r}. There are: {', '.join(providers)}. See: kg sources")


def places_of(provider: Provider) -> list[Place]:
    """All places of a provider that are in use; none where there are none."""
    return [_endpoint(provider, of) for of in provider.usable()]


def _of_provider(provider: Provider, dialect: str | None) -> list[Place]:
    endpoints = provider.usable(dialect)
    if not endpoints:
        told = ", ".join(sorted({of.dialect for of in provider.usable()})) or "none"
        what = f"of the dialect {dialect!r}" if dialect else "in use"
        raise BadInput(f"The provider {provider.name!r} has no endpoint {what}. In use are: {told}.")
    return [_endpoint(provider, of) for of in endpoints]


def _endpoint(provider: Provider, of: Endpoint) -> Place:
    return Place(
        of.dialect, of.location, provider.facility, of.licence, of.options, of.token_env, endpoint=of
    )


@contextmanager
def opened(
    place: Place, wish: Wish = PLAIN, answers: Validators | None = None, asked: Asked = NOBODY
) -> Iterator[World]:
    """The world of a place, told what is known of it and what is wished; closed at the end.

    `answers` are those of before, for requests on the condition that something changed; `asked` is what it is
    to be asked about.

    Raises:
        BadInput: there is no such file or folder, or the address is none that can be asked.
    """
    from kg.harvest.world import open_world

    world = open_world(
        place.location, asked.facility or wish.facility or place.facility,
        token=place.token, key=place.key, contact=wish.contact if place.is_mailto else None,
        per_second=place.per_second, private_hosts=wish.private_hosts,
        validators=answers,
    )  # fmt: skip
    world.options = {**place.options, **wish.options}
    world.identifiers = asked.dois
    world.licence = wish.licence or place.licence
    try:
        yield world
    finally:
        close = getattr(world, "close", None)  # a world on a worker process or a connection has one
        if close:
            close()
