"""Find an IRI that stands on two rows with different labels: one of the rows has a wrong IRI.

Case: rows are copied to make a new term, and the number is left as it was. A repeated row with the same label
is legal (`repeated-row`). Source: rule 3 of the catalogue.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.ontology.change import Change
from kg.ontology.document import LABEL
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import quoted
from kg.ontology.rules._lexicon import plain
from kg.ontology.rules._table import row, table
from kg.ontology.rules.repeated_row import different_labels
from kg.ontology.suggest.next_iri import iris_seen, next_iri
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    for iri, term in view.document.terms.items():
        labels = different_labels(term)
        if len(labels) > 1:
            last = [text for text in term.texts(LABEL) if text.strip() == labels[-1]][-1]
            yield Finding(
                rule="repeated-row-other-label",
                level="fail",
                message=f"{iri} has the labels {quoted(labels)}: two rows with one IRI are one term with "
                "two names and all their parents. Give the newer term an IRI of its own.",
                term=iri,
                text=last,
                cell=term.cell(LABEL, last),
                suggestion=_free(view, iri),
                key=" | ".join(sorted(labels)),
            )


def at_new_label(finding: Finding, change: Change) -> Finding:
    """The finding at the row whose label this change gave to an IRI in use; others as they are."""
    if finding.rule != "repeated-row-other-label" or (finding.term or "") not in change.kept:
        return finding
    before, after = change.kept[finding.term or ""]
    old = {plain(text) for text in before.texts(LABEL)}
    new = [text for text in after.texts(LABEL) if text.strip() and plain(text) not in old]
    if len(new) != 1 or before.label is None:
        return finding
    cell, label = after.cell(LABEL, new[0]), new[0].strip()
    said = (
        f"'{label}' has the IRI {after.iri}, which is that of '{before.label}': two rows with one IRI are "
        f"one term with two names and all their parents. Give '{label}' an IRI of its own."
    )
    return replace(finding, message=said, text=new[0], cell=cell)


def _free(view: View, iri: str) -> str | None:
    taken = next((each for each in view.policy.ranges if each.holds(iri)), None)
    return next_iri(taken, iris_seen([view.document])) if taken else None


_FIRST = row("01022", "diffraction", parent="owl:Thing")

RULE = Rule(
    name="repeated-row-other-label",
    level="fail",
    title="One IRI bears two labels",
    why="Two techniques become one: data tagged with either are found under both names and all their "
    "parents.",
    remedy="Give the newer term the next free IRI; if it is one term, make one label an alternative one.",
    passing=Example(after=table(_FIRST, row("01023", "dynamical diffraction", parent="diffraction"))),
    failing=Example(after=table(_FIRST, row("01022", "dynamical diffraction", parent="owl:Thing"))),
    state=_state,
)
