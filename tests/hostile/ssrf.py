"""Requests that try to make the service connect somewhere: `@` stands for a listener's host and port."""

from dataclasses import dataclass
from urllib.parse import quote

from hostile.case import READ, Case
from hostile.judge import number, rows, truth

_NOT = READ | {"bad-request"}
_IRI = "<http://@/x>"
_ALL = "?s ?p ?o"
_LONG_SERVICE = "".join(f"\\U{ord(letter):08X}" for letter in "SERVICE")

SERVICE = [
    Case(f"SERVICE {name}", sparql, None, READ)
    for name, sparql in {
        "plain": f"SELECT * {{ SERVICE {_IRI} {{ {_ALL} }} }}",
        "silent": f"SELECT * {{ SERVICE SILENT {_IRI} {{ {_ALL} }} }}",
        "in small letters": f"SELECT * {{ service silent {_IRI} {{ {_ALL} }} }}",
        "in mixed letters": f"SELECT * {{ sErViCe {_IRI} {{ {_ALL} }} }}",
        "with no space": f"SELECT*{{SERVICE{_IRI}{{{_ALL}}}}}",
        "silent with no space": f"SELECT*{{SERVICESILENT{_IRI}{{{_ALL}}}}}",
        "after true": f"SELECT * {{ ?s ?p trueSERVICE {_IRI} {{ {_ALL} }} }}",
        "after a number": f"SELECT * {{ ?s ?p 1SERVICE {_IRI} {{ {_ALL} }} }}",
        "after a string": f'SELECT * {{ ?s ?p "x"SERVICE {_IRI} {{ {_ALL} }} }}',
        "after a language": f'SELECT * {{ ?s ?p "x"@en SERVICE {_IRI} {{ {_ALL} }} }}',
        "by a prefix": f"PREFIX x: <http://@/> SELECT * {{ SERVICE x:x {{ {_ALL} }} }}",
        "by the empty prefix": f"PREFIX : <http://@/> SELECT * {{ SERVICE:x {{ {_ALL} }} }}",
        "by a base": f"BASE <http://@/> SELECT * {{ SERVICE <x> {{ {_ALL} }} }}",
        "by a variable": f"SELECT * {{ VALUES ?v {{ {_IRI} }} SERVICE ?v {{ {_ALL} }} }}",
        "by a bound variable": f"SELECT * {{ BIND(IRI('http://@/x') AS ?v) SERVICE ?v {{ {_ALL} }} }}",
        "by a dollar": f"SELECT * {{ VALUES $v {{ {_IRI} }}SERVICE$v{{ {_ALL} }} }}",
        "with one escaped letter": f"SELECT * {{ S\\u0045RVICE {_IRI} {{ {_ALL} }} }}",
        "with all letters escaped": f"SELECT * {{ {_LONG_SERVICE} {_IRI} {{ {_ALL} }} }}",
        "behind an escaped backslash": f'SELECT * {{ ?s ?p "\\u005C" SERVICE {_IRI} {{ {_ALL} }} #" }}',
        "split by comments": f"SELECT * {{ SERVICE # x\n # y\n SILENT#\n{_IRI}#\n{{ {_ALL} }} }}",
        "after a comment": f"SELECT * {{ # '\n SERVICE {_IRI} {{ {_ALL} }} # '\n }}",
        "after a comment that ends by CR": f"SELECT * {{ # x\rSERVICE {_IRI} {{ {_ALL} }} }}",
        "between strings": f"SELECT * {{ ?s ?p '''a''''' SERVICE {_IRI} {{ {_ALL} }} # ''' }}",
        "between less and greater": f"SELECT * {{ FILTER(1<2) SERVICE {_IRI} {{ {_ALL} }} FILTER(2>1) }}",
        "in a sub-select": f"SELECT * {{ {{ SELECT * {{ SERVICE {_IRI} {{ {_ALL} }} }} }} }}",
        "in OPTIONAL": f"SELECT * {{ OPTIONAL {{ SERVICE SILENT {_IRI} {{ {_ALL} }} }} }}",
        "in EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE SILENT {_IRI} {{ {_ALL} }} }} }}",
        "in GRAPH": f"SELECT * {{ GRAPH ?g {{ SERVICE {_IRI} {{ {_ALL} }} }} }}",
        "in UNION": f"SELECT * {{ {{}} UNION {{ SERVICE {_IRI} {{ {_ALL} }} }} }}",
        "in CONSTRUCT": f"CONSTRUCT {{ {_ALL} }} {{ SERVICE {_IRI} {{ {_ALL} }} }}",
        "in DESCRIBE": f"DESCRIBE ?s {{ SERVICE {_IRI} {{ {_ALL} }} }}",
        "in itself": f"SELECT * {{ SERVICE {_IRI} {{ SERVICE {_IRI} {{ {_ALL} }} }} }}",
    }.items()
]

