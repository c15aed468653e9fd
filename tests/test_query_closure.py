"""Walks over `rdfs:subClassOf` replaced by the stored closure: only where the answer stays the same."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.query.closure import Closure, closure_of, known_closure, rewritten
from kg.rdf.names import PAN, RDFS
from kg.rdf.panet import panet_table
from kg.store.closure import closure_facts, exactness
from kg.store.home import Home
from kg.store.reader import Reader

EX = "https://example.org/"
PROLOGUE = f"""PREFIX rdfs: <{RDFS}>
PREFIX ex: <{EX}>
PREFIX pan: <{PAN}>
"""
KNOWN = Closure(frozenset([f"{EX}c", f"{EX}c.d"]))
BROADER = f"<{PAN}broaderOrSelf>"

CHANGED = [
    "SELECT * { ?t rdfs:subClassOf* ex:c }",
    "SELECT * { ?t rdfs:subClassOf * ex:c.d. ?d ex:p ?t }",
    f"SELECT * {{ ?t <{RDFS}subClassOf>*<{EX}c> . ?d ex:p ?t }}",
    "SELECT * { ?t a ex:x ; rdfs:subClassOf* ex:c ; ex:p ?d }",
    "SELECT * { ?d ex:p/rdfs:subClassOf* ex:c FILTER(?d != 3) }",
    "SELECT * { ?d a / ^ex:p / rdfs:subClassOf* ex:c }",
    "SELECT * { ex:c ^rdfs:subClassOf* ?t }",
    "SELECT * { ex:c rdfs:subClassOf*/rdfs:label ?name, ?other }",
    "SELECT * { ex:c ^rdfs:subClassOf*/^ex:p ?d ; ex:q 4 }",
    "ASK { ex:x rdfs:subClassOf* ex:c }",
    "SELECT * { ?d ex:p ?t FILTER NOT EXISTS { ?t rdfs:subClassOf* ex:c } }",
    "DESCRIBE ?d WHERE { ?d ex:p/rdfs:subClassOf* ex:c }",
    "CONSTRUCT { ?d ex:is ex:c } WHERE { ?d ex:p/rdfs:subClassOf* ex:c }",
    "SELECT * { { ?t rdfs:subClassOf* ex:c } UNION { ?t ex:p ex:c } }",
    "SELECT * { ?t rdfs:subClassOf* ex:c . FILTER(?x<?y&&?y>3) }",
    "SELECT ('# GRAPH' AS ?text) { ?t rdfs:subClassOf* ex:c }",
]

LEFT_ALONE = [
    "SELECT * { ?t rdfs:subClassOf ex:c }",
    "SELECT * { ?t rdfs:subClassOf+ ex:c }",
    "SELECT * { ?t rdfs:subClassOf* ?c }",
    "SELECT * { ?t rdfs:subClassOf* ex:unknown }",
    "SELECT * { ?t rdfs:subClassOf* ex:c, ex:unknown }",
    "SELECT * { ?t ex:subClassOf* ex:c }",
    "SELECT * { ?t unknown:subClassOf* ex:c }",
    "SELECT * { ?t rdfs:subClassOf*/ex:p ex:c }",
    "SELECT * { ex:c ex:p/rdfs:subClassOf* ?t }",
    "SELECT * { ?t (rdfs:subClassOf|ex:p)* ex:c }",
    "SELECT * { ?t ex:p|rdfs:subClassOf* ex:c }",
    "SELECT * { ?t !rdfs:subClassOf* ex:c }",
    "SELECT * { ?t (rdfs:subClassOf*)* ex:c }",
    "SELECT * { ex:c rdfs:subClassOf*/ex:p+ ?t }",
    "SELECT * { GRAPH ?g { ?t rdfs:subClassOf* ex:c } }",
    "SELECT * FROM ex:g { ?t rdfs:subClassOf* ex:c }",
    "CONSTRUCT { ?t rdfs:subClassOf* ex:c } WHERE { ?t ?p ?o }",
    "CONSTRUCT WHERE { ?t rdfs:subClassOf* ex:c }",
    "SELECT * { << ?t rdfs:subClassOf* ex:c >> ex:p ?o }",
    "SELECT * { ?t rdfs:subClassOf* ex:c {| ex:p ?o |} }",
    "SELECT * { ?t rdfs:subClassOf* ex:c ~ ex:r }",
    "SELECT * { ?x ex:p '?t rdfs:subClassOf* ex:c .' }",
    "SELECT * { ?t rdfs:subClassOf\\u002A ex:c }",
    "SELECT (?a + rdfs:subClassOf * ex:c AS ?b) { ?a ex:p ?c }",
    "SELECT * { ?t rdfs:subClassOf* ex:c\u00b7x }",
    "SELECT * { ?t rdfs:subClassOf* ex:c\\-x }",
    "SELECT * { ?t rdfs:subClassOf* 'ex:c' }",
]


@pytest.mark.parametrize("query", CHANGED)
def test_a_walk_that_ends_at_a_known_class_becomes_a_triple(query: str) -> None:
    text = rewritten(PROLOGUE + query, KNOWN)

    assert text.count(BROADER) == 1
    assert "subClassOf" not in text.removeprefix(PROLOGUE)
    _parse(text)


@pytest.mark.parametrize("query", LEFT_ALONE)
def test_what_is_not_certain_is_left_alone(query: str) -> None:
    assert rewritten(PROLOGUE + query, KNOWN) == PROLOGUE + query


def test_several_walks_are_replaced_and_lines_stay_where_they_are() -> None:
    query = (
        "SELECT * {\n ?a rdfs:subClassOf\n* ex:c .\n ?b rdfs:subClassOf* ?c .\n ?d rdfs:subClassOf* ex:c.d }"
    )

    text = rewritten(PROLOGUE + query, KNOWN)

    assert text.count(BROADER) == 2
    assert text.count("\n") == (PROLOGUE + query).count("\n")
    assert text.endswith(f"?b rdfs:subClassOf* ?c .\n ?d {BROADER} ex:c.d }}")


def test_a_prefix_that_is_declared_twice_says_nothing() -> None:
    query = f"PREFIX ex: <https://example.org/other/>\n{PROLOGUE}SELECT * {{ ?t rdfs:subClassOf* ex:c }}"

    assert rewritten(query, KNOWN) == query


def test_without_a_known_class_nothing_changes() -> None:
    query = PROLOGUE + CHANGED[0]

    assert rewritten(query, Closure()) == query
    assert rewritten(query, known_closure(Store(), None)) == query


NODES = [NamedNode(f"{EX}{name}") for name in "abcdef"]
PAIRS = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=9)

SHAPES = [
    "SELECT * {{ ?t rdfs:subClassOf* <{c}> }}",
    "SELECT * {{ ?t ^rdfs:subClassOf* <{c}> }}",
    "SELECT * {{ <{c}> rdfs:subClassOf* ?t . }}",
    "SELECT ?d {{ ?d ex:p/rdfs:subClassOf* <{c}> }}",
    "SELECT ?d {{ <{c}> ^rdfs:subClassOf*/^ex:p ?d }}",
    "SELECT * {{ ?d ex:p ?t . ?t rdfs:subClassOf* <{c}> OPTIONAL {{ <{c}> rdfs:subClassOf*/ex:p ?l }} }}",
    "SELECT ?b {{ ?a rdfs:subClassOf* <{c}> . ?b rdfs:subClassOf* <{c}> ; rdfs:subClassOf* ?a }}",
    "SELECT * {{ ?d ex:p ?t FILTER NOT EXISTS {{ ?t rdfs:subClassOf* <{c}> }} }}",
    "SELECT * {{ ?d ex:p ?t MINUS {{ ?t rdfs:subClassOf* <{c}> }} }}",
    "SELECT * {{ VALUES ?t {{ 'x' <{c}> ex:a ex:nowhere }} ?t rdfs:subClassOf* <{c}> }}",
    "SELECT * {{ {{ ?t rdfs:subClassOf* <{c}> }} UNION {{ <{c}> rdfs:subClassOf* ?t }} }}",
    "SELECT (COUNT(*) AS ?n) {{ <{c}> rdfs:subClassOf* <{c}> }}",
    "SELECT * {{ [] ex:p [ ex:q 1 ; ex:p/rdfs:subClassOf* <{c}> ; ex:r ?r ] }}",
]


@given(
    edges=PAIRS,
    wrong=st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=2),
    known=st.sets(st.sampled_from(NODES)),
    shape=st.sampled_from(SHAPES),
    target=st.sampled_from(NODES),
)
def test_the_engine_gives_the_same_rows_before_and_after(
    edges: set[tuple[NamedNode, NamedNode]],
    wrong: set[tuple[NamedNode, NamedNode]],
    known: set[NamedNode],
    shape: str,
    target: NamedNode,
) -> None:
    """Cycles, edges that the closure lacks, rows that it has too many, classes outside of it."""
    stored = {(low, high) for low, high in _closed(edges) if low in known and high in known} ^ wrong
    store = _store(edges, stored)
    _, inexact = exactness(edges, stored)
    closure = known_closure(store, inexact)
    query = PROLOGUE + shape.format(c=target.value)

    text = rewritten(query, closure)

    assert _rows(store, text) == _rows(store, query)
    is_exact = target.value in closure.classes
    assert is_exact == (text != query)


@given(edges=PAIRS, stored=PAIRS)
def test_a_class_is_exact_when_the_paths_of_the_engine_find_its_closure(
    edges: set[tuple[NamedNode, NamedNode]], stored: set[tuple[NamedNode, NamedNode]]
) -> None:
    store = _store(edges, stored)

    members, inexact = exactness(edges, stored)

    own = {low for low, high in stored if low == high}
    assert members == len(own)
    for node in own:
        ends = [
            _rows(store, f"{PROLOGUE}SELECT ?t {{ {pattern.format(c=node)} }}")
            for pattern in ("?t {p} {c}", "{c} {p} ?t")
            for pattern in (
                pattern.replace("{p}", "rdfs:subClassOf*"),
                pattern.replace("{p}", "pan:broaderOrSelf"),
            )
        ]
        assert (node.value in inexact) == (ends[0] != ends[1] or ends[2] != ends[3])


def test_an_edge_to_something_that_is_no_iri_makes_a_class_inexact() -> None:
    low = NODES[0]

    assert exactness([(low, Literal("x"))], [(low, low)]) == (1, [low.value])
    assert exactness([], [(low, low), (Literal("x"), Literal("x"))]) == (1, [])


def test_panet_is_exact_but_for_its_equivalent_classes(sample_home: Path) -> None:
    """A pair of equivalent classes is each other's closure, which no `rdfs:subClassOf` says."""
    generation = Home(sample_home).current()
    assert generation is not None

    facts = closure_facts(Reader(generation.graph))
    store = Store.read_only(str(generation.graph))

    assert len(closure_of(store, generation.graph).classes) == facts["members"] - len(facts["inexact"])
    assert closure_of(store, generation.path / "index" / "x") == Closure()

    names = {panet_table().terms[iri].label for iri in facts["inexact"]}
    assert facts["members"] == len(panet_table().terms)
    assert names == {
        "imaging",
        "obtain spatial map",
        "inelastic small angle scattering",
        "small angle inelastic scattering",
    }


