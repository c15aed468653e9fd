"""Tell of terms that stand on two rows with the same label: legal, and used on purpose.

Case: PaNET 547642c and PaNET01022, which has a second row for a second equivalence. Not an error.
"""

from collections.abc import Iterator

from kg.ontology.document import LABEL, Term
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import plain
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def different_labels(term: Term) -> list[str]:
    """The labels of a term that differ by more than case and spaces."""
    return list({plain(text): text.strip() for text in term.texts(LABEL) if text.strip()}.values())


def _state(view: View) -> Iterator[Finding]:
    # The reader notes the place of each further row.
    again = {fault.term: fault.cell for fault in view.document.faults if fault.rule == "repeated-row"}
    for iri, term in view.document.terms.items():
        if len(term.rows) > 1 and len(different_labels(term)) < 2:
            rows = " and ".join(map(str, term.rows))
            yield Finding(
                rule="repeated-row",
                level="info",
                message=f"'{view.label(iri)}' stands on rows {rows}. All of them count: what one row "
                "states is added to what the others state.",
                term=iri,
                text=term.label,
                cell=again.get(iri) or term.cell(),
                key=str(len(term.rows)),
            )


_ONCE = (
    row("00200", "scattering", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering"),
)

RULE = Rule(
    name="repeated-row",
    level="info",
    title="A term stands on more than one row",
    why=(
        "It is legal, and PaNET does so to state a second equivalence of diffraction; but two equivalence "
        "cells on one row mean something else than on two rows, so that it is worth a look."
    ),
    remedy="Nothing to do if it is meant; otherwise put both rows together.",
    passing=Example(after=table(*_ONCE)),
    failing=Example(after=table(*_ONCE, row("01022", "diffraction", equal="scattering"))),
    state=_state,
)
