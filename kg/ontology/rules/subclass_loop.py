"""Find classes that lie below themselves by what editors wrote: all classes of the loop become one.

The edges followed are the stated parents and the named members of a definition by intersection; that two
classes are stated to be equivalent is no loop (see `new-equivalence`).
Source: rule 5 of the catalogue; constructed on PaNET: diffraction below x-ray diffraction makes eight new
equivalences and 262 new pairs, and no reasoner objects.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kg.ontology.axiom import SUBCLASS, Axiom
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import definition_edges, parent_edges, place
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    edges = stated_edges(view)
    for loop in loops(edges):
        yield _finding(view, _round(loop, edges), edges)


def stated_edges(view: View) -> Mapping[str, Mapping[str, Axiom]]:
    """Parents and members of definitions together."""
    found = {low: dict(above) for low, above in definition_edges(view).items()}
    for low, above in parent_edges(view).items():
        found.setdefault(low, {}).update(above)
    return found


def loops(edges: Mapping[str, Mapping[str, Axiom]]) -> list[tuple[str, ...]]:
    """The groups of two and more classes from each of which every other can be reached, sorted.

    Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without recursion.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []
    for start in sorted(edges):
        if start in index:
            continue
        work: list[tuple[str, Iterator[str]]] = [(start, iter(edges[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        while work:
            node, rest = work[-1]
            other = next(rest, None)
            if other is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_popped(stack, node, low))
            elif other not in index:
                index[other] = low[other] = len(index)
                stack.append(other)
                work.append((other, iter(edges.get(other, ()))))
            elif low[other] >= 0:
                low[node] = min(low[node], index[other])
    return sorted(group for group in found if len(group) > 1)


def _popped(stack: list[str], node: str, low: dict[str, int]) -> tuple[str, ...]:
    """The component that ends with `node`, taken off the stack; -1 marks what is done."""
    at = stack.index(node)
    group = stack[at:]
    del stack[at:]
    for each in group:
        low[each] = -1
    return tuple(sorted(group))


def _round(group: tuple[str, ...], edges: Mapping[str, Mapping[str, Axiom]]) -> list[str]:
    """One shortest way round through the first class of the group."""
    start, inside = group[0], set(group)
    came: dict[str, str] = {}
    front = [start]
    while front:
        following: list[str] = []
        for node in front:
            for other in sorted(edges.get(node, ())):
                if other == start:
                    way = [node]
                    while way[-1] != start:
                        way.append(came[way[-1]])
                    return [*reversed(way), start]
                if other in inside and other not in came:
                    came[other] = node
                    following.append(other)
        front = following
    return [*group, start]


def _finding(view: View, way: list[str], edges: Mapping[str, Mapping[str, Axiom]]) -> Finding:
    steps = " is below ".join(f"'{view.label(iri)}'" for iri in way)
    # The edge that a definition does not need is the likelier slip.
    pairs = list(pairwise(way))
    low, high = min(pairs, key=lambda pair: (edges[pair[0]][pair[1]].kind != SUBCLASS, pair))
    return Finding(
        rule="subclass-loop",
        level="fail",
        message=f"{steps}: by this loop they all become one class. Remove one of the edges.",
        term=low,
        text=view.label(high),
        cell=place(view, edges[low][high], low),
        suggestion=f"Remove the parent '{view.label(high)}' of '{view.label(low)}'.",
        key=" ".join(sorted(way[1:])),
        examples=tuple(view.label(iri) for iri in way[1:]),
    )


_TERMS = (
    row("00200", "scattering", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering"),
)

RULE = Rule(
    name="subclass-loop",
    level="fail",
    title="Classes lie below each other in a loop",
    why=(
        "All classes of the loop mean the same from then on, and so do classes defined by them: every "
        "dataset of one is found under all. Reasoners accept it in silence."
    ),
    remedy="Remove the edge that points from the broader term to the narrower one.",
    passing=Example(after=table(*_TERMS, row("01216", "x-ray diffraction", parent="diffraction"))),
    failing=Example(
        after=table(
            row("00200", "scattering", parent="owl:Thing"),
            row("01022", "diffraction", parent=("scattering", "x-ray diffraction")),
            row("01216", "x-ray diffraction", parent="diffraction"),
        )
    ),
    state=_state,
)
