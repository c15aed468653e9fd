"""Which syntax a page answers in: `?format=` when given, else the Accept header."""

from starlette.requests import Request

from kg.errors import BadInput
from kg.query.formats import GRAPHS, TABLES, NotOffered, choose

FORMATS = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
}
"""The values of `?format=` and their media types."""

_FOR_MACHINES = ["application/json", "application/problem+json", *TABLES, *GRAPHS]


def wanted(request: Request, *offered: str) -> str:
    """The format to answer in, one of `offered` (names of FORMATS; the first is the default).

    Raises:
        BadInput: `?format=` names none of them.
        NotOffered: the Accept header allows none of them.
    """
    asked = request.query_params.get("format")
    if asked is not None:
        if asked not in offered:
            raise BadInput(f"No format is called {asked[:40]!r} here; there are: {', '.join(offered)}.")
        return asked
    names = {FORMATS[name]: name for name in offered}
    found = choose(request.headers.get("accept", ""), list(names))
    if found is None:
        raise NotOffered(f"None of the wanted media types is offered here. Offered: {', '.join(names)}.")
    return names[found]


def prefers_html(request: Request) -> bool:
    """Whether a browser asks: HTML before everything that machines read."""
    return choose(request.headers.get("accept", ""), [*_FOR_MACHINES, "text/html"]) == "text/html"
