"""RDF triples as terms and axioms, by the rules of https://www.w3.org/TR/owl2-mapping-to-rdf/."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.ontology.axiom import Axiom
from kg.ontology.document import Fault, Term, Value
from kg.ontology.read import vocabulary as owl
from kg.ontology.read.expressions import Expressions
from kg.ontology.read.graph import Graph, Item, Node
from kg.ontology.read.statements import Statements
from kg.ontology.read.unread import Unread

_NOT_ABOUT = {owl.TYPE, owl.IMPORTS}


@dataclass(frozen=True, slots=True)
class Content:
    """What the triples of one ontology say; the names are those of `kg.ontology.document.Document`."""

    terms: Mapping[str, Term]
    axioms: tuple[Axiom, ...]
    iri: str | None
    version: str | None
    about: Mapping[str, tuple[Value, ...]]
    imports: tuple[str, ...]
    faults: tuple[Fault, ...]


def from_triples(triples: Iterable[Triple], known: Mapping[str, frozenset[str]] | None = None) -> Content:
    """The terms and axioms; what is neither becomes one counted fault `unread-triples`.

    `known` are the kinds of terms that imports declare: whether a property is one of objects or of data
    cannot be seen from its use alone. `about` holds the version IRI with the annotations, `version` the
    version's text or else its IRI. Class expressions whose bounds are passed (see `expressions`) count as
    not read. Nothing is raised whatever the triples say.
    """
    graph = Graph(triples)
    kinds = _kinds(graph)
    all_kinds = {**(known or {}), **kinds}
    for iri in kinds.keys() & (known or {}).keys():
        all_kinds[iri] = kinds[iri] | (known or {})[iri]
    unread = Unread()
    header = _header(graph)
    expressions = Expressions(graph, all_kinds)
    statements = Statements(graph, expressions, kinds, all_kinds, unread)
    for subject, said in graph.about.items():
        if subject != header:
            statements.of(subject, said)
    about = _about(graph, header, unread)
    unread.blank_nodes(graph, expressions.read | statements.read, header)
    terms = {
        iri: Term(iri, found, {prop: tuple(values) for prop, values in statements.notes.get(iri, {}).items()})
        for iri, found in kinds.items()
    }
    said_imports = graph.values(header, owl.IMPORTS) if header is not None else ()
    return Content(
        terms,
        tuple(statements.axioms),
        header if isinstance(header, str) else None,
        _version(about),
        about,
        tuple(each for each in said_imports if isinstance(each, str)),
        unread.faults(),
    )


def _kinds(graph: Graph) -> dict[str, frozenset[str]]:
    """The kinds of the declared terms, in the order of the file."""
    found: dict[str, frozenset[str]] = {}
    for subject, said in graph.about.items():
        if isinstance(subject, str) and owl.TYPE in said:
            kinds = {kind for each in said[owl.TYPE] for kind in _declares(each)}
            if kinds:
                found[subject] = frozenset(kinds)
    return found


def _declares(kind: Item) -> tuple[str, ...]:
    if not isinstance(kind, str):
        return ()
    if kind in owl.KINDS:
        return (kind,)
    if kind in owl.SAME_AS_KIND:
        return (owl.SAME_AS_KIND[kind],)
    return owl.DEPRECATED_TYPES.get(kind, ())


def _header(graph: Graph) -> Node | None:
    """The ontology itself: of several (a merged file), the one that says most."""
    found = list(graph.typed(owl.ONTOLOGY))
    return max(found, key=lambda each: len(graph.about[each]), default=None)


def _about(graph: Graph, header: Node | None, unread: Unread) -> dict[str, tuple[Value, ...]]:
    about: dict[str, tuple[Value, ...]] = {}
    for predicate, values in graph.about.get(header, {}).items() if header is not None else ():
        if predicate in _NOT_ABOUT:
            unread.add(each for each in values if predicate == owl.TYPE and each != owl.ONTOLOGY)
            continue
        named = [value_of(each) for each in values if not isinstance(each, BlankNode)]
        unread.add(each for each in values if isinstance(each, BlankNode))
        if named:
            about[predicate] = tuple(named)
    return about


def value_of(item: str | Literal) -> Value:
    """An annotation's value."""
    return item if isinstance(item, Literal) else NamedNode(item)


def _version(about: Mapping[str, tuple[Value, ...]]) -> str | None:
    values = (*about.get(owl.VERSION_INFO, ()), *about.get(owl.VERSION_IRI, ()))
    return values[0].value if values else None
