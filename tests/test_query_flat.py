"""Long chains without any nesting, which overflow the engine's stack too; and what must not count as one."""

import re
from pathlib import Path

import pytest

from kg.errors import BadQuery
from kg.query.precheck import DEEPEST, LONGEST, MOST_OPERATORS, precheck
from kg.query.update_text import precheck_update
from kg.rdf.sparql import decode

MANY = 10_000


def chained(separator: str, part: str, number: int) -> str:
    return separator.join([part] * number)


CHAINS = {
    "or": lambda n: f"SELECT * {{ FILTER({chained('||', '?x', n)}) }}",
    "and": lambda n: f"SELECT * {{ FILTER({chained('&&', '?x', n)}) }}",
    "plus": lambda n: f"SELECT ({chained('+', '?x', n)} AS ?y) {{}}",
    "minus": lambda n: f"SELECT ({chained(' - ', '?x', n)} AS ?y) {{}}",
    "signed": lambda n: f"SELECT ({chained('', '1-', n)}1 AS ?y) {{}}",
    "times": lambda n: f"SELECT ({chained('*', '?x', n)} AS ?y) {{}}",
    "not": lambda n: f"SELECT ({'!' * n}?x AS ?y) {{}}",
    "negated": lambda n: f"SELECT ({'- ' * n}?x AS ?y) {{}}",
    "inverse": lambda n: f"SELECT * {{ ?s {'^ ' * n}<p:p> ?o }}",
    "steps": lambda n: f"SELECT * {{ ?s {chained('/', '<p:p>', n)} ?o }}",
    "choices": lambda n: f"SELECT * {{ ?s {chained('|', '<p:p>', n)} ?o }}",
    "patterns": lambda n: f"SELECT * {{ {chained('.', '?s ?p ?o', n)} }}",
    "dotted names": lambda n: f"PREFIX e: <e:> SELECT * {{ {chained(' ', 'e:s e:p e:o.', n)} }}",
    "numbers and dots": lambda n: f"SELECT * {{ {chained(' ', '?s ?p 1.', n)} }}",
    "predicates": lambda n: f"SELECT * {{ ?s {chained(';', '?p ?o', n)} }}",
    "objects": lambda n: f"SELECT * {{ ?s ?p {chained(',', '?o', n)} }}",
    "list": lambda n: f"SELECT * {{ ?s ?p ({chained(' ', '?o', n)}) }}",
    "unions": lambda n: f"SELECT * {{ {chained('UNION', '{?s ?p ?o}', n)} }}",
    "groups": lambda n: f"SELECT * {{ {'{?s ?p ?o}' * n} }}",
    "filters": lambda n: f"SELECT * {{ {'FILTER(?s)' * n} }}",
    "binds": lambda n: f"SELECT * {{ {'BIND(1 AS ?v)' * n} }}",
    "data": lambda n: f"SELECT * {{ {'VALUES ?x {1}' * n} }}",
    "columns": lambda n: f"SELECT {'(?s AS ?v)' * n} {{ ?s ?p ?o }}",
    "described": lambda n: f"DESCRIBE {'<p:p> ' * n}",
    "quoted": lambda n: f"SELECT * {{ {chained('.', '<<?s ?p ?o>> ?p ?o', n)} }}",
    "hidden by <": lambda n: f"SELECT * {{ FILTER(?a<?b {chained('&&', '?c', n)}>?d) }}",
}
NESTED = {
    "groups": ("SELECT * ", "{", "}"),
    "parentheses": ("SELECT * { FILTER", "(", ")"),
    "paths": ("SELECT * { ?s ", "(", ")"),
    "blank nodes": ("SELECT * { ?s ?p ", "[ ?p ", "]"),
    "lists": ("SELECT * { ?s ?p ", "( ", ")"),
    "quoted": ("SELECT * { ", "<< ", ">>"),
    "calls": ("SELECT * { FILTER ", "str(", ")"),
    "hidden by <": ("SELECT * { FILTER", "(?a<(?b&&?c>", ")"),
    "hidden by >>": ("SELECT * { FILTER", "(?a>>", ")"),
}


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_of_ten_thousand_is_refused_whatever_it_is_of(chain: str) -> None:
    with pytest.raises(BadQuery, match=f"more than {MOST_OPERATORS:,} operators|Write blanks"):
        precheck(CHAINS[chain](MANY))


