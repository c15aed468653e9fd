"""Find cells that name a label which two terms bear: nobody can tell which of them is meant.

Case: PaNET f939a81, where 155 renamed labels left three such references; `resonance phenomenon` could have
defined itself. Source: background study of PaNET's history.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

_TWO = (
    row("00200", "scattering", parent="owl:Thing"),
    row("2012000", "scattering", parent="owl:Thing"),
)

RULE = Rule(
    name="ambiguous-reference",
    level="fail",
    title="A reference fits two terms",
    why=(
        "A tool picks one of the two terms without a word. In PaNET's commit f939a81 `resonance "
        "phenomenon` could be read as being defined by itself."
    ),
    remedy="Refer by IRI (PaNET:PaNET...), or give one of the two terms another label.",
    passing=Example(after=table(*_TWO, row("01022", "diffraction", parent="PaNET:PaNET00200"))),
    failing=Example(after=table(*_TWO, row("01022", "diffraction", parent="scattering"))),
    state=told("ambiguous-reference", "fail"),
)
