"""Why one class lies below another: the fewest axioms that make it so, in plain words."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.ontology.axiom import Axiom
from kg.ontology.document import Document
from kg.ontology.reason import engine
from kg.ontology.reason.module import Modules
from kg.ontology.words.phrase import statement

_MOST = 2_000
"""Axioms of a module that are looked through; PaNET's largest has 83."""

Label = Callable[[str], str]


def explain(document: Document, low: str, high: str, label: Label) -> tuple[str, ...]:
    """The axioms from which it follows that `low` lies below `high`, each a statement; () where it does not.

    None of them can be spared. The same document gives the same answer. Raises as `justification` does.
    """
    return tuple(statement(axiom, label) for axiom in justification(document, low, high))


def explain_all(
    document: Document, pairs: Iterable[tuple[str, str]], label: Label
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """`explain` for several (low, high) pairs of one document, which is prepared only once."""
    reasons = Reasons(document)
    return {
        (low, high): tuple(statement(axiom, label) for axiom in reasons.of(low, high)) for low, high in pairs
    }


def justification(document: Document, low: str, high: str | None) -> tuple[Axiom, ...]:
    """The axioms themselves; with `high` None, why `low` cannot have members.

    Raises:
        BadInput: the reasoner cannot read them.
    """
    return Reasons(document).of(low, high)


class Reasons:
    """Finds justifications in one document and its imports."""

    def __init__(self, document: Document) -> None:
        axioms = dict.fromkeys(axiom for each in document.with_imports for axiom in each.axioms)
        self._modules = Modules(axioms)

    def module(self, low: str) -> tuple[Axiom, ...]:
        """All axioms on which it can depend what lies above the class."""
        return self._modules.of(low)

    def of(self, low: str, high: str | None) -> tuple[Axiom, ...]:
        """The justification of one pair, in the order of the document; () where it does not follow.

        Of several it is the shorter of the two that are found by sparing the last and the first axioms.
        """
        axioms = self.module(low)
        if len(axioms) > _MOST or not needed(axioms, low, high):
            return ()
        found = [spare(order, low, high) for order in (axioms, axioms[::-1])]
        fewest = min(found, key=len)
        return tuple(axiom for axiom in axioms if axiom in fewest)


def needed(axioms: Sequence[Axiom], low: str, high: str | None) -> bool:
    """Whether it follows from these axioms."""
    classes = (low,) if high is None else (low, high)
    return engine.follows(classes, axioms, low, high)


def spare(axioms: Sequence[Axiom], low: str, high: str | None) -> list[Axiom]:
    """Axioms of which none can be spared: half is left out if possible, then a quarter, down to one."""
    kept = list(axioms)
    size = max(1, len(kept) // 2)
    while size:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if needed(fewer, low, high):
                kept = fewer
            else:
                start += size
        size //= 2
    return kept
