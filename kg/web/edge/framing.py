"""The layer that knows whether a body was read to its end; after one that was not, the connection closes."""

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_DRAINED_SECONDS = 2.0
_DRAINED_BYTES = 4 << 20


class Framed:
    """Wraps an application; without it, the server would swallow the rest of whatever was refused."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and close where its body is left unread."""
        if scope["type"] != "http" or not _has_body(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        is_read = closes = False

        async def noted() -> Message:
            nonlocal is_read
            message = await receive()
            is_read = is_read or not message.get("more_body", False)
            return message

        async def closing(message: Message) -> None:
            nonlocal closes
            if message["type"] == "http.response.start" and not is_read:
                closes = True
                MutableHeaders(scope=message)["Connection"] = "close"
            elif closes and not message.get("more_body", False):
                await send({**message, "more_body": True})
                await _drain(noted)
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self._app(scope, noted, closing)


def _has_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


async def _drain(receive: Receive) -> None:
    """Read on for a moment: to hang up on a client that is still sending can lose it the answer."""
    left = _DRAINED_BYTES
    with anyio.move_on_after(_DRAINED_SECONDS):
        while left > 0:
            message = await receive()
            if not message.get("more_body", False):
                return
            left -= len(message["body"])
