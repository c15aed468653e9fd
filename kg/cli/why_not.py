"""`kg search --why-not`: what became of one record in a search."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from typer import Exit

from kg.cli.show import print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.answer.engine import Engine


def tell_why_not(
    engine: "Engine", text: str, asked: str, filters: Mapping[str, object], day: date, *, json: bool
) -> None:
    """Say which conditions the record (an IRI or DOI) breaks, or where it stands among the hits.

    Raises:
        BadInput: there is no such record; with `json`, `Exit` of the same code follows the answer.
    """
    from kg.answer.options import Options
    from kg.answer.why_not import why_not

    answer = why_not(engine, text, asked, Options(**filters), day)  # type: ignore[arg-type]
    if json:
        print_json(answer.as_json())
        if not answer.exists:
            raise Exit(BadInput.exit_code)
        return
    if not answer.exists:
        raise BadInput(answer.explanation)
    say(f"{answer.title or '(no title)'}\n{answer.iri}")
    say(answer.explanation)
    for broken in answer.failed:
        say(f"  ✗ {broken.slot}: {broken.sentence}; {broken.instead}")
    for reason in answer.because:
        say(f"  - {reason}")
    for name, value in (answer.scores or {}).items():
        if value is not None:
            say(f"  {name}: {value:.3f}")
