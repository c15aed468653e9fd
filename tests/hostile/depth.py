"""Queries that are nested: every bracket and every unary operator, far beyond what a stack bears."""

from hostile.case import FELL, READ, Case
from hostile.judge import Right, lines, number, truth

DEEP = 5_000

_NO_MATCH: Right = truth(False)


def _nested(
    name: str, before: str, opening: str, core: str, closing: str, after: str, right: Right | None
) -> Case:
    return Case(f"{DEEP} {name}", before + opening * DEEP + core + closing * DEEP + after, right, FELL)


NESTED = [
    _nested("groups", "ASK ", "{", "", "}", "", truth(True)),
    _nested("OPTIONAL", "ASK { ", "OPTIONAL { ", "", "}", "}", truth(True)),
    _nested("MINUS", "ASK { ?s ?p ?o . ", "MINUS { ?s <urn:p> ?x . ", "", "}", "}", truth(True)),
    _nested("left UNION", "ASK {", "{", "", "} UNION {} ", "}", truth(True)),
    _nested("right UNION", "ASK {", "{} UNION {", "", "}", "}", truth(True)),
    _nested("GRAPH", "ASK {", "GRAPH ?g {", "?s <urn:p> ?o", "}", "}", _NO_MATCH),
    _nested("sub-selects", "ASK {", "{ SELECT * {", "", "}}", "}", truth(True)),
    _nested("limited sub-selects", "ASK {", "{ SELECT * {", "", "} LIMIT 1}", "}", truth(True)),
    _nested("EXISTS", "ASK {", "FILTER EXISTS {", "", "}", "}", truth(True)),
    _nested("NOT EXISTS", "ASK {", "FILTER NOT EXISTS {", "", "}", "}", truth(True)),
    _nested("parentheses", "ASK { FILTER", "(", "true", ")", "}", truth(True)),
    _nested("negations", "ASK { FILTER(", "!", "true", "", ")}", truth(True)),
    _nested("negations in parentheses", "ASK { FILTER(", "!(", "true", ")", ")}", truth(True)),
    _nested("minus signs", "SELECT (", "-", "?x", "", "+ 1 AS ?n) { BIND(0 AS ?x) }", number(1)),
    _nested("minus signs apart", "SELECT (", "- ", "1", "", "AS ?n) {}", number(1)),
    _nested("plus signs", "SELECT (", "+ ", "1", "", "AS ?n) {}", number(1)),
    _nested("IF", "SELECT (", "IF(true, ", "1", ", 0)", "AS ?n) {}", number(1)),
    _nested("COALESCE", "SELECT (", "COALESCE(", "1", ")", "AS ?n) {}", number(1)),
    _nested("STRLEN", "SELECT (STRLEN(", "STR(", '"abc"', ")", ") AS ?n) {}", number(3)),
    _nested("COUNT", "SELECT (", "COUNT(", "?x", ")", " AS ?n) {}", None),
    _nested("IN", "ASK { FILTER(", "true IN (", "true", ")", ")}", truth(True)),
    _nested("blank nodes", "ASK { ?s <urn:p> ", "[ <urn:p> ", "1", "]", "}", _NO_MATCH),
    _nested("empty lists", "ASK { ?s <urn:p> ", "(", "1", ")", "}", _NO_MATCH),
    _nested("path groups", "ASK { ?s ", "(", "<urn:p>", ")", " ?o }", _NO_MATCH),
    _nested("path closures", "ASK { ?s ", "(", "<urn:p>", ")+", " <urn:o> }", _NO_MATCH),
    _nested("path inversions", "ASK { ?s ", "^(", "<urn:p>", ")", " ?o }", _NO_MATCH),
    _nested("path options", "ASK { <urn:s> ", "(", "<urn:p>", ")?", " <urn:o> }", _NO_MATCH),
    _nested("path negations", "ASK { ?s ", "!(", "<urn:p>", ")", " ?o }", None),
    _nested("triple terms", "ASK { ", "<<( ?s <urn:p> ", "?o", ")>>", " <urn:p> ?x }", _NO_MATCH),
    _nested("annotations", "ASK { ?s <urn:p> ?o ", "{| <urn:p> ?o ", "", "|}", "}", _NO_MATCH),
    _nested("templates", "CONSTRUCT { <urn:s> <urn:p> ", "[ <urn:p> ", "1", "]", "} {}", lines(DEEP + 1)),
]

UNCLOSED = [
    Case(f"{name} without an end", "SELECT * { ?s ?p " + opening * 60_000, None, READ | FELL)
    for name, opening in {
        "groups": "{",
        "parentheses": "(",
        "blank nodes": "[",
        "triple terms": "<<",
        "closing brackets": "}",
        "strings": '"',
        "long strings": '"""',
        "IRIs": "<",
        "escapes": "\\",
        "halves of escapes": "\\u",
        "comments": "#",
    }.items()
]

CASES = [*NESTED, *UNCLOSED]
