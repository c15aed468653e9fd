"""Ask a SciCat over REST: instruments, publications, datasets, files and the small lists, page by page.

A harvest that was cut short goes on at the list and the place in it that it had come to, a page earlier: what
was deleted in the meantime moves the others forward. Datasets that only publications name are asked for one
by one, in the order of their pids, so that the pid come to says which are left, whatever the lists hold by
then. Attached pictures are not fetched.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from harvesters._read import identifier, texts
from harvesters._scicat_kinds import KEY_FIELDS, name_of, sort
from harvesters._scicat_pages import FEW, PAGE, Page, Shelf, asked, pages, single, single_path
from harvesters._scicat_since import Changes
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.breaker import HostDown
from kg.harvest.payload import NotJson, write_json
from kg.harvest.source import Aside, Item, Mark, Record, World

MOST_FAILURES = 3
"""Datasets in a row that may fail before the catalogue counts as down."""

SINGLES_A_MARK = 50
"""Datasets asked for one by one that a harvest which is cut short may have to ask for again."""

_AFTER_DATASETS = ("origdatablocks", "samples", "proposals")
_STAGES = ("publisheddata", "datasets", "singles", *_AFTER_DATASETS)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One harvest: where, what is wanted, and where an earlier one had come to."""

    world: World
    api: str
    changes: Changes
    stage: str
    skip: int
    after: str

    def is_past(self, stage: str) -> bool:
        """Whether the earlier harvest was done with this list."""
        return _STAGES.index(stage) < _STAGES.index(self.stage)

    def begin(self, stage: str) -> int:
        """Where to begin in this list: a page before the place that is safe."""
        return max(0, self.skip - PAGE) if stage == self.stage else 0


def records_on_the_web(world: World) -> Iterator[Item]:
    """Everything public: publications, datasets, those datasets that only publications name, small lists."""
    visit = _Visit(world, _api(world), Changes(world), *_come_to(world.resume))
    names: dict[str, str] = {}
    yield from _instruments(visit, names)
    if not visit.is_past("singles"):
        named: dict[str, None] = {}
        yield from _publications(visit, named)
        yield from _datasets(visit, names, named)
        yield from _single_datasets(visit, names, sorted(named))
    for name in _AFTER_DATASETS:
        if not visit.is_past(name):
            yield from _later_list(visit, name)


def _come_to(resume: str | None) -> tuple[str, int, str]:
    """The list, and how many of its records are safe or, of single datasets, the last pid that is.

    Words that are no mark of ours mean the beginning.
    """
    stage, _, place = (resume or "").partition(" ")
    if stage == "singles" and place:
        return stage, 0, place
    is_known = stage in _STAGES and place.isascii() and place.isdecimal()
    return (stage, int(place), "") if is_known else (_STAGES[0], 0, "")


def _api(world: World) -> str:
    """The path that leads from the given address to the API."""
    path = urlsplit(world.place).path.rstrip("/")
    if path.rpartition("/")[2] in {"v3", "v4"}:
        return ""
    refusal: Exception | None = None
    for start in ("/v4", "/v3") if path.endswith("/api") else ("/api/v4", "/api/v3"):
        try:
            world.get_json(f"{start}/publisheddata", filter=asked(0, 1, {}))
        except (BadInput, SourceUnavailable) as error:
            refusal = error
        else:
            return start
    raise SourceUnavailable(f"No SciCat API was found at {world.place}. The last try: {refusal}")


def _instruments(visit: _Visit, names: dict[str, str]) -> Iterator[Item]:
    """The instruments come first: datasets know them by number, readers by name."""
    shelves = [Shelf(f"{start}/instruments") for start in _starts(visit.api)]
    for page in _list(visit.world, shelves, 0):
        if isinstance(page, Aside):
            yield page
            continue
        for found in page.members:
            pid, name = identifier(found.body, *KEY_FIELDS["instrument"]), name_of(found.body)
            if pid and name:
                names[pid.casefold()] = name
            yield sort(found)


def _publications(visit: _Visit, named: dict[str, None]) -> Iterator[Item]:
    """The publications, always from the first on: they say which datasets to look for."""
    path = f"{visit.api}/publisheddata"
    shelf = Shelf(path, visit.changes.where(path, {}))
    for page in pages(visit.world, shelf):
        for found in page.members:
            if isinstance(found.body, dict):
                named.update(dict.fromkeys(texts(found.body, "pidArray", "datasetPids")))
        yield from _sorted(visit, page)
        yield Mark(visit.world.resume or "")


def _datasets(visit: _Visit, names: dict[str, str], named: dict[str, None]) -> Iterator[Item]:
    """The public datasets left to read; `named` keeps what the whole list lacks and is left to ask for."""
    for pid in [pid for pid in named if pid <= visit.after]:
        del named[pid]
    shelf = _shelf_of_datasets(visit, names)
    if visit.is_past("datasets"):
        _strike_listed(visit, shelf, named)
        return
    begin = visit.begin("datasets")
    for page in _list(visit.world, [shelf], begin):
        if isinstance(page, Aside):
            yield page
            continue
        _strike(page, named)
        yield from _sorted(visit, page)
        yield Mark(f"datasets {page.after}")
    _strike_listed(visit, shelf, named, begin)


