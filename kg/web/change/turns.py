"""Changes asked for over HTTP take turns, and are answered once readers see them."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

import anyio
import anyio.to_thread
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.requests import Request

from kg.errors import StoreBusy
from kg.web.change.writing import Writing, Written
from kg.web.rights.principal import NotAllowed, NotAuthenticated, Principal, Role
from kg.web.rights.refused import Refusals
from kg.web.state import Rights, State
from kg.web.watch.query_log import network_of

_MOST_WAITING = 8
_LONGEST_NAME = 300
_ACTIONS = {"update": "update", "curation": "label"}
"""What is tried at addresses that name no graph, by the first part of their path."""

_Done = TypeVar("_Done", Written, Written | None)


class Turns:
    """The way to the store's writer; one change at a time goes through."""

    def __init__(self, state: State, rights: Rights, patience: float = 10.0) -> None:
        """`patience` is for how many seconds a change waits for those before it."""
        self.state = state
        self._rights = rights
        self._patience = patience
        self._refusals = Refusals(rights.audit) if rights.audit else None
        self._turn = anyio.Lock()
        # A thread of their own: pages that wait for theirs must not hold up a change whose turn it is.
        self._thread = anyio.CapacityLimiter(1)

    async def admit(
        self, request: Request, role: Role = Role.OPERATOR, authorization: str | None = None
    ) -> Principal:
        """Who asks; call it before the body is read.

        `authorization` stands for the header of that name where a page knows the token from elsewhere.

        Raises:
            NotAuthenticated, NotAllowed: whoever it is may not do this.
        """
        said = authorization or request.headers.get("authorization")
        return await in_thread(self._admit, request, role, said)

    def _admit(self, request: Request, role: Role, authorization: str | None) -> Principal:
        try:
            return self._rights.gatekeeper.require(authorization, role)
        except (NotAuthenticated, NotAllowed) as error:
            if self._refusals is not None:
                self._refusals.enter(error, _about(request))
            raise

    async def take(self, principal: Principal, change: Callable[[Writing], _Done]) -> _Done:
        """Make a change, and return when its generation is served.

        Raises:
            StoreBusy: too many changes wait, or those before it take too long.
            KgError: the change was refused or failed; see `Writing`.
        """
        if self._turn.statistics().tasks_waiting >= _MOST_WAITING:
            raise StoreBusy("Too many changes are waiting. Try again in a moment.")
        writing = self._rights.writing_of(principal, uuid4().hex)

        def act() -> _Done:
            written = change(writing)
            if written is not None:
                self.state.reach(written.generation)
            return written

        await self._wait()
        try:
            return await anyio.to_thread.run_sync(act, limiter=self._thread)
        finally:
            self._turn.release()

    async def _wait(self) -> None:
        try:
            with anyio.fail_after(self._patience):
                await self._turn.acquire()
        except TimeoutError:
            raise StoreBusy("Other changes are still being written. Try again in a moment.") from None


def _about(request: Request) -> dict[str, Any]:
    """What somebody tried who was not let in; of the address only the name of a graph, and no header."""
    graph = request.query_params.get("graph")
    action = _ACTIONS.get(request.scope["path"].removeprefix("/api/v1").split("/")[1])
    return {
        "action": action or request.method.lower(),
        "graph": None if action else graph[:_LONGEST_NAME] if graph else "default",
        "request": uuid4().hex,
        "network": network_of(request.client.host) if request.client else None,
    }
