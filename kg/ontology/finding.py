"""What a rule has to say about one place of an ontology."""

from dataclasses import dataclass
from typing import Literal

from kg.ontology.document import Cell

Level = Literal["fail", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `message` is a whole sentence in an editor's words; `text` is what stands in the file (a label, a
    reference, a row); `suggestion` is what would mend it, None where nothing is known; `count` is the number
    of places it stands for (`message` then says so and `examples` names some). `key` tells findings of two
    versions apart: a finding whose (rule, term, key) was there before is an older one. It holds no row
    numbers, since a row inserted above moves them all. `members` are the single findings that a grouped one
    stands for.
    """

    rule: str
    level: Level
    message: str
    term: str | None = None
    text: str | None = None
    cell: Cell | None = None
    suggestion: str | None = None
    count: int = 1
    key: str = ""
    examples: tuple[str, ...] = ()
    members: "tuple[Finding, ...]" = ()

    @property
    def identity(self) -> tuple[str, str | None, str]:
        """What makes it the same finding in another version."""
        return self.rule, self.term, self.key or self.text or ""
