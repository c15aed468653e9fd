"""`kg citations labels`: all labels that stand, by pair."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.label import line, told
from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.curation.label_list import Listed

_FORMATS = ("text", "csv", "json")
_NO_LABELS = (
    "No pair has a label. Give one: kg citations label CITING CITED --behind independent --curator NAME"
)


def labels(
    format: Annotated[str, typer.Option(help=f"One of: {', '.join(_FORMATS)}.")] = "text",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List every label that stands, how curators stand to each other, and what is decided.

    For example: kg citations labels --format csv. How far they agree in all, and kappa: kg eval behind
    """
    from kg.citation.book import Book
    from kg.cli.stores import current_of, home_to_read
    from kg.curation.label_list import label_list, labels_csv
    from kg.report.book_file import book_of

    wanted = "json" if as_json else format
    if wanted not in _FORMATS:
        raise BadInput(f"No format is called {format[:40]!r}; there are: {', '.join(_FORMATS)}.")
    generation = current_of(home_to_read(store))
    with Book.open(book_of(generation)) as book:
        found = label_list(book)
    if wanted == "json":
        print_json({"generation": generation.number, "labels": [one.as_json() for one in found]})
    elif wanted == "csv":
        say(labels_csv(found).rstrip("\r\n"))
    else:
        _show_list(found)


def _show_list(found: "Sequence[Listed]") -> None:
    if not found:
        say(_NO_LABELS)
    last = None
    for one in found:
        if (one.citing, one.cited) != last:
            last = one.citing, one.cited
            say(line(f"{one.citing} cites {one.cited}"))
            say(f"  {_decided(one)}")
        say(f"    {told(one)}")


def _decided(one: "Listed") -> str:
    if one.decided_behind is None:
        return "no source says so any more"
    rules = f"by the rules {one.rules_behind}, reuse {one.rules_reuse}"
    stand = f"curators: {one.curators_behind}, reuse {one.curators_reuse}"
    return f"{one.decided_behind}, reuse {one.decided_reuse} ({rules}; {stand})"
