"""Why something follows now, or no longer follows."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kg.ontology.change import Change
from kg.ontology.document import Document
from kg.ontology.sentence import Sentence
from kg.ontology.words.fold import Step
from kg.ontology.words.names import Names
from kg.ontology.words.phrase import statement

Explain = Callable[[Document, str, str, Callable[[str], str]], tuple[str, ...]]
"""Why `low` lies below `high` in a document: axioms in plain words (`kg.ontology.reason.explain`)."""

Reason = Callable[[Sentence, Step], Sentence]
"""Gives the sentence about a step its reason, if there is one to give."""

EXPLAINED = 3
"""Steps of one kind and direction that are explained; each costs some runs of the reasoner."""


@dataclass
class Reasons:
    """The reasons of the first few gains and losses of one change; without `explain` there are none."""

    change: Change
    names: Names
    explain: Explain | None
    _spent: Counter[str] = field(default_factory=Counter)

    def gain(self, sentence: Sentence, step: Step) -> Sentence:
        """With the axiom in the text that brings the nearest broader term in, and all of them beside it."""
        low, high = step.terms[0], step.highs[0]
        axioms = self._axioms(f"gain {sentence.kind}", self.change.after.document, low, high)
        label, own = self.names.label(high), self.names.of(low)
        bringing = [each for each in axioms if label in each and not each.startswith(own)]
        if not bringing:
            return replace(sentence, because=axioms)
        first, stop, rest = sentence.text.partition(".")
        text = f"{first}, because {bringing[-1].rstrip('.')}{stop}{rest}"
        return replace(sentence, text=text, because=axioms)

    def loss(self, sentence: Sentence, step: Step) -> Sentence:
        """With the axioms on which it rested and that are no longer stated; with all where those all are."""
        axioms = self._axioms(
            f"loss {sentence.kind}", self.change.before.document, step.terms[0], step.highs[0]
        )
        gone = {statement(each, self.names.of) for each in self.change.axioms_removed}
        said = tuple(f"it is no longer stated that {each}" for each in axioms if each in gone)
        return replace(sentence, because=said or tuple(f"it rested on this: {each}" for each in axioms))

    def _axioms(self, sort: str, document: Document, low: str, high: str) -> tuple[str, ...]:
        if self.explain is None or self._spent[sort] == EXPLAINED:
            return ()
        self._spent[sort] += 1
        return self.explain(document, low, high, self.names.of)
