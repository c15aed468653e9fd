"""ETags and 304: a generation never changes, so its number and what was asked say what the answer is."""

from datetime import date
from hashlib import blake2b

from starlette.concurrency import run_in_threadpool as in_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import kg
from kg.errors import KgError
from kg.web.state import Served, State

REVALIDATE = "no-cache"
"""Cache-Control of whatever has an ETag: keep it, and ask whether it still holds."""

_OTHERS = (
    "/sparql",
    "/update",
    "/rdf-graph-store",
    "/static/",
    "/health/",
    "/openapi.json",
    "/robots.txt",
    "/curation",
    "/api/v1/curation/",
)
"""Addresses that are no page about the generation, or make their own validators."""


def weak(served: Served, *essentials: str) -> str:
    """The ETag of what this generation says to the essentials of a request.

    Weak, because of compression and because pages count their milliseconds. The day is in it, since what is
    open depends on it; the version is, since templates change with it.
    """
    number = served.generation.number
    parts = [str(number), str(served.facts.get("created")), kg.__version__, date.today().isoformat()]
    hashed = blake2b("\0".join((*parts, *essentials)).encode("utf-8", "surrogatepass"), digest_size=12)
    return f'W/"{number}-{hashed.hexdigest()}"'


def is_known(headers: Headers, tag: str) -> bool:
    """Whether the client holds the answer of this ETag already."""
    given = (part.strip() for part in headers.get("if-none-match", "").split(","))
    return tag.removeprefix("W/") in (part.removeprefix("W/") for part in given)


def unchanged(served: Served, tag: str) -> Response:
    """The answer to a client that holds the answer."""
    number = str(served.generation.number)
    return Response(
        status_code=304, headers={"ETag": tag, "Cache-Control": REVALIDATE, "X-Generation": number}
    )


class Validated:
    """Wraps an application: its pages get ETags, and are not made again for those who have them."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 304, or pass on and add the ETag to what comes back whole."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_OTHERS):
            await self._app(scope, receive, send)
            return
        served = await in_thread(self._served)
        if served is None:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        tag = weak(
            served, scope["path"], scope["query_string"].decode("latin-1"),
            headers.get("accept", ""), headers.get("host", ""),
        )  # fmt: skip
        if is_known(headers, tag):
            await unchanged(served, tag)(scope, receive, send)
            return

        async def tagged(message: Message) -> None:
            # A generation published meanwhile may have been the one that answered: then nothing is promised.
            if message["type"] == "http.response.start" and message["status"] == 200:
                answer = MutableHeaders(scope=message)
                answer.setdefault("Cache-Control", REVALIDATE)
                if self._state.facts is served.facts:
                    answer.setdefault("ETag", tag)
            await send(message)

        await self._app(scope, receive, tagged)

    def _served(self) -> Served | None:
        try:
            return self._state.now()
        except KgError:  # the application says it in its own way
            return None
