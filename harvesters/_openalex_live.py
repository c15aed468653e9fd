"""Ask OpenAlex for a work by its DOI, and page by page for those that cite it."""

from collections.abc import Iterator
from urllib.parse import quote

from harvesters._datacite_words import said
from harvesters._listed import check_end, listed
from harvesters._openalex_record import citing_item, openalex_number, work_item
from harvesters._read import branch
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json
from kg.harvest.source import Item, World
from kg.harvest.walk import is_not_known_there

PAGE = 100
"""Works asked for at once; the documentation of 2026 allows no more."""

MOST_PAGES = 1_000
"""Pages of one list; a server that has more has lost count."""


def asked(world: World, doi: str) -> Iterator[Item]:
    """The work of this DOI, then those that cite it.

    Raises:
        SourceUnavailable: the answer is no work or no list; BadInput: it refuses, or does not know the DOI.
    """
    path = f"/works/doi:{quote(doi, safe='/')}"
    work = world.get_json(path)
    number = openalex_number(work)
    if number is None:
        raise SourceUnavailable(f"{world.place}{path} answered JSON that is no work of OpenAlex.")
    yield work_item(work, f"{world.place}{path}", doi)
    if work.get("cited_by_count") == 0:
        return
    for one in _citing(world, number):
        yield citing_item(_whole(world, one), f"{world.place}/works", doi, number)


def _citing(world: World, number: str) -> Iterator[Json]:
    cursor: str | None = "*"
    seen: set[str] = set()
    given = 0
    for _ in range(MOST_PAGES):
        if cursor is None or cursor in seen:
            return
        seen.add(cursor)
        answer = listed(world, "/works", filter=f"cites:{number}", per_page=PAGE, cursor=cursor)
        results = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(results, list):
            raise SourceUnavailable(f"{world.place}/works answered JSON that is no list of works.")
        yield from results
        given += len(results)
        cursor = said(branch(answer, "meta"), "next_cursor") if results else None
        if cursor is None or cursor in seen:
            check_end(f"{world.place}/works?filter=cites:{number}", answer, given, PAGE)
    raise SourceUnavailable(f"{world.place}/works gives no end of works that cite {number}.")


def _whole(world: World, work: Json) -> Json:
    """A work whose authors the list has cut is looked up, which gives all of them."""
    number = openalex_number(work)
    if number is None or work.get("is_authors_truncated") is not True:
        return work
    try:
        found = world.get_json(f"/works/{number}")
    except BadInput as error:
        if not is_not_known_there(error):
            raise
        return work  # merged into another one since: that it cites is known all the same
    return found if openalex_number(found) == number else work
