"""Read a SciCat list page by page, to the empty page that ends it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from harvesters._read import identifier
from harvesters._scicat_kinds import Found, error_in
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import World

PAGE = 100
"""Records asked for at once: SciCat's own default, which every installation allows."""

FEW = 20
"""Lists of files asked for at once: one may name a hundred thousand files."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list to read: its path, which of its records, how many at once, and what is known of instruments."""

    path: str
    where: Mapping[str, Json] = field(default_factory=dict)
    limit: int = PAGE
    instruments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """The members of one page, and how many of the list come before the next one."""

    members: list[Found]
    after: int


def pages(world: World, shelf: Shelf, skip: int = 0) -> Iterator[Page]:
    """The pages of a list from `skip` on. It ends with an empty page, not with a short one.

    Raises:
        BadInput: the list is refused, or answers an error in place of itself.
        SourceUnavailable: the answer is no list.
    """
    last: bytes | None = None
    while True:
        members = _members(world, shelf, skip)
        text = write_json(members)
        if not members or text == last:  # a server that ignores `skip` repeats its page for ever
            return
        last = text
        found = [_found(world, shelf, body, number) for number, body in enumerate(members, start=skip)]
        skip += len(members)
        yield Page(found, skip)


def single_path(api: str, pid: str) -> str:
    """The path of one dataset."""
    return f"{api}/datasets/{quote(pid, safe='')}"


def single(world: World, path: str, instruments: Mapping[str, str]) -> Found:
    """One dataset by its path."""
    return _place(world, world.get_json(path), f"{world.place}{path}", "datasets", "", instruments)


def asked(skip: int, limit: int, where: Mapping[str, Json]) -> str:
    """The filter of a request."""
    wanted: dict[str, Json] = {"limits": {"skip": skip, "limit": limit}}
    return write_json({"where": dict(where), **wanted} if where else wanted).decode()


def _members(world: World, shelf: Shelf, skip: int) -> list[Json]:
    answer = world.get_json(shelf.path, filter=asked(skip, shelf.limit, shelf.where))
    if error := error_in(answer):
        raise BadInput(f"{world.place}{shelf.path} answered {error}")
    members = answer.get("data", answer.get("results")) if isinstance(answer, dict) else answer
    if not isinstance(members, list):
        raise SourceUnavailable(f"{world.place}{shelf.path} answered JSON that is no list of records.")
    return members


def _found(world: World, shelf: Shelf, body: Json, number: int) -> Found:
    stem = shelf.path.removesuffix("/public")
    key = identifier(body, "doi", "pid", "_id", "id")
    address = f"{world.place}{stem}/{quote(key, safe='')}" if key else f"{world.place}{shelf.path}"
    pointer = "" if key else str(number)
    return _place(world, body, address, stem.rpartition("/")[2], pointer, shelf.instruments)


def _place(
    world: World, body: Json, address: str, hint: str, pointer: str, instruments: Mapping[str, str]
) -> Found:
    host = urlsplit(world.place).hostname or ""
    return Found(body, address, pointer, hint, world.facility, world.facility or host, instruments)
