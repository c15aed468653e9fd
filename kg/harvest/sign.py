"""How each dialect is told from others by one cheap request: the sign it gives, its version, what it holds.

Paths and answers are those of the sources' own documentation and recordings; no live service was asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from kg.errors import BadInput
from kg.harvest.payload import NotJson
from kg.harvest.source import World

_OAI_STATUSES = (400, 422, 500)
"""Statuses of errors whose body is an answer of OAI-PMH all the same."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What an endpoint showed: its version in its own words, and what it says it holds, by kind."""

    version: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


Ask = Callable[[World], Sign | None]
"""Asks once or twice; None where the answer is not of the dialect. Raises what the world raises."""


def scicat(world: World) -> Sign | None:
    """Its publications are counted without a login; the path tells the version."""
    last = urlsplit(world.place).path.rstrip("/").rpartition("/")[2]
    starts = [""] if last in {"v3", "v4"} else ["/v4", "/v3"] if last == "api" else ["/api/v4", "/api/v3"]
    refusal: BadInput | NotJson | None = None
    for start in starts:
        try:
            count = _count(world.get_json(f"{start}/publisheddata/count"))
        except (BadInput, NotJson) as error:
            refusal = error
        else:
            return None if count is None else Sign((start or last)[-2:], {"publications": count})
    assert refusal is not None
    raise refusal


def panosc(world: World) -> Sign | None:
    """Documents and datasets are counted; the search API names no version."""
    documents = _count(world.get_json("/Documents/count"))
    datasets = _count(world.get_json("/Datasets/count"))
    if documents is None or datasets is None:
        return None
    return Sign(None, {"documents": documents, "datasets": datasets})


def icat(world: World) -> Sign | None:
    """The version is told to everybody."""
    start = "" if urlsplit(world.place).path.rstrip("/").endswith("/icat") else "/icat"
    answer = world.get_json(f"{start}/version")
    version = answer.get("version") if isinstance(answer, dict) else None
    return Sign(version) if isinstance(version, str) else None


def icatplus(world: World) -> Sign | None:
    """The open catalogue lists its instruments."""
    answer = world.get_json("/catalogue/instruments")
    return Sign(None, {"instruments": len(answer)}) if isinstance(answer, list) else None


def datacite(world: World) -> Sign | None:
    """One DOI of the prefixes, and how many there are."""
    prefixes = [one.strip() for one in world.options.get("prefix", "").split(",") if one.strip()]
    query = f"prefix:({' OR '.join(prefixes)})" if prefixes else "*"
    answer = world.get_json("/dois", query=query, **{"page[size]": "1"})
    total = _branch(answer, "meta").get("total")
    return Sign(None, {"dois": total}) if isinstance(total, int) else None


def oai(world: World) -> Sign | None:
    """It says who it is."""
    root = world.get_xml("", also=_OAI_STATUSES, verb="Identify")
    version = root.said("Identify", "protocolVersion")
    return Sign(version) if root.local == "OAI-PMH" else None


def zenodo(world: World) -> Sign | None:
    """The records of its first community."""
    name = world.options.get("communities", "").partition(",")[0].strip()
    answer = world.get_json("/api/records", communities=name, size=1, page=1)
    total = _branch(answer, "hits").get("total")
    return Sign(None, {"records": total}) if isinstance(total, int) else None


def _count(answer: Any) -> int | None:  # noqa: ANN401 - foreign JSON
    count = answer.get("count") if isinstance(answer, dict) else None
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def _branch(answer: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - foreign JSON
    found = answer.get(name) if isinstance(answer, dict) else None
    return found if isinstance(found, dict) else {}


SIGNS: dict[str, Ask] = {
    "scicat": scicat,
    "panosc": panosc,
    "icat": icat,
    "icatplus": icatplus,
    "datacite": datacite,
    "oai": oai,
    "zenodo": zenodo,
}
"""By dialect. Of the others, the first record is asked for."""
