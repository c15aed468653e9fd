"""Ask a SciCat over REST: published data, datasets, and the small lists, page by page."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from harvesters._read import identifier, texts
from harvesters._scicat_kinds import Found, error_in, sort
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json, NotJson, write_json
from kg.harvest.source import Aside, Record, World

PAGE = 100
"""Records asked for at once: SciCat's own default, which every installation allows."""

MOST_FAILURES = 3
"""Datasets in a row that may fail before the catalogue counts as down."""

_PUBLIC: dict[str, Json] = {"isPublished": True}


def records_on_the_web(world: World) -> Iterator[Record | Aside]:
    """Everything public: publications, datasets, those datasets that only publications name, small lists."""
    api = _api(world)
    named: dict[str, None] = {}
    for found in _pages(world, f"{api}/publisheddata"):
        if isinstance(found.body, dict):
            named.update(dict.fromkeys(texts(found.body, "pidArray", "datasetPids")))
        yield sort(found)
    for piece in _datasets(world, api):
        if isinstance(piece, Found):
            named.pop(identifier(piece.body, "pid", "_id", "id") or "", None)
        yield sort(piece) if isinstance(piece, Found) else piece
    yield from _single_datasets(world, api, list(named))
    for name in ("instruments", "samples", "proposals"):
        for piece in _small_list(world, api, name):
            yield sort(piece) if isinstance(piece, Found) else piece


def _api(world: World) -> str:
    """The path that leads from the given address to the API."""
    path = urlsplit(world.place).path.rstrip("/")
    if path.rpartition("/")[2] in {"v3", "v4"}:
        return ""
    refusal: Exception | None = None
    for start in ("/v4", "/v3") if path.endswith("/api") else ("/api/v4", "/api/v3"):
        try:
            world.get_json(f"{start}/publisheddata", filter=_filter(0, 1))
        except (BadInput, SourceUnavailable) as error:
            refusal = error
        else:
            return start
    raise SourceUnavailable(f"No SciCat API was found at {world.place}. The last try: {refusal}")


def _datasets(world: World, api: str) -> Iterator[Found | Aside]:
    """The public datasets; v4 lists them apart from those that need a login, older ones of it do not."""
    if f"{world.place}{api}".endswith("/v4"):
        try:
            world.get_json(f"{api}/datasets/public", filter=_filter(0, 1))
        except (BadInput, NotJson):
            pass
        else:
            yield from _list(world, f"{api}/datasets/public")
            return
    yield from _list(world, f"{api}/datasets", _PUBLIC)


def _single_datasets(world: World, api: str, pids: list[str]) -> Iterator[Record | Aside]:
    """Datasets that publications name and the list lacks, one by one."""
    failures = 0
    for pid in pids:
        path = f"{api}/datasets/{quote(pid, safe='')}"
        address = f"{world.place}{path}"
        try:
            body = world.get_json(path)
        except BadInput as error:
            reason = f"A publication names this dataset, but it is not public: {_status(error)}."
            yield Aside("dataset", pid, b"", address, reason, "skipped")
            continue
        except SourceUnavailable as error:
            failures += 1
            if failures == MOST_FAILURES:
                raise
            reason = f"A publication names this dataset, but it could not be fetched: {_status(error)}."
            yield Aside("dataset", pid, b"", address, reason, "quarantined")
            continue
        failures = 0
        if body:
            yield sort(_found(world, body, address, "datasets"))
        else:
            reason = "A publication names this dataset, but the catalogue has none of that pid."
            yield Aside("dataset", pid, write_json(body), address, reason, "skipped")


def _list(world: World, path: str, where: dict[str, Json] | None = None) -> Iterator[Found | Aside]:
    """The members of a list that a catalogue may keep closed, or lack.

    A list that breaks off is an error of the whole harvest: what it did not come to must not count as gone.
    """
    is_begun = False
    try:
        for found in _pages(world, path, where):
            is_begun = True
            yield found
    except (BadInput, NotJson) as error:
        if is_begun:
            raise
        reason = f"The list of {path.rpartition('/')[2]} is not public: {_status(error)}."
        yield Aside("list", path, b"", f"{world.place}{path}", reason, "skipped")


def _small_list(world: World, api: str, name: str) -> list[Found | Aside]:
    """A list that stayed with version 3 when others went on to 4; wherever it is."""
    pieces: list[Found | Aside] = []
    for start in dict.fromkeys((api.replace("/v4", "/v3"), api)):
        pieces = list(_list(world, f"{start}/{name}"))
        if not any(isinstance(piece, Aside) for piece in pieces):
            break
    return pieces


def _status(error: Exception) -> str:
    """What an error has in common with others of its kind, so that they are counted together."""
    found = re.search(r"answered (\d{3}[\w ]*)", str(error))
    return found.group(1).strip() if found else "no JSON answer"


def _pages(world: World, path: str, where: dict[str, Json] | None = None) -> Iterator[Found]:
    """The members of a list. It ends with an empty page, not with a short one; nor may it run in a circle."""
    skip = 0
    last: bytes | None = None
    shelf = path.removesuffix("/public")
    while True:
        answer = world.get_json(path, filter=_filter(skip, PAGE, where))
        if error := error_in(answer):
            raise BadInput(f"{world.place}{path} answered {error}")
        members = answer.get("data", answer.get("results")) if isinstance(answer, dict) else answer
        if not isinstance(members, list):
            raise SourceUnavailable(f"{world.place}{path} answered JSON that is no list of records.")
        page = write_json(members)
        if not members or page == last:  # a server that ignores `skip` repeats its page for ever
            return
        last = page
        for number, body in enumerate(members, start=skip):
            key = identifier(body, "doi", "pid", "_id", "id")
            address = f"{world.place}{shelf}/{quote(key, safe='')}" if key else f"{world.place}{path}"
            yield _found(world, body, address, shelf.rpartition("/")[2], "" if key else str(number))
        skip += len(members)


def _filter(skip: int, limit: int, where: dict[str, Json] | None = None) -> str:
    wanted: dict[str, Json] = {"limits": {"skip": skip, "limit": limit}}
    return write_json({"where": where, **wanted} if where else wanted).decode()


def _found(world: World, body: Json, address: str, hint: str, pointer: str = "") -> Found:
    host = urlsplit(world.place).hostname or ""
    return Found(body, address, pointer, hint, world.facility, world.facility or host)
