"""Ask an ICAT server for its entities, kind after kind, page after page.

Pages go by the number of the last entity (`o.id > 1234 ORDER BY o.id`), so that what is added or deleted in
the meantime moves nothing; they end with an empty page. An unverified detail: how the server reads a moment
without a zone. What changed since then is asked for from a day earlier; what did not change is no news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from harvesters._icat_datafiles import FileLists
from harvesters._icat_files import record_item, unwrapped
from harvesters._icat_schema import TREES, included
from harvesters._icat_session import Session
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Mark, World

PAGE = 100
FEW = 10
"""Entities asked for at once, and where a page of them is more than the server will answer (maxEntities)."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How to ask: with which relations, and for how many."""

    include: tuple[str, ...]
    limit: int


def records_on_the_web(world: World) -> Iterator[Item]:
    """Everything that an anonymous visitor is shown; what others may see is asked of nobody."""
    session = Session(world)
    since = _since(world.since)
    kinds = list(TREES)
    told, _, number = (world.resume or "").partition(" ")
    is_mark = told in kinds and number.isascii() and number.isdecimal()
    first = kinds.index(told) if is_mark else 0
    for kind in kinds[first:]:
        yield from _kind(world, session, kind, since, int(number) if is_mark and kind == told else 0)


def _kind(world: World, session: Session, kind: str, since: str, after: int) -> Iterator[Item]:
    """All entities of a kind beyond a number.

    Raises:
        SourceUnavailable: the list broke off; what it did not come to must not count as gone.
    """
    ways = _ways(kind)
    files = FileLists(session) if kind == "Dataset" and world.options.get("files", "yes") != "no" else None
    is_begun = False
    while True:
        try:
            page, ways = _page(session, kind, since, after, ways)
        except BadInput as error:
            if is_begun or session_failed(error):
                raise
            reason = f"The server does not answer for {kind}: it has none, or they are not public."
            yield Aside("list", kind, b"", f"{session.address}#{kind}", reason, "skipped")
            return
        if not is_begun and page and ways[0].include != _ways(kind)[0].include:
            reason = f"The server does not answer {kind} with all relations; asked with fewer."
            yield Aside("list", f"{kind} INCLUDE", b"", f"{session.address}#{kind}", reason, "skipped")
        is_begun = True
        if not page:
            return
        if files is not None:
            yield from files.add([body for _, body in page])
        for number, body in page:
            origin = f"{session.address}#{kind}/{number}"
            yield record_item(kind, str(number), body, origin, world.facility)
        after = page[-1][0]
        yield Mark(f"{kind} {after}")


def session_failed(error: BadInput) -> bool:
    """Whether not the question was refused but the log-in."""
    return "/session" in str(error)


def _ways(kind: str) -> list[_Way]:
    """From most to least: everything, in small pages, as ICAT 4 knows it, and bare."""
    full, old = tuple(included(TREES[kind])), tuple(included(TREES[kind], young=False))
    ways = [_Way(full, PAGE), _Way(full, FEW), _Way(old, PAGE), _Way(old, FEW), _Way((), PAGE)]
    return list(dict.fromkeys(ways))


def _page(
    session: Session, kind: str, since: str, after: int, ways: list[_Way]
) -> tuple[list[tuple[int, dict[str, Json]]], list[_Way]]:
    """The next page by number, and the ways that are left: those refused once are not tried again."""
    refusal: BadInput | None = None
    for place, way in enumerate(ways):
        try:
            answer = session.ask(_query(kind, since, after, way))
        except BadInput as error:
            if session_failed(error):
                raise
            refusal = refusal or error
            continue
        return _members(session, kind, answer, after), ways[place:]
    assert refusal is not None  # there is always a way to try
    raise refusal


def _query(kind: str, since: str, after: int, way: _Way) -> str:
    include = f" INCLUDE {', '.join(way.include)}" if way.include else ""
    where = f"o.id > {after}{since}"
    return f"SELECT o FROM {kind} o WHERE {where} ORDER BY o.id{include} LIMIT 0, {way.limit}"


def _members(
    session: Session, kind: str, answer: list[Json], after: int
) -> list[tuple[int, dict[str, Json]]]:
    found = []
    for wrapped in answer:
        entity, body = unwrapped(wrapped) or ("", {})
        number = body.get("id")
        if entity != kind or not isinstance(number, int) or number <= after:
            said = write_json(wrapped)[:80].decode("utf-8", "replace")
            raise SourceUnavailable(
                f"{session.address} answered no {kind} with a number beyond {after}: {said}"
            )
        after = number
        found.append((number, body))
    return found


def _since(moment: str | None) -> str:
    """The condition on the day of change; raises BadInput where the moment is none."""
    if moment is None:
        return ""
    try:
        read = datetime.fromisoformat(moment.strip())
    except ValueError:
        raise BadInput(f"{moment!r} is no moment: write it as 2026-01-31T00:00:00Z.") from None
    utc = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC) - timedelta(days=1)
    return f" AND o.modTime >= '{utc:%Y-%m-%d %H:%M:%S}'"
