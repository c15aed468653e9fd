"""One check of one identifier: pass, fail or unknown, in words, with what was looked at and a way out.

The words tell what records say. They judge no person and no intention.
"""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from kg.statement.record import Looked

Word = Literal["pass", "fail", "unknown"]
Check = Literal[
    "syntax", "existence", "kind", "level", "open", "licence", "facility", "instrument", "proposal", "people",
    "relation", "title", "metadata",
]  # fmt: skip
CHECKS: tuple[Check, ...] = get_args(Check)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check came to.

    `words` are one or two sentences. `looked` are the source records that were looked at; `remedy` is what
    the author or the editor can do, None where nothing is to be done. `items` are parts of the check with
    verdicts of their own, as (name, verdict, words).
    """

    check: Check
    verdict: Word
    words: str
    looked: tuple[Looked, ...] = ()
    remedy: str | None = None
    items: tuple[tuple[str, Word, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The JSON form, as it stands in the list `evidence`."""
        looked = [
            {"source": of.source, "origin": of.origin, "retrieved": of.retrieved, "record": of.graph}
            for of in self.looked
        ]
        items = [{"name": name, "verdict": word, "words": words} for name, word, words in self.items]
        more = {"items": items} if items else {}
        said = {"check": self.check, "verdict": self.verdict, "words": self.words, "remedy": self.remedy}
        return said | {"looked_at": looked} | more
