"""Reading patterns: what stands in the braces of WHERE."""

from kg.query.diagnosis.expressions import COMPARISONS, Expressions
from kg.query.diagnosis.mistake import Mistake
from kg.query.diagnosis.words import AGGREGATES, ARGUMENTS, FORMS, MODIFIERS, PATTERNS, count
from kg.rdf.sparql import Token

_TRIPLE = "a triple, OPTIONAL, FILTER, BIND, VALUES, MINUS, GRAPH or `}`"
_MODIFIERS = frozenset(("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"))
_PARENTHESES = "Write FILTER( … )."


class Patterns(Expressions):
    """Reads groups."""

    def sub_select(self) -> None:
        """A query within a group."""
        raise NotImplementedError

    def group(self) -> None:
        """A pattern in braces; its variables are added to those seen. Raises Mistake."""
        outer, self.seen = self.seen, set()
        self.need("{", hint="Patterns stand in braces: { … }.")
        if self.now.word == "SELECT":
            self.sub_select()
            self.need("}", f"{', '.join(MODIFIERS)} or `}}`")
        else:
            self._members()
        self.seen |= outer

    def values(self) -> None:
        """The variables and rows of VALUES, whose word is taken. Raises Mistake."""
        if self.now.kind == "variable":
            self.seen.add(self.take().text[1:])
            self.need("{", hint="The values stand in braces: VALUES ?x { … }.")
            while not self.takes("}"):
                self._datum("a value, UNDEF or `}`")
            return
        self.need("(", "a variable, or several in parentheses")
        number = 0
        while not self.takes(")"):
            if self.now.kind != "variable":
                raise self.wrong("a variable or `)`", hint="Variables are listed without commas.")
            self.seen.add(self.take().text[1:])
            number += 1
        self.need("{", hint="The rows stand in braces: VALUES (?x ?y) { (1 2) }.")
        while not self.takes("}"):
            self._row(number)

    def _row(self, number: int) -> None:
        opened = self.need("(", "a row in parentheses or `}`")
        values = 0
        while not self.takes(")"):
            self._datum("a value, UNDEF or `)`")
            values += 1
        if values != number:
            told = f"found {count(values, 'value')} in this row, expected {number}, one for each variable"
            self.doubts.append(Mistake(opened, told, "Write UNDEF for a value that is left open."))

    def _datum(self, expected: str) -> None:
        is_allowed = self.is_iri() or (self.starts_term() and self.now.text not in ("(", "["))
        if self.takes("UNDEF"):
            return
        if not is_allowed or self.now.kind == "variable" or self.now.text.startswith("_:"):
            hint = "Values are listed without commas." if self.now.text == "," else ""
            raise self.wrong(expected, hint=hint) if hint else self.no_term(expected, ("UNDEF",))
        self.term(expected)

    def _members(self) -> None:
        is_after_triple = False
        while not self.takes("}"):
            if self.now.word in PATTERNS or self.now.text == "{":
                self._pattern()
                self.takes(".")
                is_after_triple = False
            elif self.starts_term() and not is_after_triple:
                self.triples()
                is_after_triple = not self.takes(".")
            else:
                raise self._no_member(is_after_triple)

    def _no_member(self, is_after_triple: bool) -> Mistake:
        word, hint = self.now.word, ""
        expected = "`.`, `;`, `,` or `}`" if is_after_triple else _TRIPLE
        if word in _MODIFIERS:
            hint = f"{word} stands after the `}}` that closes the pattern; is one missing before?"
        elif word in FORMS:
            hint = "A sub-query stands in braces of its own: { SELECT … }."
        elif word in ARGUMENTS or word in AGGREGATES:
            hint = "Conditions stand in FILTER( … )."
        elif self.starts_term():
            hint = self.missing_dot()
        elif self.now.text == ".":
            hint = "There is one dot too many."
        elif self.now.text in COMPARISONS and self.before is not None and self.before.text == ")":
            hint = _PARENTHESES
        elif not is_after_triple or self.now.text == "<":
            return self.no_term(expected, PATTERNS)
        return self.wrong(expected, PATTERNS, hint)

    def _pattern(self) -> None:
        if self.now.text == "{":
            self.group()
            while self.takes("UNION"):
                self.group()
            return
        word = self.take()
        match word.word:
            case "OPTIONAL":
                self.group()
            case "MINUS":
                seen = set(self.seen)
                self.group()
                self.seen = seen
            case "GRAPH":
                self._graph_name()
                self.group()
            case "FILTER":
                self._filter()
            case "BIND":
                self._bind()
            case "VALUES":
                self.values()
            case _:
                raise self._no_union(word)

    def _no_union(self, word: Token) -> Mistake:
        hint = "Both sides of UNION stand in braces: { … } UNION { … }."
        return Mistake(word, "found `UNION` where no pattern in braces ends", hint)

    def _graph_name(self) -> None:
        if self.now.kind == "variable":
            self.seen.add(self.take().text[1:])
        else:
            self.iri("the graph: a variable, an IRI or a prefixed name")

    def _filter(self) -> None:
        loose, is_aggregated, self.is_aggregated = list(self.loose), self.is_aggregated, False
        start = self.now
        self.constraint(_PARENTHESES)
        if self.is_aggregated:
            told = "FILTER cannot hold an aggregate"
            self.doubts.append(Mistake(start, told, "Write it as HAVING( … ) after GROUP BY."))
        self.loose, self.is_aggregated = loose, is_aggregated

    def _bind(self) -> None:
        loose, is_aggregated = list(self.loose), self.is_aggregated
        self.need("(", hint="Write BIND(value AS ?name).")
        self.expression()
        self.need("AS", "an operator or AS", "Write BIND(value AS ?name).")
        name = self.variable_after_as()
        self.need(")")
        if name.text[1:] in self.seen:
            told = f"BIND gives {name.text} a value, but the pattern before it already does"
            self.doubts.append(Mistake(name, told, "Choose another name."))
        self.seen.add(name.text[1:])
        self.loose, self.is_aggregated = loose, is_aggregated

    def variable_after_as(self) -> Token:
        """The name that AS gives. Raises Mistake."""
        if self.now.kind != "variable":
            raise self.wrong("a variable after AS", hint="Write AS ?name.")
        return self.take()
