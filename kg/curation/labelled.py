"""The pairs that curators labelled, each with their words and with what the rules decide alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.citation.book import Book
from kg.citation.curated import Slot, agreed, automatic, differ, heard
from kg.citation.label import UNSURE
from kg.citation.row import Label, Pair


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair, and the label of each curator, by who labelled it first."""

    pair: Pair
    labels: tuple[Label, ...]

    def rules(self, slot: Slot) -> str:
        """What is decided without labels."""
        if slot == "behind":
            return automatic(self.pair.behind, self.pair.behind_basis)
        return automatic(self.pair.reuse, self.pair.reuse_basis)

    def words(self, slot: Slot) -> dict[str, str]:
        """What each curator says who is sure, by name in the order in which they labelled."""
        said = heard(self.labels, slot)
        return {
            of.curator: said[of.curator] for of in self.labels if said.get(of.curator, "unsure") not in UNSURE
        }

    def truth(self, slot: Slot, least: int) -> str | None:
        """What `least` curators or more agree on; None where they do not, or contradict each other."""
        words = self.words(slot)
        if least > 1 or differ(words):
            return agreed(words)
        return next(iter(words.values()), None)


def labelled_pairs(book: Book) -> Iterator[Labelled]:
    """All pairs with labels, by what is cited; labels of what is no pair any more are left out."""
    ends = {
        (book.stands_for(of.cited) or of.cited, book.stands_for(of.citing) or of.citing)
        for of in book.labels()
    }
    for cited, citing in sorted(ends):
        for pair in book.pairs_of(cited=cited, citing=citing):
            last = {of.curator: of for of in book.labels_of(pair)}
            yield Labelled(pair, tuple(sorted(last.values(), key=lambda of: (of.at, of.curator))))
