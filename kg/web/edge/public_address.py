"""The addresses of this service as clients see them, for documents that name it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import BadInput


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """Scheme, and host with its port if it is not the usual one."""

    scheme: str
    host: str


class Called:
    """Wraps an application, which then sees every request as one to the public address."""

    def __init__(self, app: ASGIApp, address: PublicAddress) -> None:
        self._app = app
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the public address in place of what the client called us."""
        if scope["type"] == "http":
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            host = (b"host", self._address.host.encode("ascii"))
            scope = {**scope, "scheme": self._address.scheme, "headers": [*others, host]}
        await self._app(scope, receive, send)


def read_address(text: str) -> PublicAddress:
    """The public address in the settings.

    Raises:
        BadInput: it is no address of a host, or leads to some place below one.
    """
    try:
        parts = urlsplit(NamedNode(text).value)
        is_fine = parts.port != 0 and bool(parts.hostname)
    except ValueError:
        is_fine = False
    if not (is_fine and text.isascii() and parts.scheme in ("http", "https") and "@" not in parts.netloc):
        raise BadInput(f"The public address must be like https://data.example.org, not {text[:60]!r}.")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise BadInput(f"The public address must end with its host; pages live at /. Given: {text[:60]!r}.")
    return PublicAddress(parts.scheme, parts.netloc)


def address_of(request: Request, path: str = "/") -> str:
    """The absolute IRI of a path, on the public address or else on the host that the client asked.

    Raises:
        BadInput: the header Host is not the name of a host.
    """
    try:
        return NamedNode(str(request.base_url).rstrip("/") + path).value
    except ValueError:
        raise BadInput("The header Host is not the name of a host.") from None
