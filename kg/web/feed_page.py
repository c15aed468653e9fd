"""`/feed?q=…`: a search as an Atom feed; `/feed/opening?…`: its datasets whose embargo ends, or just did."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.answer.feed import MOST_DAYS, MOST_ENTRIES, Entry, Feed, atom, newest, opening, read_moment
from kg.errors import BadInput
from kg.web.addresses import page_of
from kg.web.edge.public_address import address_of
from kg.web.paging import asked_of
from kg.web.question import read_question
from kg.web.state import Served, State

MEDIA_TYPE = "application/atom+xml"
_ENTRIES = 50
_DAYS = 90


def feed_addresses(parameters: Mapping[str, str] | Sequence[tuple[str, str]]) -> dict[str, str]:
    """The paths of both feeds of a search, by their titles: for `<link rel="alternate">` on its page."""
    pairs = list(parameters.items()) if isinstance(parameters, Mapping) else list(parameters)
    query = urlencode([pair for pair in pairs if pair[0] not in ("page", "as_of") and pair[1]])
    mark = "?" if query else ""
    return {
        "New datasets of this search": f"/feed{mark}{query}",
        "Data of this search that become open": f"/feed/opening{mark}{query}",
    }


def routes(state: State) -> APIRouter:
    """The two feeds."""
    router = APIRouter()

    @router.get("/feed", include_in_schema=False)
    def newest_feed(request: Request) -> Response:
        served, limit = state.now(), _number(request, "limit", _ENTRIES, MOST_ENTRIES)
        answer = read_question(request, 1).answer(served.engine)
        assert answer.matching is not None
        made = _made(served)
        entries = newest(served.engine, served.reader, answer.matching, made, limit)
        return _answer(
            request, "New data", "The datasets that changed last, the newest first.", made, entries
        )

    @router.get("/feed/opening", include_in_schema=False)
    def opening_feed(request: Request) -> Response:
        served, limit = state.now(), _number(request, "limit", _ENTRIES, MOST_ENTRIES)
        days = _number(request, "days", _DAYS, MOST_DAYS)
        answer = read_question(request, 1).answer(served.engine)
        assert answer.matching is not None
        made = _made(served)
        entries = opening(served.engine, served.reader, answer.matching, made, days, limit)
        told = f"Datasets that open within {days} days, the soonest first; then those that just did."
        return _answer(request, "Data becoming open", told, made, entries)

    return router


def _answer(
    request: Request, title: str, subtitle: str, made: datetime, entries: tuple[Entry, ...]
) -> Response:
    asked = asked_of(request)
    words = ", ".join(value for name, value in asked if name != "as_of")
    query = urlencode(asked)
    feed = Feed(
        title=f"{title}: {words[:200]}" if words else title,
        subtitle=subtitle,
        address=_here(request),
        page=address_of(request, f"/search?{query}" if query else "/"),
        updated=max((entry.updated for entry in entries), default=made),
        entries=entries,
        pages={entry.iri: address_of(request, page_of("datasets", entry.iri)) for entry in entries},
    )
    return Response(atom(feed), media_type=MEDIA_TYPE)


def _here(request: Request) -> str:
    """The feed's own address, in one spelling: it is the feed's id, too."""
    query = urlencode(sorted(request.query_params.multi_items()))
    return address_of(request, request.url.path + (f"?{query}" if query else ""))


def _made(served: Served) -> datetime:
    return read_moment(served.facts.get("created")) or datetime.now(UTC)


def _number(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= most):
        raise BadInput(f"{name} must be a number from 1 to {most}, not {text[:40]!r}.")
    return int(text)
