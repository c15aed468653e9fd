"""Find terms with stated parents that also lie directly below a class which nobody names as their parent.

That happens where a class is defined by the very parents that a term has: it belongs between them. Only terms
without a definition of their own are told, since those with one are placed by the reasoner on purpose.
Source: PaNET's operating procedure ("a new term sits below its closest broader terms").
"""

from collections.abc import Iterator

from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import THING, defined, parent_edges, quoted, somewhere
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    has_definition = defined(view)
    for low, above in parent_edges(view).items():
        if low in has_definition or low not in view.hierarchy.broader:
            continue
        same = {
            other
            for each in above
            for other in view.hierarchy.broader.get(each, ())
            if _equal(view, each, other)
        }
        for high in sorted(view.hierarchy.parents(low) - above.keys() - same - {THING}):
            # The members of its definition that the term has as parents; without two it follows otherwise.
            via = sorted(each for each in above if each in view.hierarchy.broader.get(high, ()))
            if high in view.document.classes and len(via) > 1:
                yield _finding(view, low, high, via)


def _equal(view: View, one: str, other: str) -> bool:
    return one in view.hierarchy.broader.get(other, ())


def _finding(view: View, low: str, high: str, via: list[str]) -> Finding:
    parents = [view.label(each) for each in via]
    return Finding(
        rule="missing-parent-edge",
        level="info",
        message=f"'{view.label(low)}' has the parents {quoted(parents)}, and so it also lies below "
        f"'{view.label(high)}', which stands between. Name that as its parent instead of them.",
        term=low,
        text=view.label(low),
        cell=somewhere(view, low),
        suggestion=f"Set the parent '{view.label(high)}' in place of {quoted(parents)}.",
        key=high,
    )


_TERMS = (
    row("01022", "diffraction", parent="owl:Thing"),
    row("01012", "x-ray technique", parent="owl:Thing"),
    row("01216", "x-ray diffraction", equal=("diffraction", "x-ray technique")),
)

RULE = Rule(
    name="missing-parent-edge",
    level="info",
    title="A closer parent is not named",
    why="The table shows the term beside the one it belongs to; editors then make that term a second time.",
    remedy="Name the closest broader term as the parent; the wider ones follow from it.",
    passing=Example(
        after=table(*_TERMS, row("01160", "energy dispersive x-ray diffraction", parent="x-ray diffraction"))
    ),
    failing=Example(
        after=table(
            *_TERMS,
            row("01160", "energy dispersive x-ray diffraction", parent=("diffraction", "x-ray technique")),
        )
    ),
    state=_state,
)
