"""Updates of token holders: what is refused, and how the request's dataset gets into them."""

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg.errors import BadInput, BadQuery
from kg.query.update_text import LONGEST_UPDATE, precheck_update, with_dataset

TRIPLES = 50_000


@pytest.mark.parametrize(
    "sparql",
    [
        "LOAD <http://x/>",
        "load silent <http://x/> INTO GRAPH <http://g/>",
        "INSERT DATA { <a:a> <b:b> 1 } ; LOAD<http://x/>",
        "PREFIX x: <http://x/> LOAD:x",
        "PREFIX x: <http://x/> LOADSILENT:x",
        r"L\u004FAD <http://x/>",
        "# \r LOAD <http://x/>",
    ],
)
def test_no_spelling_of_load_gets_through(sparql: str) -> None:
    with pytest.raises(BadQuery, match="LOAD is refused"):
        precheck_update(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
        "DELETE WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_in_updates_too(sparql: str) -> None:
    with pytest.raises(BadQuery, match="SERVICE is refused"):
        precheck_update(sparql)


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ('INSERT DATA { <a:a> <b:b> "\0" }', "NUL"),
        ("INSERT { ?s ?p ?o } WHERE " + "{" * 5000, "deeper"),
        ("INSERT DATA { <a:a> <b:b> " + "(" * 5000, "deeper"),
        ("INSERT {} WHERE { FILTER(" + "||".join(["?x"] * 10_000) + ") }", "The update has more than 2,000"),
        ("DELETE WHERE { " + "?s ?p ?o . " * 10_000 + "}", "more than 2,000"),
        ("#" * (LONGEST_UPDATE + 1), "characters"),
    ],
    ids=["nul", "groups", "lists", "or", "patterns", "size"],
)
def test_what_would_crash_the_store_is_refused(sparql: str, reason: str) -> None:
    with pytest.raises(BadQuery, match=reason):
        precheck_update(sparql)


@pytest.mark.parametrize("before", ["INSERT DATA { ", "DELETE DATA { ", "INSERT DATA { GRAPH <http://g/> { "])
def test_data_may_be_as_long_as_the_update(before: str) -> None:
    triples = "".join(
        f"<http://e.org/{n}> <http://e.org/p.q> 'a+b', -1.5 ; a <c:c> . " for n in range(TRIPLES)
    )
    sparql = before + triples + "} " * before.count("{")

    assert precheck_update(sparql).text == sparql


def test_after_the_data_counting_goes_on() -> None:
    with pytest.raises(BadQuery, match="more than 2,000"):
        precheck_update("INSERT DATA { <a:a> <b:b> 1 } ; DELETE WHERE {" + "?s ?p ?o . " * 10_000 + "}")


def test_comments_are_blanked_and_the_word_load_may_stand_in_strings() -> None:
    checked = precheck_update('INSERT DATA { <a:LOAD> <b:b> "LOAD <x:x>" } # LOAD <x:x>')

    assert checked.text == 'INSERT DATA { <a:LOAD> <b:b> "LOAD <x:x>" } ' + " " * 12


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        (
            "INSERT { ?s <b:b> ?o } WHERE { ?s ?p ?o }",
            "INSERT { ?s <b:b> ?o } USING <g:1> USING <g:2> USING NAMED <n:1> WHERE { ?s ?p ?o }",
        ),
        (
            "DELETE { ?s ?p ?o } INSERT {}WHERE{ ?s ?p ?o }; INSERT DATA { <a:a> <b:b> 1 }",
            "DELETE { ?s ?p ?o } INSERT {}USING <g:1> USING <g:2> USING NAMED <n:1> WHERE{ ?s ?p ?o }; "
            "INSERT DATA { <a:a> <b:b> 1 }",
        ),
        (
            "DELETE WHERE { ?s ?p ?o }",
            "DELETE  { ?s ?p ?o } USING <g:1> USING <g:2> USING NAMED <n:1> WHERE { ?s ?p ?o }",
        ),
        (
            "INSERT {} WHERE { { SELECT ?s WHERE { ?s ?p 'WHERE' } } }",
            "INSERT {} USING <g:1> USING <g:2> USING NAMED <n:1> "
            "WHERE { { SELECT ?s WHERE { ?s ?p 'WHERE' } } }",
        ),
        ("CLEAR ALL", "CLEAR ALL"),
    ],
)
def test_the_requests_dataset_becomes_using_clauses(sparql: str, expected: str) -> None:
    assert with_dataset(precheck_update(sparql), ("g:1", "g:2"), ("n:1",)) == expected


@pytest.mark.parametrize("sparql", ["DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_the_store_takes_the_pattern_from_the_named_graph(sparql: str) -> None:
    """What the clause means, shown by the store: the triple of graph g is deleted from the default graph."""
    store = Store()
    store.update("INSERT DATA { <a:1> <b:b> 1 . <a:2> <b:b> 2 . GRAPH <g:g> { <a:1> <b:b> 1 } }")

    store.update(with_dataset(precheck_update(sparql), ("g:g",), ()))

    left = [(quad.subject, quad.object, quad.graph_name) for quad in store]
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert (NamedNode("a:2"), Literal("2", datatype=integer)) in [row[:2] for row in left]
    assert len(left) == 2


@pytest.mark.parametrize(
    "sparql",
    [
        "WITH <g:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT {} USING <g:g> WHERE { ?s ?p ?o }",
        "INSERT {} using named <g:g> WHERE { ?s ?p ?o }",
        "PREFIX g: <g:> INSERT {} USING:g WHERE { ?s ?p ?o }",
        r"INSERT {} U\u0053ING <g:g> WHERE { ?s ?p ?o }",
    ],
)
def test_two_datasets_are_one_too_many(sparql: str) -> None:
    checked = precheck_update(sparql)

    assert with_dataset(checked, (), ()) == checked.text
    with pytest.raises(BadInput, match="one or the other"):
        with_dataset(checked, ("g:1",), ())


@pytest.mark.parametrize("name", ["", "a b", "x> { } } ; DROP ALL #", "x{", "x\\u003e", "a\nb"])
def test_a_graph_that_is_no_iri_cannot_smuggle_anything_in(name: str) -> None:
    with pytest.raises(BadInput, match="is no IRI"):
        with_dataset(precheck_update("INSERT {} WHERE {}"), (name,), ())


def test_where_glued_to_a_word_is_refused_since_its_dataset_would_be_lost() -> None:
    with pytest.raises(BadQuery, match="blanks around WHERE"):
        precheck_update("DELETEWHERE { ?s ?p ?o }")
