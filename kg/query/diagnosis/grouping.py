"""What a SELECT may list, which the grammar does not tell."""

from collections.abc import Iterator
from typing import Protocol

from kg.query.diagnosis.mistake import Mistake
from kg.rdf.sparql import Token


class Listed(Protocol):
    """What a SELECT lists, and the variables it is grouped by."""

    star: Token | None
    plain: list[Token]
    given: list[Token]
    loose: list[Token]
    keys: set[str]
    is_grouped: bool


def doubts(found: Listed, seen: set[str], is_aggregated: bool) -> Iterator[Mistake]:
    """What the standard forbids; `seen` are the variables of the pattern (SPARQL 1.1, 18.2.4.1 and 19.8)."""
    if found.is_grouped or is_aggregated:
        yield from _ungrouped(found)
    names: set[str] = set()
    for token in sorted((*found.plain, *found.given), key=lambda token: token.start):
        if token.text[1:] in names:
            yield Mistake(token, f"{token.text} is listed twice", "List it once.", says="Duplicated variable")
        names.add(token.text[1:])
    for token in found.given:
        if token.text[1:] in seen:
            told = f"AS gives {token.text} a value, but the pattern already does"
            yield Mistake(token, told, "Choose another name after AS.", says="overrides an existing variable")


def _ungrouped(found: Listed) -> Iterator[Mistake]:
    if found.star is not None:
        told = "`*` cannot be listed where rows are grouped"
        yield Mistake(
            found.star, told, "List the variables of GROUP BY.", says="not authorized with GROUP BY"
        )
    known = found.keys | {token.text[1:] for token in found.given}
    for token in sorted((*found.plain, *found.loose), key=lambda token: token.start):
        if token.text[1:] not in known:
            name = token.text
            told = f"{name} has many values in a group, and the query lists it as one"
            hint = f"Group the query by {name} (GROUP BY {name}), or aggregate it: (SAMPLE({name}) AS ?one)."
            yield Mistake(token, told, hint, says="variable that is unbound")
