"""Find retired terms that others still refer to, and retired terms that keep parents of their own.

Source: PaNET's operating procedure: released terms are retired by removing their links. No case yet:
PaNET has retired no term so far.
"""

from collections.abc import Iterator

from kg.ontology.document import Cell
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import THING, place, quoted, somewhere, subjects
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    retired = {iri for iri, term in view.terms.items() if term.retired}
    if not retired:
        return
    linked: set[str] = set()
    for axiom in view.document.axioms:
        about = subjects(axiom)
        if about and all(iri in retired for iri in about):
            if any(name not in (THING, *about) for name in axiom.names):
                linked.update(about)
            continue
        for iri in sorted({*axiom.names} & retired):
            (term, *_) = (*(each for each in about if each not in retired), *axiom.names)
            yield _used(view, iri, term, place(view, axiom, term))
    for iri in sorted(linked & view.document.terms.keys()):
        yield _linked(view, iri)


def _used(view: View, iri: str, term: str, cell: Cell | None) -> Finding:
    instead = [view.label(each) for each in view.terms[iri].replaced_by]
    way_out = f"Refer to {quoted(instead)} instead." if instead else "Refer to a term in use instead."
    return Finding(
        rule="retired-still-used",
        level="fail",
        message=f"'{view.label(term)}' refers to '{view.label(iri)}', which is retired. {way_out}",
        term=term,
        text=view.label(iri),
        cell=cell,
        suggestion=instead[0] if len(instead) == 1 else None,
        key=iri,
    )


def _linked(view: View, iri: str) -> Finding:
    return Finding(
        rule="retired-still-used",
        level="warn",
        message=f"'{view.label(iri)}' is retired, but still has parents or a definition. Remove them: a "
        "retired term is no part of the hierarchy.",
        term=iri,
        text=view.label(iri),
        cell=somewhere(view, iri),
        key="links",
    )


_OLD = row("01273", "obsolete small angle inelastic scattering", retired="true", replaced="PaNET:PaNET01107")
_NEW = row("01107", "inelastic small angle scattering", parent="owl:Thing")
_NAME = "inelastic x-ray small angle scattering"

RULE = Rule(
    name="retired-still-used",
    level="fail",
    title="A retired term is still used",
    why="What refers to a retired term keeps it alive: it stays in the tree, and in searches.",
    remedy="Refer to the term that replaces it; remove the parents and the definition of the retired term.",
    passing=Example(after=table(_OLD, _NEW, row("01281", _NAME, parent="inelastic small angle scattering"))),
    failing=Example(
        after=table(_OLD, _NEW, row("01281", _NAME, parent="obsolete small angle inelastic scattering"))
    ),
    state=_state,
)