# Engines read these as one string and one comment; who decodes escapes first finds the keyword.
READ_TWO_WAYS = [
    Case(
        "SERVICE behind an escaped quote",
        f'SELECT * {{ ?s ?p "a\\u0022 SERVICE {_IRI} {{ {_ALL} }} # " }}',
        rows(0),
        READ,
    ),
    Case(
        "SERVICE behind an escaped line end",
        f"SELECT * {{ # \\u000A SERVICE {_IRI} {{ {_ALL} }}\n }}",
        rows(1),
        READ,
    ),
]

FROM = [
    Case("FROM", f"SELECT (COUNT(*) AS ?n) FROM {_IRI} {{ {_ALL} }}", number(0), READ),
    Case(
        "FROM, prefixed",
        f"PREFIX x: <http://@/> SELECT (COUNT(*) AS ?n) FROM x:x {{ {_ALL} }}",
        number(0),
        READ,
    ),
    Case("FROM, escaped", f"SELECT (COUNT(*) AS ?n) FR\\u004fM {_IRI} {{ {_ALL} }}", number(0), READ),
    Case("FROM NAMED", f"ASK FROM NAMED {_IRI} {{ GRAPH ?g {{ {_ALL} }} }}", truth(False), READ),
    Case("GRAPH", f"ASK {{ GRAPH {_IRI} {{ {_ALL} }} }}", truth(False), READ),
    Case("a subject", f"ASK {{ {_IRI} ?p ?o }}", truth(False), READ),
]

UPDATES = [
    Case(f"as a query: {sparql[:24]}", sparql, None, _NOT)
    for sparql in (
        f"LOAD {_IRI}",
        f"LOAD SILENT {_IRI} INTO GRAPH <urn:g>",
        f"load {_IRI}",
        f"L\\u004fAD {_IRI}",
        f"#\nLOAD#\n{_IRI}",
        "PREFIX x: <http://@/> LOAD x:x",
        "BASE <http://@/> LOAD <x>",
        f"INSERT {{ {_ALL} }} WHERE {{ SERVICE {_IRI} {{ {_ALL} }} }}",
        f"CLEAR ALL; LOAD {_IRI}",
        f"ASK {{}} ; LOAD {_IRI}",
    )
]

QUERIES = [*SERVICE, *READ_TWO_WAYS, *FROM, *UPDATES]


@dataclass(frozen=True)
class Probe:
    """A request without a query of its own; the answer must come, and no server error."""

    name: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.name


_ASK = "/sparql?query=" + quote("ASK { ?s ?p ?o }")
_URL = quote("http://@/x", safe="@")

PROBES = [
    Probe("default-graph-uri", f"{_ASK}&default-graph-uri={_URL}"),
    Probe("named-graph-uri", f"{_ASK}&named-graph-uri={_URL}"),
    Probe("using-graph-uri", f"/update?using-graph-uri={_URL}"),
    Probe("a graph of the store", f"/rdf-graph-store?graph={_URL}"),
    Probe("a dataset", f"/datasets/?iri={_URL}"),
    Probe("a dataset by its address", "/datasets/http://@/x"),
    Probe("a technique", "/techniques/http:%2F%2F@%2Fx"),
    Probe("a search", f"/search?q={_URL}&technique={_URL}"),
    Probe("a facility", f"/api/v1/search?facility={_URL}"),
    Probe("a shared query", f"/sparql?query={quote('SELECT * { SERVICE <http://')}@{quote('/x> {} }')}"),
    Probe("an address as the target", "http://@/x"),
    Probe("an address behind two slashes", "//@/x"),
    Probe("the header Host", "/", (("Host", "@"),)),
    Probe("forwarding headers", "/", (("X-Forwarded-Host", "@"), ("Forwarded", "host=@;for=@"))),
    Probe("the header Origin", "/sparql", (("Origin", "http://@"), ("Referer", "http://@/x"))),
    Probe(
        "a link to a profile", "/", (("Link", '<http://@/x>; rel="describedby"'), ("Profile", "http://@/x"))
    ),
    Probe("a JSON-LD profile", "/", (("Accept", 'application/ld+json;profile="http://@/x"'),)),
]
