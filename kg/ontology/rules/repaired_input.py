"""Tell what a reader had to mend before it could go on, where the meaning was plain.

Cases: an empty `<IRI></IRI>` in ESRFET, table cells whose quotation marks tell nothing. Source: reader.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import Row, row, table

_NEW = row("01107", "inelastic small angle scattering", parent="owl:Thing")


def _old(retired: str) -> Row:
    label = "obsolete small angle inelastic scattering"
    return row("01273", label, retired=retired, replaced="PaNET:PaNET01107")


RULE = Rule(
    name="repaired-input",
    level="info",
    title="The file was mended while it was read",
    why="Other tools may stop where this one went on, or mend it in another way.",
    remedy="Mend the file itself, so that every tool reads the same.",
    passing=Example(after=table(_NEW, _old("true"))),
    failing=Example(after=table(_NEW, _old("TRUE"))),
    state=told("repaired-input", "info"),
)