@pytest.mark.parametrize("chain", sorted(CHAINS.keys() - {"hidden by <", "quoted"}))
def test_a_chain_of_a_few_hundred_is_not(chain: str) -> None:
    precheck(CHAINS[chain](400))


@pytest.mark.parametrize("nest", NESTED)
def test_nesting_is_refused_in_every_bracket(nest: str) -> None:
    before, opening, closing = NESTED[nest]

    with pytest.raises(BadQuery, match=f"deeper than {DEEPEST}|Write blanks"):
        precheck(before + opening * 5000 + closing * 5000)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { VALUES ?x { " + "<http://e.org/a-b/c.d?e=1,2;(3)> " * 7000 + "} }",
        "SELECT * { VALUES ?x { " + '"a||b.c,d" ' * MANY + "} }",
        "SELECT * { VALUES (?x ?y) { " + "(-1 1.5e-3) (e:a.b UNDEF)" * MANY + "} ?s ?p ?x . }",
        "SELECT * { ?s ?p ?x FILTER(?x IN (" + ",".join(["<http://e.org/a/b>"] * MANY) + ")) }",
        "SELECT * { ?s ?p '" + "|| && + . ; , ( [ {" * 5000 + "' }",
        "SELECT * { ?s ?p ?o } # " + "|| && + . ; , ( [ {" * 5000,
        "SELECT " + " ".join(f"?v{n}" for n in range(MANY)) + " { ?s ?p ?o }",
        " ".join(f"PREFIX p{n}: <http://e.org/{n}/>" for n in range(5000)) + " ASK {}",
    ],
    ids=["iris", "strings", "rows", "in", "string", "comment", "columns", "prefixes"],
)
def test_long_lists_of_terms_are_no_chains(sparql: str) -> None:
    assert len(sparql) <= LONGEST
    precheck(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o FILTER(?a < ?b && ?c > ?d) }",
        "SELECT * { ?s ?p (<http://e.org/a> <http://e.org/b>) }",
        "SELECT * { FILTER(<http://e.org/f>(?x) = <http://e.org/(y),z>) }",
        "SELECT * { ?s<http://e.org/p,(q)>?o }",
    ],
)
def test_iris_and_comparisons_are_told_apart(sparql: str) -> None:
    precheck(sparql)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\u0053ELECT", "SELECT"),
        (r'"\u0022 \u005C \u000A"', r'"\" \\ \n"'),
        (r'"\\u0041"', r'"\\u0041"'),
        (r'"\uD83D\uDE00"', r'"\uD83D\uDE00"'),
        (r"<http://e.org/\u00e9\U0001F600>", "<http://e.org/é😀>"),
        (r"\u007b\u0023", "{#"),
    ],
)
def test_escapes_are_decoded_once_and_never_end_a_string(text: str, expected: str) -> None:
    assert decode(text) == expected


def test_what_is_judged_is_what_is_sent() -> None:
    checked = precheck(r'SELECT * \u007b ?s ?p "\u0022 } #" \u0023 SERVICE' + "\n}")

    assert checked.text == 'SELECT * { ?s ?p "\\" } #" ' + " " * 9 + "\n}"


@pytest.mark.parametrize("escape", [r"\u0000", r"\U00000000"])
def test_a_nul_is_refused_however_it_is_spelled(escape: str) -> None:
    with pytest.raises(BadQuery, match="NUL"):
        precheck(f'ASK {{ ?s ?p "{escape}" }}')


def test_brackets_spelled_as_escapes_nest_too() -> None:
    with pytest.raises(BadQuery, match="deeper"):
        precheck("SELECT * " + r"\u007b" * 5000)


def test_no_query_or_update_of_the_w3c_suite_is_refused(shared_data: Path) -> None:
    """But those that call another server or load a file."""
    calls_out = re.compile(r"\b(SERVICE|LOAD)\b", re.IGNORECASE)
    read = 0
    for path in sorted((shared_data / "w3c" / "sparql11").rglob("*.r[qu]")):
        text = path.read_text("utf-8")
        if not calls_out.search(text):
            (precheck if path.suffix == ".rq" else precheck_update)(text)
            read += 1

    assert read > 500
