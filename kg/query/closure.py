"""`rdfs:subClassOf*` over known hierarchies, from the stored closure: the same answer, without the walk.

The engine walks a path anew for every row: two seconds over a million triples where the closure takes a
millisecond. A query is changed only where the answer is the same whatever the graph holds otherwise:

- one end of the path is a class whose closure was compared with `rdfs:subClassOf` when the generation was
  made, and found equal above and below (`kg.store.closure`): both give the same distinct values at the
  other end.
- the path is asked of the default graph that was compared: a query with GRAPH, FROM or SERVICE is left alone.
- nothing but `/` and `^` joins the step to its neighbours. What this reader does not know is left alone.

Rows may come in another order, which SPARQL leaves open without ORDER BY.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import orjson
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.rdf.names import PAN, RDFS
from kg.rdf.sparql import Token, cut

_WALKED, _STORED = RDFS["subClassOf"].value, PAN["broaderOrSelf"]
_ELSEWHERE = re.compile("GRAPH|FROM|SERVICE|INSERT|DELETE")
_ENDS = frozenset([".", ";", "}", "]", "FILTER", "OPTIONAL", "BIND", "VALUES", "MINUS"])
"""What may follow an object that is the only one of its path."""


@dataclass(frozen=True, slots=True)
class Closure:
    """The classes whose stored closure is what a path over `rdfs:subClassOf` finds, by IRI."""

    classes: frozenset[str] = frozenset()


def closure_of(store: Store, graph: Path) -> Closure:
    """The classes that may be used of a generation's graph, by what was found when it was made."""
    facts = graph.parent / "generation.json"
    found = orjson.loads(facts.read_bytes()).get("closure") if facts.is_file() else None
    return known_closure(store, found["inexact"] if found else None)


def known_closure(store: Store, inexact: list[str] | None) -> Closure:
    """The classes that have a closure in the default graph, but for the inexact ones; None is all of them."""
    if inexact is None:
        return Closure()
    stored = store.quads_for_pattern(None, _STORED, None, DefaultGraph())
    members = {
        quad.subject.value
        for quad in stored
        if isinstance(quad.subject, NamedNode) and quad.subject == quad.object
    }
    return Closure(frozenset(members.difference(inexact)))


def rewritten(text: str, closure: Closure) -> str:
    """The query with closures in place of walks; the same text where none can be used.

    The text must have passed `precheck`. Line breaks stay where they are.
    """
    if not closure.classes or "subClassOf" not in text:
        return text
    tokens = list(cut(text))
    start = _start_of_patterns(tokens)
    if start is None:
        return text
    reading = _Reading(tokens, _prefixes(tokens), closure)
    for place in reversed(range(start, len(tokens))):
        if reading.is_replaceable(place):
            begin, end = tokens[place].start, tokens[place + 1].end
            text = text[:begin] + str(_STORED) + "\n" * text.count("\n", begin, end) + text[end:]
    return text


def _start_of_patterns(tokens: list[Token]) -> int | None:
    """Where paths may stand; None for a query that is not to be changed at all."""
    words = [token.text.upper() if token.kind in ("name", "local") else "" for token in tokens]
    if any(token.text == "<<" for token in tokens) or any(_ELSEWHERE.search(word) for word in words):
        return None
    constructs = [place for place, word in enumerate(words) if "CONSTRUCT" in word]
    if not constructs:
        return 0
    # No path may stand in a template, nor in the short form that is a template and pattern in one.
    if len(constructs) > 1 or [token.text for token in tokens[constructs[0] :][:2]][1:] != ["{"]:
        return None
    return _after_group(tokens, constructs[0] + 1)


def _after_group(tokens: list[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[place].text, 0)
        if depth == 0:
            return place + 1
    return len(tokens)


def _prefixes(tokens: list[Token]) -> dict[str, str | None]:
    """What each prefix stands for; None where it is declared in two ways."""
    found: dict[str, str | None] = {}
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.text.upper() == "PREFIX" and name.text.endswith(":") and iri.kind == "iri":
            prefix, value = name.text[:-1], iri.text[1:-1]
            found[prefix] = value if found.get(prefix, value) == value else None
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    tokens: list[Token]
    prefixes: dict[str, str | None]
    closure: Closure

    def is_replaceable(self, place: int) -> bool:
        """Whether the walk that begins here, alone or in a sequence, has an end at a known class."""
        if self._iri(place) != _WALKED or self._text(place + 1) != "*":
            return False
        own = place - 1 if self._text(place - 1) == "^" else place
        first, following = self._first(own), self._last(place + 1) + 1
        if not (self._is_subject(first - 1) and self._is_term(following)):
            return False
        end = self._text(following + 1).upper()
        if own == first and self._is_known(first - 1):
            return end in _ENDS or end == ","
        return following == place + 2 and self._is_known(following) and end in _ENDS

    def _first(self, place: int) -> int:
        """Where the sequence of plain steps begins that leads to this place."""
        while self._text(place - 1) == "/" and self._is_step(place - 2):
            place -= 3 if self._text(place - 3) == "^" else 2
        return place

    def _last(self, place: int) -> int:
        """Where the sequence of plain steps ends that goes on after this place."""
        while self._text(place + 1) == "/":
            step = place + 3 if self._text(place + 2) == "^" else place + 2
            if not self._is_step(step):
                break
            place = step
        return place

    def _text(self, place: int) -> str:
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def _kind(self, place: int) -> str:
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def _is_step(self, place: int) -> bool:
        return self._text(place) == "a" or (self._is_term(place) and self._kind(place) != "variable")

    def _is_subject(self, place: int) -> bool:
        return self._is_term(place) or self._text(place) in (";", "]")

    def _is_term(self, place: int) -> bool:
        kind = self._kind(place)
        return kind in ("variable", "iri", "local") or (kind == "name" and ":" in self._text(place))

    def _is_known(self, place: int) -> bool:
        return self._iri(place) in self.closure.classes

    def _iri(self, place: int) -> str | None:
        """The IRI that a token spells, where that is certain."""
        kind, text = self._kind(place), self._text(place)
        if kind == "iri":
            return text[1:-1]
        prefix, colon, local = text.partition(":")
        namespace = self.prefixes.get(prefix) if kind in ("name", "local") and colon else None
        return None if namespace is None or "\\" in local else namespace + local
