"""Find statements outside OWL 2 EL, the part of OWL in which PaNET's hierarchy is complete and fast.

In expressions: or, not, only, cardinalities, inverse properties, enumerations of several individuals; among
axioms: inverse, functional, symmetric properties, disjoint properties, disjoint unions. Asymmetric and
irreflexive properties are outside EL too, but cannot change which class lies below which: told as info.
Cases: PaNET's six properties since 983b753, ESRFET. Source: https://www.w3.org/TR/owl2-profiles/#OWL_2_EL.
"""

from collections.abc import Iterator

from kg.ontology.axiom import Axiom
from kg.ontology.expression import Compound, Expression
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import place, quoted, subjects
from kg.ontology.rules._table import PROBES, row, table
from kg.ontology.view import View

_WORDS = {
    "ObjectUnionOf": "or",
    "ObjectComplementOf": "not",
    "ObjectAllValuesFrom": "only",
    "ObjectMinCardinality": "min",
    "ObjectMaxCardinality": "max",
    "ObjectExactCardinality": "exactly",
    "ObjectInverseOf": "inverse",
    "DataUnionOf": "or",
    "DataComplementOf": "not",
    "DataAllValuesFrom": "only",
    "DataMinCardinality": "min",
    "DataMaxCardinality": "max",
    "DataExactCardinality": "exactly",
    "DatatypeRestriction": "a restricted data type",
    "DisjointUnion": "disjoint union",
    "InverseObjectProperties": "inverse of",
    "DisjointObjectProperties": "disjoint properties",
    "DisjointDataProperties": "disjoint properties",
    "FunctionalObjectProperty": "functional",
    "InverseFunctionalObjectProperty": "inverse functional",
    "SymmetricObjectProperty": "symmetric",
}
_HARMLESS = {"AsymmetricObjectProperty": "asymmetric", "IrreflexiveObjectProperty": "irreflexive"}


def _state(view: View) -> Iterator[Finding]:
    found: dict[tuple[str, bool], dict[str, Axiom]] = {}
    for axiom in view.document.axioms:
        (term, *_) = (*subjects(axiom), *axiom.names, "")
        for word, harmless in _outside(axiom):
            found.setdefault((term, harmless), {}).setdefault(word, axiom)
    for (term, harmless), by_word in found.items():
        yield _finding(view, term, harmless, by_word)


def _outside(axiom: Axiom) -> Iterator[tuple[str, bool]]:
    if axiom.kind in _HARMLESS:
        yield _HARMLESS[axiom.kind], True
    if axiom.kind in _WORDS:
        yield _WORDS[axiom.kind], False
    for part in axiom.parts:
        yield from ((word, False) for word in _in_expression(part))


def _in_expression(expression: Expression) -> Iterator[str]:
    if not isinstance(expression, Compound):
        return
    if expression.op in _WORDS:
        yield _WORDS[expression.op]
    if expression.op in ("ObjectOneOf", "DataOneOf") and len(expression.parts) > 1:
        yield "a list of individuals"
    for part in expression.parts:
        yield from _in_expression(part)


def _finding(view: View, term: str, harmless: bool, by_word: dict[str, Axiom]) -> Finding:
    effect = (
        "the hierarchy of classes does not depend on it"
        if harmless
        else "fast reasoners (ELK) ignore it, so that different tools infer different hierarchies"
    )
    return Finding(
        rule="outside-profile",
        level="info" if harmless else "warn",
        message=f"'{view.label(term)}' uses {quoted(sorted(by_word))}, which OWL 2 EL does not have: "
        f"{effect}.",
        term=term,
        text=", ".join(sorted(by_word)),
        cell=place(view, next(iter(by_word.values())), term),
        key=" ".join(sorted(by_word)),
    )


RULE = Rule(
    name="outside-profile",
    level="warn",
    title="A statement is outside OWL 2 EL",
    why=(
        "PaNET's hierarchy exists only after reasoning. As long as all statements are in OWL 2 EL every "
        "reasoner finds the same hierarchy in a second; outside of it some are slow and others leave "
        "things out."
    ),
    remedy="Say it with and, some and named classes; state what is excluded by DC % (disjoint classes). "
    "Asymmetric and irreflexive properties are told as info, since the hierarchy does not depend on them; "
    "all else is a warning.",
    passing=Example(
        after=table(*PROBES, row("00101", "neutron technique", equal="('definedbyprobe' some 'neutron')"))
    ),
    failing=Example(
        after=table(*PROBES, row("00101", "neutron technique", equal="('definedbyprobe' only 'neutron')"))
    ),
    state=_state,
)
