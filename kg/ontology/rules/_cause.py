"""Which removed statements took inferred pairs away, where a change removed statements of several kinds.

Each kind (a column of a table: Parent, Equivalent, Domain) is put back into the later version by itself; what
follows again was lost by it. Pairs that several kinds bring back go to the one that explains the most pairs
by the fewest statements; pairs that none brings back alone were lost by several together.
Case: PaNET v1.3.0 to May 2026 loses 49 pairs, 20 of them by the domains of two properties.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from weakref import ref

from kg.errors import BadInput
from kg.ontology.axiom import Axiom
from kg.ontology.change import Change, Pair
from kg.ontology.reason.classify import classify

_MOST = 6
"""Kinds that are tried; each is one more classification, and PaNET's tables have five columns of axioms."""


@dataclass(frozen=True)
class Cause:
    """Statements that were removed, and the pairs that were lost by it; no statements: by several kinds."""

    removed: tuple[Axiom, ...]
    pairs: tuple[Pair, ...]


def causes(change: Change, lost: list[Pair]) -> list[Cause]:
    """The causes of the pairs, largest first; one cause where there is nothing to tell apart."""
    kinds: dict[str, list[Axiom]] = defaultdict(list)
    for axiom in change.axioms_removed:
        kinds[axiom.kind].append(axiom)
    if not 1 < len(kinds) <= _MOST:
        return [Cause(change.axioms_removed, tuple(lost))]
    back = {kind: pairs & {*lost} for kind, pairs in _by_kind(change, kinds).items()}
    left, found = {*lost}, []
    for kind in sorted(kinds, key=lambda kind: (-len(back[kind]) / len(kinds[kind]), kind)):
        if own := back[kind] & left:
            found.append(Cause(tuple(kinds[kind]), tuple(sorted(own))))
            left -= own
    if left:
        found.append(Cause((), tuple(sorted(left))))
    return sorted(found, key=lambda cause: -len(cause.pairs))


_known: tuple[ref[Change], dict[str, frozenset[Pair]]] | None = None
"""Of the change asked about last: two rules ask about each, and a classification is what takes time."""


def _by_kind(change: Change, kinds: Mapping[str, list[Axiom]]) -> Mapping[str, frozenset[Pair]]:
    global _known
    known = _known
    if known is None or known[0]() is not change:
        known = ref(change), {kind: _brought_back(change, axioms) for kind, axioms in kinds.items()}
        _known = known
    return known[1]


def _brought_back(change: Change, axioms: list[Axiom]) -> frozenset[Pair]:
    """What follows if these statements still stood; nothing where that cannot be classified."""
    document = change.after.document
    whole = {**document.axioms, **dict.fromkeys(axioms)}
    try:
        return classify(replace(document, axioms=whole)).pairs
    except BadInput:
        return frozenset()


def split(found: list[Cause], least: int) -> Iterator[Cause]:
    """The causes that took at least so many pairs, each by itself; those that took fewer are put together."""
    large = [cause for cause in found if len(cause.pairs) >= least]
    small = [cause for cause in found if len(cause.pairs) < least]
    yield from large
    if small:
        removed = tuple(axiom for cause in small for axiom in cause.removed)
        yield Cause(removed, tuple(sorted(pair for cause in small for pair in cause.pairs)))
