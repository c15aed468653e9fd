"""`kg query`: one SPARQL query on the published generation, run as strangers' queries are."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, say
from kg.errors import BadInput
from kg.settings import Settings

FORMATS = {
    "json": "application/sparql-results+json, application/ld+json;q=0.5",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "table": "application/sparql-results+json, text/turtle;q=0.5",
}


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
        timeout: Annotated[float | None, typer.Option(help="Seconds the query may run.")] = None,
        store: StoreOption = None,
        as_json: JsonOption = False,
    ) -> None:
        """Run a SPARQL query. The default graph is the union of all records and vocabularies."""
        settings = Settings()
        wanted = "json" if as_json else format or "table"
        if wanted not in FORMATS:
            raise BadInput(f"No format is called {wanted!r}; there are: {', '.join(FORMATS)}.")
        graph = _published(Path(store or settings.store))
        media_type, body = _run(
            graph, _read(text), FORMATS[wanted], timeout or settings.query_timeout, settings.query_memory
        )
        if wanted == "table" and media_type == "application/sparql-results+json":
            _show_table(json.loads(body))
        else:
            say(body.decode().rstrip("\n"))


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if "{" in text:
        return text
    try:
        return Path(text).read_text("utf-8")
    except OSError as error:
        raise BadInput(
            f"Cannot read the query file {text!r}: {error.strerror}. Give a file, - for stdin, or the query."
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The query file {text!r} is not UTF-8.") from error


def _published(home: Path) -> Path:
    from kg.store.home import Home

    current = Home(home).current()
    if current is None:
        raise BadInput(f"{home} holds no published generation. Run `kg harvest` or `kg publish` first.")
    return Path(current.graph)


def _run(graph: Path, sparql: str, accept: str, timeout: float, memory_mb: int) -> tuple[str, bytes]:
    from kg.query.pool import Pool

    pool = Pool(graph, timeout, memory_mb)
    try:
        result = pool.run(sparql, accept)
    finally:
        pool.close()
    return result.media_type, result.body


def _show_table(found: dict[str, Any]) -> None:
    if "boolean" in found:
        say("yes" if found["boolean"] else "no")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    table = Table(*columns)
    for row in rows:
        table.add_row(*(Text(row[column]["value"]) if column in row else "" for column in columns))
    console = Console() if sys.stdout.isatty() else Console(width=200)
    console.print(table)
    console.print(f"{len(rows)} rows" if len(rows) != 1 else "1 row")
