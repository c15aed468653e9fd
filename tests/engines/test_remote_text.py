"""What is put into a query's text for another engine, and which addresses that engine has."""

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import BadInput, BadQuery
from kg.store.remote import Access, remote_of
from kg.store.remote_tokens import bind, form_of, over_graph, with_named, with_prefixes, without_from

THING = NamedNode("https://example.org/x")
HOST = "https://engine.example"


@pytest.mark.parametrize(
    ("place", "update", "graphs"),
    [
        ("/query", "/update", "/store"),
        ("", "/update", "/store"),
        ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
        ("/ds/sparql", "/ds/update", "/ds/data"),
        ("/ds/query", "/ds/update", "/ds/data"),
        ("/repositories/X", "/repositories/X/statements", "/repositories/X/rdf-graphs/service"),
    ],
)
def test_addresses_are_told_from_one(place: str, update: str, graphs: str) -> None:
    remote = remote_of(HOST + place)
    assert (remote.update, remote.graphs) == (HOST + update, HOST + graphs)
    named = remote_of(HOST + place, Access(update=HOST + "/u", graphs=HOST + "/g"))
    assert (named.query, named.update, named.graphs) == (remote.query, HOST + "/u", HOST + "/g")


@pytest.mark.parametrize(
    "place", ["ftp://e/q", "http://", "http://e/q?x=1", "http://e:99999/q", "file:///etc/passwd"]
)
def test_odd_addresses_are_refused(place: str) -> None:
    with pytest.raises(BadInput):
        remote_of(place)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    for place, access in (
        ("https://me:s3cret@e/query", None),
        (HOST + "/query", Access(update="https://me:s3cret@e/u")),
    ):
        with pytest.raises(BadInput, match="KG_STORE_PASSWORD") as refused:
            remote_of(place, access)
        assert "s3cret" not in str(refused.value)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def test_values_take_the_place_of_variables_only() -> None:
    text = (
        "SELECT ?x (MAX(?y) AS ?z) { ?x ?p '?x' . # ?x\n <http://e/?x> ?p ?y } "
        "GROUP BY ?x ?q ORDER BY DESC(?x)"
    )
    assert _spaced(bind(text, {"x": THING})) == _spaced(
        f"SELECT (MAX(?y) AS ?z) {{ {THING} ?p '?x' . # ?x\n <http://e/?x> ?p ?y }} "
        f"GROUP BY ?q ORDER BY DESC( {THING} )"
    )
    quoted = Literal('"}\n# ?x')
    assert '\\"}\\n# ?x' in bind("SELECT ?x ?p { ?a ?p ?x }", {"x": quoted})
    assert str(THING) in bind("SELECT * { ?x ?p ?o }", {"x": THING})


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?y { ?x ?p ?y }",
        "SELECT ?x { ?x ?p ?y }",
        "SELECT ?x ?y { ?y ?p ?o BIND(1 AS ?x) }",
        "SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?x",
    ],
)
def test_what_a_value_cannot_replace_is_refused(text: str) -> None:
    with pytest.raises(BadQuery):
        bind(text, {"x": THING})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SELECT * { ?s ?p ?o GRAPH ?g { ?s ?q ?r } }",
            'SELECT * { GRAPH <u:n> { ?s ?p ?o GRAPH ?g { ?s ?q ?r } FILTER(!STRSTARTS(STR(?g), "u:")) } }',
        ),
        (
            "CONSTRUCT { ?s ?p ?o } { GRAPH <u:a> { ?s ?p ?o } }",
            "CONSTRUCT { ?s ?p ?o } { GRAPH <u:n> { GRAPH <u:a> { ?s ?p ?o } } }",
        ),
        (
            "SELECT (EXISTS { ?a ?b ?c } AS ?e) { GRAPH ?g {} } VALUES ?g { <u:a> }",
            "SELECT (EXISTS { GRAPH <u:n> { ?a ?b ?c } } AS ?e) { GRAPH <u:n> { GRAPH ?g {}"
            ' FILTER(!STRSTARTS(STR(?g), "u:")) } } VALUES ?g { <u:a> }',
        ),
    ],
)
def test_a_named_graph_stands_for_the_default_graph(text: str, expected: str) -> None:
    assert _spaced(over_graph(text, "u:n", ("u:",))) == expected


def test_describe_with_graph_is_refused() -> None:
    with pytest.raises(BadQuery, match="CONSTRUCT"):
        over_graph("DESCRIBE ?s { GRAPH ?g { ?s ?p ?o } }", "u:n")


def test_from_clauses_are_found_by_their_words() -> None:
    text = "SELECT * FROM <u:a> FROM NAMED n:b { ?s ?p 'FROM <u:c>' } # FROM <u:d>"
    assert _spaced(without_from(text)) == "SELECT * { ?s ?p 'FROM <u:c>' } # FROM <u:d>"
    assert with_named(text, "u:n") == text
    assert _spaced(with_named("ASK FROM <u:a> {}", "u:n")) == "ASK FROM <u:a> FROM NAMED <u:n> {}"
    assert with_named("ASK { ?s ?p 'FROM <u:a>' }", "u:n") == "ASK { ?s ?p 'FROM <u:a>' }"


def test_only_missing_prefixes_are_declared() -> None:
    text = "PREFIX dcat: <u:> SELECT ?x { ?x a dcat:Dataset ; dcterms:title 'foaf:name' }"
    assert with_prefixes(text) == f"PREFIX dcterms: <http://purl.org/dc/terms/>\n{text}"
    assert form_of(with_prefixes(text)) == "SELECT"
