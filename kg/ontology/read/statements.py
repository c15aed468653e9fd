"""The axioms and annotations that the triples about one subject state."""

from collections.abc import Callable, Mapping
from itertools import combinations

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.ontology.axiom import Axiom, axiom
from kg.ontology.document import (
    ANNOTATION_PROPERTY,
    CLASS,
    DATA_PROPERTY,
    DEPRECATED,
    OBJECT_PROPERTY,
    Value,
)
from kg.ontology.expression import Expression, compound, functional
from kg.ontology.read import vocabulary as owl
from kg.ontology.read.expressions import Expressions, Unreadable
from kg.ontology.read.graph import Graph, Item, Node
from kg.ontology.read.unread import Unread, is_axiom_type
from kg.rdf.names import XSD

_MOST_PAIRS = 200_000
"""Pairs that groups (all different, all disjoint) are written out to; larger groups stay one axiom."""

_TRUE = Literal("true", datatype=XSD["boolean"])
_REIFYING = {owl.SOURCE, owl.PROPERTY, owl.TARGET, owl.TYPE}

Said = Mapping[str, Mapping[Item, None]]


class Statements:
    """Collects them: `axioms` in order, `notes[iri][property]` the annotations of declared terms."""

    def __init__(
        self,
        graph: Graph,
        expressions: Expressions,
        declared: Mapping[str, frozenset[str]],
        kinds: Mapping[str, frozenset[str]],
        unread: Unread,
    ) -> None:
        self.axioms: dict[Axiom, None] = {}
        self.notes: dict[str, dict[str, dict[Value, None]]] = {}
        self.read: set[BlankNode] = set()
        self._graph = graph
        self._expressions = expressions
        self._declared = declared
        self._kinds = kinds
        self._unread = unread
        self._pairs_left = _MOST_PAIRS

    def of(self, subject: Node, said: Said) -> None:
        """Read all triples about the subject; what an expression of it says is left to whoever holds it."""
        if isinstance(subject, BlankNode) and any(map(is_axiom_type, said.get(owl.TYPE, ()))):
            self._try(self._axiom_node, subject, said)
            return
        for predicate, values in said.items():
            if isinstance(subject, str) or predicate in owl.OF_AXIOMS:
                for value in values:
                    self._try(self._triple, subject, predicate, value)

    def _try(self, read: Callable[..., None], *given: object) -> None:
        try:
            read(*given)
        except Unreadable as error:
            self._unread.lose(str(error))

    def _add(self, kind: str, *parts: Expression) -> None:
        self.axioms[axiom(kind, parts)] = None

    def _triple(self, subject: Node, predicate: str, value: Item) -> None:
        of = self._expressions.of
        if predicate == owl.TYPE:
            assert isinstance(subject, str)
            self._type(subject, value)
        elif predicate == owl.EQUIVALENT_CLASS and owl.DATATYPE in self._kinds_of(subject):
            self._add("DatatypeDefinition", of(subject), of(value))
        elif predicate in owl.CLASS_PREDICATES:
            self._add(owl.CLASS_PREDICATES[predicate], of(subject), of(value))
        elif predicate in owl.PROPERTY_PREDICATES:
            self._property(subject, predicate, value)
        elif predicate in owl.INDIVIDUAL_PREDICATES:
            self._add(owl.INDIVIDUAL_PREDICATES[predicate], of(subject), of(value))
        elif predicate in (owl.DISJOINT_UNION, owl.HAS_KEY):
            kind = "DisjointUnion" if predicate == owl.DISJOINT_UNION else "HasKey"
            members = sorted(set(self._expressions.list(value)), key=functional)
            self._add(kind, of(subject), *members)
        elif predicate == owl.CHAIN:
            chain = compound("ObjectPropertyChain", self._expressions.list(value))
            self._add("SubObjectPropertyOf", chain, of(subject))
        elif predicate == owl.INVERSE_OF:
            self._add("InverseObjectProperties", of(subject), of(value))
        elif predicate in owl.SETS or predicate in owl.COMPLEMENTS:
            # OWL 1 wrote the meaning of a named class without a node of its own.
            self._add("EquivalentClasses", of(subject), self._expressions.said_by(predicate, value))
        elif predicate in owl.LOGICAL:
            raise Unreadable("a restriction without a node of its own")
        else:
            self._fact(subject, predicate, value)

    def _type(self, subject: str, kind: Item) -> None:
        if kind in owl.KINDS or kind in owl.SAME_AS_KIND:
            return
        if kind in owl.DEPRECATED_TYPES:
            self._note(subject, DEPRECATED, _TRUE)
        elif kind in owl.CHARACTERISTICS:
            assert isinstance(kind, str)
            sort = "Data" if self._expressions.is_data(subject) else "Object"
            self._add(owl.CHARACTERISTICS[kind].format(sort), subject)
        elif kind in owl.NEEDLESS_TYPES and subject in self._declared:
            return
        elif isinstance(kind, BlankNode) or CLASS in self._kinds_of(kind) or self._is_foreign(subject, kind):
            self._add("ClassAssertion", self._expressions.of(kind), subject)
        else:
            self._unread.add([kind])

    def _is_foreign(self, subject: str, kind: Item) -> bool:
        """A declared term that is said to be a member of a class of another ontology."""
        return (
            subject in self._declared and isinstance(kind, str) and not kind.startswith(owl.OWN_VOCABULARIES)
        )

    def _property(self, subject: Node, predicate: str, value: Item) -> None:
        prop, said = self._expressions.of(subject), self._expressions.of(value)
        kinds = self._kinds_of(subject)
        if kinds == {ANNOTATION_PROPERTY}:
            self._note(subject, predicate, value)
            return
        is_data = self._expressions.is_data(prop) or self._expressions.is_data(said)
        if predicate == owl.RANGE and OBJECT_PROPERTY not in kinds:
            is_data = is_data or self._expressions.is_range(said)
        name = owl.PROPERTY_PREDICATES[predicate].format("Data" if is_data else "Object")
        self._add(name, prop, said)

    def _fact(self, subject: Node, predicate: str, value: Item) -> None:
        kinds = self._kinds.get(predicate, frozenset())
        if isinstance(subject, BlankNode) or ANNOTATION_PROPERTY in kinds:
            self._note(subject, predicate, value)
        elif OBJECT_PROPERTY in kinds and isinstance(value, str):
            self._add("ObjectPropertyAssertion", predicate, subject, value)
        elif DATA_PROPERTY in kinds and isinstance(value, Literal):
            self._add("DataPropertyAssertion", predicate, subject, value)
        else:
            self._note(subject, predicate, value)

    def _note(self, subject: Node, predicate: str, value: Item) -> None:
        if isinstance(value, BlankNode) or not isinstance(subject, str) or subject not in self._declared:
            self._unread.add([value])
            return
        said = self.notes.setdefault(subject, {}).setdefault(predicate, {})
        said[value if isinstance(value, Literal) else NamedNode(value)] = None

    def _axiom_node(self, node: BlankNode, said: Said) -> None:
        self.read.add(node)
        kind = next(kind for kind in said[owl.TYPE] if is_axiom_type(kind))
        if kind == owl.REIFIED:
            self._reified(node, said)
        elif kind == owl.NEGATIVE:
            self._negative(node)
        else:
            assert isinstance(kind, str)
            self._group(node, owl.GROUPS[kind])

    def _reified(self, node: BlankNode, said: Said) -> None:
        subject, predicate, value = (
            self._graph.one(node, each) for each in (owl.SOURCE, owl.PROPERTY, owl.TARGET)
        )
        if isinstance(subject, Literal) or not isinstance(predicate, str) or subject is None or value is None:
            raise Unreadable("an annotated axiom without subject, property and value")
        self._unread.on_axiom(sum(len(values) for each, values in said.items() if each not in _REIFYING))
        if self._graph.about.get(subject, {}).get(owl.TYPE, {}).keys() & {owl.ONTOLOGY}:
            return
        self._triple(subject, predicate, value)

    def _negative(self, node: BlankNode) -> None:
        prop, individual = (self._graph.one(node, each) for each in owl.NEGATIVE_PARTS)
        literal = self._graph.one(node, owl.TARGET_VALUE)
        target = self._graph.one(node, owl.TARGET_INDIVIDUAL) if literal is None else literal
        if prop is None or not isinstance(individual, str) or target is None or isinstance(target, BlankNode):
            raise Unreadable("a negative assertion of an unknown form")
        kind = "NegativeDataPropertyAssertion" if literal is not None else "NegativeObjectPropertyAssertion"
        self._add(kind, self._expressions.of(prop), individual, target)

    def _group(self, node: BlankNode, kind: str) -> None:
        heads = (*self._graph.values(node, owl.MEMBERS), *self._graph.values(node, owl.DISTINCT_MEMBERS))
        if len(heads) != 1:
            raise Unreadable("a group without its members")
        members = sorted(set(self._expressions.list(heads[0])), key=functional)
        is_data = any(self._expressions.is_data(each) for each in members)
        name = kind.format("Data" if is_data else "Object")
        pairs = len(members) * (len(members) - 1) // 2
        if pairs > self._pairs_left:
            self._add(name, *members)
            return
        self._pairs_left -= pairs
        for low, high in combinations(members, 2):
            self._add(name, low, high)

    def _kinds_of(self, item: Item) -> frozenset[str]:
        return self._kinds.get(item, frozenset()) if isinstance(item, str) else frozenset()
