"""`kg query`: one SPARQL query on the published generation, run as strangers' queries are."""

import errno
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

_TABLE = "application/sparql-results+json, text/turtle;q=0.5"
_FOR_TABLES = ("json", "csv", "tsv", "xml", "table")
_FOR_GRAPHS = ("turtle", "nt", "rdf", "jsonld", "trig", "nq", "json", "xml")
_NAMES = tuple(dict.fromkeys(("json", "csv", "tsv", "table", "turtle", "xml", *_FOR_GRAPHS)))
_LONGEST_SHOWN = 200
_NO_SUCH_FILE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)

_IS_QUERY = re.compile(
    r"(\s|#[^\n]*\n)*(SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)(?=[\s<*?$(:#])", re.IGNORECASE
)
"""What begins like this is a query and no file name; `select.rq` is a file."""


def register(app: typer.Typer) -> None:
    """Add `query`."""

    @app.command()
    def query(
        text: Annotated[
            str,
            typer.Argument(
                metavar="[FILE or -]",
                help="A file, - for stdin, or the query itself. What has a brace, or begins with SELECT, "
                "ASK, CONSTRUCT, DESCRIBE, PREFIX or BASE, is a query; all else is a file.",
            ),
        ] = "-",
        format: Annotated[
            str | None,
            typer.Option(
                help="SELECT and ASK: table (default), json, xml, csv, tsv. CONSTRUCT and DESCRIBE: turtle "
                "(default), nt, rdf, jsonld, trig, nq; json is JSON-LD for them, xml is RDF/XML."
            ),
        ] = None,
        timeout: Annotated[float | None, typer.Option(min=0.1, help="Seconds the query may run.")] = None,
        store: StoreOption = None,
        as_json: JsonOption = False,
    ) -> None:
        """Run a SPARQL query. The default graph is the union of all records and vocabularies."""
        settings = Settings()
        wanted = "json" if as_json else format or "table"
        header = _header(wanted)
        from kg.cli.stores import home_to_read

        sparql = _read(text)
        home = home_to_read(store)
        answering = _answering(home, timeout or settings.query_timeout, settings.query_memory)
        media_type, body = _run(answering, sparql, header, wanted)
        if wanted == "table" and media_type == "application/sparql-results+json":
            _show_table(json.loads(body))
        else:
            say(body.decode().rstrip("\n"))


def _header(name: str) -> str:
    """The Accept header that a name of --format stands for; the names of `?format=` are all known.

    Raises:
        BadInput: it stands for none.
    """
    from kg.query.formats import ALSO_CALLED, NAMED

    if name == "table":
        return _TABLE
    if (header := NAMED.get(ALSO_CALLED.get(name, name))) is None:
        raise BadInput(f"No format is called {name!r}; there are: {', '.join(_NAMES)}.")
    return header


def _unfit(sparql: str, name: str) -> BadInput:
    """That a query's form has no such format, and which it has."""
    from kg.store.remote_tokens import form_of

    form = form_of(sparql)
    names = _FOR_GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else _FOR_TABLES
    return BadInput(f"The answer to {form} has no --format {name}; it has {', '.join(names)}.")


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
        if error.errno in _NO_SUCH_FILE:
            raise _neither(text) from error
        raise BadInput(
            f"Cannot read the query file {text!r}: {error.strerror}. Give a file, - for stdin, or the query."
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The query file {text!r} is not UTF-8.") from error


def _neither(text: str) -> BadInput:
    shown = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return BadInput(
        f"No such file, and not a query: {shown!r}. Give a file, - for stdin, or a query, which begins with "
        "SELECT, ASK, CONSTRUCT, DESCRIBE, PREFIX or BASE."
    )


def _answering(home: "Home", timeout: float, memory_mb: int) -> "Answering":
    from kg.cli.stores import current_of

    generation = current_of(home)
    if home.remote is not None:
        from kg.query.remote import RemoteAnswers

        return RemoteAnswers(home.remote, generation, timeout=timeout)
    from kg.query.lanes import Lanes

    return Lanes(generation, timeout=timeout, memory_mb=memory_mb, fast_seconds=timeout)


def _run(answering: "Answering", sparql: str, accept: str, name: str) -> tuple[str, bytes]:
    from kg.query.formats import NotOffered
    from kg.query.question import Question

    try:
        result = answering.run(Question(sparql, accept))
    except NotOffered:
        raise _unfit(sparql, name) from None
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
