"""`kg search --why-not`: what became of one record in a search."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from kg.cli.show import print_json, say

if TYPE_CHECKING:
    from kg.answer.engine import Engine


def tell_why_not(
    engine: "Engine", text: str, asked: str, filters: Mapping[str, object], day: date, *, json: bool
) -> None:
    """Say which conditions the record (an IRI or DOI) breaks, or where it stands among the hits."""
    from kg.answer.options import Options
    from kg.answer.why_not import why_not

    answer = why_not(engine, text, asked, Options(**filters), day)  # type: ignore[arg-type]
    if json:
        print_json(answer.as_json())
        return
    say(f"{answer.title or '(no title)'}\n{answer.iri}" if answer.exists else asked)
    say(answer.explanation)
    for broken in answer.failed:
        say(f"  ✗ {broken.slot}: {broken.sentence}; {broken.instead}")
    for reason in answer.because:
        say(f"  - {reason}")
    for name, value in (answer.scores or {}).items():
        if value is not None:
            say(f"  {name}: {value:.3f}")
