"""Relative IRIs in queries and updates mean addresses below the endpoint, as the protocol suggests."""

import re
from collections.abc import Callable
from typing import TypeVar

from kg.errors import BadQuery
from kg.rdf.excerpt import excerpt

_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)[^<>\"{}|^`\\\x00-\x20]*>")

_Answer = TypeVar("_Answer")


def run_with_base(sparql: str, base: str, run: Callable[[str], _Answer]) -> _Answer:
    """Run a text, with a base IRI before it where that may matter; errors keep their place."""
    if not _RELATIVE.search(sparql):
        return run(sparql)
    added = f"BASE <{base}> "
    try:
        return run(added + sparql)
    except BadQuery as error:
        raise _moved(error, len(added), sparql) from None


def _moved(error: BadQuery, added: int, sparql: str) -> BadQuery:
    """The error at its place in the text that the client sent."""
    if error.line != 1 or error.column is None:
        return error
    column = max(error.column - added, 1)
    told = str(error).replace(f"line 1, column {error.column}", f"line 1, column {column}")
    shown = excerpt(sparql, 1, column) if error.excerpt is not None else None
    return BadQuery(told, 1, column, excerpt=shown, engine_message=error.engine_message)
