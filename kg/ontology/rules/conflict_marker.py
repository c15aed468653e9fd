"""Find the marks that git leaves where two changes of the same line meet.

Case: PaNET 4b96e6a, three markers committed; ROBOT reads such a line as a term and says nothing
(ontodev/robot issue 1279), so the file was published. Source: background study of PaNET's history.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

_GOOD = table(
    row("00200", "scattering-based techniques", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering-based techniques"),
)

RULE = Rule(
    name="conflict-marker",
    level="fail",
    title="A merge conflict was left in the file",
    why=(
        "Both versions of the row stand in the file, and the marks between them are read as terms. In "
        "PaNET's commit 4b96e6a three such marks went unseen and broke five references."
    ),
    remedy="Keep one of the two versions between the marks and delete the lines that hold the marks.",
    passing=Example(after=_GOOD),
    failing=Example(after=_GOOD + "<<<<<<< HEAD\n"),
    state=told("conflict-marker", "fail"),
)
