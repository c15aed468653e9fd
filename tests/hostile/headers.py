"""Hostile requests by their lines: floods, lies about length, host and origin, methods and targets."""

from dataclasses import dataclass, field
from urllib.parse import quote

ASK = "/sparql?query=" + quote("SELECT (42 AS ?n) {}")
"""A query whose only right answer is 42."""


@dataclass(frozen=True)
class Head:
    """A request without a body; `statuses` are those it may have, 0 stands for hanging up.

    Where 200 is among them, an answer of 200 to ASK must be the right one.
    """

    name: str
    lines: bytes = field(repr=False)
    statuses: frozenset[int]
    start: bytes = field(default=f"GET {ASK} HTTP/1.1".encode(), repr=False)
    host: bytes = b"Host: kg.test\r\n"

    @property
    def raw(self) -> bytes:
        return self.start + b"\r\n" + self.host + b"Connection: close\r\n" + self.lines + b"\r\n"

    def __str__(self) -> str:
        return self.name


def _lines(name: str, lines: str | bytes, *statuses: int) -> Head:
    text = lines.encode() if isinstance(lines, str) else lines
    return Head(name, text if text.endswith(b"\n") else text + b"\r\n", frozenset(statuses))


def _start(name: str, start: str | bytes, *statuses: int) -> Head:
    return Head(name, b"", frozenset(statuses), start.encode() if isinstance(start, str) else start)


_RANGES = ",".join(f"a{number}/b" for number in range(2_500))

SIZES = [
    _lines("a header of 30 kB", "X-Long: " + "x" * 30_000, 200),
    _lines("a header of 64 kB", "X-Long: " + "x" * 65_536, 200, 400, 431),
    _lines("a header of 5 MB", "X-Long: " + "x" * 5_000_000, 0, 400, 431),
    _lines("1,000 headers", "".join(f"X-{number}: y\r\n" for number in range(1_000)), 200, 400, 431),
    _lines("100,000 headers", "".join(f"X-{number}: y\r\n" for number in range(100_000)), 0, 200, 400, 431),
    _lines("1,000 times one header", "Accept: */*\r\n" * 1_000, 200, 400, 431),
    _lines("a name of 20 kB", "X" * 20_000 + ": y", 200, 400, 431),
    _lines("2,000 cookies", "Cookie: " + "a=b; " * 2_000, 200, 400, 431),
]

ACCEPTED = [
    _lines("2,500 ranges", f"Accept: {_RANGES}", 406),
    _lines("10,000 ranges", "Accept: " + "a/b," * 7_000 + "*/*", 200, 400, 406, 431),
    _lines("2,500 parameters", "Accept: text/csv" + ";a=b" * 2_500, 200, 406),
    _lines("commas", "Accept: " + "," * 20_000, 200, 406),
    _lines("nothing", "Accept:", 200),
    _lines("no type", "Accept: \x7f", 200, 400, 406),
    _lines("slashes", "Accept: ////,/,*/,/*", 200, 400, 406),
    _lines("a weight that is none", "Accept: application/json;q=abc", 200, 406),
    _lines("a weight without end", "Accept: application/json;q=1e999", 200, 406),
    _lines("a weight that is no number", "Accept: application/json;q=nan, */*;q=0.1", 200, 406),
    _lines("a weight below zero", "Accept: application/json;q=-1", 200, 406),
    _lines("a weight of 10,000 digits", "Accept: application/json;q=0." + "1" * 10_000, 200, 406),
    _lines("a weight in other digits", "Accept: application/json;q=٠.٥", 200, 400, 406),
    _lines("everything refused", "Accept: */*;q=0", 406),
    _lines("letters that are no ASCII", "Accept: tëxt/ḧtml\u202e", 200, 400, 406),
    _lines("template braces", "Accept: {{7*7}}", 200, 400, 406),
    _lines("languages", "Accept-Language: " + "xx;q=0.1," * 3_000, 200),
    _lines("encodings", "Accept-Encoding: " + "gzip;q=0.1," * 2_500, 200),
    _lines("an encoding that is none", "Accept-Encoding: identity;q=0, *;q=0", 200, 406),
]

