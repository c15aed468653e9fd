"""All classes above each, from the nearest ones, in circles too."""

from collections.abc import Mapping, Set


def closure(nearest: Mapping[str, Set[str]]) -> dict[str, frozenset[str]]:
    """Everything that can be reached from each class; the class itself is left out. Sorted by class.

    Classes that reach each other are one component (Tarjan's algorithm, without recursion), and the
    components come out in the order in which what lies above them is known already.
    """
    above: dict[str, frozenset[str]] = {}
    for group in _components(nearest):
        whole: set[str] = set(group)
        for iri in group:
            for high in nearest[iri]:
                if high not in whole:
                    whole.add(high)
                    whole |= above[high]
        for iri in group:
            above[iri] = frozenset(whole - {iri})
    return {iri: above[iri] for iri in sorted(above)}


def _components(nearest: Mapping[str, Set[str]]) -> list[list[str]]:
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    open_: set[str] = set()
    found: list[list[str]] = []
    for root in nearest:
        if root in order:
            continue
        work = [(root, iter(nearest[root]))]
        order[root] = lowest[root] = len(order)
        stack.append(root)
        open_.add(root)
        while work:
            iri, highs = work[-1]
            high = next(highs, None)
            if high is None:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[iri])
                if lowest[iri] == order[iri]:
                    group = _popped(stack, iri)
                    open_.difference_update(group)
                    found.append(group)
            elif high not in order:
                order[high] = lowest[high] = len(order)
                stack.append(high)
                open_.add(high)
                work.append((high, iter(nearest[high])))
            elif high in open_:
                lowest[iri] = min(lowest[iri], order[high])
    return found


def _popped(stack: list[str], last: str) -> list[str]:
    place = stack.index(last)
    group = stack[place:]
    del stack[place:]
    return group
