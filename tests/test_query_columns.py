"""The columns of `SELECT *`: the engine says which, the query's text in which order."""

from collections.abc import Iterator

import pytest
from asking import lanes_on, make_generation

from kg.errors import BadQuery
from kg.query.columns import in_order, with_named_columns
from kg.query.lanes import Lanes
from kg.query.question import Question


@pytest.fixture(scope="module")
def lanes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lanes]:
    with lanes_on(make_generation(tmp_path_factory.mktemp("lanes"), 3), timeout=5.0) as lanes:
        yield lanes


def columns(lanes: Lanes, sparql: str) -> list[str]:
    return lanes.run(Question(sparql, "text/csv")).body.decode().split("\r\n")[0].split(",")


# The columns are those that the standard calls visible (section 18.2.1), in the order of the text.
@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT * { ?z ?b ?a }", "z b a"),
        ("SELECT*{?z ?b ?a}", "z b a"),
        ("SELECT DISTINCT * WHERE { $z ?b ?a } ORDER BY ?a LIMIT 1", "z b a"),
        ("PREFIX select: <x:y> # SELECT ?b\nSELECT REDUCED * FROM <x:g> { ?z ?b '?a' }", "z b"),
        ("SELECT * { FILTER(?b > ?a) ?z <x:p> ?b . ?a <x:p>* ?z }", "z b a"),
        ("SELECT * { FILTER NOT EXISTS { ?a ?b ?z } ?z ?b ?a }", "z b a"),
        ("SELECT * { ?z <x:p> ?y BIND(?y + 1 AS ?a) ?b <x:p> ?a }", "z y a b"),
        ("SELECT * { ?z <x:p> ?y MINUS { ?a ?b ?z } ?y <x:q> ?b }", "z y b"),
        ("SELECT * { OPTIONAL { ?z <x:p> ?y } { ?b <x:p> ?y } UNION { ?a <x:p> ?y } }", "z y b a"),
        ("SELECT * { GRAPH ?z { ?y <x:p> ?b } VALUES (?x ?a) { (1 2) } }", "z y b x a"),
        ("SELECT * { { SELECT ?y (COUNT(?a) AS ?n) { ?a ?b ?y } GROUP BY ?y } ?b <x:p> ?y }", "y n b"),
        ("SELECT * { { SELECT * { ?z ?y ?x } } ?b <x:p> ?a }", "z y x b a"),
        ("SELECT * { ?z <x:p> ?y } VALUES ?a { 1 }", "z y a"),
    ],
)
def test_columns_come_in_the_order_of_the_text(lanes: Lanes, sparql: str, expected: str) -> None:
    assert columns(lanes, sparql) == expected.split()


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_every_syntax_has_that_order(lanes: Lanes, accept: str) -> None:
    head = lanes.run(Question("SELECT * { VALUES (?zz ?bb ?aa) { (1 2 3) } }", accept)).body.decode()

    assert head.index("zz") < head.index("bb") < head.index("aa")


def test_values_stay_in_their_columns(lanes: Lanes) -> None:
    body = lanes.run(Question("SELECT * { VALUES (?z ?b ?a) { (1 2 3) (4 UNDEF 6) } }", "text/csv")).body

    assert body == b"z,b,a\r\n1,2,3\r\n4,,6\r\n"


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?b ?a { ?a ?b ?c }",
        "SELECT (COUNT(*) AS ?n) { ?z ?b ?a }",
        "ASK { { SELECT * { ?z ?b ?a } } }",
        "CONSTRUCT { ?z ?b ?a } WHERE { { SELECT * { ?z ?b ?a } } }",
        "DESCRIBE * { ?z ?b ?a }",
        "SELECT * { ?a ?b ?c }",
        "SELECT * {}",
    ],
)
def test_other_queries_stay_as_they_are(sparql: str) -> None:
    assert with_named_columns(sparql) == sparql


def test_no_column_is_added_and_none_is_dropped() -> None:
    assert in_order(["a", "odd", "z"], "SELECT * { ?z ?more ?a }") == ["z", "a", "odd"]
    assert in_order(["a", "z"], "SELECT ?a ?z { ?z ?y ?a }") == ["a", "z"]


@pytest.mark.parametrize(
    "sparql", ["SELECT * { ?z ?b", "SELECT *", "SELECT * } {{ FILTER", "SELECT * { BIND }"]
)
def test_a_broken_query_is_told_of_its_own_text(lanes: Lanes, sparql: str) -> None:
    assert in_order(["a"], sparql) == ["a"]
    with pytest.raises(BadQuery, match="line 1"):
        lanes.run(Question(sparql))
