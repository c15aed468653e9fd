"""Find classes without a parent and without a definition by equivalence: they hang in the air.

The roots of the policy and retired terms are left out; owl:Thing written as a parent counts as one, since
somebody decided it. Source: PaNET's issue template for new terms (label, definition, parent).
"""

from collections.abc import Iterator

from kg.ontology.axiom import EQUIVALENT, SUBCLASS
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import somewhere, subjects
from kg.ontology.rules._lexicon import called_obsolete
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    placed = {
        iri
        for axiom in view.document.axioms
        if axiom.kind in (SUBCLASS, EQUIVALENT)
        for iri in subjects(axiom)
    }
    roots = {view.policy.technique_root, view.policy.specifier_root}
    # A reference that could not be resolved was meant as its parent; that fault is told by itself.
    faulty = {fault.term for fault in view.document.faults if fault.lost}
    for iri in sorted(view.document.classes - placed - roots):
        term = view.document.terms[iri]
        # Without any annotation it is another ontology's term, only declared here.
        if term.annotations and not (term.retired or called_obsolete(term.label or "")) and iri not in faulty:
            yield Finding(
                rule="no-parent",
                level="warn",
                message=f"'{view.label(iri)}' has neither a parent nor a definition by other terms, so "
                "that it is found under nothing. Name its closest broader term.",
                term=iri,
                text=view.label(iri),
                cell=somewhere(view, iri),
                # The label may change; that makes it no other fault.
                key="parent",
            )


_PARENT = row("00200", "scattering", parent="owl:Thing")

RULE = Rule(
    name="no-parent",
    level="warn",
    title="A term has no parent",
    why="Whoever searches for a broader term, or walks down the tree, never meets it.",
    remedy="Name the closest broader terms, or define it by them.",
    passing=Example(
        before=table(_PARENT), after=table(_PARENT, row("01022", "diffraction", parent="scattering"))
    ),
    failing=Example(before=table(_PARENT), after=table(_PARENT, row("01022", "diffraction"))),
    state=_state,
)
