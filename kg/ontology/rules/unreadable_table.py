"""Tell that a file is no table of the ROBOT form: not text, no header, no ID column, a quote never closed.

Source: ROBOT's template format; rule 1 of the catalogue.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

_GOOD = table(
    row("00200", "scattering-based techniques", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering-based techniques"),
)

RULE = Rule(
    name="unreadable-table",
    level="fail",
    title="The table cannot be read",
    why="Nothing of what follows the fault is in the ontology, so no other judgement of the file can be "
    "relied on.",
    remedy="Export the table again as CSV in UTF-8, with the header rows kept; close every quotation mark.",
    passing=Example(after=_GOOD),
    failing=Example(after=_GOOD + '"an open quotation mark\n'),
    state=told("unreadable-table", "fail"),
)
