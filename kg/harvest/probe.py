"""Ask the endpoints of a provider whether they are there and speak what we believe they speak."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.asked import Asked
from kg.harvest.place import Place, opened
from kg.harvest.registry import load_source
from kg.harvest.sign import SIGNS, Sign
from kg.harvest.source import Record, World
from kg.harvest.wish import PLAIN, Wish

ABOUT = Asked(("10.5061/dryad.8515", "10.7554/elife.01567"))
"""What services that are asked about DOIs are asked: data and an article that nearly all of them know."""

_STATUS = re.compile(r"\banswered (\d{3})\b")


@dataclass(frozen=True, slots=True)
class Probe:
    """What one endpoint did. `status` is that of HTTP, None for files and where nothing came.

    `recognised` says whether the answer is of the dialect; `version` and `counts` are the endpoint's own
    words, unknown where it does not say; `seconds` is the whole time, pauses included; `problem` is None
    where all is well.
    """

    dialect: str
    location: str
    answers: bool
    status: int | None
    recognised: bool
    version: str | None
    counts: Mapping[str, int]
    seconds: float
    problem: str | None

    def as_json(self) -> dict[str, Any]:
        """What `kg sources probe --json` prints of it."""
        return asdict(self)


def probe(place: Place, wish: Wish = PLAIN) -> Probe:
    """Ask one place; whatever goes wrong there is told, not raised."""
    started = perf_counter()
    is_live = place.location.startswith(("http://", "https://"))
    sign, status, problem = None, None, None
    answers = False
    try:
        with opened(place, wish, asked=ABOUT) as world:
            sign = _sign(place.source, world)
        answers, status = True, 200 if is_live else None
        if sign is None:
            problem = f"It answers, but not as {place.source} does."
    except (BadInput, BadRecord, SourceUnavailable) as error:
        problem = str(error)
        said = _STATUS.search(problem)
        status = int(said[1]) if said else None
        answers = status is not None
    return Probe(
        place.source,
        place.location,
        answers,
        status,
        sign is not None,
        sign.version if sign else None,
        dict(sign.counts) if sign else {},
        round(perf_counter() - started, 3),
        problem,
    )


def _sign(dialect: str, world: World) -> Sign | None:
    if world.live and dialect in SIGNS:
        return SIGNS[dialect](world)
    found = load_source(dialect).records(world)
    return Sign() if any(isinstance(item, Record) for item in found) else None
