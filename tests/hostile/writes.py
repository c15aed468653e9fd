"""Hostile changes: without a right to them, and with one; `@` stands for the host and port of a listener."""

from dataclasses import dataclass, field

from hostile.case import READ

_STOPPED = frozenset({"timeout", "memory", "crash", "too-large"})
_BAD = READ | {"bad-request"}
_ANY = _BAD | _STOPPED

TOKENS = {
    "none": None,
    "an empty one": "",
    "only the scheme": "Bearer",
    "an empty token": "Bearer ",
    "a wrong one": "Bearer " + "x" * 43,
    "a long one": "Bearer " + "x" * 20_000,
    "another scheme": "Basic b3BlcmF0b3I6b3BlcmF0b3I=",
    "two": "Bearer x, Bearer y",
    "letters that are no ASCII": "Bearer ü\u202e",
    "alg none": "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJvcGVyYXRvciJdfQ.",
    "a key elsewhere": "Bearer eyJhbGciOiJSUzI1NiIsImprdSI6Imh0dHA6Ly9sb2NhbGhvc3Q6OS94In0.e30.eA",
    "a token of dots": "Bearer " + "." * 5_000,
    "the hash in place of the token": "Bearer sha256:" + "0" * 64,
}
"""Values of the header Authorization that open nothing."""


@dataclass(frozen=True)
class Update:
    """An update that changes nothing: refused, stopped, or without effect when `reasons` is empty."""

    name: str
    sparql: str = field(repr=False)
    reasons: frozenset[str]
    may_succeed: bool = False

    def __str__(self) -> str:
        return self.name


_IRI = "<http://@/x>"
_GZIPPED = (("Content-Encoding", "gzip"),)
_CROSSED = "GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i }"

UPDATES = [
    Update("LOAD", f"LOAD {_IRI}", _BAD),
    Update("LOAD into a graph", f"LOAD {_IRI} INTO GRAPH <urn:g>", _BAD),
    Update("LOAD, silent", f"LOAD SILENT {_IRI}", _BAD, may_succeed=True),
    Update("LOAD in small letters", f"load {_IRI}", _BAD),
    Update("LOAD, escaped", f"L\\u004FAD {_IRI}", _BAD),
    Update("LOAD, commented", f"LOAD#\n#\n{_IRI}", _BAD),
    Update("LOAD by a prefix", "PREFIX x: <http://@/> LOAD x:x", _BAD),
    Update("LOAD by a base", "BASE <http://@/> LOAD <x>", _BAD),
    Update("LOAD of a file", "LOAD <file:///etc/passwd>", _BAD),
    Update("LOAD after another", f"CREATE SILENT GRAPH <urn:empty> ; LOAD {_IRI}", _BAD),
    Update("LOAD after a quote", f'INSERT DATA {{ <urn:s> <urn:p> "\\u0022" }} ; LOAD {_IRI} #"', _BAD),
    Update("SERVICE", f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {_IRI} {{ ?s ?p ?o }} }}", _BAD),
    Update("SERVICE, silent", f"INSERT {{?s ?p ?o}} WHERE {{ SERVICE SILENT {_IRI} {{?s ?p ?o}} }}", _BAD),
    Update("SERVICE, escaped", f"DELETE {{?s ?p ?o}} WHERE {{ \\u0053ERVICE {_IRI} {{?s ?p ?o}} }}", _BAD),
    Update(
        "USING an address", f"INSERT {{ ?s ?p ?o }} USING {_IRI} WHERE {{ ?s ?p ?o }}", _BAD, may_succeed=True
    ),
    Update("5,000 groups", f"INSERT {{ <urn:s> <urn:p> 1 }} WHERE {'{' * 5_000}{'}' * 5_000}", _ANY),
    Update(
        "5,000 blank nodes", f"INSERT DATA {{ <urn:s> <urn:p> {'[ <urn:p> ' * 5_000} 1 {']' * 5_000} }}", _ANY
    ),
    Update("10,000 ||", f"INSERT {{ <urn:s> <urn:p> 1 }} WHERE {{ FILTER({'false||' * 9_999}false) }}", _ANY),
    Update("20 MB", "INSERT DATA { } #" + "x" * 20_000_000, _ANY),
    Update("a NUL", "INSERT DATA { <urn:s> <urn:p> '\0' }", _BAD),
    Update("an IRI that is none", "INSERT DATA { <urn:s s> <urn:p> 1 }", _BAD),
    Update("a query", "SELECT * { ?s ?p ?o }", _BAD),
    Update("half of it wrong", "INSERT DATA { <urn:s> <urn:p> 1 } ; INSERT DATA { <urn:s>", _BAD),
]

