"""A place in a list of hits that stays the same while the generation does: for paging without an end.

A cursor holds the generation, the day that access is judged on, the number of hits before it, and a digest of
the question. It goes as deep as the hits do, and is good for its question in its generation only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from kg.answer.sealed import seal, unseal
from kg.errors import BadInput

KIND = "cursor"


class StaleCursor(BadInput):
    """The cursor is of another generation, or of another question; the message says how to go on."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins."""

    generation: int
    as_of: date
    before: int
    question: str
    """The digest of what was asked."""

    def __str__(self) -> str:
        content = {"g": self.generation, "d": self.as_of.isoformat(), "n": self.before, "q": self.question}
        return seal(KIND, content)


def question_digest(parameters: Iterable[tuple[str, str]]) -> str:
    """What was asked, whatever the order of the parameters."""
    text = "\0".join(f"{name}\1{value}" for name, value in sorted(parameters))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def read_cursor(text: str, generation: int, question: str) -> Cursor:
    """The cursor, for this generation and question.

    Raises:
        BadInput: this is no cursor.
        StaleCursor: it belongs to another generation or question.
    """
    content = unseal(KIND, text)
    try:
        number, before = content["g"], content["n"]
        found = Cursor(number, date.fromisoformat(content["d"]), before, content["q"])
    except (KeyError, TypeError, ValueError):
        raise BadInput(f"This is no cursor: {text[:40]!r}. Ask again without it.") from None
    if not (isinstance(number, int) and isinstance(before, int) and 0 <= before < 2**40):
        raise BadInput(f"This is no cursor: {text[:40]!r}. Ask again without it.")
    if number != generation:
        raise StaleCursor(
            f"This cursor is of generation {number}; generation {generation} is served now, and its hits may "
            "stand in another order. Ask again without the cursor to begin with the first page."
        )
    if found.question != question:
        raise StaleCursor(
            "This cursor belongs to another question. Send it with the question and filters that gave it, "
            "or ask without it."
        )
    return found