def _shelf_of_datasets(visit: _Visit, names: dict[str, str]) -> Shelf:
    """Where public datasets are: v4 lists them apart from those that need a login, if it is not old."""
    world, path, where = visit.world, f"{visit.api}/datasets", {"isPublished": True}
    if f"{world.place}{visit.api}".endswith("/v4"):
        try:
            world.get_json(f"{path}/public", filter=asked(0, 1, {}))
        except (BadInput, NotJson):
            pass
        else:
            path, where = f"{path}/public", {}
    return Shelf(path, visit.changes.where(path, where), PAGE, names)


def _strike(page: Page, named: dict[str, None]) -> None:
    for found in page.members:
        named.pop(identifier(found.body, "pid", "_id", "id") or "", None)


def _strike_listed(visit: _Visit, shelf: Shelf, named: dict[str, None], end: int | None = None) -> None:
    """Strike out what the list holds up to `end`, which a cut harvest read: pages cost less than pids."""
    if not named or end == 0:
        return
    for page in _list(visit.world, [shelf], 0):
        if isinstance(page, Aside):
            return
        _strike(page, named)
        if not named or (end is not None and page.after >= end):
            return


def _single_datasets(visit: _Visit, names: dict[str, str], pids: list[str]) -> Iterator[Item]:
    """Datasets that publications name and the list lacks, one by one, with a mark now and then."""
    failures = 0
    for number, pid in enumerate(pids):
        if number and number % SINGLES_A_MARK == 0:
            yield Mark(f"singles {pids[number - 1]}")
        path = single_path(visit.api, pid)
        address = f"{visit.world.place}{path}"
        try:
            found = single(visit.world, path, names)
        except BadInput as error:
            reason = f"A publication names this dataset, but it is not public: {_status(error)}."
            yield Aside("dataset", pid, b"", address, reason, "skipped")
            continue
        except HostDown:  # nobody was asked: it says nothing about this dataset
            raise
        except SourceUnavailable as error:
            failures += 1
            if failures == MOST_FAILURES:
                raise
            reason = f"A publication names this dataset, but it could not be fetched: {_status(error)}."
            yield Aside("dataset", pid, b"", address, reason, "quarantined")
            continue
        failures = 0
        if not found.body:
            reason = "A publication names this dataset, but the catalogue has none of that pid."
            yield Aside("dataset", pid, write_json(found.body), address, reason, "skipped")
        elif visit.changes.is_news(found.body):
            yield sort(found)
    if pids:
        yield Mark(f"singles {pids[-1]}")


def _later_list(visit: _Visit, name: str) -> Iterator[Item]:
    """A list that stayed with version 3 when others went on to 4; wherever it is."""
    limit = FEW if name == "origdatablocks" else PAGE
    shelves = []
    for start in _starts(visit.api):
        path = f"{start}/{name}"
        shelves.append(Shelf(path, limit=limit))
    if visit.world.since:
        shelves = [replace(one, where=visit.changes.where(one.path, {})) for one in shelves]
    for page in _list(visit.world, shelves, visit.begin(name)):
        if isinstance(page, Aside):
            yield page
        else:
            yield from _sorted(visit, page)
            yield Mark(f"{name} {page.after}")


def _starts(api: str) -> Sequence[str]:
    return list(dict.fromkeys((api.replace("/v4", "/v3"), api)))


def _list(world: World, shelves: Sequence[Shelf], skip: int) -> Iterator[Page | Aside]:
    """The pages of the first of these lists that is open; catalogues may keep it closed, or lack it.

    A list that breaks off is an error of the whole harvest: what it did not come to must not count as gone.
    """
    refusal: Exception | None = None
    for shelf in shelves:
        is_begun = False
        try:
            for page in pages(world, shelf, skip):
                is_begun = True
                yield page
        except (BadInput, NotJson) as error:
            if is_begun:
                raise
            refusal = error
        else:
            return
    path = shelves[-1].path
    reason = f"The list of {path.rpartition('/')[2]} is not public: {_status(refusal)}."
    yield Aside("list", path, b"", f"{world.place}{path}", reason, "skipped")


def _sorted(visit: _Visit, page: Page) -> Iterator[Record | Aside]:
    """The records of a page that are news, and what else it holds; a token may show what is not public."""
    for found in page.members:
        if not visit.changes.is_news(found.body):
            continue
        one = sort(found)
        is_closed = isinstance(one, Record) and one.kind in {"origdatablock", "sample", "proposal"}
        if is_closed and found.body.get("isPublished") is False:
            reason = f"This {one.kind} is not public."
            one = Aside(one.kind, one.key, b"", one.origin, reason, "skipped")
        yield one


def _status(error: Exception | None) -> str:
    """What an error has in common with others of its kind, so that they are counted together."""
    found = re.search(r"answered (\d{3}[\w ]*)", str(error))
    return found.group(1).strip() if found else "no JSON answer"
