"""Queries that are small and strange: numbers out of range, IRIs that are none, bytes that should not be."""

from hostile.case import NONE, READ, Case
from hostile.judge import World, datasets, number, number_or_unbound, rows, truth
from hostile.wire import Reply

_DATASET = "<http://www.w3.org/ns/dcat#Dataset>"
_DATASETS = f"SELECT DISTINCT ?s {{ ?s a {_DATASET} }}"
_MOST = 2**63 - 1
_XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


def _all_datasets(reply: Reply, world: World) -> bool:
    return len(reply.json()["results"]["bindings"]) == world.datasets


def _anything(reply: Reply, world: World) -> bool:
    """Engines may reckon such numbers differently; what counts is that they answer."""
    return True


def _value(expression: str) -> str:
    return f"{_XSD}SELECT ({expression} AS ?n) {{}}"


def _asks(expression: str) -> str:
    return f"{_XSD}ASK {{ FILTER({expression}) }}"


NUMBERS = [
    Case("the greatest LIMIT", _DATASETS + " LIMIT 9223372036854775807", _all_datasets, READ),
    Case("a LIMIT beyond", _DATASETS + f" LIMIT {'9' * 40}", _all_datasets, READ),
    Case("a LIMIT of 100,000 digits", _DATASETS + f" LIMIT {'9' * 100_000}", _all_datasets, READ),
    Case("the greatest OFFSET", _DATASETS + " OFFSET 9223372036854775807", rows(0), READ),
    Case("both greatest", _DATASETS + f" OFFSET {2**64 - 1} LIMIT {2**64 - 1}", rows(0), READ),
    Case("a LIMIT below zero", _DATASETS + " LIMIT -1", None, READ),
    Case("a sum that wraps", _value("9223372036854775807 + 1"), number_or_unbound(2**63), READ),
    Case("a product that wraps", _value("4611686018427387904 * 4"), number_or_unbound(2**64), READ),
    Case("a minus that wraps", _value("-(-9223372036854775807 - 1)"), number_or_unbound(2**63), READ),
    Case("a division that wraps", _value("ABS(-9223372036854775807 - 1)"), number_or_unbound(2**63), READ),
    Case("a number of 100,000 digits", _asks(f"{'9' * 100_000} > 1"), _anything, READ),
    Case("a decimal of 100,000 digits", _asks(f"0.{'1' * 100_000} < 1"), _anything, READ),
    Case("a decimal that overflows", _asks(f"{'9' * 38}.0 * {'9' * 38}.0 > 0"), _anything, READ),
    Case("an exponent out of range", _asks("1e400 > 1e308"), truth(True), READ),
    Case("an exponent of 10,000 digits", _asks(f"1e{'9' * 10_000} > 1"), truth(True), READ),
    Case("a division by zero", _value("1 / 0"), rows(1), NONE),
    Case("a date in year 10^18", _asks(f'"{10**18}-01-01T00:00:00Z"^^xsd:dateTime > NOW()'), _anything, READ),
    Case(
        "the 31st of February", _asks('"2024-02-31"^^xsd:date = "2024-03-02"^^xsd:date'), truth(False), READ
    ),
    Case("a duration that overflows", _value(f'STR(NOW() + "P{10**17}Y"^^xsd:duration)'), _anything, READ),
    Case(
        "SUBSTR from nowhere", _value(f'STRLEN(SUBSTR("abc", -{_MOST}, {_MOST}))'), number_or_unbound(0), NONE
    ),
    Case("SUBSTR beyond", _value(f'STRLEN(SUBSTR("abc", {_MOST}, {_MOST}))'), number_or_unbound(0), NONE),
]

IRIS = [
    Case("an IRI with a space", "ASK { <urn:a b> ?p ?o }", None, READ),
    Case("an IRI with an escaped space", "ASK { <urn:a\\u0020b> ?p ?o }", None, READ),
    Case("an IRI with a bracket", "ASK { <http://[> ?p ?o }", truth(False), READ),
    Case("an IRI with an escaped bracket", "ASK { <http://a/\\u003E> ?p ?o }", None, READ),
    Case("an IRI with an escaped NUL", "ASK { <http://a/\\u0000> ?p ?o }", None, READ),
    Case("an IRI with a bad percent sign", "ASK { <http://a/%zz> ?p ?o }", truth(False), READ),
    Case("an IRI without a base", "ASK { <a> ?p ?o }", truth(False), READ),
    Case("a base that is none", "BASE <::> ASK { <a> ?p ?o }", None, READ),
    Case("an IRI that runs script", "ASK { <javascript:alert(1)> ?p ?o }", truth(False), READ),
    Case("IRI() of what is none", 'SELECT (IRI("not an {iri}") AS ?n) {}', rows(1), READ),
    Case("a path out of the world", f"ASK {{ <http://a/{'../' * 10_000}> ?p ?o }}", truth(False), READ),
    Case(
        "a FROM that is a file",
        "SELECT (COUNT(*) AS ?n) FROM <file:///etc/passwd> { ?s ?p ?o }",
        number(0),
        READ,
    ),
    Case(
        "a FROM NAMED that is a file",
        "ASK FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        truth(False),
        READ,
    ),
]

