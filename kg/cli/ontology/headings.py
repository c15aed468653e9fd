"""The headings of a table, so that a place can be told in the words that the editor sees."""

import csv
from io import StringIO
from pathlib import Path

from kg.errors import BadInput
from kg.ontology.document import Document

_ENOUGH = 65_536
"""Bytes that hold the first row of any table made by people."""


def headings(document: Document) -> tuple[str, ...]:
    """The first row of a ROBOT template; empty for other formats and where it cannot be read again."""
    if document.format != "robot-template":
        return ()
    try:
        text = _beginning(document.name).decode("utf-8-sig", errors="replace")
        separator = "\t" if document.name.endswith(".tsv") else ","
        return tuple(next(csv.reader(StringIO(text, newline=""), delimiter=separator), ()))
    except (OSError, BadInput, csv.Error):
        return ()


def _beginning(name: str) -> bytes:
    if not Path(name).is_file():
        from kg.ontology.read.revision import blob

        return blob(name)[:_ENOUGH]
    with Path(name).open("rb") as file:
        return file.read(_ENOUGH)
