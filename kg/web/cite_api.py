"""`/api/v1/cite`: how to cite a dataset or a publication, as BibTeX, RIS, CSL-JSON or plain text."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kg.answer.cite import Citable, citable
from kg.answer.cite_forms import FORMS, Form
from kg.citation.identifier import normal_iri
from kg.errors import BadInput
from kg.query.formats import NotOffered, choose
from kg.web.citing_parts import opened
from kg.web.problems import NotHere
from kg.web.question import day_of
from kg.web.state import Served, State
from kg.web.tombstones import missing

_MOST = 2000
"""Characters of an identifier that are looked up."""
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9.-]+")


def routes(state: State) -> APIRouter:
    """The one address."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/cite")
    def cite(
        request: Request,
        iri: Annotated[str, Query(description="IRI or DOI of a dataset or a publication.")] = "",
        format: Annotated[
            str | None, Query(description="bibtex, ris, csl or text; default by the Accept header, text.")
        ] = None,
        as_of: Annotated[str | None, Query(description="The day dates are judged on; default today.")] = None,
    ) -> Response:
        """The reference, as a file but for plain text. What is unknown is left out."""
        form = _form(request, format)
        served, day = state.now(), day_of(as_of)
        with opened(served) as (book, _):
            work = next(
                (found for name in _names(iri) if (found := citable(served.reader, book, name, day))), None
            )
        if work is None:
            raise _unknown(served, iri)
        return _written(work, form)

    return router


def _form(request: Request, format: str | None) -> Form:
    if format is not None:
        known = next((form for form in FORMS if form == format), None)
        if known is None:
            raise BadInput(f"No format is called {format[:40]!r} here; there are: {', '.join(FORMS)}.")
        return known
    types = {media_type: form for form, (_, _, media_type, _) in FORMS.items()}
    found = choose(request.headers.get("accept", ""), list(types))
    if found is None:
        raise NotOffered(f"None of the wanted media types is offered here. Offered: {', '.join(types)}.")
    return types[found]


def _names(said: str) -> list[str]:
    """The identifier as it was given, then as we write it."""
    if not said.strip() or len(said) > _MOST:
        raise BadInput(f"iri must name a dataset or a publication in at most {_MOST} characters.")
    normal = normal_iri(said)
    return list(dict.fromkeys((said.strip(), *([normal.value] if normal else []))))


def _unknown(served: Served, iri: str) -> NotHere:
    unknown = NotHere(f"Nothing is known here of {iri[:300]!r}. Search for its DOI or title.")
    return missing(served, iri, unknown)


def _written(work: Citable, form: Form) -> Response:
    write, _, media_type, ending = FORMS[form]
    headers = {"Vary": "Accept"}
    if form != "text":
        name = _NOT_IN_NAME.sub("-", work.doi or work.iri.partition("://")[2]).strip("-.")[:100] or "work"
        headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return Response(write(work), media_type=f"{media_type}; charset=utf-8", headers=headers)
