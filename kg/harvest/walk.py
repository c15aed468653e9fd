"""A walk over the DOIs that a source is asked about, one after the other, in an order that can be resumed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from kg.errors import BadInput, KgError, SourceUnavailable
from kg.harvest.breaker import HostDown
from kg.harvest.source import Aside, Item, Mark, Walked, World

ASKED = "asked"
"""Kind of the asides that say how a DOI fared; their key is the DOI."""

NOT_KNOWN = "not known there"
NOT_ASKED = "could not be asked: "
"""Beginning of the reason where one DOI failed and others did not."""

MOST_IN_A_ROW = 3
"""DOIs that fail one after the other before the source itself is taken to be down or closed to us."""

_UNKNOWN = re.compile(r"\banswered (?:404|410)\b")

Ask = Callable[[str], Iterable[Item]]
"""What a source says of one DOI (bare, lower case)."""


def is_not_known_there(error: KgError) -> bool:
    """Whether the answer was that there is no such thing (404 or 410), and not that something is wrong."""
    return _UNKNOWN.search(str(error)) is not None


def walk(world: World, ask: Ask) -> Iterator[Item]:
    """What `ask` gives for each of `world.identifiers` from `world.resume` on, with a `Mark` after each.

    A DOI that the place does not know (it answers 404 or 410) becomes an `Aside`. So does one that fails
    while others do not: the walk goes on, and the next walk asks again.

    Raises:
        SourceUnavailable: the place is down, or wants to be left alone.
        BadInput: it refuses one DOI after the other, as without a key that it wants.
    """
    dois = world.identifiers
    start = bisect_right(dois, world.resume) if world.resume else 0
    world.expected = len(dois)
    walked = world.walked = Walked(len(dois), start)
    failed: list[tuple[str, KgError]] = []
    for doi in dois[start:]:
        try:
            found = list(ask(doi))
        except HostDown:
            raise
        except (BadInput, SourceUnavailable) as error:
            if not is_not_known_there(error):
                failed.append((doi, error))
                if len(failed) >= MOST_IN_A_ROW:
                    raise
                continue
            found = [_aside(world, doi, NOT_KNOWN, "skipped")]
            walked.unknown += 1
        yield from _settled(world, walked, failed)
        walked.done += 1
        yield from found
        yield Mark(doi)
    if failed and not walked.done:
        raise failed[-1][1]
    yield from _settled(world, walked, failed)


def _settled(world: World, walked: Walked, failed: list[tuple[str, KgError]]) -> Iterator[Item]:
    """DOIs that failed while the place answers; held back until it does, for a dead one goes on there."""
    for doi, error in failed:
        walked.done += 1
        walked.failed += 1
        yield _aside(world, doi, f"{NOT_ASKED}{error}", "quarantined")
        yield Mark(doi)
    failed.clear()


def _aside(world: World, doi: str, reason: str, outcome: Literal["skipped", "quarantined"]) -> Aside:
    return Aside(ASKED, doi, doi.encode(), world.place, reason, outcome)
