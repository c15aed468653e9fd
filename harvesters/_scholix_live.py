"""Ask ScholeXplorer, or OpenAIRE's Graph, for the links of DOIs: of each as source, then as target.

Unverified: no live service was reached. Paging, keys and the limit of 99 links a page are from clients of
both in public repositories, whose makers compared them with the running services in 2026.
"""

from collections.abc import Iterator

from harvesters._datacite_words import said
from harvesters._listed import check_end, listed
from harvesters._read import branch
from harvesters._scholix_link import in_lower_case, is_link, read_link
from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Record, World

PAGE = 99
"""Links asked for at once. With 100, the most that is documented, both services send 10 without a word."""

MOST_PAGES = 1_000
"""Pages of one DOI; a server that has more has lost count."""

KIND = "link"

_LISTS = ("result", "results", "links", "link-packages", "linkpackages", "hits")


def links_of(world: World, path: str, doi: str, size_name: str = "size") -> Iterator[Record | Aside]:
    """Every link of one DOI.

    Raises:
        SourceUnavailable: an answer is no list of links.
    """
    for side in ("sourcePid", "targetPid"):
        origin, given = f"{world.place}{path}?{side}={doi}", 0
        for page in range(MOST_PAGES):
            answer = listed(world, path, **{side: doi, "page": str(page), size_name: str(PAGE)})
            members = members_in(answer)
            if members is None:
                raise SourceUnavailable(f"{origin} answered JSON that is no list of links; try again later.")
            for body in members:
                yield link_item(body, origin, world.facility)
            given += len(members)
            if not members or page + 1 >= _pages(answer):
                check_end(origin, answer, given, PAGE)
                break


def link_item(body: Json, origin: str, facility: str | None) -> Record | Aside:
    """The link in a piece of JSON, or what else it is."""
    try:
        raw = write_json(body)
    except BadRecord as error:
        return Aside(KIND, origin, b"", origin, f"{error} It was not kept.", "quarantined")
    if not is_link(in_lower_case(body)):
        return Aside(
            "unknown", origin, raw, origin, "No Scholix link: it has no source and target.", "skipped"
        )
    try:
        return Record(KIND, read_link(body).key, body, raw, origin, facility)
    except BadRecord as error:
        return Aside(KIND, origin, raw, origin, str(error), "quarantined")
    except UnicodeEncodeError:
        reason = "An identifier holds characters that no address can hold."
        return Aside(KIND, origin, raw, origin, reason, "quarantined")


def members_in(answer: Json) -> list[Json] | None:
    """The links in an answer, in whatever it wraps them; None where it is no such answer."""
    if isinstance(answer, list):
        return answer
    if not isinstance(answer, dict):
        return None
    for name in _LISTS:
        found = answer.get(name)
        if isinstance(found, list):
            return found
    inner = answer.get("message") or answer.get("hits")
    return members_in(inner) if isinstance(inner, dict) else None


def nothing_listed(origin: str) -> Aside:
    """A recorded answer that is whole, and empty."""
    return Aside("unknown", origin, b"", origin, "An answer that lists nothing.", "skipped")


def _pages(answer: Json) -> int:
    """How many pages there are: ScholeXplorer says it beside the links, OpenAIRE's Graph in a header."""
    if not isinstance(answer, dict):
        return 1
    stated = said(answer, "totalPages") or said(branch(answer, "header"), "totalPages") or "1"
    return int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 10 else 1
