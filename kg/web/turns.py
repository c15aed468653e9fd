"""Changes asked for over HTTP take turns, and are answered once readers see them."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

import anyio
import anyio.to_thread
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.requests import Request

from kg.errors import StoreBusy
from kg.web.principal import Principal, Role
from kg.web.state import Rights, State
from kg.web.writing import Writing, Written

_MOST_WAITING = 8

_Done = TypeVar("_Done", Written, Written | None)


class Turns:
    """The way to the store's writer; one change at a time goes through."""

    def __init__(self, state: State, rights: Rights) -> None:
        self.state = state
        self._rights = rights
        self._one = anyio.CapacityLimiter(1)

    async def admit(self, request: Request) -> Principal:
        """Who asks; call it before the body is read.

        Raises:
            NotAuthenticated, NotAllowed: whoever it is may not change the store.
        """
        gatekeeper = self._rights.gatekeeper
        return await in_thread(gatekeeper.require, request.headers.get("authorization"), Role.OPERATOR)

    async def take(self, principal: Principal, change: Callable[[Writing], _Done]) -> _Done:
        """Make a change, and return when its generation is served.

        Raises:
            StoreBusy: too many changes wait.
            KgError: the change was refused or failed; see `Writing`.
        """
        if self._one.statistics().tasks_waiting >= _MOST_WAITING:
            raise StoreBusy("Too many changes are waiting. Try again in a moment.")
        writing = self._rights.writing_of(principal, uuid4().hex)

        def act() -> _Done:
            written = change(writing)
            if written is not None:
                self.state.reach(written.generation)
            return written

        return await anyio.to_thread.run_sync(act, limiter=self._one)
