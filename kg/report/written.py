"""A report or its pairs in the formats that need no page: JSON, CSV, Markdown and Scholix."""

from collections.abc import Callable

import orjson

from kg.errors import BadInput
from kg.report.markdown import markdown
from kg.report.pair_list import Chosen, pair_list
from kg.report.pair_table import pairs_csv
from kg.report.report import report_on
from kg.report.scholix import scholix
from kg.report.scope import Scope

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "scholix3": "application/json",
    "scholix4": "application/json",
}
"""The formats, and what they are called on the web."""

SUFFIXES = {
    "json": "json",
    "csv": "csv",
    "markdown": "md",
    "scholix3": "scholix-v3.json",
    "scholix4": "scholix-v4.json",
}
"""How the names of their files end."""


def written(scope: Scope, format: str, since: str | None = None) -> str:
    """The whole report, or all its pairs, in one of MEDIA_TYPES.

    Raises:
        BadInput: there is no such format, or `since` cannot be.
    """
    writers: dict[str, Callable[[], str]] = {
        "json": lambda: _json(report_on(scope, since).as_json()),
        "csv": lambda: pairs_csv(scope, pair_list(scope, Chosen({})).pairs),
        "markdown": lambda: markdown(report_on(scope, since)),
        "scholix3": lambda: _json(scholix(scope, pair_list(scope, Chosen({})).pairs, 3)),
        "scholix4": lambda: _json(scholix(scope, pair_list(scope, Chosen({})).pairs, 4)),
    }
    if format not in writers:
        raise BadInput(f"No format is called {format[:40]!r}; there are: {', '.join(writers)}.")
    return writers[format]()


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n"
