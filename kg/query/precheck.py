"""Refuse, before anything runs, what no stranger's query may do: call another server, or change the store.

The engine has no switch for SERVICE and its grammar reads `SERVICE:x` and `trueSERVICE` as the keyword too,
so every bare word that contains it is refused. Comments are blanked out, so that the engine and this
reader can never disagree about where one ends.
"""

import re
from dataclasses import dataclass

from kg.errors import BadQuery

LONGEST = 256 * 1024
"""Characters a query may have."""
DEEPEST = 100
"""Levels of brackets a query may have; a few thousand overflow the engine's stack."""

_TOKENS = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<long>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''')
    | (?P<unclosed_long>\"\"\" | ''')
    | (?P<short>"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<unclosed>["'])
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>[^\W\d][\w.\-]*+(?::(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*+)?+)
    | (?P<local>:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*+)
    | (?P<bracket>[(){}\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
_UNCLOSED = ("unclosed", "unclosed_long")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))


@dataclass(frozen=True, slots=True)
class Prechecked:
    """A query that may run: its text without comments, and whether it names its own graphs."""

    text: str
    names_graphs: bool


def precheck(sparql: str) -> Prechecked:
    """The query as it may be sent to a worker.

    Raises:
        BadQuery: it is too long, too deep, holds a NUL, an update or the word SERVICE; with line and column.
    """
    if len(sparql) > LONGEST:
        raise BadQuery(f"The query has {len(sparql)} characters; at most {LONGEST} are read. Split it.")
    if "\0" in sparql or any("\ud800" <= letter <= "\udfff" for letter in sparql):
        raise BadQuery("The query holds a NUL or half a surrogate pair; remove it.")
    names_graphs = _judge(sparql)
    if "\\" in sparql:  # the standard lets escapes spell keywords, so the decoded text is judged as well
        names_graphs |= _judge(_ESCAPE.sub(_decode, sparql))
    return Prechecked(_TOKENS.sub(_blank_comment, sparql), names_graphs)


def undeclared_prefixes(sparql: str) -> dict[str, int]:
    """The prefixes a query uses but does not declare, and where; the engine's own message names neither."""
    used: dict[str, int] = {}
    declared: set[str] = set()
    is_declaration = False
    for token in _TOKENS.finditer(sparql):
        prefix, colon, _ = token.group().partition(":")
        if token.lastgroup in ("name", "local") and colon and prefix != "_":
            if is_declaration:
                declared.add(prefix)
            else:
                used.setdefault(prefix, token.start())
        is_declaration = token.lastgroup == "name" and token.group().upper() == "PREFIX"
    return {prefix: start for prefix, start in used.items() if prefix not in declared}


def place(sparql: str, position: int) -> tuple[int, int]:
    """Line and column, both from 1, of a position in the text."""
    return sparql.count("\n", 0, position) + 1, position - sparql.rfind("\n", 0, position)


def _judge(sparql: str) -> bool:
    """Whether the query has FROM; raises BadQuery where it has what is not allowed."""
    depth, names_graphs, is_form_known = 0, False, False
    for token in _TOKENS.finditer(sparql):
        if token.lastgroup == "bracket":
            depth += 1 if token.group() in "({[" else -1
            if depth > DEEPEST:
                raise _refusal(f"Brackets are nested deeper than {DEEPEST} levels.", sparql, token.start())
        elif token.lastgroup in _UNCLOSED:  # the engine might read on where this reader gave up
            raise _refusal("A string is not closed.", sparql, token.start())
        elif token.lastgroup == "name":
            word, colon, _ = token.group().upper().partition(":")
            if "SERVICE" in word:
                raise _refusal("SERVICE is refused: queries reach this graph only.", sparql, token.start())
            if not colon:
                if not is_form_known and word in _UPDATES:
                    raise _refusal(f"{word} is an update; this endpoint only reads.", sparql, token.start())
                is_form_known = is_form_known or word not in _PROLOGUE
                names_graphs = names_graphs or "FROM" in word
    return names_graphs


def _refusal(message: str, sparql: str, position: int) -> BadQuery:
    return BadQuery(message, *place(sparql, position))


def _decode(escape: re.Match[str]) -> str:
    return chr(int(escape.group(1) or escape.group(2), 16))


def _blank_comment(token: re.Match[str]) -> str:
    return " " * len(token.group()) if token.lastgroup == "comment" else token.group()
