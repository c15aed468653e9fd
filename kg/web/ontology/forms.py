"""The form in which a review is answered: `format` when given, else the Accept header."""

from starlette.requests import Request

from kg.errors import BadInput
from kg.ontology.render import FORMS
from kg.query.formats import NotOffered, choose

MEDIA_TYPES = {
    "json": "application/json",
    "sarif": "application/sarif+json",
    "markdown": "text/markdown",
    "junit": "application/xml",
    "text": "text/plain",
    "github": "text/plain",
    "kgcl": "text/plain",
}
"""Media type by form; the first is the default, and one that several share stands for the first of them."""


def form_of(request: Request, field: str | None) -> str:
    """The name of the form; `field` is what the body says of it, the address counts before it.

    Raises:
        BadInput: there is no such form.
        NotOffered: the Accept header allows none of them.
    """
    asked = request.query_params.get("format", field)
    if asked is not None:
        if asked not in FORMS:
            raise BadInput(f"No format is called {asked[:40]!r} here; there are: {', '.join(FORMS)}.")
        return asked
    found = choose(request.headers.get("accept") or "*/*", list(MEDIA_TYPES.values()))
    if found is None:
        offered = ", ".join(dict.fromkeys(MEDIA_TYPES.values()))
        raise NotOffered(f"None of the wanted media types is offered here. Offered: {offered}.")
    return next(form for form, media_type in MEDIA_TYPES.items() if media_type == found)
