"""LOAD SILENT: the store fetches nothing, and SILENT asks that such a failure counts as done."""

import re

from kg.rdf.sparql import TOKENS

_NOTHING = "INSERT DATA {}"
_INTO = ("INTO", "GRAPH")


def without_silent_loads(sparql: str) -> str:
    """An update in which every `LOAD SILENT` is an operation that does nothing.

    A LOAD that is not silent stays, to be refused by name.
    """
    tokens = [token for token in TOKENS.finditer(sparql) if token.lastgroup != "comment"]
    parts, taken, depth = [], 0, 0
    for position, token in enumerate(tokens):
        depth += (token.lastgroup == "opening") - (token.lastgroup == "closing")
        if depth == 0 and _words(tokens[position : position + 2]) == ["LOAD", "SILENT"]:
            end = _end(tokens[position:])
            if end is not None:
                parts += [sparql[taken : token.start()], _NOTHING]
                taken = end
    return "".join([*parts, sparql[taken:]])


def _end(tokens: list[re.Match[str]]) -> int | None:
    """Where the operation ends; None where it is none."""
    if len(tokens) < 3 or not _is_name(tokens[2]):
        return None
    if len(tokens) > 5 and _words(tokens[3:5]) == list(_INTO) and _is_name(tokens[5]):
        return tokens[5].end()
    return tokens[2].end()


def _words(tokens: list[re.Match[str]]) -> list[str]:
    return [token.group().upper() for token in tokens if token.lastgroup == "name"]


def _is_name(token: re.Match[str]) -> bool:
    return token.lastgroup in ("iri", "local") or (token.lastgroup == "name" and ":" in token.group())