LINES = [
    _lines("a bare line end", b"X-A: b\nX-C: d\r\n", 200, 400),
    _lines("a bare carriage return", b"X-A: b\rX-C: d\r\n", 200, 400),
    _lines("a NUL", b"X-A: b\x00c\r\n", 400),
    _lines("a folded line", b"X-A: b\r\n folded\r\n", 200, 400),
    _lines("a space before the colon", b"X-A : b\r\n", 400),
    _lines("no colon", b"X-A\r\n", 400),
    _lines("no name", b": b\r\n", 400),
    _lines("a name with a NUL", b"X\x00: b\r\n", 400),
    _lines("bytes beyond ASCII", b"X-A: \xff\xfe\x80\r\n", 200, 400),
    _lines("a line end in an address", b"X-A: %0d%0aSet-Cookie:%20a=b\r\n", 200),
]

CONDITIONS = [
    _lines("If-None-Match, garbage", 'If-None-Match: "', 200),
    _lines("If-None-Match, everything", "If-None-Match: *", 200, 304),
    _lines("If-None-Match, 30 kB", "If-None-Match: " + ",".join(['"x"'] * 7_000), 200),
    _lines("If-None-Match, quotes", 'If-None-Match: W/"\\"\\"", """,,,W/', 200),
    _lines("If-Match", 'If-Match: "x"', 200, 412),
    _lines("If-Modified-Since, garbage", "If-Modified-Since: yesterday", 200),
    _lines("If-Modified-Since, far", "If-Modified-Since: Fri, 31 Dec 99999 23:59:59 GMT", 200),
    _lines("If-Range", 'If-Range: "x"\r\nRange: bytes=0-1', 200),
    _lines("Range", "Range: bytes=0-0", 200),
    _lines("Range, from the end", "Range: bytes=-99999999999999999999", 200),
    _lines("Range, thousands", "Range: bytes=" + "0-," * 9_000, 200),
    _lines("Range, other unit", "Range: rows=1-0", 200),
    _lines("Expect", "Expect: 100-continue", 200),
    _lines("Expect, garbage", "Expect: 200-ok", 200, 417),
    _lines("Upgrade to web sockets", "Upgrade: websocket\r\nSec-WebSocket-Key: x", 200, 400, 426),
    _lines("Upgrade to HTTP/2", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__", 200),
    _lines("Authorization, garbage", "Authorization: Bearer \xff" + "x" * 9_000, 200, 400, 401),
    _lines("Authorization, a token of alg none", "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.", 200, 401),
    _lines("another method", "X-HTTP-Method-Override: DELETE\r\nX-Method-Override: PUT", 200),
    _lines("another address", "X-Original-URL: /update\r\nX-Rewrite-URL: /update", 200),
    _lines("hop by hop", "Connection: close, Host, Accept", 200, 400),
    _lines("Content-Length without a body", "Content-Length: 0", 200),
]

HOSTS = [
    Head(f"Host, {name}", b"", frozenset(statuses), host=host)
    for name, host, statuses in (
        ("missing", b"", {400}),
        ("empty", b"Host:\r\n", {200, 400}),
        ("twice", b"Host: a\r\nHost: b\r\n", {400}),
        ("with a path", b"Host: kg.test/x?y\r\n", {200, 400}),
        ("with a user", b"Host: a@b\r\n", {200, 400}),
        ("with a port beyond", b"Host: kg.test:99999999\r\n", {200, 400}),
        ("with a port in words", b"Host: kg.test:x\r\n", {200, 400}),
        ("with brackets", b"Host: [::\r\n", {200, 400}),
        ("with markup", b'Host: "><script>alert(1)</script>\r\n', {200, 400}),
        ("of 20 kB", b"Host: " + b"a." * 10_000 + b"\r\n", {200, 400, 431}),
        ("beyond ASCII", "Host: kg\u202etest\r\n".encode(), {200, 400}),
    )
]

STARTS = [
    _start("HTTP/0.9", f"GET {ASK}", 400, 505),
    _start("HTTP/2 at once", "PRI * HTTP/2.0", 400, 404, 405, 505),
    _start("HTTP/9.9", f"GET {ASK} HTTP/9.9", 200, 400, 505),
    _start("no version", f"GET {ASK} HTTP/", 400),
    _start("no method", f"{ASK} HTTP/1.1", 400),
    _start("two spaces", f"GET  {ASK} HTTP/1.1", 400),
    _start("a tab", f"GET\t{ASK}\tHTTP/1.1", 400),
    _start("a greeting of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    _start("another protocol", "EHLO kg.test", 400),
    _start("a method of 20 kB", f"{'X' * 20_000} / HTTP/1.1", 400, 405, 501),
    _start("a target of 30 kB", f"GET /sparql?query={'x' * 30_000} HTTP/1.1", 400, 414),
    _start("a target of 100 kB", f"GET /sparql?query={'x' * 100_000} HTTP/1.1", 400, 414),
    _start("a target with a space", "GET /sparql?query=ASK {} HTTP/1.1", 400),
    _start("a target with a NUL", b"GET /\x00 HTTP/1.1", 400, 404),
    _start("a target beyond ASCII", "GET /ü HTTP/1.1".encode(), 400, 404),
    _start("a target without a slash", "GET sparql HTTP/1.1", 400, 404),
    _start("a target with a fragment", f"GET {ASK}#x HTTP/1.1", 200, 400),
    _start("5,000 parameters", f"GET {ASK}{'&a=b' * 5_000} HTTP/1.1", 200, 400),
]

METHODS = [
    _start(f"{method} {target}", f"{method} {target} HTTP/1.1", *statuses)
    for method, target, statuses in (
        ("PUT", "/sparql", (405,)),
        ("DELETE", "/sparql", (405,)),
        ("PATCH", "/sparql", (405,)),
        ("TRACE", "/", (405,)),
        ("TRACK", "/", (405,)),
        ("PROPFIND", "/", (405,)),
        ("FOO", "/search", (405,)),
        ("get", "/", (405,)),
        ("POST", "/search", (405,)),
        ("DELETE", "/datasets/x", (405,)),
        ("PUT", "/static/style.css", (405,)),
        ("CONNECT", "127.0.0.1:22", (400, 404, 405)),
        ("OPTIONS", "*", (200, 204, 400, 404)),
    )
]

HEADS = [*SIZES, *ACCEPTED, *LINES, *CONDITIONS, *HOSTS, *STARTS, *METHODS]

_DIRECT = b"POST /sparql HTTP/1.1\r\nHost: kg.test\r\nContent-Type: application/sparql-query\r\n"
_HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: kg.test\r\n\r\n"

SMUGGLED = {
    name: _DIRECT + lines + b"\r\n" + body
    for name, lines, body in (
        (
            "chunks win over a length",
            b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
            b"0\r\n\r\n" + _HIDDEN,
        ),
        (
            "a length wins over chunks",
            b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
            b"0\r\n\r\n" + _HIDDEN,
        ),
        ("chunks with a space", b"Content-Length: 6\r\nTransfer-Encoding : chunked\r\n", b"ASK {}" + _HIDDEN),
        (
            "chunks with a tab",
            b"Content-Length: 6\r\nTransfer-Encoding:\tchunked\r\n",
            b"0\r\n\r\n" + _HIDDEN,
        ),
        ("chunks misspelled", b"Content-Length: 6\r\nTransfer-Encoding: xchunked\r\n", b"ASK {}" + _HIDDEN),
        ("chunks twice", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", b"0\r\n\r\n" + _HIDDEN),
        ("two lengths", b"Content-Length: 6\r\nContent-Length: 49\r\n", b"ASK {}" + _HIDDEN),
        (
            "chunks that end by a bare line end",
            b"Transfer-Encoding: chunked\r\n",
            b"6\nASK {}\n0\n\n" + _HIDDEN,
        ),
        ("a small chunk", b"Transfer-Encoding: chunked\r\n", b"3\r\nASK {}\r\n0\r\n\r\n" + _HIDDEN),
        (
            "HTTP/1.0 and chunks",
            b"Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n",
            b"0\r\n\r\n" + _HIDDEN,
        ),
    )
}
"""Pairs that two readers might cut apart at different places; whoever takes one hangs up after it."""
SMUGGLED["HTTP/1.0 and chunks"] = SMUGGLED["HTTP/1.0 and chunks"].replace(b"HTTP/1.1", b"HTTP/1.0", 1)

TWICE_MEASURED = ("chunks win over a length", "a length wins over chunks", "chunks with a tab")
"""Those of them that name a length and chunks, both readably."""
