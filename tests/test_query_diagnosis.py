"""What is told of mistaken SPARQL."""

import random
from collections.abc import Iterator

import pytest
from mistaken import QUERIES, UPDATES
from pyoxigraph import Store
from w3c.suite import Case, cases, text_of

from kg.errors import BadQuery
from kg.query.diagnosis.diagnose import Thing, diagnose, diagnose_foreign, mistake_in
from kg.query.precheck import precheck
from kg.query.update_text import precheck_update
from kg.rdf.excerpt import excerpt
from kg.rdf.sparql import cut

POSITIVE = [
    *cases("manifest-all.ttl", "PositiveSyntaxTest11"),
    *cases("manifest-all.ttl", "PositiveUpdateSyntaxTest11"),
]


def said_of(text: str, thing: Thing) -> BadQuery | None:
    """What the service would tell; None where the engine takes the text."""
    try:
        if thing == "update":
            checked = precheck_update(text).text
            Store().update(checked)
        else:
            checked = precheck(text).text
            Store().query(checked)
    except BadQuery as refused:
        return refused
    except SyntaxError as error:
        return diagnose(checked, str(error), thing)
    except (OSError, RuntimeError, ValueError):
        return None
    return None


def place_of_mark(marked: str) -> tuple[int, int]:
    before = marked.partition("¦")[0].split("\n")
    return len(before), len(before[-1]) + 1


@pytest.mark.parametrize(
    ("thing", "marked", "told", "hint"),
    [("query", *row) for row in QUERIES] + [("update", *row) for row in UPDATES],
)
def test_a_mistake_is_named_where_it_is(thing: Thing, marked: str, told: str, hint: str) -> None:
    error = said_of(marked.replace("¦", ""), thing)

    assert error is not None
    line, column = place_of_mark(marked)
    assert (error.line, error.column) == (line, column)
    assert str(error).startswith(f"Not valid SPARQL at line {line}, column {column}: ")
    assert told in str(error)
    assert hint in str(error)
    assert error.excerpt is not None
    assert error.engine_message is not None


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        (
            'SELECT * { ?s ?p ¦"abc }',
            'line 1, column 18: a string opens here and is not closed. Put " after it',
        ),
        ("SELECT * { ?s ?p 'it's¦' }", "a quote within a text is written \\'"),
        ("¦INSERT DATA { <a:a> <b:b> 1 }", "this endpoint only reads"),
        ("SELECT * { ¦SERVICE wikibase:label { bd:x wikibase:language 'en' } }", "rdfs:label ?label"),
    ],
)
def test_what_is_refused_before_the_engine_has_its_place_and_line_too(marked: str, told: str) -> None:
    error = said_of(marked.replace("¦", ""), "query")

    assert error is not None
    assert (error.line, error.column) == place_of_mark(marked)
    assert told in str(error)
    assert error.excerpt == marked.replace("¦", "") + "\n" + " " * marked.index("¦") + "^"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { ?s ?p ?x } ORDERBY ?x",
        "SELECT * { ?s ?p ?o LATERAL { ?o ?q ?r } }",
        "SELECT * { << ?s ?p ?o >> ?q ?r }",
        "SELECT * { ?s ?p ?o FILTER(!!?o) }",
    ],
)
def test_the_engine_is_the_judge(text: str) -> None:
    assert said_of(text, "query") is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SELECT ?s WHERE { ?s ?p ?x } ORDERBY ?x LIMIT 5 OFFSET 3 oops", "oops"),
        ("SELECT * { ?s ?p ?o LATERAL { ?o ?q ?r } oops }", "oops"),
        ("SELECT * { ?s ?p ?o FILTER(ISTRIPLE(?s)) oops }", "oops"),
    ],
)
def test_what_the_engine_took_is_not_blamed(text: str, word: str) -> None:
    error = said_of(text, "query")

    assert error is not None
    assert "could not be understood at or before" in str(error)
    assert error.column is not None
    assert error.column >= text.index(word) + 1


def test_the_engines_own_words_offer_nothing_that_is_refused() -> None:
    error = diagnose("ASK { ?s ?p }", "error at 1:14: expected one of LATERAL, SERVICE, FILTER, [_]")

    assert error.engine_message == "expected FILTER"
    assert "SERVICE" not in str(error)


