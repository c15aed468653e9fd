"""A question as its words, and what recognisers found in it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.read.chip import Ambiguous, Ask, Chip, Unmapped
from kg.read.token import Token

if TYPE_CHECKING:  # the lexicon reads tables whose words are compared as a sentence's are
    from kg.read.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Sentence:
    """The text, its tokens, its language, and the tokens that an earlier recogniser took."""

    text: str
    tokens: tuple[Token, ...]
    lang: str = "en"
    taken: frozenset[int] = frozenset()
    today: date | None = None

    def written(self, start: int, stop: int) -> str:
        """The words [start, stop) as they stand in the text."""
        return self.text[slice(*self.span(start, stop))]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The place of the tokens [start, stop) in the text."""
        return self.tokens[start].start, self.tokens[stop - 1].end

    def is_free(self, start: int, stop: int) -> bool:
        """Whether nothing took any of the tokens [start, stop)."""
        return not any(at in self.taken for at in range(start, stop))

    def free_runs(self) -> Iterator[range]:
        """The longest runs of tokens that nothing took."""
        start = None
        for at in range(len(self.tokens) + 1):
            is_free = at < len(self.tokens) and at not in self.taken
            if is_free and start is None:
                start = at
            elif not is_free and start is not None:
                yield range(start, at)
                start = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the tokens [start, stop) may mean.

    Of overlapping findings the longer one stands; of equally long ones that of the lower `rank`, then the one
    that stands first.
    """

    start: int
    stop: int
    chips: tuple[Chip, ...] = ()
    ambiguous: Ambiguous | None = None
    unmapped: Unmapped | None = None
    ask: Ask | None = None
    unknown: str | None = None
    """A sentence about an identifier that is well-formed and stands for nothing here."""
    rank: int = 0
    filler: bool = False
    """Words that are understood and mean no condition ("find all datasets where the")."""
    is_left: bool = False
    """Words that would be a condition if what they are joined with were understood; they stay words."""
    entity: str | None = None
    """What is asked for, as the words say: dataset, instrument, facility, person, publication …"""


Recogniser = Callable[[Sentence, "Lexicon"], Iterable[Found]]


def settle(found: Iterable[Found]) -> list[Found]:
    """Those that stand, from left to right; a remark on words that stay unread is a finding of no tokens."""
    taken: set[int] = set()
    standing = []
    for one in sorted(found, key=lambda of: (-(of.stop - of.start), of.rank, of.start)):
        places = set(range(one.start, one.stop))
        if (places or one.unknown) and not places & taken:
            taken |= places
            standing.append(one)
    return sorted(standing, key=lambda of: of.start)
