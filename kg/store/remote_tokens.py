"""Put graphs and values into a query's text, token by token: strings, IRIs and comments are never touched."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import BadQuery
from kg.rdf.names import PREFIXES
from kg.rdf.sparql import Token, cut
from kg.rdf.terms import Term

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CLAUSES = frozenset((*_FORMS, "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"))


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def form_of(sparql: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" where the text is none of these."""
    for token in cut(sparql):
        if token.word in _FORMS:
            return token.word
    return ""


def has_graph(sparql: str) -> bool:
    """Whether the query looks into named graphs."""
    return any(token.word == "GRAPH" for token in cut(sparql))


def with_prefixes(sparql: str) -> str:
    """The query with those of our prefixes that it uses and does not declare."""
    tokens = [token for token in cut(sparql) if token.word or token.is_prefixed]
    declared = {token.text[:-1] for before, token in pairwise(tokens) if before.word == "PREFIX"}
    used = {token.text.partition(":")[0] for token in tokens if token.is_prefixed}
    lines = (f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted((used & PREFIXES.keys()) - declared))
    return "".join(lines) + sparql


def bind(sparql: str, values: Mapping[str, Term]) -> str:
    """The query with terms in the place of variables; these are no longer among its results.

    Raises:
        BadQuery: a bound variable is not in the query, or not among the results of a SELECT.
    """
    if not values:
        return sparql
    binding = _Binding(values)
    edits = list(binding.edits(sparql))
    binding.check(form_of(sparql))
    return _edited(sparql, edits)


def over_graph(sparql: str, graph: str, hidden: Iterable[str] = ()) -> str:
    """The query with a named graph in the place of the default graph, for engines whose own differs.

    Its `GRAPH` clauses go on to see the other named graphs, all but those whose IRIs begin as hidden ones do.

    Raises:
        BadQuery: it is a DESCRIBE, whose answer comes from the default graph.
    """
    if form_of(sparql) == "DESCRIBE":
        raise BadQuery("DESCRIBE with GRAPH is not offered on this engine; write it as a CONSTRUCT.")
    return _edited(sparql, list(_over(sparql, graph, tuple(hidden))))


def without_from(sparql: str) -> str:
    """The query without its FROM clauses, which the request overrules."""
    return _edited(sparql, [_Edit(start, end, " ") for start, end, _ in _from(sparql)])


def with_named(sparql: str, graph: str) -> str:
    """A query that has FROM and no FROM NAMED, told that only this graph has a name.

    Virtuoso would take all graphs of the store for named ones (seen with 7.2.5); the standard says none.
    """
    clauses = list(_from(sparql))
    if not clauses or any(is_named for _, _, is_named in clauses):
        return sparql
    end = clauses[-1][1]
    return _edited(sparql, [_Edit(end, end, f" FROM NAMED <{graph}> ")])


def _edited(sparql: str, edits: Iterable[_Edit]) -> str:
    parts, last = [], 0
    for edit in sorted(edits, key=lambda of: (of.start, of.end)):
        parts += [sparql[last : edit.start], edit.text]
        last = edit.end
    return "".join([*parts, sparql[last:]])


def _from(sparql: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of every FROM clause, and whether it is FROM NAMED."""
    start, is_named = -1, False
    for token in cut(sparql):
        if token.word == "FROM":
            start, is_named = token.start, False
        elif token.word == "NAMED" and start >= 0:
            is_named = True
        elif start >= 0 and (token.kind == "iri" or token.is_prefixed):
            yield start, token.end, is_named
            start = -1


def _over(sparql: str, graph: str, hidden: tuple[str, ...]) -> Iterator[_Edit]:
    groups: list[str] = []  # what to write after each group that is open now
    word, subject = "", ""
    for token in cut(sparql):
        if token.word:
            word = token.word
        elif word == "GRAPH" and (token.kind in ("variable", "iri") or token.is_prefixed):
            subject = token.text if token.kind == "variable" else ""
        elif token.text == "{":
            after = ""
            if not groups and word not in ("CONSTRUCT", "VALUES"):
                yield _Edit(token.end, token.end, f" GRAPH <{graph}> {{ ")
                after = " }"
            elif word == "GRAPH" and subject and hidden:
                after = f" FILTER({_seen(subject, hidden)}) "
            groups.append(after)
            word, subject = "", ""
        elif token.text == "}" and groups:
            yield _Edit(token.end, token.end, groups.pop())


def _seen(variable: str, hidden: tuple[str, ...]) -> str:
    return " && ".join(f'!STRSTARTS(STR({variable}), "{beginning}")' for beginning in hidden)


class _Binding:
    """Follows the clauses of a query and of its sub-queries, for a projection cannot hold a term."""

    def __init__(self, values: Mapping[str, Term]) -> None:
        self._values = values
        self._clauses = [""]  # the clause that each open group is in
        self._parentheses = 0
        self._is_named = False
        self._is_all = False
        self._used: set[str] = set()
        self._shown: set[str] = set()
        self._thinned: set[tuple[int, str]] = set()
        self._kept: set[tuple[int, str]] = set()

    def edits(self, sparql: str) -> Iterator[_Edit]:
        """What to write in the place of each bound variable."""
        for token in cut(sparql):
            if token.kind == "variable":
                yield from self._variable(token)
            elif token.word:
                self._word(token.word)
            elif token.text == "*":
                self._is_all |= self._clauses == ["SELECT"] and not self._parentheses
            elif token.text in ("(", ")"):
                self._parentheses += 1 if token.text == "(" else -1
            elif token.text == "{":
                self._clauses.append("")
            elif token.text == "}" and len(self._clauses) > 1:
                self._clauses.pop()
                self._clauses[-1] = ""

    def check(self, form: str) -> None:
        """Raise BadQuery where the edited text would ask something else, or nothing."""
        for name in sorted(self._values.keys() - self._used):
            raise BadQuery(f"The bound variable ?{name} is not in the query.")
        if form == "SELECT" and not self._is_all:
            for name in sorted(self._values.keys() - self._shown):
                raise BadQuery(f"A bound variable must be among the results of a SELECT: ?{name} is not.")
        for _, clause in sorted(self._thinned - self._kept):
            raise BadQuery(f"A bound variable must not be all that stands after {clause}.")

    def _word(self, word: str) -> None:
        if word in _CLAUSES:
            self._clauses[-1] = word
        self._is_named = word == "AS"

    def _variable(self, token: Token) -> Iterator[_Edit]:
        name, clause = token.text[1:], self._clauses[-1]
        is_named, self._is_named = self._is_named, False
        place = (len(self._clauses), clause)
        if name not in self._values:
            self._kept.add(place)
            return
        if is_named:
            raise BadQuery(f"The bound variable ?{name} is given a value by the query itself.")
        self._used.add(name)
        if self._parentheses or clause not in ("SELECT", "GROUP", "ORDER"):
            self._kept.add(place)
            yield _Edit(token.start, token.end, f" {self._values[name]} ")
            return
        if self._clauses == ["SELECT"]:
            self._shown.add(name)
        self._thinned.add(place)
        yield _Edit(token.start, token.end, " ")
