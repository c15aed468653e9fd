"""Find IRIs with characters that no IRI may hold, and the ontology's own IRIs that do not end in a number.

The first are spaces, angle brackets, an empty one. The second are classes and properties of the namespace of
the policy whose IRI is no prefix of its ranges with digits after it, such as PaNET1335x.

Case: ESRFET's OWL file, which holds one empty IRI. Source: RFC 3987.
"""

from collections.abc import Iterator

from kg.ontology.document import CLASS, DATA_PROPERTY, OBJECT_PROPERTY
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import somewhere
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table
from kg.ontology.rules.iri_out_of_range import free_iri
from kg.ontology.view import View

_KINDS = {CLASS, OBJECT_PROPERTY, DATA_PROPERTY}


def _state(view: View) -> Iterator[Finding]:
    yield from told("bad-iri", "fail")(view)
    for iri, term in view.document.terms.items():
        if view.policy.malformed(iri) and term.kinds & _KINDS:
            free = free_iri(view, term)
            prefixes = sorted({each.prefix for each in view.policy.ranges})
            forms = " or ".join(f"{prefix} and digits" for prefix in prefixes)
            yield Finding(
                rule="bad-iri",
                level="fail",
                message=f"'{view.label(iri)}' has the IRI {iri}, but an IRI of this ontology is {forms}."
                + (f" The next free one is {free}." if free else ""),
                term=iri,
                text=iri,
                cell=somewhere(view, iri),
                suggestion=free,
                key=iri,
            )


_GOOD = table(
    row("00200", "scattering-based techniques", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering-based techniques"),
)

RULE = Rule(
    name="bad-iri",
    level="fail",
    title="An IRI is malformed",
    why="No tool can write or look up such an address; some drop the term, others the file.",
    remedy="Remove spaces and brackets; an IRI of PaNET ends in PaNET and digits.",
    passing=Example(after=_GOOD),
    failing=Example(after=_GOOD.replace("PaNET01022", "PaNET 01022")),
    state=_state,
)
