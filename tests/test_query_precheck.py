from contextlib import suppress
from time import process_time

import pytest

from kg.errors import BadQuery
from kg.query.precheck import LONGEST, precheck

NOT_REALLY_SERVICE = [
    "SELECT * { # SERVICE <http://x/> {}\n ?s ?p ?o }",
    'SELECT * { ?s ?p "SERVICE <http://x/> {}" }',
    "SELECT * { ?s ?p 'SERVICE' }",
    'SELECT * { ?s ?p """a "quoted" SERVICE\n <http://x/>""" }',
    "SELECT * { ?s <http://example.org/SERVICE> ?service }",
    'SELECT * { ?s ?p "\\" SERVICE <http://x/> {}" }',
    "SELECT * { ?s ex:service ?o }",
    'SELECT * { ?s ?p "x"@service }',
    'SELECT * { ?s ?p "a\\u0022 SERVICE <http://x/> {} #" }',
]

REALLY_SERVICE = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o }SERVICE?x{}",
    "PREFIX : <http://x/> SELECT * { SERVICE: { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { S\\u0045RVICE <http://x/> {} }",
    "SELECT * { \\U00000053ERVICE <http://x/> {} }",
    'SELECT * { ?s ?p "a" # " \n SERVICE <http://x/> {} }',
    "SELECT * { FILTER(?a<?b) SERVICE <http://x/> {} FILTER(?a>?b) }",
]


@pytest.mark.parametrize("sparql", NOT_REALLY_SERVICE)
def test_the_word_service_may_stand_in_comments_strings_and_iris(sparql: str) -> None:
    assert precheck(sparql).names_graphs is False


@pytest.mark.parametrize("sparql", REALLY_SERVICE)
def test_no_spelling_of_service_gets_through(sparql: str) -> None:
    with pytest.raises(BadQuery, match="SERVICE is refused"):
        precheck(sparql)


def test_a_refusal_names_line_and_column() -> None:
    with pytest.raises(BadQuery) as caught:
        precheck("SELECT * {\n  SERVICE <http://x/> {} }")

    assert (caught.value.line, caught.value.column) == (2, 3)


@pytest.mark.parametrize(
    "first", ["INSERT DATA", "delete", "LOAD", "CLEAR ALL", "PREFIX a: <http://x/> DROP"]
)
def test_an_update_is_refused(first: str) -> None:
    with pytest.raises(BadQuery, match="only reads"):
        precheck(f"{first} {{ <http://a/> <http://b/> 1 }}")


def test_comments_are_blanked_so_that_the_engine_never_reads_them() -> None:
    checked = precheck("SELECT * { # a SERVICE\n ?s ?p <http://x/#y> }")

    assert checked.text == "SELECT * {" + " " * 12 + "\n ?s ?p <http://x/#y> }"


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT * FROM <http://g/> { ?s ?p ?o }", True),
        ("SELECT * from named <http://g/> { ?s ?p ?o }", True),
        ("SELECT * FR\\u004FM <http://g/> { ?s ?p ?o }", True),
        ("SELECT ?from { ?s ex:from ?from }", False),
        ('SELECT * { ?s ?p "FROM" } # FROM', False),
    ],
)
def test_a_dataset_clause_is_seen(sparql: str, expected: bool) -> None:
    assert precheck(sparql).names_graphs is expected


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("SELECT * {" + "{" * 5000 + "}" * 5000 + "}", "deeper than 100"),
        ("ASK {} #" + "x" * LONGEST, "characters"),
        ("ASK {} \0", "NUL"),
        ("ASK {} \ud800", "surrogate"),
    ],
)
def test_what_would_crash_the_engine_is_refused(sparql: str, reason: str) -> None:
    with pytest.raises(BadQuery, match=reason):
        precheck(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        '"' + '\\"' * 120_000,
        '"""' + '\n\\"""' * 50_000,
        '"""x"' + ' \\"""x"' * 35_000,
        "SELECT * { ?s ?p 'open }",
        'VALUES ?x { """abc" } SERVICE <http://x/> {}',
    ],
)
def test_a_string_left_open_is_refused_at_once(sparql: str) -> None:
    """Reading on after it would cost the square of the length, and guess what the engine makes of it."""
    with pytest.raises(BadQuery, match="not closed"):
        precheck(sparql)


@pytest.mark.parametrize("part", ["a.", "<a", ":a", "a:\\", "@a-", "#\n", "''", "\\u0041", "?", "a:b."])
def test_the_longest_queries_are_read_in_one_pass(part: str) -> None:
    longest = part * ((LONGEST - 10) // len(part))
    started = process_time()

    with suppress(BadQuery):  # of so many there are some too many
        precheck(longest)

    assert process_time() - started < 5  # reading on after each of them would take minutes
