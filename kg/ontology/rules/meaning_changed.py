"""Find terms whose label, definition and logic changed at once: the IRI now names something else.

A change of spelling is no change of label, and a definition given for the first time is no change of it.
Where there is no definition to compare (most of PaNET has none), a name with hardly a word of the old one
counts if all parents and definitions by terms were replaced with it. If
the old label is kept as an alternative one the editor says that it is still the same thing: only a warning.
Source: rule 7 of the catalogue. PaNET fff8023 (relabel, old label kept, definition and parent given) passes.
"""

from collections.abc import Iterator

from kg.ontology.axiom import EQUIVALENT, SUBCLASS, Axiom
from kg.ontology.change import Change
from kg.ontology.document import LABEL, Term
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import subjects
from kg.ontology.rules._lexicon import loose, plain, words
from kg.ontology.rules._table import row, table
from kg.ontology.rules.label_lost import same_but_for_spelling
from kg.ontology.rules.large_loss import restated
from kg.ontology.view import View


def _change(change: Change) -> Iterator[Finding]:
    moved = restated(change)
    for iri, (old, new) in change.relabelled.items():
        before, after = change.kept[iri]
        if iri not in moved or after.retired or not (old and new) or same_but_for_spelling(old, new):
            continue
        if _redefined(before, after):
            yield _finding(iri, old, after, "another definition and other parents")
        elif not _same_definition(before, after) and _moved_wholly(change, iri) and not _alike(old, new):
            yield _finding(iri, old, after, "other parents and nothing of the old name")


def _redefined(before: Term, after: Term) -> bool:
    old, new = before.definition, after.definition
    return bool(old and new) and loose(old or "") != loose(new or "")


def _same_definition(before: Term, after: Term) -> bool:
    return bool(before.definition) and loose(before.definition or "") == loose(after.definition or "")


def _moved_wholly(change: Change, iri: str) -> bool:
    """Whether it had parents or a definition by terms, has some now, and none of them is the same."""
    old, new = ({*_placing(view, iri)} for view in (change.before, change.after))
    return bool(old and new) and not old & new


def _placing(view: View, iri: str) -> Iterator[Axiom]:
    for axiom in view.document.axioms:
        if axiom.kind in (SUBCLASS, EQUIVALENT) and iri in subjects(axiom):
            yield axiom


def _alike(old: str, new: str) -> bool:
    """Whether half of the words of the shorter name stand in the other one, as after most renamings."""
    before, after = ({loose(word) for word in words(text)} for text in (old, new))
    return 2 * len(before & after) >= min(len(before), len(after))


def _finding(iri: str, old: str, term: Term, how: str) -> Finding:
    kept = plain(old) in {plain(name.text) for name in term.names}
    return Finding(
        rule="meaning-changed",
        level="warn" if kept else "fail",
        message=f"'{old}' is now '{term.label}', with {how}: under the same "
        "IRI it means something else, and data tagged before are now wrong. Make a new term and retire "
        "the old one.",
        term=iri,
        text=term.label,
        cell=next((term.cell(LABEL, text) for text in term.texts(LABEL)), None),
        suggestion=f"Restore '{old}' and give '{term.label}' the next free IRI.",
        key=f"{plain(old)} {plain(term.label or '')}",
    )


_TERMS = (
    row("00200", "scattering", parent="owl:Thing"),
    row("00201", "emission", parent="owl:Thing"),
)
_BEFORE = table(*_TERMS, row("01022", "diffraction", definition="Coherent scattering.", parent="scattering"))

RULE = Rule(
    name="meaning-changed",
    level="fail",
    title="An IRI now means something else",
    why="Data tagged with the IRI were meant otherwise; nobody can find and mend them.",
    remedy="Undo the change, make a new term for the new meaning, and retire the old one if it is not "
    "wanted.",
    passing=Example(
        before=_BEFORE,
        after=table(
            *_TERMS,
            row("01022", "diffraction", definition="Coherent elastic scattering.", parent="scattering"),
        ),
    ),
    failing=Example(
        before=_BEFORE,
        after=table(
            *_TERMS, row("01022", "luminescence", definition="Emission of cold light.", parent="emission")
        ),
    ),
    change=_change,
)
