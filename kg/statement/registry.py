"""Ask whether a DOI is registered: the resolver's own interface (https://www.doi.org/the-identifier/resources/)."""

from dataclasses import dataclass
from urllib.parse import quote

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.source import World
from kg.harvest.walk import is_not_known_there

_FOUND, _NOT_FOUND = 1, 100
"""`responseCode` of the handle system's REST interface."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether it is registered, None where that could not be learnt; `told` by whom, or why not."""

    registered: bool | None
    told: str


class Registry:
    """The DOI resolver, asked DOI by DOI; once it is down, it is not asked again."""

    def __init__(self, world: World) -> None:
        """`world` is the resolver's address, or what stands in for it."""
        self._world = world
        self._down: str | None = None

    def ask(self, doi: str) -> Answered:
        """Whether a DOI is registered. A resolver that is down makes that unknown, and is no error."""
        if self._down is not None:
            return Answered(None, self._down)
        try:
            told = self._world.get_json(f"/api/handles/{quote(doi, safe='/')}", type="URL")
        except BadInput as error:
            if is_not_known_there(error):
                return Answered(False, self._world.place)
            return Answered(None, f"{self._world.place} refused to say")
        except SourceUnavailable:
            self._down = f"{self._world.place} does not answer"
            return Answered(None, self._down)
        code = told.get("responseCode") if isinstance(told, dict) else None
        known = {_FOUND: True, 200: True, _NOT_FOUND: False}.get(code) if isinstance(code, int) else None
        return Answered(known, self._world.place)
