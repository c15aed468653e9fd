"""The layer around the application that counts requests."""

from collections.abc import Callable
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KINDS = frozenset(
    {
        *("sparql", "update", "rdf-graph-store", "search", "datasets", "techniques", "facilities", "reports"),
        *("sources", "ontology", "api", "health", "static", "problems", "mcp", "oai", ".well-known"),
        *("openapi.json", "robots.txt", "sitemap.xml"),
    }
)

Count = Callable[[str, int], None]
"""Told the kind of address and the status of each answered request."""


def kind_of_path(path: str) -> str:
    """The first part of a path where it is one of ours; strangers cannot make new kinds."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in _KINDS else "front" if not first else "other"


class Metered:
    """Wraps an application. A request that ends without an answer counts as status 499."""

    def __init__(self, app: ASGIApp, count: Count) -> None:
        self._app = app
        self._count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and count."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 499

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            with suppress(ValueError):
                self._count(kind_of_path(scope["path"]), status)
