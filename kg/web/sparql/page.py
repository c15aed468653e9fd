"""`/sparql`, the reader's side: an editor or a text area, worked examples, the answer as table and chart."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response

from kg.errors import BadQuery, KgError
from kg.query.question import QueryResult
from kg.web import pages
from kg.web.problems import PROBLEMS, detail_of, kind_of, when_to_come_back
from kg.web.sparql.chart import chart
from kg.web.sparql.examples import examples
from kg.web.sparql.result_table import MOST_TEXT, shown
from kg.web.state import State

EDITOR = Path(__file__).parents[1] / "static" / "editor.js"
"""The script that `make editor` builds; the page does without it."""

_LONGEST_LINK = 6000
"""Characters of a query that still goes into an address: servers in between take 8,000 for all of it."""

_FIRST_QUERY = "SELECT * WHERE {\n  ?subject ?property ?value\n}\nLIMIT 20\n"


def show(
    state: State,
    sparql: str | None = None,
    result: QueryResult | None = None,
    error: KgError | None = None,
    meant: str | None = None,
) -> Response:
    """The page: empty, with an answer, or with what was wrong.

    `meant` is the number of the generation that a link was made with, as it stands in the link.
    """
    served = state.now()
    listed = examples(served.reader)
    kind = kind_of(error) if error else None
    answer = shown(result) if result else None
    generation = result.generation if result else None
    return pages.show(
        "sparql.html",
        status=PROBLEMS[kind].status if kind else 200,
        headers=when_to_come_back(error, kind) if error and kind else None,
        facts=served.facts,
        editor=_version(EDITOR),
        examples=listed,
        sparql=sparql if sparql is not None else listed[0].sparql if listed else _FIRST_QUERY,
        linked=sparql is not None and len(sparql) <= _LONGEST_LINK,
        answer=answer,
        most_text=MOST_TEXT,
        chart=chart(answer.table) if answer and answer.table else None,
        seconds=result.seconds if result else None,
        generation=generation,
        other_generation=_other(meant, generation),
        problem=PROBLEMS[kind] if kind else None,
        error=detail_of(error, kind) if error and kind else None,
        place=(error.line, error.column) if isinstance(error, BadQuery) else (None, None),
        excerpt=error.excerpt if isinstance(error, BadQuery) else None,
        engine_message=error.engine_message if isinstance(error, BadQuery) else None,
        limits=state.limits,
    )


def _other(meant: str | None, answered: int | None) -> int | None:
    """The generation that a link means, where another one answered."""
    if meant is None or answered is None or not meant.isascii() or not meant.isdigit() or len(meant) > 9:
        return None
    return int(meant) if int(meant) != answered else None


@cache
def _version(script: Path) -> str | None:
    """What makes the script's address change with its content; None where it was not built."""
    return sha256(script.read_bytes()).hexdigest()[:12] if script.is_file() else None
