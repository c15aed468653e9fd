"""`kg query`: one SPARQL query on the published generation, run as strangers' queries are."""

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, say
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.query.question import Answering
    from kg.store.home import Home

FORMATS = {
    "json": "application/sparql-results+json, application/ld+json;q=0.5",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "table": "application/sparql-results+json, text/turtle;q=0.5",
}

_IS_QUERY = re.compile(
    r"(\s|#[^\n]*\n)*(SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)(?=[\s<*?$(:#])", re.IGNORECASE
)
"""What begins like this is a query and no file name; `select.rq` is a file."""


def register(app: typer.Typer) -> None:
    """Add `query`."""

    @app.command()
    def query(
        text: Annotated[
            str, typer.Argument(metavar="[FILE or -]", help="A file, - for stdin, or the query itself.")
        ] = "-",
        format: Annotated[
            str | None,
            typer.Option(help="json, csv, tsv, table or turtle; default: table, turtle for graphs."),
        ] = None,
        timeout: Annotated[float | None, typer.Option(min=0.1, help="Seconds the query may run.")] = None,
        store: StoreOption = None,
        as_json: JsonOption = False,
    ) -> None:
        """Run a SPARQL query. The default graph is the union of all records and vocabularies."""
        settings = Settings()
        wanted = "json" if as_json else format or "table"
        if wanted not in FORMATS:
            raise BadInput(f"No format is called {wanted!r}; there are: {', '.join(FORMATS)}.")
        from kg.cli.stores import home_to_read

        sparql = _read(text)
        home = home_to_read(store)
        answering = _answering(home, timeout or settings.query_timeout, settings.query_memory)
        media_type, body = _run(answering, sparql, FORMATS[wanted])
        if wanted == "table" and media_type == "application/sparql-results+json":
            _show_table(json.loads(body))
        else:
            say(body.decode().rstrip("\n"))


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if "{" in text or _IS_QUERY.match(text):
        return text
    if not text.strip():
        raise BadInput("The query is empty. Give a file, - for stdin, or the query.")
    try:
        return Path(text).read_text("utf-8")
    except OSError as error:
        raise BadInput(
            f"Cannot read the query file {text!r}: {error.strerror}. Give a file, - for stdin, or the query."
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The query file {text!r} is not UTF-8.") from error


def _answering(home: "Home", timeout: float, memory_mb: int) -> "Answering":
    from kg.cli.stores import current_of

    generation = current_of(home)
    if home.remote is not None:
        from kg.query.remote import RemoteAnswers

        return RemoteAnswers(home.remote, generation, timeout=timeout)
    from kg.query.lanes import Lanes

    return Lanes(generation, timeout=timeout, memory_mb=memory_mb, fast_seconds=timeout)


def _run(answering: "Answering", sparql: str, accept: str) -> tuple[str, bytes]:
    from kg.query.question import Question

    try:
        result = answering.run(Question(sparql, accept))
    finally:
        answering.close()
    return result.media_type, result.body


def _show_table(found: dict[str, Any]) -> None:
    if "boolean" in found:
        say("yes" if found["boolean"] else "no")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")  # an IRI that is cut cannot be used
    for row in rows:
        table.add_row(*(Text(row[column]["value"]) if column in row else "" for column in columns))
    console = Console() if sys.stdout.isatty() else Console(width=10_000)
    console.print(table)
    console.print(f"{len(rows)} rows" if len(rows) != 1 else "1 row")