LETTERS = [
    Case("nothing", "", None, READ | {"bad-request"}),
    Case("white space", " \t\n", None, READ | {"bad-request"}),
    Case("a comment", "# nothing", None, READ | {"bad-request"}),
    Case("a NUL", "ASK { \0 }", None, READ | {"bad-request"}),
    Case("a NUL in a string", 'ASK { ?s ?p "\0" }', None, READ | {"bad-request"}),
    Case("an escaped NUL", 'ASK { ?s ?p "\\u0000" }', truth(False), READ),
    Case("half a surrogate pair", 'ASK { ?s ?p "\ud800" }', None, READ | {"bad-request"}),
    Case("half a surrogate pair, escaped", 'ASK { ?s ?p "\\uD800" }', None, READ),
    Case("a pair of escaped surrogates", 'ASK { ?s ?p "\\uD83D\\uDE00" }', truth(False), READ),
    Case("a letter beyond Unicode", 'ASK { ?s ?p "\\U00110000" }', None, READ),
    Case("a byte order mark", "\ufeffSELECT (42 AS ?n) {}", number(42), READ),
    Case("right to left", "SELECT (STRLEN('\u202e\u2066x') AS ?n) {}", number(3), NONE),
    Case("line separators in a comment", "# \u2028 ASK {} \u0085\nSELECT (42 AS ?n) {}", number(42), NONE),
    Case("a carriage return ends a comment", "#\rSELECT (42 AS ?n) {}", number(42), NONE),
    Case("a form feed", "SELECT (42 AS ?n) {}\f", None, READ),
    Case("letters of full width", "ＡＳＫ {}", None, READ),
    Case("a dotless i", "lımıt", None, READ),
    Case("two queries", "ASK {} ASK {}", None, READ),
    Case("a query and an update", "ASK {} ; DROP ALL", None, READ),
    Case("an update", "DROP ALL", None, READ),
    Case("an update after a prologue", "PREFIX a: <urn:a> # x\nDELETE WHERE { ?s ?p ?o }", None, READ),
    Case("an update, spelled", "\\u0044ROP ALL", None, READ),
    Case("an update in a sub-select", "SELECT * { { INSERT DATA { <urn:a> <urn:a> 1 } } }", None, READ),
    Case("a function that is none", "SELECT (<urn:exec>('id') AS ?n) {}", rows(1), READ),
    Case("a blank node in two places", "ASK { _:a ?p ?o . OPTIONAL { _:a ?q ?r } }", None, READ),
    Case("an undeclared prefix", "ASK { ?s x:y ?o }", None, READ),
    Case("JSON", '{"query": "ASK {}"}', None, READ),
    Case("a template", "{{ 7*7 }}", None, READ),
    Case("markup", "<script>alert(1)</script>", None, READ),
]

WORK = [
    Case("40 groups", "SELECT (COUNT(*) AS ?n) " + "{" * 40 + "}" * 40, number(1), NONE),
    Case("40 nested OPTIONAL", "SELECT (COUNT(*) AS ?n) {" + "OPTIONAL {" * 40 + "}" * 41, number(1), NONE),
    Case("200 ||", "ASK { FILTER(" + "false||" * 199 + "true) }", truth(True), NONE),
    Case("200 +", "SELECT (" + "1+" * 199 + "1 AS ?n) {}", number(200), NONE),
    Case("100 UNION", "SELECT (COUNT(*) AS ?n) {{}" + "UNION{}" * 99 + "}", number(100), NONE),
    Case("2,000 values", f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{{'1 ' * 2_000}}} }}", number(2_000), NONE),
    Case("1,000 IN", f"ASK {{ FILTER(7 IN ({'1,' * 1_000}7)) }}", truth(True), NONE),
    Case(
        "100 prefixes",
        "".join(f"PREFIX p{n}: <urn:{n}>" for n in range(100)) + "ASK { ?s p7:x ?o }",
        truth(False),
        NONE,
    ),
    Case("a kilobyte of comment", f"# {'SERVICE <urn:x> ' * 60}\nSELECT (42 AS ?n) {{}}", number(42), NONE),
    Case(
        "a string that looks hostile",
        'SELECT (STRLEN("} SERVICE <urn:x> { DROP ALL \\"") AS ?n) {}',
        number(30),
        NONE,
    ),
    Case(
        "a path that may be empty",
        f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ^<urn:p>?/a {_DATASET} }}",
        datasets,
        NONE,
    ),
    Case("datasets", f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a {_DATASET} }}", datasets, NONE),
]

CASES = [*NUMBERS, *IRIS, *LETTERS, *WORK]
