"""The columns of `SELECT *`: in the order in which the query first writes them, as SPARQL engines use to do.

SPARQL leaves the order open, and our engine sorts by name. Which columns there are, the engine says.
"""

from collections.abc import Iterator, Sequence

from pyoxigraph import QuerySolutions, Store

from kg.rdf.sparql import Token, cut


def with_named_columns(sparql: str) -> str:
    """The query with its columns named, where it is a `SELECT *` that would give them in another order.

    The text must have passed `precheck`.

    Raises:
        SyntaxError: the engine cannot read the query.
    """
    tokens = list(cut(sparql)) if "*" in sparql else []
    star = _star(tokens)
    if star is None:
        return sparql
    # Which columns there are depends on the text alone, so a store without a triple tells it in no time.
    found = Store().query(sparql)
    given = [variable.value for variable in found.variables] if isinstance(found, QuerySolutions) else []
    names = _ordered(given, tokens, star)
    if names == given:
        return sparql
    columns = " ".join(f"?{name}" for name in names)
    return f"{sparql[: tokens[star].start]} {columns} {sparql[tokens[star].end :]}"


def in_order(given: Sequence[str], sparql: str) -> list[str]:
    """The columns that an engine gave, in the order of the query's text; of other queries as they are."""
    tokens = list(cut(sparql)) if "*" in sparql else []
    star = _star(tokens)
    return list(given) if star is None else _ordered(given, tokens, star)


def _ordered(given: Sequence[str], tokens: list[Token], star: int) -> list[str]:
    known = set(given)
    seen = dict.fromkeys(name for name in _visible(tokens, star + 1) if name in known)
    return [*seen, *(name for name in given if name not in seen)]


def _star(tokens: list[Token]) -> int | None:
    """The place of the star of a `SELECT *`; None for any other query."""
    words = (place for place, token in enumerate(tokens) if token.word in ("SELECT", "CONSTRUCT", "DESCRIBE"))
    first = next(words, None)
    if first is None or tokens[first].word != "SELECT":
        return None
    place = _behind_select(tokens, first)
    return place if place < len(tokens) and tokens[place].text == "*" else None


def _behind_select(tokens: list[Token], select: int) -> int:
    following = tokens[select + 1].word if select + 1 < len(tokens) else ""
    return select + 2 if following in ("DISTINCT", "REDUCED") else select + 1


def _visible(tokens: list[Token], place: int) -> Iterator[str]:
    """Variables in the order of the text, without those that only a filter or an inner query knows."""
    closing, holders = _brackets(tokens)
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "variable":
            yield token.text[1:]
        elif token.word in ("FILTER", "MINUS", "BIND"):
            place = _end_of_next(tokens, place, closing)
            # The variable that BIND binds stands last in its parentheses.
            if token.word == "BIND" and tokens[place - 1].kind == "variable":
                yield tokens[place - 1].text[1:]
        elif token.word == "SELECT" and tokens[_behind_select(tokens, place)].text != "*":
            group = holders.get(place, place)
            yield from _projected(tokens, place + 1, closing)
            place = closing.get(group, place)
        place += 1


def _projected(tokens: list[Token], place: int, closing: dict[int, int]) -> Iterator[str]:
    """The columns of an inner query, from behind its SELECT."""
    while place < len(tokens) and tokens[place].text != "{":
        if tokens[place].text == "(":
            place = closing.get(place, place)
            if tokens[place - 1].kind == "variable":
                yield tokens[place - 1].text[1:]
        elif tokens[place].kind == "variable":
            yield tokens[place].text[1:]
        place += 1


def _end_of_next(tokens: list[Token], place: int, closing: dict[int, int]) -> int:
    """The end of the first bracket from here on; the place itself where there is none."""
    start = next((later for later in range(place, len(tokens)) if later in closing), place)
    return closing.get(start, place)


def _brackets(tokens: list[Token]) -> tuple[dict[int, int], dict[int, int]]:
    """Where each bracket closes, and in which brace each SELECT stands."""
    closing, holders, open_ones = dict[int, int](), dict[int, int](), list[int]()
    for place, token in enumerate(tokens):
        if token.kind == "opening":
            open_ones.append(place)
        elif token.kind == "closing" and open_ones:
            closing[open_ones.pop()] = place
        elif token.word == "SELECT" and open_ones:
            holders[place] = open_ones[-1]
    return closing, holders
