"""What was worked out about versions already, so that a history classifies each logic once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.finding import Finding
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.policy import Policy
from kg.ontology.reason.classify import classify
from kg.ontology.rule import Rule
from kg.ontology.view import View

Kept = TypeVar("Kept")

_KEPT = 16
"""Versions kept: a history compares neighbours, and its branches are short."""


class Memory:
    """Views of documents, their hierarchies by logical content, and what rules found in them.

    One memory serves one policy and one set of rules; it is not for several threads.
    """

    def __init__(
        self, policy: Policy | None = None, reasoner: Callable[[Document], Hierarchy] = classify
    ) -> None:
        self._policy = policy or Policy()
        self._reasoner = reasoner
        self._hierarchies: OrderedDict[Hashable, Hierarchy] = OrderedDict()
        self._views: OrderedDict[Hashable, View] = OrderedDict()
        self._findings: OrderedDict[Hashable, tuple[View, tuple[Finding, ...]]] = OrderedDict()

    def view(self, document: Document) -> View:
        """The document with its hierarchy; one that cannot be classified has an empty, incomplete one."""
        known = _recalled(self._views, id(document))
        if known is not None and known.document is document:
            return known
        return _kept(self._views, id(document), View(document, self._hierarchy(document), self._policy))

    def found(self, view: View, rules: Iterable[Rule]) -> tuple[Finding, ...]:
        """What the rules on single versions find in this one, one finding for each place."""
        known = _recalled(self._findings, id(view))
        if known is not None and known[0] is view:
            return known[1]
        told = (each for rule in rules if rule.state for each in rule.state(view))
        singles = tuple(single for each in told for single in (each.members or (each,)))
        return _kept(self._findings, id(view), (view, singles))[1]

    def _hierarchy(self, document: Document) -> Hierarchy:
        key = _logic(document)
        known = _recalled(self._hierarchies, key)
        if known is not None:
            return known
        try:
            found = self._reasoner(document)
        except BadInput as error:
            found = Hierarchy({}, (), False, "none", (str(error),))
        return _kept(self._hierarchies, key, found)


def _logic(document: Document) -> Hashable:
    """What the hierarchy depends on: axioms, kinds of terms, and what is missing.

    Not the triples: blank nodes have other names each time a file is read. What the axioms leave out of
    them is a fault by which something is lost.
    """
    parts: list[Hashable] = []
    for each in document.with_imports:
        written = frozenset(each.axioms)
        kinds = frozenset((iri, term.kinds) for iri, term in each.terms.items())
        lost = tuple(fault.message for fault in each.faults if fault.lost)
        # The reasons for an incomplete hierarchy name the file.
        name = each.name if lost or each.missing_imports else ""
        parts.append((written, kinds, lost, each.missing_imports, name))
    return tuple(parts)


def _recalled(kept: OrderedDict[Hashable, Kept], key: Hashable) -> Kept | None:
    if key in kept:
        kept.move_to_end(key)
    return kept.get(key)


def _kept(kept: OrderedDict[Hashable, Kept], key: Hashable, value: Kept) -> Kept:
    kept[key] = value
    while len(kept) > _KEPT:
        kept.popitem(last=False)
    return value
