"""Terms and axioms as RDF triples, by the rules of https://www.w3.org/TR/owl2-mapping-to-rdf/."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.ontology.axiom import Axiom
from kg.ontology.document import CLASS, Term, Value
from kg.ontology.expression import Compound, Expression
from kg.ontology.read import vocabulary as owl
from kg.rdf.names import XSD

Node = NamedNode | BlankNode
_TRUE = Literal("true", datatype=XSD["boolean"])


def _reversed(table: Mapping[str, str]) -> dict[str, str]:
    return {name: iri for iri, name in table.items()}


def _of_both(table: Mapping[str, str], pattern: str = "{}") -> dict[str, str]:
    """The kinds for object and for data properties, each with the IRI that says it."""
    return {
        pattern.format(name).format(sort) if "{}" in name else sort + name: iri
        for iri, name in table.items()
        for sort in ("Object", "Data")
    }


_SETS = _of_both(owl.SETS)
_COMPLEMENTS = _reversed(owl.COMPLEMENTS)
_QUANTIFIERS = _of_both(owl.QUANTIFIERS)
_CARDINALITIES = _of_both(owl.CARDINALITIES)
_QUALIFIED = _of_both(owl.QUALIFIED)
_CHARACTERISTICS = _of_both(owl.CHARACTERISTICS)
_BINARY = {
    **_reversed(owl.CLASS_PREDICATES),
    **_of_both(owl.PROPERTY_PREDICATES),
    **_reversed(owl.INDIVIDUAL_PREDICATES),
    "InverseObjectProperties": owl.INVERSE_OF,
    "DatatypeDefinition": owl.EQUIVALENT_CLASS,
}
_GROUPS = _of_both({iri: name for iri, name in owl.GROUPS.items() if "{}" in name}) | {
    name: iri for iri, name in owl.GROUPS.items() if "{}" not in name
}
_LISTED = {"DisjointUnion": owl.DISJOINT_UNION, "HasKey": owl.HAS_KEY}


def to_triples(
    terms: Mapping[str, Term],
    axioms: Iterable[Axiom],
    iri: str | None,
    about: Mapping[str, Sequence[Value]],
    imports: Iterable[str] = (),
) -> tuple[Triple, ...]:
    """The triples of an ontology: its header, its terms, its axioms, in this order.

    Equal arguments in equal order give equal triples, blank nodes included.

    Raises:
        ValueError: something that is no IRI where one is due, or an axiom of an unknown kind.
    """
    writer = _Writer()
    writer.header(iri, about, imports)
    for term in terms.values():
        writer.term(term)
    for axiom in axioms:
        writer.axiom(axiom)
    return tuple(dict.fromkeys(writer.triples))


class _Writer:
    def __init__(self) -> None:
        self.triples: list[Triple] = []
        self._blanks = 0
        self._names: dict[str, NamedNode] = {}

    def header(self, iri: str | None, about: Mapping[str, Sequence[Value]], imports: Iterable[str]) -> None:
        imported = tuple(imports)
        if iri is None and not about and not imported:
            return
        subject = self._blank() if iri is None else self._name(iri)
        self._say(subject, owl.TYPE, self._name(owl.ONTOLOGY))
        self._annotate(subject, about)
        for other in imported:
            self._say(subject, owl.IMPORTS, self._name(other))

    def term(self, term: Term) -> None:
        subject = self._name(term.iri)
        for kind in sorted(term.kinds):
            self._say(subject, owl.TYPE, self._name(kind))
        self._annotate(subject, term.annotations)

    def axiom(self, axiom: Axiom) -> None:
        kind, parts = axiom.kind, axiom.parts
        if kind in _GROUPS and len(parts) > 2:
            group = self._typed(_GROUPS[kind])
            self._say(group, owl.MEMBERS, self._list(parts))
        elif kind in _CHARACTERISTICS:
            self._say(self._node(parts[0]), owl.TYPE, self._name(_CHARACTERISTICS[kind]))
        elif kind in _LISTED:
            self._say(self._node(parts[0]), _LISTED[kind], self._list(parts[1:]))
        elif (special := self._special(kind)) is not None:
            special(kind, parts)
        elif kind in _BINARY:
            self._binary(kind, parts)
        else:
            raise ValueError(f"There is no axiom {kind}.")

    def _binary(self, kind: str, parts: tuple[Expression, ...]) -> None:
        first = parts[0]
        if (
            kind == "SubObjectPropertyOf"
            and isinstance(first, Compound)
            and first.op == "ObjectPropertyChain"
        ):
            self._say(self._node(parts[1]), owl.CHAIN, self._list(first.parts))
            return
        # A symmetric axiom about one thing has one part; one about many says them in a chain.
        for low, high in pairwise(parts if len(parts) > 1 else parts * 2):
            self._say(self._node(low), _BINARY[kind], self._value(high))

    def _special(self, kind: str) -> Callable[[str, tuple[Expression, ...]], None] | None:
        if kind.startswith("Negative"):
            return self._negative
        return self._assertion if kind.endswith("Assertion") else None

    def _assertion(self, kind: str, parts: tuple[Expression, ...]) -> None:
        if kind == "ClassAssertion":
            self._say(self._node(parts[1]), owl.TYPE, self._node(parts[0]))
            return
        prop, subject, value = parts
        if isinstance(prop, Compound):
            prop, subject, value = prop.parts[0], value, subject
        assert isinstance(prop, str)
        self._say(self._node(subject), prop, self._value(value))

    def _negative(self, kind: str, parts: tuple[Expression, ...]) -> None:
        node = self._typed(owl.NEGATIVE)
        for predicate, part in zip(owl.NEGATIVE_PARTS, parts[:2], strict=True):
            self._say(node, predicate, self._node(part))
        target = owl.TARGET_VALUE if kind == "NegativeDataPropertyAssertion" else owl.TARGET_INDIVIDUAL
        self._say(node, target, self._value(parts[2]))

    def _value(self, expression: Expression) -> Node | Literal:
        return expression if isinstance(expression, Literal) else self._node(expression)

    def _node(self, expression: Expression) -> Node:
        if isinstance(expression, str):
            return self._name(expression)
        if isinstance(expression, Literal):
            raise ValueError(f"A literal stands where a thing is due: {expression}.")
        op, parts = expression.op, expression.parts
        if op == "ObjectInverseOf":
            node = self._blank()
            self._say(node, owl.INVERSE_OF, self._node(parts[0]))
            return node
        if op in _SETS:
            return self._set(op, parts)
        if op in _COMPLEMENTS:
            node = self._typed(owl.DATATYPE if op.startswith("Data") else CLASS)
            self._say(node, _COMPLEMENTS[op], self._node(parts[0]))
            return node
        if op == "DatatypeRestriction":
            return self._facets(parts)
        return self._restriction(op, parts)

    def _set(self, op: str, parts: tuple[Expression, ...]) -> BlankNode:
        node = self._typed(owl.DATATYPE if op.startswith("Data") else CLASS)
        self._say(node, _SETS[op], self._list(parts))
        return node

    def _facets(self, parts: tuple[Expression, ...]) -> BlankNode:
        node = self._typed(owl.DATATYPE)
        self._say(node, owl.ON_DATATYPE, self._node(parts[0]))
        nodes: list[Node | Literal] = []
        for facet, value in zip(parts[1::2], parts[2::2], strict=True):
            assert isinstance(facet, str)
            nodes.append(self._blank())
            self._say(nodes[-1], facet, self._value(value))
        self._say(node, owl.WITH_RESTRICTIONS, self._chain(nodes))
        return node

    def _restriction(self, op: str, parts: tuple[Expression, ...]) -> BlankNode:
        node = self._typed(owl.RESTRICTION)
        counted = op in _CARDINALITIES
        self._say(node, owl.ON_PROPERTY, self._node(parts[1 if counted else 0]))
        if op == "ObjectHasSelf":
            self._say(node, owl.HAS_SELF, _TRUE)
        elif not counted:
            if op not in _QUANTIFIERS:
                raise ValueError(f"There is no expression {op}.")
            self._say(node, _QUANTIFIERS[op], self._value(parts[1]))
        elif len(parts) == 2:
            self._say(node, _CARDINALITIES[op], self._value(parts[0]))
        else:
            self._say(node, _QUALIFIED[op], self._value(parts[0]))
            over = owl.ON_DATA_RANGE if op.startswith("Data") else owl.ON_CLASS
            self._say(node, over, self._node(parts[2]))
        return node

    def _list(self, members: Iterable[Expression]) -> Node:
        return self._chain([self._value(member) for member in members])

    def _chain(self, nodes: Sequence[Node | Literal]) -> Node:
        rest: Node = self._name(owl.NIL)
        for node in reversed(nodes):
            link = self._blank()
            self._say(link, owl.FIRST, node)
            self._say(link, owl.REST, rest)
            rest = link
        return rest

    def _annotate(self, subject: Node, annotations: Mapping[str, Sequence[Value]]) -> None:
        for prop, values in annotations.items():
            for value in values:
                self._say(subject, prop, value)

    def _typed(self, kind: str) -> BlankNode:
        node = self._blank()
        self._say(node, owl.TYPE, self._name(kind))
        return node

    def _blank(self) -> BlankNode:
        self._blanks += 1
        return BlankNode(f"n{self._blanks}")

    def _name(self, iri: str) -> NamedNode:
        found = self._names.get(iri)
        if found is None:
            found = self._names[iri] = NamedNode(iri)
        return found

    def _say(self, subject: Node | Literal, predicate: str, value: Node | Literal) -> None:
        assert not isinstance(subject, Literal)
        self.triples.append(Triple(subject, self._name(predicate), value))
