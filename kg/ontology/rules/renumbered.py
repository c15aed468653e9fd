"""Find terms whose IRI is gone and whose label stands under a new IRI.

Case: ESRFET v2.0.0, which changed the base of all its IRIs. Source: rule 7 of the catalogue.
"""

from collections.abc import Iterator, Mapping

from kg.ontology.change import Change
from kg.ontology.document import LABEL
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import plain
from kg.ontology.rules._table import row, table


def successors(change: Change) -> Mapping[str, str]:
    """The new IRI for each that is gone and whose label one new term bears."""
    new: dict[str, list[str]] = {}
    for iri in change.added:
        label = change.after.document.terms[iri].label
        if label:
            new.setdefault(plain(label), []).append(iri)
    found: dict[str, str] = {}
    for iri in change.removed:
        label = change.before.document.terms[iri].label
        same = new.get(plain(label), []) if label else []
        if len(same) == 1:
            found[iri] = same[0]
    return found


def _change(change: Change) -> Iterator[Finding]:
    for old, new in successors(change).items():
        term = change.after.document.terms[new]
        yield Finding(
            rule="renumbered",
            level="warn",
            message=f"'{term.label}' had the IRI {old} and has {new} now: data that name the old one no "
            "longer find it. Keep the old IRI, or keep its row too, retired and replaced by the new one.",
            term=new,
            text=term.label,
            cell=term.cell() or term.cell(LABEL, term.label or ""),
            suggestion=old,
            key=old,
        )


_BEFORE = table(row("01022", "diffraction", parent="owl:Thing"))

RULE = Rule(
    name="renumbered",
    level="warn",
    title="A term has another IRI",
    why=(
        "The IRI is what data store. ESRFET's v2.0.0 changed the base of all IRIs, and files written "
        "before hold addresses that the ontology no longer knows."
    ),
    remedy="Keep the old IRI; if it must change, retire the old one and name the new one as its replacement.",
    passing=Example(before=_BEFORE, after=table(row("01022", "diffraction technique", parent="owl:Thing"))),
    failing=Example(before=_BEFORE, after=table(row("01400", "diffraction", parent="owl:Thing"))),
    change=_change,
)
