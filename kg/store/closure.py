"""How far the stored closure of class hierarchies is the closure of `rdfs:subClassOf`.

A vocabulary's closure comes from a reasoner, and other files may add classes of their own: neither has to be
what a path over `rdfs:subClassOf` finds. What is recorded here lets a query use the closure in its place.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode

from kg.rdf.terms import Term
from kg.store.graph_reader import GraphReader

_EDGES = "SELECT ?low ?high WHERE { ?low rdfs:subClassOf ?high }"
_STORED = "SELECT ?low ?high WHERE { ?low pan:broaderOrSelf ?high }"
_MOST_LISTED = 1000

Pairs = Iterable[tuple[Term, Term]]


def closure_facts(reader: GraphReader) -> dict[str, Any]:
    """`members`: classes in a stored closure; `inexact`: IRIs of those for which a path may find others.

    `inexact` is None where they are too many to list.
    """
    edges, stored = ([(row["low"], row["high"]) for row in reader.rows(query)] for query in (_EDGES, _STORED))
    members, inexact = exactness(edges, stored)
    return {"members": members, "inexact": inexact if len(inexact) <= _MOST_LISTED else None}


def exactness(edges: Pairs, stored: Pairs) -> tuple[int, list[str]]:
    """How many classes have a closure, and which differ from what zero or more steps over the edges reach.

    A class is exact when both everything above it and everything below it are the same either way.
    """
    up, down = _steps(edges)
    above, below = _steps(stored)
    members = [node for node, reached in above.items() if node in reached and isinstance(node, NamedNode)]
    inexact = [
        node.value
        for node in members
        if not (_reaches_just(node, up, above[node]) and _reaches_just(node, down, below[node]))
    ]
    return len(members), sorted(inexact)


def _steps(pairs: Pairs) -> tuple[dict[Term, set[Term]], dict[Term, set[Term]]]:
    there: dict[Term, set[Term]] = defaultdict(set)
    back: dict[Term, set[Term]] = defaultdict(set)
    for low, high in pairs:
        there[low].add(high)
        back[high].add(low)
    return there, back


def _reaches_just(start: Term, steps: dict[Term, set[Term]], expected: set[Term]) -> bool:
    """Whether zero or more steps lead to the expected nodes and no other; stops at the first other one."""
    seen, waiting = {start}, [start]
    while waiting:
        for node in steps.get(waiting.pop(), ()):
            if node not in seen:
                if node not in expected:
                    return False
                seen.add(node)
                waiting.append(node)
    return seen == expected
