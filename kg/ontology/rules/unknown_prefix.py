"""Find references of the form `prefix:name` whose prefix stands for no namespace.

Source: ROBOT's template format; PaNET's mapping tables have 146 of them (`Panet:` for `panet:`).
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

_PARENT = row("00200", "scattering-based techniques", parent="owl:Thing")

RULE = Rule(
    name="unknown-prefix",
    level="fail",
    title="A prefix is not declared",
    why="The reference leads nowhere: a prefix is an abbreviation, and nobody knows of what.",
    remedy="Write the prefix as it is declared, capitals included, or the whole IRI.",
    passing=Example(after=table(_PARENT, row("01022", "diffraction", parent="PaNET:PaNET00200"))),
    failing=Example(after=table(_PARENT, row("01022", "diffraction", parent="PaNTE:PaNET00200"))),
    state=told("unknown-prefix", "fail"),
)
