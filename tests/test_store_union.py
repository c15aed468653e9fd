"""The union as default graph: exactly what the graphs say, whatever the terms look like."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.rdf.names import XSD
from kg.store.union import unite

NAMES = st.sampled_from(
    [NamedNode(f"https://example.org/{name}") for name in ("a", "b", "ü", "a%20b", "x#y")]
)
BLANKS = st.sampled_from([BlankNode("1f"), BlankNode("label")])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="de")),
    st.integers().map(Literal),
    st.floats().map(Literal),
    st.booleans().map(Literal),
    st.sampled_from(["1.", "01", "x", "+5", "1e3", "INF", "true"]).flatmap(
        lambda text: st.sampled_from(["decimal", "integer", "double", "boolean"]).map(
            lambda kind: Literal(text, datatype=XSD[kind])
        )
    ),
)
TERMS = st.one_of(NAMES, BLANKS, LITERALS)
TRIPLES = st.builds(Triple, st.one_of(NAMES, BLANKS), NAMES, TERMS)
OBJECTS = st.one_of(TERMS, TRIPLES)
QUADS = st.builds(Quad, st.one_of(NAMES, BLANKS), NAMES, OBJECTS, st.one_of(NAMES, st.just(DefaultGraph())))


@settings(max_examples=200, deadline=None)
@given(st.lists(QUADS, max_size=12))
def test_the_default_graph_then_holds_what_any_graph_says(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    expected = {quad.triple for quad in store}

    unite(store)

    found = [quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())]
    assert set(found) == expected
    assert len(found) == len(expected)
