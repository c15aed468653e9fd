"""Find cells whose class expression is not in Manchester syntax: brackets, quotes or keywords amiss.

Source: rule 1 of the catalogue; https://www.w3.org/TR/owl2-manchester-syntax/.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.rules._table import PROBES, row, table

RULE = Rule(
    name="bad-expression",
    level="fail",
    title="An expression cannot be understood",
    why="The statement is missing from the ontology, and with it everything that follows from it.",
    remedy="Close brackets and quotation marks; join classes with and, write a restriction as: 'property' "
    "some 'class'.",
    passing=Example(
        after=table(*PROBES, row("00101", "neutron technique", equal="('definedbyprobe' some 'neutron')"))
    ),
    failing=Example(
        after=table(*PROBES, row("00101", "neutron technique", equal="('definedbyprobe' some 'neutron'"))
    ),
    state=told("bad-expression", "fail"),
)
