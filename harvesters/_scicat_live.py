"""Ask a SciCat over REST: published data, datasets, and the small lists, page by page."""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from harvesters._scicat_kinds import Found, error_in, sort
from harvesters._scicat_read import identifier, texts
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Record, World

PAGE = 100
"""Records asked for at once: SciCat's own default, which every installation allows."""

_PUBLIC: dict[str, Json] = {"isPublished": True}


def records_on_the_web(world: World) -> Iterator[Record | Aside]:
    """Everything public: publications, datasets, those datasets that only publications name, small lists."""
    api = _api(world)
    named: dict[str, None] = {}
    for found in _pages(world, f"{api}/publisheddata"):
        if isinstance(found.body, dict):
            named.update(dict.fromkeys(texts(_metadata_and_all(found.body), "pidArray", "datasetPids")))
        yield sort(found)
    listed: set[str] = set()
    for found in _datasets(world, api):
        pid = identifier(found.body, "pid", "_id", "id") if isinstance(found.body, dict) else None
        listed.add(pid or "")
        yield sort(found)
    for pid in named:
        if pid not in listed:
            yield from _dataset(world, api, pid)
    for small in ("instruments", "samples", "proposals"):
        yield from _small_list(world, f"{api}/{small}")


def _api(world: World) -> str:
    """The path that leads from the given address to the API."""
    path = urlsplit(world.place).path.rstrip("/")
    if path.rpartition("/")[2] in {"v3", "v4"}:
        return ""
    starts = ["/v4", "/v3"] if path.endswith("/api") else ["/api/v4", "/api/v3"]
    for start in starts:
        try:
            world.get_json(f"{start}/publisheddata", filter=_filter(0, 1))
        except (BadInput, SourceUnavailable) as error:
            refusal = error
        else:
            return start
    raise SourceUnavailable(f"No SciCat API was found at {world.place}. The last try: {refusal}")


def _datasets(world: World, api: str) -> Iterator[Found]:
    """The public datasets; v4 lists them apart from those that need a login."""
    is_v4 = f"{world.place}{api}".endswith("/v4")
    if is_v4:
        try:
            world.get_json(f"{api}/datasets/public", filter=_filter(0, 1))
        except BadInput:  # an older v4 has no such list
            pass
        else:
            yield from _pages(world, f"{api}/datasets/public")
            return
    yield from _pages(world, f"{api}/datasets", _PUBLIC)


def _dataset(world: World, api: str, pid: str) -> Iterator[Record | Aside]:
    path = f"{api}/datasets/{quote(pid, safe='')}"
    address = f"{world.place}{path}"
    try:
        body = world.get_json(path)
    except BadInput as error:
        reason = f"A publication names this dataset, but it is not public: {error}"
        yield Aside("dataset", pid, b"", address, reason, "skipped")
        return
    if not body:
        reason = "A publication names this dataset, but the catalogue has none of that pid."
        yield Aside("dataset", pid, write_json(body), address, reason, "skipped")
    else:
        yield sort(_found(world, body, address, "datasets"))


def _small_list(world: World, path: str) -> Iterator[Record | Aside]:
    try:
        yield from map(sort, _pages(world, path))
    except BadInput as error:
        reason = f"This list is not public: {error}"
        yield Aside("list", path, b"", f"{world.place}{path}", reason, "skipped")


def _pages(world: World, path: str, where: dict[str, Json] | None = None) -> Iterator[Found]:
    """The members of a list. It ends with an empty page, not with a short one; nor may it run in a circle."""
    skip = 0
    last: bytes | None = None
    name = path.rpartition("/")[2] if not path.endswith("/public") else "datasets"
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
            key = identifier(body, "doi", "pid", "_id", "id") if isinstance(body, dict) else None
            address = f"{world.place}{path}" + (f"/{quote(key, safe='')}" if key else "")
            yield _found(world, body, address, name, "" if key else str(number))
        skip += len(members)


def _filter(skip: int, limit: int, where: dict[str, Json] | None = None) -> str:
    wanted: dict[str, Json] = {"limits": {"skip": skip, "limit": limit}}
    return write_json({"where": where, **wanted} if where else wanted).decode()


def _found(world: World, body: Json, address: str, hint: str, pointer: str = "") -> Found:
    host = urlsplit(world.place).hostname or ""
    return Found(body, address, pointer, hint, world.facility, world.facility or host)


def _metadata_and_all(body: dict[str, Json]) -> dict[str, Json]:
    metadata = body.get("metadata")
    return {**metadata, **body} if isinstance(metadata, dict) else body
