"""Ask the ESRF's ICAT+ for what it shows to everybody: vocabularies, open datasets, and those of named DOIs.

Unverified against the live service: whether a list pages by `skip` and `limit` in all releases, and where its
figures stand. So pages are read until one is empty or comes again, wherever the list stands in the answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from harvesters._icatplus_kinds import members, sort_item, sorted_members, stated_total, without_figures
from harvesters._read import branch
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json, NotJson, write_json
from kg.harvest.source import Aside, Item, Mark, World
from kg.rdf.mint import doi_iri

_LINK = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)

PAGE = 100
MOST_PAGES = 100_000

_VOCABULARIES = (
    ("instrument", "/catalogue/instruments"),
    ("technique", "/catalogue/techniques"),
    ("parameter", "/catalogue/parameters"),
)
_DATASETS = "/catalogue/datasets"


@dataclass(frozen=True, slots=True)
class _List:
    """A list of datasets to read: its path, and the DOI whose data they are; the open catalogue has none."""

    path: str
    doi: str | None = None


def records_on_the_web(world: World) -> Iterator[Item]:
    """The vocabularies, then the open datasets; with the option `doi` ("10.15151/…,10.15151/…") only those.

    A harvest that was cut short goes on a page before the place it had come to.
    """
    dois = [_path_of(words) for words in world.options.get("doi", "").split(",") if words.strip()]
    lists = [_List(f"/doi/{doi}/datasets", unquote(doi)) for doi in dois] or [_List(_DATASETS)]
    path, _, told = (world.resume or "").partition(" ")
    known = [one.path for one in lists]
    is_mark = path in known and told.isascii() and told.isdecimal()
    for kind, vocabulary in () if dois else _VOCABULARIES:
        yield from _vocabulary(world, kind, vocabulary)
    for doi in dois:
        yield from _document(world, doi)
    for one in lists[known.index(path) if is_mark else 0 :]:
        yield from _pages(world, one, max(0, int(told) - PAGE) if is_mark and one.path == path else 0)


def _path_of(words: str) -> str:
    """Prefix and suffix of a DOI as a path; the suffix is percent-encoded whole."""
    if doi_iri(words) is None:
        raise BadInput(f"{words.strip()!r} is no DOI: write doi=10.15151/ESRF-DC-142893590.")
    prefix, _, suffix = _LINK.sub("", words.strip()).partition("/")
    return f"{prefix}/{quote(suffix, safe='')}"


def _vocabulary(world: World, kind: str, path: str) -> Iterator[Item]:
    """A whole list at once; a release without it has none."""
    address = f"{world.place}{path}"
    try:
        found = members(world.get_json(path))
    except (BadInput, NotJson):
        found = None
    if found is None:
        yield Aside("list", path, b"", address, f"ICAT+ has no open list of {kind}s here.", "skipped")
        return
    yield from sorted_members(found, kind, address, world.facility)


def _document(world: World, doi: str) -> Iterator[Item]:
    """What DataCite knows of a DOI, as ICAT+ hands it on."""
    path = f"/doi/{doi}/json-datacite"
    address = f"{world.place}{path}"
    try:
        answer = world.get_json(path)
    except (BadInput, NotJson):
        yield Aside("doi", doi, b"", address, "ICAT+ has no metadata of this DOI.", "skipped")
        return
    yield sort_item(branch(answer, "data") or answer, "doi", address, doi, world.facility)


def _pages(world: World, wanted: _List, skip: int) -> Iterator[Item]:
    """All pages of a list; one that breaks off is an error: what it did not come to is not gone."""
    address = f"{world.place}{wanted.path}"
    seen: set[bytes] = set()
    for _ in range(MOST_PAGES):
        try:
            answer: Json = world.get_json(wanted.path, limit=PAGE, skip=skip)
        except (BadInput, NotJson):
            if wanted.doi is None or seen:
                raise
            yield Aside(
                "list", wanted.path, b"", address, "ICAT+ lists no open datasets of this DOI.", "skipped"
            )
            return
        found = members(answer)
        if found is None:
            raise SourceUnavailable(f"{address} answered JSON that is no list of datasets.")
        if wanted.doi is None and (total := stated_total(answer)) is not None:
            world.expected = total
        mark = write_json([one.get("id") if isinstance(one, dict) else one for one in found])
        if not found or mark in seen:  # a server that ignores `skip` repeats its page for ever
            return
        seen.add(mark)
        kind, named = ("dataset", found) if wanted.doi is None else ("part", _parts(found, wanted.doi))
        yield from sorted_members(named, kind, address, world.facility)
        skip += len(found)
        yield Mark(f"{wanted.path} {skip}")


def _parts(found: list[Json], doi: str) -> list[Json]:
    """The members with the DOI that was asked for: they do not name it themselves."""
    return [{"collection": doi, "dataset": without_figures(one)} for one in found]
