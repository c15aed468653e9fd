"""Ask one provider of the PaNOSC search API: documents with all that hangs on them, datasets, instruments.

Never through the federated search: it sends the same `skip` and `limit` to all providers, merges what they
answer and cuts to `limit`, so later pages lose records. And never with a `where` inside an `include`: it runs
after `limit`, so that pages get short or empty while more records follow.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from harvesters._panosc_kinds import Place, Seen, entities
from harvesters._read import branch, first_text, items
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json, NotJson, write_json
from kg.harvest.source import Aside, Item, Mark, Record, World

_OF_DATASET = ("techniques", "instrument", "samples", "files", "parameters")
_OF_MEMBER = ("person", "affiliation")


def _include(*names: str, **nested: list[Json]) -> list[Json]:
    plain: list[Json] = [{"relation": name} for name in names]
    return [*({"relation": name, "scope": {"include": inner}} for name, inner in nested.items()), *plain]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A list: what its members are, how many at once, and what to ask for with them, from most to least."""

    name: str
    kind: str
    limit: int
    includes: tuple[list[Json], ...]


SHELVES = (
    _Shelf(
        "Documents",
        "document",
        25,
        (
            _include("parameters", datasets=_include(*_OF_DATASET), members=_include(*_OF_MEMBER)),
            _include(datasets=_include("techniques", "instrument"), members=_include(*_OF_MEMBER)),
            [],
        ),
    ),
    _Shelf("Datasets", "dataset", 50, (_include(*_OF_DATASET), _include("techniques", "instrument"), [])),
    _Shelf("Instruments", "instrument", 100, ([],)),
)


def records_on_the_web(world: World) -> Iterator[Item]:
    """Everything that the provider lists; a harvest cut short goes on a page before the place it came to."""
    _refuse_federation(world)
    names = [shelf.name for shelf in SHELVES]
    name, _, told = (world.resume or "").partition(" ")
    first = names.index(name) if name in names and told.isascii() and told.isdecimal() else 0
    seen = Seen()
    for number, shelf in enumerate(SHELVES[first:], start=first):
        skip = int(told) - shelf.limit if number == first and name == shelf.name else 0
        yield from _list(world, shelf, seen, max(0, skip))


def _list(world: World, shelf: _Shelf, seen: Seen, skip: int) -> Iterator[Item]:
    """A list, with as much as the provider will give at once; one may be missing, the documents may not.

    Raises:
        BadInput: the documents are refused, or come through the federated search.
        SourceUnavailable: the list broke off; what it did not come to must not count as gone.
    """
    try:
        include, page = _first_page(world, shelf, skip)
    except (BadInput, SourceUnavailable):
        if shelf is SHELVES[0]:
            raise
        reason = f"The list of {shelf.name} does not answer."
        yield Aside("list", f"/{shelf.name}", b"", _address(world, shelf), reason, "skipped")
        return
    if include is not shelf.includes[0]:
        reason = f"The provider does not answer {shelf.name} with all relations; asked with fewer."
        yield Aside("list", f"/{shelf.name} include", b"", _address(world, shelf), reason, "skipped")
    yield from _pages(world, shelf, include, seen, skip, page)


def _first_page(world: World, shelf: _Shelf, skip: int) -> tuple[list[Json], list[Json]]:
    """What to ask for with each member, and the first page; a relation that a provider lacks is an error 500.

    Where less is answered, all is asked for once more: the first failure may have been a passing one.
    """
    refusal: Exception | None = None
    for include in shelf.includes:
        try:
            page = _page(world, shelf, include, skip)
        except (BadInput, SourceUnavailable) as error:
            refusal = error
            continue
        if refusal is not None:
            with suppress(BadInput, SourceUnavailable):
                return shelf.includes[0], _page(world, shelf, shelf.includes[0], skip)
        return include, page
    raise refusal or BadInput(f"Nothing to ask of {shelf.name}.")


def _pages(
    world: World, shelf: _Shelf, include: list[Json], seen: Seen, skip: int, page: list[Json]
) -> Iterator[Item]:
    """All pages from `skip` on. Only an empty page beyond what the provider counts is the end."""
    last: bytes | None = None
    total: int | None = None
    site = world.facility or urlsplit(world.place).hostname or ""
    while True:
        text = write_json(page)
        if page and text == last:  # a server that ignores `skip` repeats its page for ever
            return
        last = text
        for number, body in enumerate(page, start=skip):
            _refuse_provider(world, body)
            place = Place(_address(world, shelf), str(number), world.facility, site)
            for one in entities(body, shelf.kind, place):
                if not (isinstance(one, Record) and seen.has(one)):
                    yield one
        if not page:
            total = _count(world, shelf) if total is None else total
            if skip >= total:
                return
        skip += len(page) or shelf.limit
        yield Mark(f"{shelf.name} {skip}")
        page = _page(world, shelf, include, skip)


def _page(world: World, shelf: _Shelf, include: list[Json], skip: int) -> list[Json]:
    wanted: dict[str, Json] = {"limit": shelf.limit, "skip": skip}
    if include:
        wanted["include"] = include
    answer = world.get_json(f"/{shelf.name}", filter=write_json(wanted).decode())
    if isinstance(answer, dict) and (error := branch(answer, "error")):
        said = f"{first_text(error, 'statusCode') or ''} {first_text(error, 'message') or ''}".strip()
        raise BadInput(f"{_address(world, shelf)} answered an error: {said[:200]}")
    if not isinstance(answer, list):
        raise SourceUnavailable(f"{_address(world, shelf)} answered JSON that is no list.")
    return answer


def _count(world: World, shelf: _Shelf) -> int:
    """How many the provider says there are; nought where it does not say."""
    try:
        answer = world.get_json(f"/{shelf.name}/count")
    except (BadInput, SourceUnavailable):
        return 0
    stated = answer.get("count") if isinstance(answer, dict) else None
    return stated if isinstance(stated, int) else 0


def _refuse_federation(world: World) -> None:
    """The federated search lists its providers under its own address; a provider has anything else there."""
    try:
        answer = world.get_json("/")
    except (BadInput, NotJson, SourceUnavailable):
        return
    listed = answer if isinstance(answer, list) else items(answer, "providers") if _is_object(answer) else []
    if listed:
        raise BadInput(_federated(world, [str(one)[:80] for one in listed if isinstance(one, str)]))


def _refuse_provider(world: World, body: Json) -> None:
    if _is_object(body) and (provider := first_text(body, "provider")):
        raise BadInput(_federated(world, [provider[:80]]))


def _federated(world: World, providers: list[str]) -> str:
    named = f" ({', '.join(providers[:12])})" if providers else ""
    return (
        f"{world.place} is the federated search: it cuts what its providers answer together, so that pages "
        f"lose records. Harvest each of its providers{named} on its own."
    )


def _is_object(value: Json) -> bool:
    return isinstance(value, dict)


def _address(world: World, shelf: _Shelf) -> str:
    return f"{world.place}/{shelf.name}"
