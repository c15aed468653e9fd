"""The words, names and brackets of an expression in Manchester syntax."""

import re
from dataclasses import dataclass

KEYWORDS = frozenset(
    ["and", "or", "not", "some", "only", "value", "self", "min", "max", "exactly", "that", "inverse"]
)
"""Those of https://www.w3.org/TR/owl2-manchester-syntax/#Descriptions, but for `onlysome` and facets."""

QUANTIFIERS = frozenset(["some", "only", "value", "self", "min", "max", "exactly"])

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<quoted>'(?:\\.|[^'\\])*')
    | (?P<iri><[^<>\s]*>)
    | (?P<literal>"(?:\\.|[^"\\])*"(?:\^\^[^\s(){},]+|@[A-Za-z0-9-]+)?)
    | (?P<mark>[(){},])
    | (?P<word>[^\s(){},"'<>][^\s(){},"<>]*)
    )""",
    re.VERBOSE,
)


class BadExpression(Exception):
    """The text is no class expression; `position` counts its characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression: `kind` is quoted, iri, literal, mark, keyword, word or end."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The pieces of a text, with an `end` behind the last.

    Raises:
        BadExpression: a quotation mark or a sign that begins nothing.
    """
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            hint = " that is never closed" if text[at] in "'\"<" else ""
            raise BadExpression(f"unexpected {text[at]!r}{hint}", at)
        kind = match.lastgroup or ""
        piece = match.group(kind)
        if kind == "word" and piece.lower() in KEYWORDS:
            kind, piece = "keyword", piece.lower()
        found.append(Token(kind, piece, match.start(match.lastgroup or 0), match.end()))
        at = match.end()
    return [*found, Token("end", "", len(text), len(text))]
