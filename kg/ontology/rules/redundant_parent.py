"""Find stated parents that already follow from another stated parent: A below N and B, and N below B.

Only stated parents are compared, and a parent that the term's own definition names. Source: PaNET's operating
procedure ("edges made redundant by a new term are removed"); case: PaNET 84fcd5d.
"""

from collections.abc import Iterator

from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import definition_edges, parent_edges, place
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    definitions = definition_edges(view)
    broader = view.hierarchy.broader
    for low, above in parent_edges(view).items():
        for high, axiom in above.items():
            if not isinstance(axiom.parts[1], str):
                continue
            through = [
                near
                for near in sorted({*above, *definitions.get(low, ())} - {high})
                if high in broader.get(near, ()) and near not in broader.get(high, ())
            ]
            if through or high in definitions.get(low, ()):
                yield Finding(
                    rule="redundant-parent",
                    level="info",
                    message=f"'{view.label(low)}' has the parent '{view.label(high)}', which already "
                    "follows from "
                    + (f"'{view.label(through[0])}', its other parent." if through else "its own definition.")
                    + " The edge can be removed; nothing is lost by it.",
                    term=low,
                    text=view.label(high),
                    cell=place(view, axiom, low),
                    suggestion=f"Remove the parent '{view.label(high)}'.",
                    key=high,
                )


_TERMS = (
    row("00200", "scattering", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering"),
)

RULE = Rule(
    name="redundant-parent",
    level="info",
    title="A parent follows from another parent",
    why="A redundant edge hides the tree: when the term between is moved, the old edge stays and holds it "
    "back.",
    remedy="Remove the edge to the broader parent.",
    passing=Example(after=table(*_TERMS, row("01216", "x-ray diffraction", parent="diffraction"))),
    failing=Example(
        after=table(*_TERMS, row("01216", "x-ray diffraction", parent=("diffraction", "scattering")))
    ),
    state=_state,
)
