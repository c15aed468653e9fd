"""What to try where nothing was found, by what the question holds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.answer.search import SearchAnswer

_MOST = 5


def advice(answer: "SearchAnswer") -> tuple[str, ...]:
    """Sentences for an answer without hits; none for one with hits."""
    return tuple(dict.fromkeys(_advice(answer)))[:_MOST] if not answer.total else ()


def _advice(answer: "SearchAnswer") -> Iterator[str]:
    for doi in answer.absent_dois:
        yield f"No record here has the DOI {doi}: check it, or search for words of the title."
    conditions = answer.matching.conditions if answer.matching else ()
    alone = [of for of in conditions if of.slot != "doi" and not of.negated and not of.holds.any()]
    for of in alone:
        yield f"This graph has no data {of.sentence}."
    if answer.absent_dois or alone:
        return
    if answer.reading.unmatched:
        words = ", ".join(answer.reading.unmatched[:_MOST])
        yield f"No dataset that meets the rest is found by the words {words}: use fewer, or other ones."
    if len(conditions) > 1:
        yield "Each condition alone has data; drop one of them."
