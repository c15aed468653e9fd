"""Queries that are long: flat chains of every operator, and lists of everything that can be listed."""

from hostile.case import FELL, Case
from hostile.judge import Right, lines, number, rows, truth


def _filter(expression: str) -> str:
    return f"ASK {{ FILTER({expression}) }}"


def _value(expression: str, pattern: str = "") -> str:
    return f"SELECT ({expression} AS ?n) {{ {pattern} }}"


def _joined(count: int) -> str:
    """A path of that many steps through a predicate that nothing has."""
    return " . ".join(f"?x{number} <urn:p> ?x{number + 1}" for number in range(count))


def _prefixes(count: int) -> str:
    return "".join(f"PREFIX p{number}:<urn:{number}>\n" for number in range(count))


def _each(count: int, text: str) -> str:
    return "".join(text.replace("#", str(number)) for number in range(count))


_COUNT = "SELECT (COUNT(*) AS ?n) { "
_NOWHERE: Right = truth(False)
ESCAPED = "\\u0041"

OPERATORS = [
    Case("10,000 ||", _filter("false||" * 9_999 + "true"), truth(True), FELL),
    Case("10,000 &&", _filter("true&&" * 9_999 + "false"), truth(False), FELL),
    Case("10,000 +", _value("1+" * 9_999 + "1"), number(10_000), FELL),
    Case("10,000 + without the sign", _value("?x" + " +1" * 9_999, "BIND(1 AS ?x)"), number(10_000), FELL),
    Case("10,000 -", _value("10000" + " - 1" * 9_999), number(1), FELL),
    Case("10,000 *", _value("1*" * 9_999 + "7"), number(7), FELL),
    Case("10,000 /", _value("7" + "/1" * 9_999), number(7), FELL),
    Case("10,000 ||, spelled", _filter("false\\u007c\\u007c" * 9_999 + "true"), truth(True), FELL),
    Case("10,000 steps of a path", f"ASK {{ ?s {'<urn:p>/' * 9_999}<urn:p> ?o }}", _NOWHERE, FELL),
    Case("10,000 branches of a path", f"ASK {{ ?s {'<urn:p>|' * 9_999}<urn:p> ?o }}", _NOWHERE, FELL),
    Case("10,000 refused predicates", f"ASK {{ ?s !({'<urn:p>|' * 9_999}<urn:p>) ?o }}", truth(True), FELL),
    Case("10,000 stars", f"ASK {{ ?s <urn:p>{'*' * 10_000} ?o }}", None, FELL),
]

PATTERNS = [
    Case("1,000 joined patterns", _COUNT + _joined(1_000) + "}", number(0), FELL),
    Case("10,000 joined patterns", _COUNT + _joined(10_000) + "}", number(0), FELL),
    Case("10,000 patterns apart", f"ASK {{ {'?s ?p ?o .' * 10_000} }}", truth(True), FELL),
    Case("10,000 predicates", f"ASK {{ ?s <urn:p> 1 {';<urn:p> 1' * 10_000} }}", _NOWHERE, FELL),
    Case("20,000 objects", f"ASK {{ ?s <urn:p> 1 {',1' * 20_000} }}", _NOWHERE, FELL),
    Case("20,000 members", f"ASK {{ ?s <urn:p> ({'1 ' * 20_000}) }}", _NOWHERE, FELL),
    Case("1,000 UNION", _COUNT + "{}" + "UNION{}" * 999 + "}", number(1_000), FELL),
    Case("3,000 UNION", _COUNT + "{}" + "UNION{}" * 2_999 + "}", number(3_000), FELL),
    Case(
        "3,000 UNION of patterns",
        _COUNT + "{?s <urn:p> 1}" + "UNION{?s <urn:p> 1}" * 2_999 + "}",
        number(0),
        FELL,
    ),
    Case("1,000 groups", _COUNT + "{ ?s <urn:p> ?o }" * 1_000 + "}", number(0), FELL),
    Case("1,000 OPTIONAL", _COUNT + _each(1_000, "OPTIONAL {?s# <urn:p> ?o#}") + "}", number(1), FELL),
    Case("5,000 MINUS", _COUNT + "MINUS { ?s <urn:p> ?o }" * 5_000 + "}", number(1), FELL),
    Case("5,000 FILTER", _COUNT + "FILTER(true)" * 5_000 + "}", number(1), FELL),
    Case("2,000 EXISTS", _COUNT + "FILTER NOT EXISTS {?s <urn:p> ?o}" * 2_000 + "}", number(1), FELL),
    Case("5,000 BIND", _COUNT + _each(5_000, "BIND(# AS ?x#)") + "}", number(1), FELL),
    Case("2,000 GRAPH", _COUNT + _each(2_000, "GRAPH ?g# {?s <urn:p> ?o}") + "}", number(0), FELL),
    Case("1,000 sub-selects", _COUNT + "{ SELECT ?s { ?s <urn:p> 1 } }" * 1_000 + "}", number(0), FELL),
    Case("2,000 VALUES", _COUNT + "VALUES ?x {1}" * 2_000 + "}", number(1), FELL),
]