def test_a_place_outside_the_text_is_not_told() -> None:
    error = diagnose("ASK {}", "error at 99:99: expected [_]")

    assert (error.line, error.column) == (1, 7)


def test_of_another_engine_only_what_the_standard_forbids_is_told() -> None:
    refused = BadQuery("The engine at 192.0.2.1 refuses this: SR171: no", None, None)

    ours = diagnose_foreign(refused, "SELECT * { ?s ?p }", False)
    theirs = diagnose_foreign(refused, "SELECT * { ?s ?p ?o }", False)

    assert (ours.line, ours.column) == (1, 18)
    assert ours.engine_message == str(refused)
    assert str(theirs) == str(refused)
    assert theirs.line is None


@pytest.mark.parametrize("text", ["SELECT * { ?s <p> TRUE }", "SELECT * { ?s <p> 1 }"])
def test_what_only_our_engine_refuses_is_not_told_of_another(text: str) -> None:
    refused = BadQuery("The engine at 192.0.2.1 refuses this: SR171: no")

    assert str(diagnose_foreign(refused, text, False)) == str(refused)
    assert said_of(text, "query") is not None


def test_a_place_in_an_edited_text_is_not_told() -> None:
    refused = BadQuery("The engine at 192.0.2.1 refuses this: error at 1:60: expected [_]", 1, 60)

    assert diagnose_foreign(refused, "SELECT * { ?s ?p ?o }", False).line is None


def test_deep_and_long_texts_are_told_of() -> None:
    deep = "SELECT * { ?s ?p ?o FILTER(" + "(" * 90 + "?o" + ")" * 90 + " oops) }"
    error = said_of(deep, "query")
    assert error is not None
    assert error.column == deep.index("oops") + 1
    long = "INSERT DATA { " + "<a:a> <b:b> 1 . " * 70_000 + "oops }"
    error = said_of(long, "update")
    assert error is not None
    assert "could not be understood at or before" in str(error)
    assert error.column is not None
    assert error.column >= long.index("oops") + 1


@pytest.mark.parametrize(
    ("text", "line", "column", "shown"),
    [
        ("a\nbc d\n", 2, 4, "bc d\n   ^"),
        ("", 1, 1, "\n^"),
        ("\tx\x1b[31my", 1, 9, " x [31my\n        ^"),
        ("漢字 x", 1, 4, "漢字 x\n     ^"),
        ("a" * 200, 1, 101, "…" + "a" * 100 + "…\n" + " " * 61 + "^"),
        ("short", 7, 9, "\n^"),
    ],
)
def test_an_excerpt_has_a_caret_below_the_place(text: str, line: int, column: int, shown: str) -> None:
    assert excerpt(text, line, column) == shown


def broken_texts(text: str, seed: int) -> Iterator[str]:
    tokens = list(cut(text))
    for token in random.Random(seed).choices(tokens, k=12) if tokens else ():
        yield text[: token.start] + text[token.end :]
        yield text[: token.start] + "€ “x " + text[token.end :]
        yield text[: token.start]


@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case.id)
def test_no_broken_text_breaks_the_diagnosis(case: Case) -> None:
    text = text_of(case.action)
    thing: Thing = "update" if "Update" in case.kind else "query"
    for number, broken in enumerate(broken_texts(text, len(text))):
        for told in (
            said_of(broken, thing),
            diagnose(broken, f"error at {number}:{number}: expected x", thing),
        ):
            if told is not None and told.line is not None:
                lines = broken.split("\n")
                assert told.column is not None
                assert 1 <= told.line <= len(lines)
                assert 1 <= told.column <= len(lines[told.line - 1]) + 1


def test_the_suite_is_there() -> None:
    if not POSITIVE:
        pytest.skip("the W3C SPARQL 1.1 suite is not at hand")
    assert len(POSITIVE) >= 100


@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case.id)
def test_nothing_is_found_wrong_in_what_is_right(case: Case) -> None:
    """Where it has no place of the engine's to agree with, the reader must be right by itself."""
    action = case.action
    thing: Thing = "update" if "Update" in case.kind else "query"

    assert mistake_in(f"BASE <{action}>\n{text_of(action)}", thing) is None
