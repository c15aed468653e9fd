"""What is asked of a harvest beside source and places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.resolve.facility import Facility

CHECKPOINT = 10_000
"""Records between two writes. Behind each of them the engine sorts its files into one another: half as many
writes take a seventh less CPU in all, but more memory."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of every place.

    `facility`, `licence` (of the metadata, an IRI) and `options` (for the source, by its own names) go before
    what a provider's entry says. `since` is an ISO date; `allow` is asked whether more records than can be
    believed may be removed; `keep_email` keeps e-mail addresses in free texts, which are left out otherwise.
    `contact` is the operator's e-mail address, which services with a polite pool are told, and nobody else.
    `private_hosts` are names that belong to a private network of the operator's own. `whose` is the facility
    whose DOIs are asked about, where it is known better than by the name in `facility`.
    """

    facility: str | None = None
    full: bool = False
    since: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    checkpoint: int = CHECKPOINT
    allow: Callable[[str], bool] = lambda _: False
    licence: str | None = None
    keep_email: bool = False
    contact: str | None = None
    private_hosts: tuple[str, ...] = ()
    whose: Facility | None = None


PLAIN = Wish()
"""Nothing beside source and places."""
