"""Two reasoners on one document: what only one of them finds."""

from dataclasses import dataclass

from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.reason.classify import classify


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of two hierarchies.

    `only_first` and `only_second` are (narrower, broader) pairs, `apart` the classes that only one of the two
    finds to have no members.
    """

    first: Hierarchy
    second: Hierarchy
    only_first: frozenset[tuple[str, str]]
    only_second: frozenset[tuple[str, str]]
    apart: frozenset[str]

    @property
    def agree(self) -> bool:
        """Whether they find the same."""
        return not (self.only_first or self.only_second or self.apart)


def compare(document: Document, first: str = "rustdl", second: str = "hermit") -> Comparison:
    """Classify with both. Raises as `classify` does."""
    return compared(classify(document, first), classify(document, second))


def compared(first: Hierarchy, second: Hierarchy) -> Comparison:
    """The difference of two hierarchies of one document."""
    return Comparison(
        first,
        second,
        first.pairs - second.pairs,
        second.pairs - first.pairs,
        frozenset(first.unsatisfiable) ^ frozenset(second.unsatisfiable),
    )
