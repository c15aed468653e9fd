"""Find IRIs with characters that no IRI may hold: spaces, angle brackets, an empty one.

Case: ESRFET's OWL file, which holds one empty IRI. Source: RFC 3987.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

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
    state=told("bad-iri", "fail"),
)
