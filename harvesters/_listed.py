"""Answers of services that list what they have: a list that is not there is no empty list."""

from collections.abc import Iterator

from harvesters._datacite_words import said
from harvesters._read import branch
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json
from kg.harvest.source import World
from kg.harvest.walk import is_not_known_there

_TOTALS = (
    ("totalLinks",),
    ("hitCount",),
    ("meta", "total"),
    ("meta", "count"),
    ("header", "numFound"),
    ("header", "totalLinks"),
)
"""Where services say how many there are in all."""
_MOST_DIGITS = 9


def listed(world: World, path: str, **params: str | int) -> Json:
    """What a service answers that gives an empty list where it has nothing about a DOI.

    Raises:
        SourceUnavailable: there is no such list (404 or 410): the service is gone or has moved, and that says
            nothing of the DOI. Whatever else `world.get_json` raises.
    """
    try:
        return world.get_json(path, **params)
    except BadInput as error:
        if not is_not_known_there(error):
            raise
        # Without its words: "404" would be taken for "no such DOI".
        raise SourceUnavailable(
            f"{world.place}{path} is not there: the service lists nothing any more, or has moved. "
            "Its answers of before are kept."
        ) from None


def check_end(origin: str, answer: Json, given: int, size: int) -> None:
    """Refuse the last page of a list that says that there are more than were given on all pages.

    Works come and go while a list is read, so that a few less than a page of this `size` may be missing; but
    where there are some, none is too few.

    Raises:
        SourceUnavailable: the list is cut short.
    """
    total = max(_totals(answer), default=0)
    if total - given >= size or (total and not given):
        raise SourceUnavailable(f"{origin} says that there are {total} and lists {given}; try again later.")


def _totals(answer: Json) -> Iterator[int]:
    for *above, name in _TOTALS:
        total = said(branch(answer, *above), name) or ""
        if total.isascii() and total.isdecimal() and len(total) <= _MOST_DIGITS:
            yield int(total)
