"""From the command line and the settings to the places that a harvest reads."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.cli.show import complain
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.harvest.place import Place
    from kg.harvest.provider import Provider


def known_providers() -> "Mapping[str, Provider]":
    """The shipped providers and those of the user's file. Raises BadInput for what is wrong in it."""
    from kg.harvest.provider_file import read_providers

    return read_providers(Settings().providers)


def asked_places(source: str, locations: Sequence[str]) -> "list[Place]":
    """What `kg harvest SOURCE LOCATION...` means, with tokens; see `kg.harvest.place.places_for`."""
    from kg.harvest.place import places_for

    return [with_token(place) for place in places_for(source, locations, known_providers())]


def private_hosts() -> tuple[str, ...]:
    """The hosts inside a private network that may be asked all the same."""
    return tuple(host.strip() for host in Settings().private_hosts.split(",") if host.strip())


def contact() -> str | None:
    """The e-mail address that services with a polite pool may be told."""
    return Settings().contact or None


def with_token(place: "Place") -> "Place":
    """The place with the token and the key that the environment has for it; says so where it has none."""
    if place.token_env is not None:
        place = replace(place, token=_secret(place.token_env, place, "a token"))
    if place.endpoint is None or place.endpoint.key_env is None:
        return place
    from kg.harvest.key import Key

    secret = _secret(place.endpoint.key_env, place, "a key")
    key = Key(secret, place.endpoint.key_header, place.endpoint.key_param) if secret else None
    return replace(place, key=key)


def _secret(variable: str, place: "Place", what: str) -> str | None:
    if secret := os.environ.get(variable, "").strip():
        return secret
    complain(f"{variable} is not set; {place.location} is asked without {what}.")
    return None
