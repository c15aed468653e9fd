"""SPARQL cut into tokens, as far as judging and editing a text before it runs needs it.

The engine must never read a text otherwise than its judge did. Escapes are therefore decoded first and the
decoded text is what is judged and sent; comments are blanked, so that nothing depends on where one ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKENS = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<long>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''')
    | (?P<unclosed_long>\"\"\" | ''')
    | (?P<short>"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<unclosed>["'])
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<name>[^\W\d][\w.\-]*+(?::(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*+)?+)
    | (?P<local>:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*+)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<opening><<(?![^<>"{}|^`\\\x00-\x20]*>)|[({\[])
    | (?P<closing>>>|[)}\]])
    | (?P<operator>\^\^|\|\||&&|[!<>]=|[|&!=<>+\-*/^?.;,])
    """,
    re.VERBOSE | re.DOTALL,
)
"""Every token; what lies between two of them is white space or no SPARQL."""

_ESCAPE = re.compile(r"(\\\\)|\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
_LAST_DOTS = re.compile(r"(?<![\\.])\.+$|(?<=\\\.)\.+$")
"""Dots at the end of a name, which are not its own; one after a backslash is."""
_SPELLED = {'"': '\\"', "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
"""What would end a string if it stood there as it is."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: `kind` is a group of TOKENS, or `sign` for a character that none of them knows."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The bare word in capitals, such as SELECT; empty for anything else."""
        return self.text.upper() if self.kind == "name" and ":" not in self.text else ""

    @property
    def is_prefixed(self) -> bool:
        """Whether it is a prefixed name."""
        return self.kind == "local" or (self.kind == "name" and ":" in self.text)


def cut(sparql: str) -> Iterator[Token]:
    """The tokens without comments; a dot that ends a statement is a token of its own."""
    done = 0
    for found in TOKENS.finditer(sparql):
        yield from _signs(sparql, done, found.start())
        kind, done, written = found.lastgroup or "", found.end(), found.group()
        if kind in ("name", "local") and (dots := _LAST_DOTS.search(written)):
            written = written[: dots.start()]
            done = found.start() + len(written)
            yield Token(kind, written, found.start(), done)
            yield from _signs(sparql, done, found.end())
            done = found.end()
        elif kind != "comment":
            yield Token(kind, written, found.start(), done)
    yield from _signs(sparql, done, len(sparql))


def decode(sparql: str) -> str:
    r"""The text without `\u` escapes, wherever they stand; what they spell in a string stays in the string.

    >>> decode(r'S\u0045LECT ("\u0022" AS ?x) {}')
    'SELECT ("\\"" AS ?x) {}'
    """
    return _ESCAPE.sub(_decoded, sparql) if "\\" in sparql else sparql


def without_comments(sparql: str) -> str:
    """The text with blanks where its comments were."""
    return TOKENS.sub(_blank_comment, sparql) if "#" in sparql else sparql


def place(sparql: str, position: int) -> tuple[int, int]:
    """Line and column, both from 1, of a position in the text."""
    return sparql.count("\n", 0, position) + 1, position - sparql.rfind("\n", 0, position)


def _signs(text: str, start: int, end: int) -> Iterator[Token]:
    for place in range(start, end):
        if text[place] not in " \t\r\n":
            yield Token("sign", text[place], place, place + 1)


def _decoded(escape: re.Match[str]) -> str:
    backslashes, short, long = escape.groups()
    if backslashes:
        return escape.group()
    letter = chr(int(short or long, 16))
    if "\ud800" <= letter <= "\udfff":  # half a letter; the engine says what is wrong with it
        return escape.group()
    return _SPELLED.get(letter, letter)


def _blank_comment(token: re.Match[str]) -> str:
    return " " * len(token.group()) if token.lastgroup == "comment" else token.group()
