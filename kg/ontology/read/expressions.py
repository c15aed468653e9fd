"""Class expressions, data ranges and lists out of the blank nodes that RDF makes of them.

What strangers write may be cyclic, shared a thousand times over or nested without end: each expression has
a greatest depth and size, and all of them together a size in proportion to the file's.
"""

from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal

from kg.ontology.document import DATA_PROPERTY, OBJECT_PROPERTY
from kg.ontology.expression import Compound, Expression, compound
from kg.ontology.read import vocabulary as owl
from kg.ontology.read.graph import Graph, Item, Node

DEEPEST = 60
"""Levels of nesting in one expression; the deepest in real ontologies of this field has six."""

LARGEST = 20_000
"""Names and constructors in one expression."""

_MANY_TIMES = 10
"""Parts of all expressions together for each triple; without shared nodes there is less than one."""

_TYPES = frozenset({owl.RESTRICTION, owl.DATATYPE, *owl.KINDS, *owl.SAME_AS_KIND})


class Unreadable(Exception):
    """A node is no expression of OWL 2, or more than will be read."""


class Expressions:
    """Reads the expressions of one graph; `read` holds the blank nodes that were understood."""

    def __init__(self, graph: Graph, kinds: Mapping[str, frozenset[str]]) -> None:
        self.read: set[BlankNode] = set()
        self._graph = graph
        self._kinds = kinds
        self._known: dict[BlankNode, Expression] = {}
        self._sizes: dict[BlankNode, int] = {}
        self._open: set[BlankNode] = set()
        self._left = _MANY_TIMES * graph.size + LARGEST

    def of(self, item: Item) -> Expression:
        """The expression that a node or literal stands for.

        Raises:
            Unreadable: it is none, or the bounds are passed.
        """
        if not isinstance(item, BlankNode):
            return item
        found = self._known.get(item)
        if found is None:
            found = self._first_time(item)
        else:
            self._left -= self._sizes[item]
        if self._left < 0 or self._sizes[item] > LARGEST:
            raise Unreadable(f"expressions with more than {LARGEST:,} parts")
        return found

    def list(self, head: Item) -> tuple[Expression, ...]:
        """The members of an RDF list. Raises as `of` does."""
        members, links = [], set[BlankNode]()
        while head != owl.NIL:
            first = self._graph.one(head, owl.FIRST) if isinstance(head, BlankNode) else None
            rest = self._graph.one(head, owl.REST) if isinstance(head, BlankNode) else None
            if first is None or rest is None or head in links:
                raise Unreadable("a list without end or with gaps")
            assert isinstance(head, BlankNode)
            links.add(head)
            members.append(self.of(first))
            head = rest
        self.read |= links
        return tuple(members)

    def is_data(self, prop: Expression) -> bool:
        """Whether the property is known as a data property and as nothing else."""
        kinds = self._kinds.get(prop, frozenset()) if isinstance(prop, str) else frozenset()
        return DATA_PROPERTY in kinds and OBJECT_PROPERTY not in kinds

    def is_range(self, expression: Expression) -> bool:
        """Whether the expression is a data range."""
        named = isinstance(expression, str) and owl.DATATYPE in self._kinds.get(expression, ())
        return named or owl.is_data_range(expression)

    def _first_time(self, node: BlankNode) -> Expression:
        if node in self._open:
            raise Unreadable("an expression that holds itself")
        if len(self._open) >= DEEPEST:
            raise Unreadable(f"an expression deeper than {DEEPEST} levels")
        self._open.add(node)
        before = self._left
        try:
            found = self._constructed(node)
        finally:
            self._open.discard(node)
        self._left -= 1 + _breadth(found)
        self._sizes[node] = before - self._left  # with what its parts have spent, shared ones each time
        self._known[node] = found
        self.read.add(node)
        return found

    def _constructed(self, node: BlankNode) -> Expression:
        said = self._graph.about.get(node, {})
        types = said.get(owl.TYPE, {})
        parts: dict[str, Item] = {}
        for predicate, values in said.items():
            if predicate in owl.LOGICAL and predicate not in owl.OF_AXIOMS:
                if len(values) != 1:
                    raise Unreadable("an expression that says two things at once")
                parts[predicate] = next(iter(values))
            elif predicate != owl.TYPE and predicate not in owl.OF_AXIOMS:
                raise Unreadable("an annotation on an expression")
        if not types.keys() <= _TYPES:
            raise Unreadable("an expression of an unknown type")
        return self._named(parts, owl.DATATYPE in types or _OLD_RANGE in types)

    def _named(self, parts: dict[str, Item], typed_data: bool) -> Expression:
        if owl.ON_PROPERTY in parts:
            return self._restriction(parts, self.of(parts.pop(owl.ON_PROPERTY)))
        if parts.keys() == {owl.ON_DATATYPE, owl.WITH_RESTRICTIONS}:
            return self._facets(parts[owl.ON_DATATYPE], parts[owl.WITH_RESTRICTIONS])
        if len(parts) != 1:
            raise Unreadable("an expression of an unknown form")
        predicate, value = next(iter(parts.items()))
        return self.said_by(predicate, value, typed_data)

    def said_by(self, predicate: str, value: Item, typed_data: bool = False) -> Expression:
        """The expression of which one triple says all: a set, a complement or an inverse.

        Raises:
            Unreadable: the triple says no such thing, or the bounds are passed.
        """
        if predicate in owl.SETS:
            members = self.list(value)
            data = typed_data or any(isinstance(each, Literal) or self.is_range(each) for each in members)
            return compound(("Data" if data else "Object") + owl.SETS[predicate], members)
        if predicate in owl.COMPLEMENTS:
            of = self.of(value)
            data = typed_data or self.is_range(of)
            return compound("DataComplementOf" if data else owl.COMPLEMENTS[predicate], (of,))
        if predicate == owl.INVERSE_OF and isinstance(value, str):
            return compound("ObjectInverseOf", (value,))
        raise Unreadable("an expression of an unknown form")

    def _restriction(self, parts: dict[str, Item], prop: Expression) -> Expression:
        over = parts.pop(owl.ON_CLASS, None)
        data_range = parts.pop(owl.ON_DATA_RANGE, None)
        if len(parts) != 1 or (over is not None and data_range is not None):
            raise Unreadable("a restriction of an unknown form")
        predicate, value = next(iter(parts.items()))
        filler = over if over is not None else data_range
        if filler is None and predicate in owl.QUANTIFIERS:
            said = self.of(value)
            is_data = isinstance(said, Literal) or self.is_range(said) or self.is_data(prop)
            return compound(("Data" if is_data else "Object") + owl.QUANTIFIERS[predicate], (prop, said))
        if filler is None and predicate == owl.HAS_SELF:
            if not isinstance(value, Literal) or value.value not in ("true", "1"):
                raise Unreadable("a restriction of an unknown form")
            return compound("ObjectHasSelf", (prop,))
        if filler is None and predicate in owl.CARDINALITIES:
            name = ("Data" if self.is_data(prop) else "Object") + owl.CARDINALITIES[predicate]
            return compound(name, (_number(value), prop))
        if filler is not None and predicate in owl.QUALIFIED:
            name = ("Data" if over is None else "Object") + owl.QUALIFIED[predicate]
            said = self.of(filler)
            # Counting values of any kind is counting values: some writers say so, some do not.
            over_all = (said,) if said not in owl.UNIVERSAL else ()
            return compound(name, (_number(value), prop, *over_all))
        raise Unreadable("a restriction of an unknown form")

    def _facets(self, datatype: Item, facets: Item) -> Expression:
        links: list[Item] = []
        parts: list[tuple[str, Literal]] = []
        seen = set[Node]()
        while facets != owl.NIL:
            if not isinstance(facets, BlankNode) or facets in seen:
                raise Unreadable("a list without end or with gaps")
            seen.add(facets)
            node, rest = self._graph.one(facets, owl.FIRST), self._graph.one(facets, owl.REST)
            said = self._graph.about.get(node, {}) if isinstance(node, BlankNode) else {}
            for predicate in said:
                value = self._graph.one(node, predicate) if isinstance(node, BlankNode) else None
                if not isinstance(value, Literal):
                    raise Unreadable("a restriction of an unknown form")
                parts.append((predicate, value))
            if not said or node is None or rest is None:
                raise Unreadable("a restriction of an unknown form")
            links += [facets, node]
            facets = rest
        self.read.update(link for link in links if isinstance(link, BlankNode))
        in_order = sorted(set(parts), key=lambda part: (part[0], str(part[1])))
        return compound(
            "DatatypeRestriction", (self.of(datatype), *(each for pair in in_order for each in pair))
        )


_OLD_RANGE = next(old for old, kind in owl.SAME_AS_KIND.items() if kind == owl.DATATYPE)


def _number(value: Item) -> Literal:
    text = value.value if isinstance(value, Literal) else ""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unreadable("a cardinality that is no number")
    return owl.count(int(text))


def _breadth(expression: Expression) -> int:
    return len(expression.parts) if isinstance(expression, Compound) else 1
