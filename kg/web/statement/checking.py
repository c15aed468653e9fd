"""Checks of statements for one service: the names of each generation are read once, and few run at a time."""

from datetime import date
from functools import lru_cache

import anyio
import anyio.to_thread
from starlette.requests import Request

from kg.statement.answer import Answer
from kg.statement.asked import Asked
from kg.statement.check import Desk, check_statement
from kg.statement.profile import Profile
from kg.web.state import State
from kg.web.statement.posted import read_posted

_AT_ONCE = 2


class Checking:
    """Nothing of what is posted is kept, and nobody outside is asked."""

    def __init__(self, state: State) -> None:
        self._state = state
        # They wait in threads of their own, so that the pages' threads stay free.
        self._threads = anyio.CapacityLimiter(_AT_ONCE)
        self._desk = lru_cache(maxsize=1)(self._opened)
        self._profile = lru_cache(maxsize=1)(Profile)

    async def check(self, request: Request) -> Answer:
        """The answer to a posted statement.

        Raises:
            BadInput, HTTPException: as `read_posted`; BadInput also for too many identifiers.
            NothingPublished: there is no generation.
        """
        asked = await read_posted(request)
        return await anyio.to_thread.run_sync(self._checked, asked, limiter=self._threads)

    def _checked(self, asked: Asked) -> Answer:
        number = self._state.now().generation.number
        return check_statement(self._desk(number), asked, date.today(), self._profile())

    def _opened(self, number: int) -> Desk:
        """The desk of what is served now; `number` makes a newer generation another desk."""
        served = self._state.now()
        return Desk.of(served.generation, served.reader)
