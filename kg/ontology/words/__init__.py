"""A change in plain words: what was written differently, and apart from it what follows differently."""

from kg.ontology.change import Change
from kg.ontology.sentence import Sentence
from kg.ontology.words.consequences import consequences
from kg.ontology.words.reasons import Explain
from kg.ontology.words.statements import statements
from kg.ontology.words.terms import terms


def sentences(change: Change, explain: Explain | None = None, complete: bool = True) -> tuple[Sentence, ...]:
    """The whole change, what was written first; never empty.

    Order, line ends, blank nodes and another form of the same table leave no trace here. `explain` gives the
    reasons of the first few consequences. Where a version could not be classified in full (`complete` is
    False), nothing is said of consequences, since nobody knows them.
    """
    written = [*terms(change), *statements(change)]
    if not complete:
        return (*written, Sentence("inferred", "What follows from this change is unknown: see the findings."))
    following = list(consequences(change, explain))
    if not written and not following:
        return (Sentence("asserted", "No semantic change: terms, texts and axioms are the same."),)
    if not following and not (change.axioms_added or change.axioms_removed):
        return (*written, Sentence("inferred", "The hierarchy stays as it was."))
    return (*written, *following)
