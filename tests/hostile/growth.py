"""Queries that are short and ask for more than there can be: rows, bytes, steps."""

from hostile.case import ENDLESS, FELL, HUGE, Case
from hostile.judge import lines, number, power, rows, triples, truth

_TWO = "?a ?b ?c . ?d ?e ?f"
_THREE = f"{_TWO} . ?g ?h ?i"
_ANY = "(<urn:p>|!<urn:p>)"
_THOUSAND = " ".join(str(number) for number in range(1_000))
_ALL_TEXT = "{ SELECT (GROUP_CONCAT(STR(?o)) AS ?t) { ?s ?p ?o } }"
_NEVER = f"{_TWO} FILTER(?c = ?x && STRLEN(STR(?f)) < 0)"


def _doubling(times: int, function: str) -> str:
    """The length of a text that a function of itself makes four times as long, again and again."""
    steps = "".join(
        f"BIND({function.replace('#', f'?s{number}')} AS ?s{number + 1}) " for number in range(times)
    )
    return f'SELECT (STRLEN(?s{times}) AS ?n) {{ BIND("abcdefghabcdefgh" AS ?s0) {steps} }}'


def _counted_repeats(depth: int) -> str:
    return "(" * depth + "a" + "{1,100})" * (depth - 1) + "{1,100})"


CROSSED = [
    Case("cross product, counted", f"SELECT (COUNT(*) AS ?n) {{ {_THREE} }}", power(3), ENDLESS),
    Case("cross product, streamed", f"SELECT * {{ {_THREE} }}", None, HUGE),
    Case("cross product, asked", f'ASK {{ {_THREE} FILTER(?a = "x") }}', truth(False), HUGE),
    Case("cross product, ordered", f"SELECT * {{ {_TWO} }} ORDER BY ?c DESC(?f)", None, HUGE),
    Case("cross product, ordered, first", f"SELECT * {{ {_TWO} }} ORDER BY ?c ?f LIMIT 1", None, HUGE),
    Case("cross product, distinct", f"SELECT DISTINCT * {{ {_TWO} }}", None, HUGE),
    Case("cross product, reduced", f"SELECT REDUCED ?a {{ {_THREE} }}", None, HUGE),
    Case(
        "cross product, grouped", f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {_THREE} }} GROUP BY ?a ?d", None, HUGE
    ),
    Case("cross product, distinct counts", f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {_TWO} }}", power(2), HUGE),
    Case("cross product, one text", f"SELECT (GROUP_CONCAT(?c) AS ?n) {{ {_TWO} }}", None, HUGE),
    Case("cross product, constructed", f"CONSTRUCT {{ ?a ?b ?f }} {{ {_TWO} }}", None, HUGE),
    Case("cross product, described", f"DESCRIBE ?a ?d {{ {_TWO} FILTER(?c = ?nothing) }}", lines(0), HUGE),
    Case("cross product, skipped", f"SELECT * {{ {_THREE} }} OFFSET 9000000000000000", rows(0), HUGE),
    Case("cross product, a million rows", f"SELECT * {{ {_TWO} }} LIMIT 1000000", rows(1_000_000), HUGE),
    Case(
        "cross product in OPTIONAL",
        f"SELECT (COUNT(*) AS ?n) {{ OPTIONAL {{ {_THREE} }} }}",
        power(3),
        HUGE,
    ),
    Case(
        "cross product in NOT EXISTS",
        f"SELECT (COUNT(*) AS ?n) {{ ?x ?y ?z FILTER NOT EXISTS {{ {_NEVER} }} }}",
        power(1),
        HUGE,
    ),
    Case(
        "cross product in MINUS",
        f"SELECT (COUNT(*) AS ?n) {{ ?a ?y ?z MINUS {{ {_THREE} }} }}",
        number(0),
        HUGE,
    ),
    Case(
        "cross product in a sub-select",
        f"ASK {{ {{ SELECT (COUNT(*) AS ?n) {{ {_THREE} }} }} }}",
        truth(True),
        ENDLESS,
    ),
    Case(
        "cross product over graphs",
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {_TWO} }} {_TWO} }}",
        None,
        ENDLESS,
    ),
    Case(
        "a join by a filter",
        'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(CONTAINS(STR(?f), CONCAT(STR(?c), "~"))) }',
        None,
        HUGE,
    ),
    Case(
        "VALUES, joined",
        "SELECT (COUNT(*) AS ?n) {" + "".join(f"VALUES ?{name} {{{_THOUSAND}}}" for name in "abc") + "}",
        number(1_000_000_000),
        HUGE,
    ),
    Case(
        "VALUES with UNDEF, joined",
        "SELECT (COUNT(*) AS ?n) {"
        + f"VALUES (?a ?b) {{ {'(UNDEF 1)' * 2_000} }} VALUES (?a ?b) {{ {'(1 UNDEF)' * 2_000} }} "
        + f"VALUES (?c) {{ {'(1)' * 1_000} }} }}",
        number(4_000_000_000),
        FELL,
    ),
]

