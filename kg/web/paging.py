"""One page of an answer and the way to the next: by cursor, which has no last page, or by number."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from starlette.requests import Request

from kg.answer.cursor import Cursor, question_digest, read_cursor
from kg.answer.search import SearchAnswer
from kg.web.edge.public_address import address_of
from kg.web.question import Question, read_question
from kg.web.state import Served

HOW = ("page", "limit", "cursor", "format", "days")
"""Parameters that say how to show an answer, and are no part of the question."""


def asked_of(request: Request) -> list[tuple[str, str]]:
    """The question and its filters as the address holds them, each as often as it stands there."""
    given = ((name, value.strip()) for name, value in request.query_params.multi_items())
    return [(name, value) for name, value in given if value and name not in HOW]


def question_at(parameters: Sequence[tuple[str, str]], limit: int) -> Question:
    """The question of these parameters, as if an address held them. Raises BadInput as `read_question`."""
    query = urlencode(parameters).encode("ascii")
    return read_question(Request({"type": "http", "query_string": query, "headers": []}), limit)


def paged(request: Request, served: Served, limit: int) -> tuple[SearchAnswer, str | None]:
    """The page that the address asks for, and the cursor of the next one; None where it is the last.

    Raises:
        BadInput: a filter, number or cursor that cannot be.
        StaleCursor: the cursor is of another generation or question.
    """
    question = read_question(request, limit)
    asked = [pair for pair in asked_of(request) if pair[0] != "as_of"]
    digest = question_digest(asked)
    if text := request.query_params.get("cursor", "").strip():
        cursor = read_cursor(text, served.generation.number, digest)
        question = replace(question, start=cursor.before, as_of=cursor.as_of)
    answer = question.answer(served.engine)
    after = question.before + len(answer.hits)
    if not answer.hits or after >= answer.total:
        return answer, None
    return answer, str(Cursor(served.generation.number, question.as_of, after, digest))


def next_link(request: Request, cursor: str) -> dict[str, str]:
    """The header that leads to the next page (RFC 8288)."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in ("page", "cursor")]
    address = address_of(request, f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}")
    return {"Link": f'<{address}>; rel="next"'}