LISTS = [
    Case("300,000 VALUES", _COUNT + f"VALUES ?x {{ {'1 ' * 300_000} }} }}", number(300_000), FELL),
    Case("120,000 VALUES", _COUNT + f"VALUES ?x {{ {'1 ' * 120_000} }} }}", number(120_000), FELL),
    Case(
        "2,000 columns of VALUES",
        _COUNT + f"VALUES ({_each(2_000, '?x# ')}) {{ {('(' + '1 ' * 2_000 + ')') * 20} }} }}",
        number(20),
        FELL,
    ),
    Case("100,000 prefixes", _prefixes(100_000) + "ASK {}", truth(True), FELL),
    Case("10,000 prefixes", _prefixes(10_000) + "ASK { ?s p1: p9999: }", _NOWHERE, FELL),
    Case("20,000 BASE", "BASE <urn:b>" * 20_000 + "ASK {}", truth(True), FELL),
    Case("10,000 variables", f"SELECT {_each(10_000, '?x# ')} {{}}", rows(1), FELL),
    Case("5,000 expressions", f"SELECT {_each(5_000, '(# AS ?x#) ')} {{}}", rows(1), FELL),
    Case("5,000 keys", f"SELECT (1 AS ?n) {{}} GROUP BY {'?x ' * 5_000}", number(1), FELL),
    Case("5,000 orders", f"SELECT (1 AS ?n) {{}} ORDER BY {'?x ' * 5_000}", number(1), FELL),
    Case("5,000 HAVING", f"SELECT (COUNT(*) AS ?n) {{}} HAVING {'(true)' * 5_000}", number(1), FELL),
    Case(
        "8,000 FROM", f"SELECT (COUNT(*) AS ?n) {_each(8_000, 'FROM <urn:#> ')} {{?s ?p ?o}}", number(0), FELL
    ),
    Case("30,000 IN", _filter(f"7 IN ({'1,' * 30_000}7)"), truth(True), FELL),
    Case("30,000 arguments", _value(f"STRLEN(CONCAT({'STR(1),' * 30_000}STR(1)))"), number(30_001), FELL),
    Case("30,000 COALESCE", _value(f"COALESCE({'?x,' * 30_000}7)"), number(7), FELL),
    Case("8,000 described", f"DESCRIBE {_each(8_000, '<urn:#> ')}", lines(0), FELL),
    Case(
        "5,000 triples in a template",
        f"CONSTRUCT {{ {_each(5_000, '?s <urn:#> ?o . ')} }} {{ ?s ?p ?o }}",
        None,
        FELL,
    ),
]

TEXTS = [
    Case("12 MB string", _value(f'STRLEN("{"x" * 12_000_000}")'), number(12_000_000), FELL),
    Case("200 kB string", _value(f'STRLEN("{"x" * 200_000}")'), number(200_000), FELL),
    Case("200 kB IRI", f"ASK {{ <urn:{'x' * 200_000}> ?p ?o }}", _NOWHERE, FELL),
    Case("200 kB variable", f"ASK {{ ?{'x' * 200_000} <urn:p> ?o }}", _NOWHERE, FELL),
    Case(
        "200 kB prefix", f"PREFIX {'x' * 100_000}: <urn:x> ASK {{ {'x' * 100_000}:x ?p ?o }}", _NOWHERE, FELL
    ),
    Case("200 kB language", f'ASK {{ ?s ?p "x"@en{"-x" * 100_000} }}', _NOWHERE, FELL),
    Case("200 kB comment", f"#{'x' * 200_000}\nASK {{}}", truth(True), FELL),
    Case("100,000 comments", "#\n" * 100_000 + "ASK {}", truth(True), FELL),
    Case("200 kB white space", " \n" * 100_000 + "ASK {}", truth(True), FELL),
    Case("30,000 escapes", _value(f'STRLEN("{ESCAPED * 30_000}")'), number(30_000), FELL),
    Case("20,000 dots", f"ASK {{ {'.' * 20_000} }}", None, FELL),
    Case("20,000 semicolons", f"ASK {{ ?s <urn:p> 1 {';' * 20_000} }}", _NOWHERE, FELL),
]

CASES = [*OPERATORS, *PATTERNS, *LISTS, *TEXTS]
