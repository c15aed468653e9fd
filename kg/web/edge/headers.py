"""The outermost layer: headers that every answer carries, CORS for reading, HEAD and OPTIONS for all."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

EMBEDDABLE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
}
"""For what other sites may show in a frame; it has no form, no script and nothing to click away."""

_EMBEDDED = "/widget/"

READABLE = {
    # None of these answers depends on who asks or on a cookie: any page may read it, without credentials.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Generation, X-Query-Seconds"
    ),
}

WRITING_PATHS = {
    "/update": "OPTIONS, POST",
    "/rdf-graph-store": "DELETE, GET, HEAD, OPTIONS, POST, PUT",
    "/curation": "GET, HEAD, OPTIONS",
    "/curation/sign-in": "OPTIONS, POST",
    "/curation/sign-out": "OPTIONS, POST",
    "/curation/pair": "GET, HEAD, OPTIONS, POST",
    "/api/v1/curation/pairs": "GET, HEAD, OPTIONS",
    "/api/v1/curation/pair": "GET, HEAD, OPTIONS",
    "/api/v1/curation/labels": "OPTIONS, POST",
    "/api/v1/curation/agreement": "GET, HEAD, OPTIONS",
}
"""The addresses that only exist for those who hold tokens, and their methods."""

_OURS_ALONE = ("/update", "/curation", "/api/v1/curation/")
"""What is no business of other sites' scripts, whatever the method."""

_READS = "GET, HEAD, OPTIONS"
_ASKED_BY_POST = {
    "/sparql": f"{_READS}, POST",
    "/ontology/check": f"{_READS}, POST",
    "/api/v1/ontology/check": "OPTIONS, POST",
    "/statement": f"{_READS}, POST",
    "/api/v1/statement": "OPTIONS, POST",
    "/propose": "OPTIONS, POST",
}
"""The addresses that answer to a POST and change nothing, and their methods."""
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def allowed(path: str) -> str:
    """The methods that a path takes, as the header Allow says it."""
    return (_ASKED_BY_POST | WRITING_PATHS).get(path, _READS)


def always(method: str, path: str) -> dict[str, str]:
    """The headers of every answer to this method; what changes the store is for no other site's scripts."""
    is_write = path.startswith(_OURS_ALONE) or (path in WRITING_PATHS and method not in _READS)
    if path.startswith(_EMBEDDED):
        return ALWAYS | READABLE | EMBEDDABLE
    return ALWAYS if is_write else ALWAYS | READABLE


class Headers:
    """Wraps an application; HEAD is answered by GET without its body."""

    def __init__(self, app: ASGIApp, writes: bool = False) -> None:
        """`writes` tells whether the addresses for writing exist."""
        self._app = app
        self._writes = writes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS; pass everything else on, with our headers on the way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method, path = scope["method"], scope["path"]
        is_head = method == "HEAD"

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(always(method, path))
                headers["Vary"] = "Accept, Accept-Encoding"
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if method == "OPTIONS" and (self._writes or path not in WRITING_PATHS):
            await _preflight(path, dressed)
        else:
            await self._app({**scope, "method": "GET"} if is_head else scope, receive, dressed)


async def _preflight(path: str, send: Send) -> None:
    told = {"Allow": allowed(path)}
    if not path.startswith(_OURS_ALONE):
        for_scripts = _READS if path in WRITING_PATHS else allowed(path)
        told |= {"Access-Control-Allow-Methods": for_scripts} | _PREFLIGHT
    headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
