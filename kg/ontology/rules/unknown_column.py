"""Find columns whose template string ROBOT does not know, or that this reader does not support.

Source: ROBOT's template format, https://robot.obolibrary.org/template.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

_GOOD = table(
    row("00200", "scattering-based techniques", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering-based techniques"),
)

RULE = Rule(
    name="unknown-column",
    level="fail",
    title="A column has an instruction that nobody understands",
    why="All cells of the column are left out of the ontology.",
    remedy="Correct the template string in the second row; leave it empty for a column of notes.",
    passing=Example(after=_GOOD),
    failing=Example(after=_GOOD.replace("SC %", "SCC %")),
    state=told("unknown-column", "fail"),
)
