"""What changed in a SciCat since a day: asked of the catalogue if it understands, else sorted out here."""

from collections.abc import Mapping
from datetime import UTC, datetime

from harvesters._scicat_bson import plain
from harvesters._scicat_pages import asked
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json
from kg.harvest.source import World

_OPERATORS = ("$gte", "gte")
"""MongoDB's, which the present backend hands on, and that of LoopBack, which the old one spoke."""

_LONG_AGO, _NEVER = "1970-01-01T00:00:00.000Z", "2999-12-31T00:00:00.000Z"
_MOST_TRIES = 2


class Changes:
    """What `world.since` asks for; without it everything is news."""

    def __init__(self, world: World) -> None:
        """Raises BadInput when the moment is none."""
        self._world = world
        self._since = _moment(world.since) if world.since else None
        self._operator: str | None = None
        self._tries = 0
        if world.since and self._since is None:
            raise BadInput(f"{world.since!r} is no moment: write it as 2026-01-31T00:00:00Z.")

    def where(self, path: str, otherwise: Mapping[str, Json]) -> dict[str, Json]:
        """The conditions for this list: those it has anyway, and the date if the catalogue can compare dates.

        It is asked twice about that, because one that does not know the operator may answer nothing at all,
        which is no different from "nothing has changed".
        """
        if self._since is None:
            return dict(otherwise)
        if self._operator is None and self._tries < _MOST_TRIES:
            self._tries += 1
            understood = (one for one in _OPERATORS if self._is_understood(path, otherwise, one))
            self._operator = next(understood, None)
        if self._operator is None:
            return dict(otherwise)
        return {**otherwise, "updatedAt": {self._operator: _text(self._since)}}

    def is_news(self, body: Json) -> bool:
        """Whether a record changed since then; one that does not say when may have."""
        if self._since is None or not isinstance(body, dict):
            return True
        changed = _moment(plain(body.get("updatedAt")))
        return changed is None or changed >= self._since

    def _is_understood(self, path: str, otherwise: Mapping[str, Json], operator: str) -> bool:
        try:
            return bool(self._members(path, otherwise, operator, _LONG_AGO)) and not self._members(
                path, otherwise, operator, _NEVER
            )
        except (BadInput, SourceUnavailable):
            return False

    def _members(self, path: str, otherwise: Mapping[str, Json], operator: str, day: str) -> list[Json]:
        where = {**otherwise, "updatedAt": {operator: day}}
        answer = self._world.get_json(path, filter=asked(0, 1, where))
        if not isinstance(answer, list):
            raise SourceUnavailable(f"{path} answered no list.")
        return answer


def _moment(value: Json) -> datetime | None:
    """A point in time; without a zone it is Greenwich's."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _text(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
