"""Find cells that name a label or IRI which no term of the table bears; equal texts are told once.

Cases: PaNET cfcc08b (`X-ray probe` for `x-ray probe`), dfa98e7 (14 labels renamed, 93 references left behind,
no build until ab66ee9), 84fcd5d (three). Source: background study of PaNET's history.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import row, table

_GOOD = table(
    row("00200", "scattering", parent="owl:Thing"),
    row("01022", "diffraction", parent="scattering"),
)

RULE = Rule(
    name="unresolved-reference",
    level="fail",
    title="A reference leads to no term",
    why=(
        "The build stops, or the statement is silently lost. In PaNET's commit dfa98e7 fourteen labels "
        "were renamed and 93 references left behind; no ontology could be built until they were mended."
    ),
    remedy="Write the label exactly as the term bears it, or refer by IRI, which survives a renaming.",
    passing=Example(after=_GOOD),
    failing=Example(
        after=table(
            row("00200", "scattering", parent="owl:Thing"),
            row("01022", "diffraction", parent="Scatterings"),
        )
    ),
    state=told("unresolved-reference", "fail"),
)
