"""`kg read`: what is understood of a question."""

from datetime import date
from typing import Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, complain, print_json, say
from kg.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add `read`."""

    @app.command()
    def read(
        text: Annotated[str, typer.Argument(help="The question, as one would type it into the search.")],
        today: Annotated[
            str | None, typer.Option(help='Day (ISO) that "last year" is counted from; today.')
        ] = None,
        as_of: Annotated[str | None, typer.Option(help="Day (ISO) that access is judged for; today.")] = None,
        json: JsonOption = False,
        store: StoreOption = None,
    ) -> None:
        """Say what a question means here: its conditions, the words left over, and both as SPARQL.

        Read with the names of the published store; without one, with those that this program ships.
        """
        answer = _answer(text, _day("--today", today), _day("--as-of", as_of), store)
        print_json(answer) if json else _show(answer)


def _answer(text: str, today: date, as_of: date, store: str | None) -> dict[str, Any]:
    from kg.answer.reading_answer import SHIPPED, read_with, read_without
    from kg.cli.stores import current_of, home_to_read

    home = home_to_read(store)
    generation = current_of(home) if store is not None else home.current()
    if generation is None:
        from kg.read.lexicon import shipped_lexicon

        complain(SHIPPED)
        return read_without(shipped_lexicon(), text, today, as_of)
    from kg.answer.engine import Engine

    return read_with(Engine.open(generation, None), text, today, as_of)


def _day(option: str, text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise BadInput(f"{option} takes an ISO date such as 2026-01-31, not {text!r}.") from error


def _first(choice: dict[str, Any]) -> str:
    """The first meaning that is more than the plain word."""
    labels = [str(of["label"]) for of in choice["choices"]]
    return next(
        (label for label, of in zip(labels, choice["choices"], strict=True) if of["slot"] != "text"),
        labels[0],
    )


def _show(answer: dict[str, Any]) -> None:
    """A line for each chip with its basis, then what was not understood."""
    rows = [
        (("not " if chip["negated"] else "") + chip["slot"], chip["label"], chip["basis"])
        for chip in answer["chips"]
    ]
    widths = [max((len(row[at]) for row in rows), default=0) for at in (0, 1)]
    for slot, label, basis in rows:
        say(f"  {slot:{widths[0]}}  {label:{widths[1]}}  {basis}")
    for each in answer["sentences"]:
        say(f"  = {each['sentence']}")
    if answer["asked"]:
        say(f"  asked: {answer['asked']}")
    elif not rows:
        say("  Nothing here is a condition.")
    for choice in answer["ambiguous"]:
        meanings = ", ".join(of["label"] for of in choice["choices"])
        say(f"  “{choice['text']}” may mean: {meanings}; write which, such as “{_first(choice)}”")
    for one in answer["unmapped"]:
        broader = ", ".join(of["label"] for of in one["broader"]) or "none"
        say(f"  “{one['text']}” is a technique that PaNET does not have; broader ones: {broader}")
    for line in answer["unknown"]:
        say(f"  {line}")
    if answer["unmatched"]:
        say(f"  words: {', '.join(answer['unmatched'])}")
