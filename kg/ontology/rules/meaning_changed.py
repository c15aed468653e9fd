"""Find terms whose label, definition and logic changed at once: the IRI now names something else.

A change of spelling is no change of label, and a definition given for the first time is no change of it. If
the old label is kept as an alternative one the editor says that it is still the same thing: only a warning.
Source: rule 7 of the catalogue. PaNET fff8023 (relabel, old label kept, definition and parent given) passes.
"""

from collections.abc import Iterator

from kg.ontology.change import Change
from kg.ontology.document import LABEL, Term
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import loose, plain
from kg.ontology.rules._table import row, table
from kg.ontology.rules.label_lost import same_but_for_spelling
from kg.ontology.rules.large_loss import restated


def _change(change: Change) -> Iterator[Finding]:
    moved = restated(change)
    for iri, (old, new) in change.relabelled.items():
        before, after = change.kept[iri]
        if iri not in moved or after.retired or not _redefined(before, after):
            continue
        if old and new and not same_but_for_spelling(old, new):
            yield _finding(iri, old, after)


def _redefined(before: Term, after: Term) -> bool:
    old, new = before.definition, after.definition
    return bool(old and new) and loose(old or "") != loose(new or "")


def _finding(iri: str, old: str, term: Term) -> Finding:
    kept = plain(old) in {plain(name.text) for name in term.names}
    return Finding(
        rule="meaning-changed",
        level="warn" if kept else "fail",
        message=f"'{old}' is now '{term.label}', with another definition and other parents: under the same "
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
