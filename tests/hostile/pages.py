"""Hostile addresses of pages: ways out of their folder, and parameters that nobody would type."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Page:
    """A target; `statuses` are those it may have."""

    name: str
    target: str
    statuses: frozenset[int]

    def __str__(self) -> str:
        return self.name


_ABSENT = frozenset({400, 404})
_ASKED = frozenset({200, 400})
_REFUSED = frozenset({400})

_UP = {
    "plain": "../",
    "encoded": "%2e%2e/",
    "encoded with its slash": "..%2f",
    "encoded twice": "%252e%252e%252f",
    "with backslashes": "..%5c",
    "with bare backslashes": "..\\",
    "overlong": "%c0%ae%c0%ae/",
    "with a NUL": "..%00/",
    "doubled": "....//",
    "with semicolons": "..;/",
    "of full width": "%EF%BC%8E%EF%BC%8E/",
}

PATHS = [
    Page(f"{folder} {name}", f"{folder}{step * 12}etc/passwd", _ABSENT)
    for folder in ("/static/", "/datasets/", "/problems/", "/facilities/")
    for name, step in _UP.items()
] + [
    Page(name, target, _ABSENT)
    for name, target in {
        "an absolute file": "/static//etc/passwd",
        "an encoded absolute file": "/static/%2fetc%2fpasswd",
        "a file and a NUL": "/static/style.css%00.html",
        "a folder": "/static/",
        "a folder above": "/static/..",
        "a source file": "/static/../app.py",
        "a template": "/static/../templates/search.html",
        "a hidden file": "/.git/config",
        "an environment": "/.env",
        "the drive of a system": "/static/C:/Windows/win.ini",
        "a device": "/static/con",
        "30 kB of slashes": "/" * 30_000,
        "10,000 folders": "/a" * 10_000,
        "a problem nobody has": "/problems/%3Cscript%3E",
        "a dataset of 20 kB": "/datasets/" + "x" * 20_000,
        "a dataset with a NUL": "/datasets/doi.org/10.1%00",
        "a dataset that breaks out": "/datasets/x%3E%20%7B%7D%20SERVICE%20%3Curn:x",
        "a dataset in Latin-1": "/datasets/%ff%fe",
        "a dataset of a surrogate": "/datasets/%ed%a0%80",
        "a technique of digits": "/techniques/PaNET" + "9" * 10_000,
        "a technique that breaks out": "/techniques/PaNET01124%3E%20%3Curn:x%3E",
    }.items()
]

_NUMBERS = {
    "zero": "0",
    "minus one": "-1",
    "10^30": "1" + "0" * 30,
    "10,000 digits": "9" * 10_000,
    "a fraction": "1.5",
    "an exponent": "1e3",
    "not a number": "nan",
    "other digits": "٣",
    "powers": "²",
    "hexadecimal": "0x1",
    "underscores": "1_0",
}

NUMBERS = [
    Page(f"{parameter}, {name}", f"/search?q=x&{parameter}={quote(value)}", _REFUSED)
    for parameter in ("page", "year")
    for name, value in _NUMBERS.items()
] + [
    Page(f"limit, {name}", f"/api/v1/search?q=x&limit={quote(value)}", _REFUSED)
    for name, value in _NUMBERS.items()
]

_TEXTS = {
    "20 kB": "x" * 20_000,
    "3,000 words": "word " * 3_000,
    "10,000 spaces": " " * 10_000,
    "20,000 quotes": '"' * 9_000,
    "a NUL": "a\0b",
    "line ends": "a\r\nSet-Cookie: injected=1\r\n\r\nb",
    "right to left": "\u202egpj\u202c\u2066x",
    "zero width": "\u200b" * 500,
    "accents": "e" + "\u0301" * 1_500,
    "letters beyond the first plane": "\U0001f9ea" * 1_000,
    "markup": '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "template braces": "{{7*7}}{% for x in y %}${7*7}",
    "brackets": "(" * 3_000,
    "closing brackets": ")" * 3_000,
    "a query language": 'title:(a AND b) OR -c +d "e f"~9999999 g^1e999 [a TO z] {* TO *}',
    "wild cards": "*" * 1_000 + " a* ?b *c*",
    "a pattern": "/(a+)+$/ /[/",
    "fuzzy": "word~99999999",
    "a range": "year:[0 TO 99999999999999999999]",
    "operators": "AND OR NOT AND OR NOT",
    "a slope": "x^" * 2_000 + "2",
    "SPARQL": "x> } SERVICE <urn:x> { ?s ?p ?o",
    "SQL": "'; DROP TABLE records; --",
    "a path": "../../../../etc/passwd\0",
    "an address": "file:///etc/passwd",
    "a formula": "=cmd|' /C calc'!A0",
}

QUESTIONS = [
    Page(f"{target}{parameter}, {name}", f"{target}?{parameter}={quote(text)}", _ASKED)
    for target, parameter in (("/search", "q"), ("/api/v1/search", "q"))
    for name, text in _TEXTS.items()
] + [
    Page(f"{parameter}, {name}", f"/search?q=x&{parameter}={quote(text)}", _REFUSED)
    for parameter in ("facility", "technique", "instrument", "access", "as_of", "format")
    for name, text in _TEXTS.items()
    if text.strip()
]

OTHERS = [
    Page(name, target, statuses)
    for name, target, statuses in (
        ("a question in Latin-1", "/search?q=%ff%fe", _ASKED),
        ("a question of surrogates", "/search?q=%ed%a0%80", _ASKED),
        ("a question cut off", "/search?q=%", _ASKED),
        ("two questions", "/search?q=a&q=b", _ASKED),
        ("3,000 questions", "/search?" + "q=a&" * 3_000, _ASKED),
        ("3,000 parameters", "/search?" + "".join(f"a{n}=b&" for n in range(3_000)), _ASKED),
        ("a list of questions", "/search?q[]=a&q[b]=c", _ASKED),
        ("a day that is none", "/search?q=x&as_of=2026-02-30", _REFUSED),
        ("the last day", "/search?q=x&as_of=9999-12-31", _ASKED),
        ("a day with a time", "/search?q=x&as_of=2026-01-01T00:00:00Z", _REFUSED),
        ("a day by its week", "/search?q=x&as_of=2026-W01-1", _ASKED),
        ("the last page", "/search?q=x&page=100&limit=100", _ASKED),
        (
            "a generation that is none",
            "/sparql?query=ASK%7B%7D&generation=-1",
            frozenset({200, 400, 404, 410}),
        ),
        (
            "a generation of 10,000 digits",
            "/sparql?query=ASK%7B%7D&generation=" + "9" * 10_000,
            frozenset({200, 400, 404, 410}),
        ),
        (
            "a generation that is a path",
            "/sparql?query=ASK%7B%7D&generation=../live",
            frozenset({200, 400, 404, 410}),
        ),
        ("what is not there, in markup", "/%3Cscript%3Ealert(1)%3C/script%3E", _ABSENT),
    )
]

PAGES = [*PATHS, *NUMBERS, *QUESTIONS, *OTHERS]

EVERYWHERE = (
    "/",
    "/search?q=x",
    "/api/v1/search?q=x",
    "/techniques",
    "/techniques/PaNET01124",
    "/facilities",
    "/sources",
    "/sparql",
    "/sparql?query=ASK%7B%7D",
    "/sparql?query=ASK%7B",
    "/health/live",
    "/health/ready",
    "/robots.txt",
    "/openapi.json",
    "/static/style.css",
    "/.well-known/void",
    "/problems/timeout",
    "/datasets/",
    "/datasets/x",
    "/nowhere",
    "/update",
    "/rdf-graph-store?default",
    "/search?page=0",
)
"""Addresses whose answer to HEAD is compared with that to GET."""
