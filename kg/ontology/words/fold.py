"""Reduce inferred pairs that came or went to those worth reading: the rest follows from them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.ontology.change import Pair
from kg.ontology.hierarchy import Hierarchy


@dataclass(frozen=True, slots=True)
class Step:
    """`terms` all come (or cease) to lie below each of `highs`, the nearest first.

    `followers` are the terms that do so only because they lie below one of `terms`, before and after.
    """

    terms: tuple[str, ...]
    highs: tuple[str, ...]
    followers: tuple[str, ...]


def folded(
    pairs: Iterable[Pair], before: Hierarchy, after: Hierarchy, written: Collection[Pair] = ()
) -> list[Step]:
    """The pairs by term, terms with the same new highs together; what is carried along is only counted.

    A pair (low, high) is carried when low lies below some mid in both versions and (mid, high) is among
    the pairs too, or was `written`: then low says nothing that mid does not say.
    """
    found = frozenset(pairs)
    carrying = found | frozenset(written)
    highs: dict[str, set[str]] = defaultdict(set)
    carriers: dict[Pair, set[str]] = {}
    for low, high in found:
        both = before.broader.get(low, frozenset()) & after.broader.get(low, frozenset())
        above = {mid for mid in both if (mid, high) in carrying and low not in before.broader.get(mid, ())}
        if above:
            carriers[low, high] = above
        else:
            highs[low].add(high)
    together: dict[frozenset[str], list[str]] = defaultdict(list)
    for low, above in highs.items():
        together[frozenset(above)].append(low)
    depth = {iri: len(above) for iri, above in {**before.broader, **after.broader}.items()}
    steps = [_step(lows, above, carriers, depth) for above, lows in together.items()]
    return sorted(steps, key=lambda step: (-len(step.followers) - len(step.terms), step.terms))


def _step(
    lows: list[str], highs: frozenset[str], carriers: Mapping[Pair, set[str]], depth: Mapping[str, int]
) -> Step:
    terms = set(lows)
    followers = {low for (low, high), mids in carriers.items() if high in highs and mids & terms}
    nearest = sorted(highs, key=lambda iri: (-depth.get(iri, 0), iri))
    return Step(tuple(sorted(terms)), tuple(nearest), tuple(sorted(followers - terms)))


def followers(pairs: Iterable[Pair], before: Hierarchy, after: Hierarchy, written: Pair) -> tuple[str, ...]:
    """The terms that come along with a pair that was written, since they lie below its lower term."""
    mid, high = written
    lows = (low for low, above in pairs if above == high and low != mid)
    return tuple(
        sorted(
            low for low in lows if mid in before.broader.get(low, ()) and mid in after.broader.get(low, ())
        )
    )
