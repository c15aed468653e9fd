"""The headings of a table, so that a place can be told in the words that the editor sees."""

import csv
from io import StringIO

from kg.ontology.read.form import TEMPLATE

_ENOUGH = 65_536
"""Bytes that hold the first row of any table made by people."""


def headings_in(data: bytes, format: str, name: str) -> tuple[str, ...]:
    """The first row of a ROBOT template; empty for other formats and where it cannot be read again."""
    if format != TEMPLATE:
        return ()
    text = data[:_ENOUGH].decode("utf-8-sig", errors="replace")
    separator = "\t" if name.lower().endswith(".tsv") else ","
    try:
        return tuple(next(csv.reader(StringIO(text, newline=""), delimiter=separator), ()))
    except csv.Error:
        return ()
