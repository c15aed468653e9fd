"""Hostile requests by what they carry: wrong types, broken letters, lengths that lie, forms without end."""

import gzip
from dataclasses import dataclass, field
from urllib.parse import quote

from hostile.judge import Right, number, rows, truth

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"

ANSWER = "SELECT (42 AS ?n) {}"
_QUERY = "query=" + quote(ANSWER)
_LENGTH = "SELECT (STRLEN('#') AS ?n) {}"


@dataclass(frozen=True)
class Body:
    """A body posted to `/sparql`; as in Case, `right` judges a 200 and `reasons` are what else may come."""

    name: str
    body: bytes = field(repr=False)
    reasons: frozenset[str]
    right: Right | None = None
    type: str | None = FORM
    headers: tuple[tuple[str, str], ...] = ()
    target: str = "/sparql"

    def __str__(self) -> str:
        return self.name


_BAD = frozenset({"bad-request", "bad-query"})
_LARGE = _BAD | {"too-large"}
_TYPE = frozenset({"wrong-type"})
_CODED = _TYPE | _BAD
_FINE: frozenset[str] = frozenset()


def _direct(name: str, body: bytes, reasons: frozenset[str], right: Right | None = None) -> Body:
    return Body(name, body, reasons, right, DIRECT)


TYPES = [
    Body("no type", ANSWER.encode(), _TYPE, type=None),
    Body("an empty type", ANSWER.encode(), _TYPE, type=""),
    Body("plain text", ANSWER.encode(), _TYPE, type="text/plain"),
    Body("JSON", b'{"query": "ASK {}"}', _TYPE, type="application/json"),
    Body("an update", b"DROP ALL", _TYPE | _BAD, type="application/sparql-update"),
    Body(
        "multipart",
        b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK {}\r\n--x--\r\n',
        _TYPE,
        type="multipart/form-data; boundary=x",
    ),
    Body("multipart without a boundary", b"--\r\n" * 9, _TYPE, type="multipart/form-data"),
    Body(
        "multipart with a boundary of 10 kB",
        b"--\r\n",
        _TYPE,
        type=f"multipart/form-data; boundary={'x' * 10_000}",
    ),
    Body("RDF/XML", b"<x/>", _TYPE, type="application/rdf+xml"),
    Body("a type in capitals", ANSWER.encode(), _FINE, number(42), type="APPLICATION/SPARQL-QUERY"),
    Body("a type with parameters", ANSWER.encode(), _FINE, number(42), type=f"{DIRECT}; charset=utf-8; a=b"),
    Body("UTF-16", ANSWER.encode("utf-16"), _CODED, type=f"{DIRECT}; charset=utf-16"),
    Body("a character set that is none", ANSWER.encode(), _CODED, number(42), type=f"{DIRECT}; charset=\\x"),
    Body("a type of 10,000 letters", b"x", _TYPE, type="x" * 10_000),
    Body("a type with markup", b"x", _TYPE, type="<script>alert(1)</script>"),
]

CODINGS = [
    Body(f"{name} body", body, _CODED, type=DIRECT, headers=(("Content-Encoding", coding),))
    for name, coding, body in (
        ("a gzipped", "gzip", gzip.compress(ANSWER.encode())),
        ("a bomb of a gzipped", "gzip", gzip.compress(b"#" * 50_000_000)),
        ("a deflated", "deflate", b"x\x9c\x03\x00\x00\x00\x00\x01"),
        ("a brotli", "br", b"\x0b\x02\x80ASK {}\x03"),
        ("a doubly gzipped", "gzip, gzip", gzip.compress(gzip.compress(b"ASK {}"))),
    )
] + [
    Body("a coding that is none", ANSWER.encode(), _CODED, number(42), DIRECT, (("Content-Encoding", "x"),)),
    Body(
        "plain text said to be gzipped",
        ANSWER.encode(),
        _CODED,
        type=DIRECT,
        headers=(("Content-Encoding", "gzip"),),
    ),
]

