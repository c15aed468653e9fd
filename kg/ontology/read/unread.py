"""The triples of an ontology that say nothing OWL knows of: counted, never dropped in silence."""

from collections.abc import Iterable, Set

from pyoxigraph import BlankNode

from kg.ontology.document import Fault
from kg.ontology.read import vocabulary as owl
from kg.ontology.read.graph import Graph, Item, Node

RULE = "unread-triples"
_EXAMPLES = 3


class Unread:
    """Counts what was not read; `lost` are triples that belong to an axiom."""

    def __init__(self) -> None:
        self._plain = 0
        self._lost = 0
        self._on_axioms = 0
        self._reasons: dict[str, None] = {}

    def add(self, triples: Iterable[object]) -> None:
        """Triples that are no axiom; only their number counts."""
        self._plain += sum(1 for _ in triples)

    def lose(self, reason: str) -> None:
        """A triple that says an axiom which could not be read."""
        self._lost += 1
        self._reasons[reason] = None

    def on_axiom(self, number: int) -> None:
        """Annotations on axioms: they stay in the triples, and no comparison looks at them."""
        self._on_axioms += number

    def blank_nodes(self, graph: Graph, read: Set[BlankNode], header: Node | None) -> None:
        """Count what is said of blank nodes that no axiom has reached."""
        for subject, said in graph.about.items():
            if not isinstance(subject, BlankNode) or subject in read or subject == header:
                continue
            for predicate, values in said.items():
                if predicate in owl.LOGICAL and predicate not in owl.OF_AXIOMS:
                    self._lost += len(values)
                    self._reasons["expressions that no axiom holds"] = None
                elif predicate not in owl.OF_AXIOMS:
                    self._plain += len(values)

    def faults(self) -> tuple[Fault, ...]:
        """At most one fault for each of the three."""
        found = []
        if self._lost:
            why = "; ".join(list(self._reasons)[:_EXAMPLES])
            found.append(
                Fault(RULE, f"{self._lost:,} triples belong to axioms that cannot be read: {why}.", lost=True)
            )
        if self._plain:
            neither = "neither axioms nor annotations of declared terms or of the ontology"
            message = f"{self._plain:,} {'triple is' if self._plain == 1 else 'triples are'} {neither}."
            found.append(Fault(RULE, message))
        if self._on_axioms:
            message = f"{self._on_axioms:,} annotations on single axioms are kept, but not compared."
            found.append(Fault(RULE, message))
        return tuple(found)


def is_axiom_type(kind: Item) -> bool:
    """Whether a blank node of this type is an axiom of its own."""
    return kind in owl.GROUPS or kind in (owl.NEGATIVE, owl.REIFIED)
