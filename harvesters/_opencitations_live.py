"""Ask OpenCitations who cites a DOI, and for titles, authors and types of the citing works."""

from collections.abc import Iterator
from urllib.parse import quote

from harvesters._listed import listed
from harvesters._opencitations_rows import list_record, metadata_record, omids_of
from kg.errors import SourceUnavailable
from kg.harvest.payload import Json
from kg.harvest.source import Item, World

AT_ONCE = 10
"""Works that Meta is asked for in one request."""


def asked(world: World, doi: str) -> Iterator[Item]:
    """The citations of this DOI, and the citing works unless the option `metadata` says no.

    Raises:
        SourceUnavailable: it answers something else than lists; BadInput: it refuses.
    """
    path = f"/index/v2/citations/doi:{quote(doi, safe='/')}"
    rows = _rows(world, path)
    yield list_record(doi, "citations", rows, f"{world.place}{path}")
    omids = omids_of(rows, "citing")
    if not omids or world.options.get("metadata") == "no":
        return
    found: list[Json] = []
    for start in range(0, len(omids), AT_ONCE):
        joined = "__".join(f"omid:br/{omid}" for omid in omids[start : start + AT_ONCE])
        found += _rows(world, f"/meta/v1/metadata/{joined}")
    yield metadata_record(doi, found, f"{world.place}/meta/v1/metadata")


def _rows(world: World, path: str) -> list[Json]:
    answer = listed(world, path)
    if not isinstance(answer, list):
        raise SourceUnavailable(f"{world.place}{path} answered JSON that is no list, as OpenCitations gives.")
    return answer
