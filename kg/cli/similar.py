"""`kg similar`: datasets like a given one, with the reasons."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.answer.similar import Similar


def register(app: typer.Typer) -> None:
    """Add `similar`."""
    app.command("similar")(similar)


def similar(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="IRI or DOI of the dataset.")],
    limit: Annotated[int, typer.Option(help="Datasets to show, at most 100.")] = 10,
    as_of: Annotated[str | None, typer.Option(help="Day (ISO) that access is judged for; today.")] = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show datasets like a given one: near in meaning, or with technique, sample or people in common."""
    from kg.answer.similar import similar as find
    from kg.cli.search import open_engine
    from kg.cli.stores import current_of, home_to_read
    from kg.settings import Settings

    day = _day(as_of)
    home = home_to_read(store)
    current_of(home)
    engine = open_engine(home.path, Settings())
    found = find(engine, iri, day, limit)
    if json:
        told = {"iri": iri, "similar": [of.as_json() for of in found], "as_of": day.isoformat()}
        dense = {"dense": engine.without_dense is None, "dense_reason": engine.without_dense}
        print_json(told | dense | {"generation": engine.generation})
        return
    _show(found)
    if engine.without_dense:
        say(f"\nNot compared by meaning. {engine.without_dense}")


def _show(found: "Sequence[Similar]") -> None:
    for place, of in enumerate(found, start=1):
        say(f"{place:3}. {of.title or '(no title)'}")
        say(f"     {of.iri}")
        say(f"     - {of.reasons}")
    if not found:
        say("No dataset here has technique, sample or people in common with it, or is similar in meaning.")


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise BadInput(f"--as-of takes an ISO date such as 2026-01-31, not {text!r}.") from None
