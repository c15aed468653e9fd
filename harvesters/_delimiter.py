"""Tables with other delimiters than commas: spreadsheets of half of Europe write semicolons."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import TextIO

_DELIMITERS = ",;\t"


def rows_of(file: TextIO) -> "csv.DictReader[str]":
    """The rows of a table, by the delimiter that its line of names has most of; by commas if it has none."""
    first = file.readline()
    delimiter = max(_DELIMITERS, key=first.count)
    return csv.DictReader(_again(first, file), delimiter=delimiter)


def _again(first: str, file: TextIO) -> Iterator[str]:
    return chain([first] if first else [], file)