CLOSURES = [
    Case(
        "a closure with free ends", f"SELECT (COUNT(*) AS ?n) {{ ?a {_ANY}+ ?b . ?c {_ANY}+ ?d }}", None, HUGE
    ),
    Case(
        "two closures that meet", f"SELECT (COUNT(*) AS ?n) {{ ?a {_ANY}*/^{_ANY}* ?b . {_TWO} }}", None, HUGE
    ),
    Case(
        "a closure of closures",
        f"SELECT (COUNT(*) AS ?n) {{ ?a (({_ANY}+)+/({_ANY}*)*)+ ?b . {_THREE} }}",
        None,
        HUGE,
    ),
    Case(
        "closures in a row", f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join([_ANY + '*'] * 20)} ?b }}", None, HUGE
    ),
    Case(
        "a closure of nothing",
        "SELECT (COUNT(*) AS ?n) { ?a <urn:p>* ?b . ?c <urn:p>* ?d . ?e <urn:p>* ?f }",
        None,
        HUGE,
    ),
    Case(
        "a closure both ways",
        f"SELECT (COUNT(*) AS ?n) {{ ?a ({_ANY}|^{_ANY})+ ?b . ?c ({_ANY}|^{_ANY})+ ?d }}",
        None,
        HUGE,
    ),
]

TEXTS = [
    Case("text, 4^14 times", _doubling(14, "CONCAT(#, #, #, #)"), number(16 * 4**14), HUGE),
    Case("text, 4^40 times", _doubling(40, "CONCAT(#, #, #, #)"), None, HUGE),
    Case("text by REPLACE", _doubling(14, 'REPLACE(#, "[a-h]", "$0$0$0$0")'), number(16 * 4**14), HUGE),
    Case(
        "text by ENCODE_FOR_URI",
        _doubling(26, 'ENCODE_FOR_URI(CONCAT(#, "%", #))'),
        None,
        HUGE,
    ),
    Case(
        "GROUP_CONCAT of GROUP_CONCAT",
        f"SELECT (STRLEN(GROUP_CONCAT(?t; separator=?t)) AS ?n) {{ {_ALL_TEXT} ?a ?b ?c }}",
        None,
        FELL,
    ),
    Case(
        "GROUP_CONCAT, crossed",
        f"SELECT (STRLEN(GROUP_CONCAT(?t)) AS ?n) {{ {_ALL_TEXT} {_TWO} }}",
        None,
        HUGE,
    ),
    Case(
        "hashes of a long text",
        f"SELECT (COUNT(DISTINCT SHA512(CONCAT(?t, STR(?c)))) AS ?n) {{ {_ALL_TEXT} {_TWO} }}",
        None,
        HUGE,
    ),
]

PATTERNS = [
    Case(
        "counted repeats, nested",
        f'SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(REGEX(STR(?o), "^{_counted_repeats(3)}$")) }}',
        number(0),
        FELL,
    ),
    Case(
        "counted repeats, six deep",
        f'ASK {{ ?s ?p ?o FILTER(REGEX(STR(?o), "{_counted_repeats(6)}~~")) }}',
        truth(False),
        FELL,
    ),
    Case(
        "repeats that backtrack",
        f'ASK {{ FILTER(REGEX("{"a" * 5_000}!", "^(a+)+$")) }}',
        truth(False),
        FELL,
    ),
    Case(
        "a pattern for each row",
        f'ASK {{ {_TWO} FILTER(REGEX("~", CONCAT("(x{{1,50}}){{1,50}}", STR(?c), STR(?d)))) }}',
        truth(False),
        FELL,
    ),
]

ANSWERS = [
    Case("everything described", "DESCRIBE ?s { ?s ?p ?o }", triples, HUGE, accept="application/n-triples"),
    Case(
        "everything constructed",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        triples,
        HUGE,
        accept="application/n-triples",
    ),
    Case(
        "an answer of 100 MB",
        'SELECT ?a ?t { ?a ?b ?c . ?d ?e ?f BIND("' + "x" * 500 + '" AS ?t) } LIMIT 200000',
        rows(200_000),
        HUGE,
    ),
]

CASES = [*CROSSED, *CLOSURES, *TEXTS, *PATTERNS, *ANSWERS]
