"""Find classes that nothing can belong to: what is said of them contradicts itself.

A root contradicts itself; a derived class only because of a root, and is told with it, with the statements
behind it and the smallest repairs. Source: the reasoner; PaNET's history has no case. Constructed: diffuse
scattering below both elastic and inelastic scattering, which are disjoint: one root, three derived.
"""

from collections.abc import Iterator

from kg.ontology.axiom import SUBCLASS
from kg.ontology.document import Cell
from kg.ontology.finding import Finding
from kg.ontology.reason.clash import Clash, clashes
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import quoted, somewhere
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    told: set[str] = set()
    for clash in clashes(view.document, view.hierarchy, view.label):
        told.update((clash.iri, *clash.derived))
        yield _finding(view, clash)
    # Past MOST_ROOTS the reasons are not worked out; the classes are named all the same.
    for iri in view.hierarchy.unsatisfiable:
        if iri not in told:
            yield Finding(
                rule="unsatisfiable",
                level="fail",
                message=f"Nothing can be a '{view.label(iri)}'. Mend the classes told before it first.",
                term=iri,
                text=view.label(iri),
                cell=somewhere(view, iri),
                key="unsatisfiable",
            )


def _finding(view: View, clash: Clash) -> Finding:
    cell, text = _place(view, clash)
    names = [view.label(iri) for iri in clash.derived]
    why = "; ".join(clash.because)
    more = f" Because of it, nothing can be {quoted(names)} either." if names else ""
    ways = [" and ".join(repair) for repair in clash.repairs]
    way_out = f" It is mended by removing one of: {'; '.join(ways)}." if ways else ""
    return Finding(
        rule="unsatisfiable",
        level="fail",
        message=f"Nothing can be a '{view.label(clash.iri)}', because: {why}.{more}{way_out}",
        term=clash.iri,
        text=text,
        cell=cell,
        # Which of several repairs is meant only an editor knows.
        suggestion=f"Remove: {ways[0]}" if len(ways) == 1 else None,
        key="unsatisfiable",
        examples=tuple(names[:5]),
    )


def _place(view: View, clash: Clash) -> tuple[Cell | None, str]:
    """The last parent of the class that takes part, and its cell; else where the class stands."""
    found = [
        (cell, view.label(axiom.parts[1]))
        for axiom in clash.axioms
        if axiom.kind == SUBCLASS and axiom.parts[0] == clash.iri and isinstance(axiom.parts[1], str)
        if (cell := view.document.axioms.get(axiom))
    ]
    return max(found) if found else (somewhere(view, clash.iri), view.label(clash.iri))


_TERMS = (
    row("01020", "elastic scattering", parent="owl:Thing", disjoint="inelastic scattering"),
    row("01034", "inelastic scattering", parent="owl:Thing"),
)

RULE = Rule(
    name="unsatisfiable",
    level="fail",
    title="A class contradicts itself",
    why="No dataset can be tagged with it without contradiction, and reasoners place it below everything.",
    remedy="Remove the statement that is wrong: one of the parents, or the disjointness.",
    passing=Example(after=table(*_TERMS, row("01021", "diffuse scattering", parent="elastic scattering"))),
    failing=Example(
        after=table(
            *_TERMS, row("01021", "diffuse scattering", parent=("elastic scattering", "inelastic scattering"))
        )
    ),
    state=_state,
)
