"""Find IRIs that an earlier version had and this one has not: data and mappings refer to them for ever.

Where the label came back under another IRI it is told by `renumbered`. IRIs of releases that the policy names
count like those of the earlier version.
Cases: PaNET dc00bc2 (ten example IRIs) and e30127c (PaNET00000, a released root). Source: PaNET's operating
procedure: "a term may be removed only if unreleased".
"""

from collections.abc import Iterator

from kg.ontology.change import Change
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._table import row, table
from kg.ontology.rules.renumbered import successors


def _change(change: Change) -> Iterator[Finding]:
    moved = successors(change)
    here = change.after.document.terms.keys()
    released = change.after.policy.released_iris - here
    for iri in sorted({*change.removed, *released} - moved.keys()):
        label = change.before.label(iri)
        where = _stood(change, iri)
        yield Finding(
            rule="released-term-gone",
            level="fail",
            message=f"'{label}' ({iri}) is gone{where}. A released IRI stays for ever, since data refer "
            "to it: keep the row and retire the term.",
            term=iri,
            text=label,
            suggestion=f"Keep its row with the label 'obsolete {label}', owl:deprecated true, and no "
            "parents.",
        )


def _stood(change: Change, iri: str) -> str:
    """Where it stood: the row of the earlier version, or the release that has it."""
    term = change.before.document.terms.get(iri)
    if term is not None and term.rows:
        return f"; it stood in row {term.rows[0]} of {change.before.document.name}"
    release = change.after.policy.released_in.get(iri)
    return f"; the release {release} has it" if term is None and release else ""


_BEFORE = table(
    row("00200", "scattering", parent="owl:Thing"), row("01022", "diffraction", parent="scattering")
)

RULE = Rule(
    name="released-term-gone",
    level="fail",
    title="A released term is gone",
    why=(
        "Datasets, mappings and papers name the IRI and then name nothing. PaNET's e30127c deleted the "
        "row of a released term, and dc00bc2 ten at once."
    ),
    remedy="Retire the term: keep the row, remove its links, mark it obsolete, name what replaces it.",
    passing=Example(
        before=_BEFORE,
        after=table(
            row("00200", "scattering", parent="owl:Thing"),
            row("01022", "obsolete diffraction", retired="true", replaced="PaNET:PaNET00200"),
        ),
    ),
    failing=Example(before=_BEFORE, after=table(row("00200", "scattering", parent="owl:Thing"))),
    change=_change,
)