WRITE_SECONDS = 15
"""What the service gives to one change here: longer than the next one waits for its turn."""

ENDLESS = [
    Update("a cross product", f"INSERT {{ ?a <urn:p> ?i }} WHERE {{ {_CROSSED} }}", _STOPPED),
    Update(
        "half of it endless",
        f"INSERT DATA {{ <urn:s> <urn:p> 1 }} ; INSERT {{ <urn:s> <urn:p> 1 }} WHERE {{ {_CROSSED} }}",
        _STOPPED,
    ),
]


@dataclass(frozen=True)
class Graph:
    """A body put into a graph, which must be refused and leave no graph behind."""

    name: str
    body: bytes = field(repr=False)
    type: str
    reasons: frozenset[str] = _ANY
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.name


_TURTLE, _XML, _JSON_LD = "text/turtle", "application/rdf+xml", "application/ld+json"
_LEVELS = "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'


def _xml(declared: str, content: str) -> bytes:
    described = f'<rdf:Description rdf:about="urn:s"><u:p>{content}</u:p></rdf:Description>'
    return f"<?xml version='1.0'?>{declared}{_RDF}{described}</rdf:RDF>".encode()


GRAPHS = [
    Graph("Turtle that is none", b"<urn:s> <urn:p>", _TURTLE),
    Graph("half of it wrong", b"<urn:s> <urn:p> 1 . " * 1_000 + b"<urn:s", _TURTLE),
    Graph("an IRI that is none", b"<urn:s> <urn:p> <urn:o o> .", _TURTLE),
    Graph("Latin-1", b'<urn:s> <urn:p> "\xff" .', _TURTLE),
    Graph("20 MB of brackets", b"[" * 20_000_000, _TURTLE),
    Graph("a gzipped body", b"\x1f\x8b\x08\x00\x00", _TURTLE, frozenset({"wrong-type"}), _GZIPPED),
    Graph("a type that is none", b"x", "application/x-shockwave-flash", frozenset({"wrong-type"})),
    Graph("no type", b"<urn:s> <urn:p> 1 .", "", frozenset({"wrong-type"})),
    Graph("a page", b"<html></html>", "text/html", frozenset({"wrong-type"})),
    Graph("a bomb of entities", _xml(f'<!DOCTYPE r [<!ENTITY a "{"x" * 100}">{_LEVELS}]>', "&i;"), _XML),
    Graph("a file as an entity", _xml('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"), _XML),
    Graph("an address as an entity", _xml('<!DOCTYPE r [<!ENTITY a SYSTEM "http://@/x">]>', "&a;"), _XML),
    Graph("a DTD elsewhere", _xml('<!DOCTYPE r SYSTEM "http://@/x.dtd">', "x"), _XML),
    Graph("XML that is none", b"<rdf:RDF>", _XML),
    Graph("50,000 nested elements", b"<a>" * 50_000, _XML),
    Graph("50,000 nested arrays", b'{"urn:p":' + b"[" * 50_000 + b"]" * 50_000 + b"}", _JSON_LD),
    Graph("5,000 nested objects", b'{"urn:p":' * 5_000 + b"1" + b"}" * 5_000, _JSON_LD),
    Graph("a context elsewhere", b'{"@context":"http://@/x","@id":"urn:s","p":1}', _JSON_LD),
    Graph("contexts elsewhere", b'{"@context":["http://@/x",{"@import":"http://@/y"}],"p":1}', _JSON_LD),
    Graph("JSON that is none", b'{"@id": NaN', _JSON_LD),
    Graph("quads in a type for triples", b"<urn:s> <urn:p> <urn:o> <urn:g> .", "application/n-triples"),
]

PLACES = [
    "graph=",
    "graph=x",
    "graph=../x",
    "graph=urn:x%3E%20%7B",
    "graph=urn:x%00",
    "graph=%ff",
    "graph=urn:x&graph=urn:y",
    "graph=urn:x&default",
    "graph=" + "x" * 20_000,
    "default=&default=",
    "",
]
"""What names no graph, or more than one."""

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
