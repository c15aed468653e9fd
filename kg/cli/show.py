"""How the shell shows things: one JSON document or readable text on stdout, everything else on stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Protocol

import orjson
import typer

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PLACE",
        help="Folder of the store, or address of a SPARQL 1.1 engine (default: KG_STORE).",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout; progress on stderr.")]


class Progress(Protocol):
    """Called with what is being done, how many are done, and how many there are (None = unknown)."""

    def __call__(self, doing: str, done: int, total: int | None = None) -> None:
        """Show the state; called as often as the caller likes."""


def print_json(answer: object) -> None:
    """Write one JSON document to stdout."""
    sys.stdout.write(
        orjson.dumps(answer, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode() + "\n"
    )


def say(line: str = "") -> None:
    """Write a line to stdout."""
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(line + "\n")


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A progress bar on a terminal's stderr; silent with `quiet` or without a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda doing, done, total=None: None
        return
    from kg.cli.bar import bar

    with bar() as show:
        yield show
