"""The first look at a request: what is ambiguous, or one too many, is refused before any work is done."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import BadInput, KgError, QueryFailed
from kg.web.problems import answer
from kg.web.state import State

MOST = 200
"""Requests that are answered at once."""


class Entrance:
    """Wraps an application, and counts the requests that are in it."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif problem := self._problem(scope):
            refusal = answer(Request(scope), problem, facts=self._state.facts)
            await refusal(scope, receive, send)
        else:
            await self._let_in(scope, receive, send)

    def _problem(self, scope: Scope) -> KgError | None:
        if {b"transfer-encoding", b"content-length"} <= {name for name, _ in scope["headers"]}:
            # A proxy that believes the other one sees another end of this request than we do.
            return BadInput("Say Content-Length or Transfer-Encoding, not both.")
        # Whoever watches the process must not take a busy one for a dead one.
        if self._inside >= MOST and scope["path"] != "/health/live":
            return QueryFailed("Too many requests are being answered. Try again in a moment.", "busy")
        return None

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_whole = False

        async def outside() -> Message:
            """A client that sends its body slowly takes nobody's place meanwhile."""
            nonlocal is_whole
            if is_whole:
                return await receive()
            self._inside -= 1
            try:
                message = await receive()
            finally:
                self._inside += 1
            is_whole = not message.get("more_body", False)
            return message

        self._inside += 1
        try:
            await self._app(scope, outside, send)
        finally:
            self._inside -= 1