def _closed(edges: set[tuple[NamedNode, NamedNode]]) -> set[tuple[NamedNode, NamedNode]]:
    """Warshall's closure, and every node with itself."""
    reached = edges | {(node, node) for node in NODES}
    for middle in NODES:
        before = {low for low, high in reached if high == middle}
        after = {high for low, high in reached if low == middle}
        reached |= {(low, high) for low in before for high in after}
    return reached


def _store(edges: set[tuple[NamedNode, NamedNode]], stored: set[tuple[NamedNode, NamedNode]]) -> Store:
    store = Store()
    property_, kept = RDFS["subClassOf"], PAN["broaderOrSelf"]
    store.extend(Quad(low, property_, high, DefaultGraph()) for low, high in edges)
    store.extend(Quad(low, kept, high, DefaultGraph()) for low, high in stored)
    for number, node in enumerate(NODES[:4]):
        for thing in range(number):
            store.add(Quad(NamedNode(f"{EX}d{thing}"), NamedNode(f"{EX}p"), node, DefaultGraph()))
    store.add(Quad(NODES[0], NamedNode(f"{EX}p"), Literal("label"), DefaultGraph()))
    return store


def _rows(store: Store, query: str) -> Counter[tuple[str, ...]]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return Counter(tuple(str(value) for value in row) for row in found)


def _parse(query: str) -> None:
    Store().query(query)