LETTERS = [
    _direct("no letters", b"", _BAD),
    _direct("Latin-1", "SELECT ('ü' AS ?n) {}".encode("latin-1"), _BAD),
    _direct("a cut letter", b"ASK {} # \xe2\x82", _BAD),
    _direct("an overlong letter", b"ASK {} # \xc0\x80", _BAD),
    _direct("half a surrogate pair", b"ASK {} # \xed\xa0\x80", _BAD),
    _direct("a NUL", b"ASK { \x00 }", _BAD),
    _direct("only NULs", b"\x00" * 100_000, _BAD),
    _direct("random bytes", bytes(range(256)) * 100, _BAD),
    _direct("a byte order mark", b"\xef\xbb\xbf" + ANSWER.encode(), _BAD, number(42)),
    _direct("1 MB", b"ASK {} #" + b"x" * 1_000_000, _LARGE),
    _direct("20 MB", b"ASK {} #" + b"x" * 20_000_000, _LARGE),
    _direct("a query as a form", _QUERY.encode(), _BAD),
    Body("Latin-1 in a form", b"query=" + quote(_LENGTH).replace("%23", "%FF%FE").encode(), _BAD),
    Body("bare Latin-1 in a form", b"query=ASK{}#\xff", _BAD),
    Body("an overlong letter in a form", b"query=" + quote(_LENGTH).replace("%23", "%C0%80").encode(), _BAD),
    Body("a surrogate in a form", b"query=" + quote(_LENGTH).replace("%23", "%ED%A0%80").encode(), _BAD),
    Body("a NUL in a form", b"query=ASK%7B%00%7D", _BAD),
    Body("a bare percent sign", b"query=ASK%7B%7D%", _BAD, truth(True)),
    Body("a percent sign before no number", b"query=%zzASK%7B%7D", _BAD),
    Body("20 MB in a form", b"query=" + b"x" * 20_000_000, _LARGE),
]

FORMS = [
    Body("100,000 fields", b"a=b&" * 100_000 + _QUERY.encode(), _LARGE, number(42)),
    Body(
        "100,000 names",
        "".join(f"a{n}=&" for n in range(100_000)).encode() + _QUERY.encode(),
        _LARGE,
        number(42),
    ),
    Body("250,000 ampersands", b"&" * 250_000 + _QUERY.encode(), _LARGE, number(42)),
    Body("a field of 500 kB", b"a=" + b"x" * 500_000 + b"&" + _QUERY.encode(), _LARGE, number(42)),
    Body("a name of 500 kB", b"x" * 500_000 + b"=&" + _QUERY.encode(), _LARGE, number(42)),
    Body("no query", b"a=b", _BAD),
    Body("an empty query", b"query=", _BAD),
    Body("no value", b"query", _BAD),
    Body("two queries", f"{_QUERY}&{_QUERY}".encode(), _BAD),
    Body("100,000 queries", f"{_QUERY}&".encode() * 20_000, _LARGE),
    Body("a query and an update", f"{_QUERY}&update=DROP+ALL".encode(), _BAD),
    Body("an update", b"update=DROP+ALL", _BAD),
    Body("a query in the address too", _QUERY.encode(), _BAD, target="/sparql?query=ASK%7B%7D"),
    Body(
        "a posted query in the address too",
        ANSWER.encode(),
        _BAD,
        type=DIRECT,
        target="/sparql?query=ASK%7B%7D",
    ),
    Body("names in capitals", b"QUERY=ASK%7B%7D", _BAD),
    Body("semicolons", f"a=b;{_QUERY}".encode(), _BAD),
    Body("two formats", f"{_QUERY}&format=json&format=csv".encode(), _BAD, rows(1)),
    Body("a format that is none", f"{_QUERY}&format=../../etc/passwd%00".encode(), _BAD, number(42)),
    Body("a timeout of its own", f"{_QUERY}&timeout=1e9&timeout=-1".encode(), _BAD, number(42)),
    Body("5,000 graphs", (_QUERY + "&default-graph-uri=urn:x" * 5_000).encode(), _LARGE, number(42)),
    Body("a graph that is no IRI", f"{_QUERY}&default-graph-uri=not+an+iri".encode(), _BAD),
    Body("a graph without a name", f"{_QUERY}&default-graph-uri=".encode(), _BAD, number(42)),
    Body("a relative graph", f"{_QUERY}&named-graph-uri=../x".encode(), _BAD),
    Body(
        "a graph that breaks out",
        f"{_QUERY}&named-graph-uri={quote('urn:x> { } SERVICE <urn:y')}".encode(),
        _BAD,
    ),
    Body("a graph with a NUL", f"{_QUERY}&named-graph-uri=urn:x%00".encode(), _BAD),
]

