"""Ask OpenAIRE's Graph about DOIs: for the research products that have each as identifier, then for links.

Unverified: no live service was reached. Version 2 knows research products only, so links are asked of version
1, where they are undocumented; both are to give way to version 3, with paths of its own. Page sizes, cursors
and keys are from a client in a public repository whose makers compared it with the running service in 2026.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from harvesters._datacite_words import said
from harvesters._listed import check_end, listed
from harvesters._read import branch
from harvesters._scholix_live import links_of
from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Record, World
from kg.harvest.walk import ASKED

PAGE = 50
"""Products asked for at once; a DOI seldom has more than one."""

MOST_PAGES = 100

PRODUCT = "product"
NOTHING = "asked, and has neither product nor link"


def about_doi(world: World, doi: str) -> Iterator[Item]:
    """Every product and every link of one DOI, or that there is none.

    Raises:
        SourceUnavailable: an answer is no list.
    """
    products, links = paths(world.place)
    found = [*_products(world, products, doi), *links_of(world, links, doi, size_name="pageSize")]
    if not found:
        yield Aside(ASKED, doi, doi.encode(), world.place, NOTHING, "skipped")
    yield from found


def paths(place: str) -> tuple[str, str]:
    """Where products and links are asked for below a place, which may end with the version."""
    last = urlsplit(place).path.rstrip("/").rpartition("/")[2].lower()
    if last == "v3":
        return "/research-products", "/research-products/links"
    if last in {"v1", "v2"}:
        return "/researchProducts", "/researchProducts/links"
    return "/v2/researchProducts", "/v1/researchProducts/links"


def product_item(body: Json, origin: str, facility: str | None) -> Record | Aside:
    """The product in a piece of JSON, or what else it is."""
    try:
        raw = write_json(body)
    except BadRecord as error:
        return Aside(PRODUCT, origin, b"", origin, f"{error} It was not kept.", "quarantined")
    key = said(body, "id")
    if not is_product(body) or key is None:
        return Aside("unknown", origin, raw, origin, "No research product of OpenAIRE.", "skipped")
    return Record(PRODUCT, key, body, raw, origin, facility)


def is_product(body: Json) -> bool:
    """Whether this looks like a research product."""
    return isinstance(body, dict) and any(name in body for name in ("pids", "instances", "originalIds"))


def _products(world: World, path: str, doi: str) -> Iterator[Record | Aside]:
    origin, cursor, seen, given = f"{world.place}{path}?pid={doi}", "*", set[str](), 0
    for _ in range(MOST_PAGES):
        seen.add(cursor)
        answer = listed(world, path, pid=doi, pageSize=str(PAGE), cursor=cursor)
        members = answer.get("results") if isinstance(answer, dict) else None
        # What has nothing for a DOI may leave the list out altogether.
        if members is None and isinstance(answer, dict) and isinstance(answer.get("header"), dict):
            members = []
        if not isinstance(members, list):
            raise SourceUnavailable(f"{origin} answered JSON that is no list of products; try again later.")
        given += len(members)
        for body in members:
            yield product_item(body, origin, world.facility)
        following = said(branch(answer, "header"), "nextCursor")
        if following is None or following in seen or len(members) < PAGE:
            check_end(origin, answer, given, PAGE)
            return
        cursor = following
