"""Find rows that are shorter or longer than the header: their cells stand under the wrong column.

Source: rule 1 of the catalogue. Empty cells at the end make no difference.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

_GOOD = table(
    row("00200", "scattering-based techniques", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering-based techniques"),
)

RULE = Rule(
    name="row-width",
    level="fail",
    title="A row has another number of cells than the header",
    why="A cell too many or too few moves all cells after it into other columns: a definition becomes a "
    "parent.",
    remedy="Count the commas of the row; put a text that holds a comma into quotation marks.",
    passing=Example(after=_GOOD),
    failing=Example(after=_GOOD.removesuffix("\n") + ",one too many\n"),
    state=told("row-width", "fail"),
)