BODIES = [*TYPES, *CODINGS, *LETTERS, *FORMS]


@dataclass(frozen=True)
class Raw:
    """A whole request in bytes; `statuses` are those it may be answered with, 0 stands for hanging up."""

    name: str
    raw: bytes = field(repr=False)
    statuses: frozenset[int]

    def __str__(self) -> str:
        return self.name


def _framed(name: str, lines: str, body: bytes, *statuses: int) -> Raw:
    head = f"POST /sparql HTTP/1.1\r\nHost: kg.test\r\nContent-Type: {DIRECT}\r\nConnection: close\r\n"
    return Raw(name, f"{head}{lines}\r\n\r\n".encode() + body, frozenset(statuses))


_CHUNKED = "Transfer-Encoding: chunked"
_ONE = b"6\r\nASK {}\r\n0\r\n\r\n"

LENGTHS = [
    _framed("a negative length", "Content-Length: -1", b"ASK {}", 400),
    _framed("a length in words", "Content-Length: six", b"ASK {}", 400),
    _framed("a length with a sign", "Content-Length: +6", b"ASK {}", 400),
    _framed("a length in hexadecimal", "Content-Length: 0x6", b"ASK {}", 400),
    _framed("an empty length", "Content-Length:", b"ASK {}", 400),
    _framed("two lengths", "Content-Length: 6\r\nContent-Length: 5", b"ASK {}", 400),
    _framed("two lengths in one", "Content-Length: 6, 5", b"ASK {}", 400),
    _framed("a length of 10^15 digits' worth", f"Content-Length: {10**15}", b"", 413, 400),
    _framed("a length of 5,000 digits", f"Content-Length: {'9' * 5_000}", b"", 413, 400),
    _framed("a length too small", "Content-Length: 3", b"ASK {}", 400),
    _framed("no length", "X: y", b"", 400, 411),
    _framed("chunks", _CHUNKED, _ONE, 200),
    _framed("chunks with extensions", _CHUNKED, b"6;a=b;c\r\nASK {}\r\n0\r\n\r\n", 200, 400),
    _framed(
        "chunks with an extension of 100 kB",
        _CHUNKED,
        b"6;" + b"x" * 100_000 + b"\r\nASK {}\r\n0\r\n\r\n",
        200,
        400,
    ),
    _framed(
        "chunks with 100 kB of trailers",
        _CHUNKED,
        b"6\r\nASK {}\r\n0\r\n" + b"a: b\r\n" * 20_000 + b"\r\n",
        200,
        400,
        413,
    ),
    _framed("a chunk of 2^84 bytes", _CHUNKED, b"F" * 21 + b"\r\nASK {}", 400, 413),
    _framed("a chunk of 10,000 digits", _CHUNKED, b"0" * 10_000 + b"6\r\nASK {}\r\n0\r\n\r\n", 400),
    _framed("a chunk of -1 bytes", _CHUNKED, b"-1\r\nASK {}\r\n0\r\n\r\n", 400),
    _framed("a chunk without an end", _CHUNKED, b"6\r\nASK {}XX0\r\n\r\n", 400),
    _framed("100,000 chunks of one byte", _CHUNKED, b"1\r\n#\r\n" * 100_000 + _ONE, 400, 413),
    _framed("10 MB of chunks", _CHUNKED, (b"10000\r\n" + b"#" * 65536 + b"\r\n") * 160 + _ONE, 413),
    _framed("a coding nobody knows", "Transfer-Encoding: x", b"ASK {}", 400, 501),
    _framed("gzipped chunks", "Transfer-Encoding: gzip, chunked", _ONE, 400, 501),
    _framed("chunks that are identity", "Transfer-Encoding: chunked, identity", _ONE, 400, 501),
]
