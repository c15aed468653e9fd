"""Class expressions in Manchester syntax (https://www.w3.org/TR/owl2-manchester-syntax/).

Names are quoted labels, IRIs, short IRIs, or bare words: what stands between two keywords is one name,
blanks included, as PaNET's tables write labels without quotation marks.
"""

import re
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from kg.ontology.document import DATA_PROPERTY
from kg.ontology.expression import AND, NOT, OR, Expression, compound
from kg.ontology.read.template.names import CLASSES, DATATYPES, INDIVIDUALS, PROPERTIES
from kg.ontology.read.template.prefixes import expand
from kg.ontology.read.template.tokens import QUANTIFIERS, BadExpression, Token, tokens
from kg.ontology.read.vocabulary import count, is_data_range
from kg.rdf.names import XSD

_MAX_DEPTH = 40
"""Nobody reads brackets within brackets any deeper; Python's own stack would end at some hundreds."""
_RESTRICTIONS = {"some": "SomeValuesFrom", "only": "AllValuesFrom"}
_COUNTED = {"min": "MinCardinality", "max": "MaxCardinality", "exactly": "ExactCardinality"}
_LITERAL = re.compile(r'"(?P<text>(?:\\.|[^"\\])*)"(?:\^\^(?P<type>.+)|@(?P<language>.+))?', re.DOTALL)

Resolve = Callable[[str, str, str], str | None]
"""Name, sort, and form (quoted, iri, word, words) -> IRI; None, and told elsewhere, where there is none."""


def parse(text: str, resolve: Resolve, kinds: Callable[[str], str | None]) -> Expression | None:
    """The expression; None if one of its names stands for nothing.

    `kinds` gives the OWL type of a property, where it is known.

    Raises:
        BadExpression: the text is none.
    """
    parser = _Parser(text, resolve, kinds)
    found = parser.description()
    parser.end()
    return None if parser.incomplete else found


class _Parser:
    def __init__(self, text: str, resolve: Resolve, kinds: Callable[[str], str | None]) -> None:
        self.incomplete = False
        self._text = text
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0
        self._resolve = resolve
        self._kinds = kinds

    def description(self) -> Expression:
        parts = [self._conjunction()]
        while self._took("or"):
            parts.append(self._conjunction())
        return compound(_of(OR, parts), parts) if len(parts) > 1 else parts[0]

    def end(self) -> None:
        if self._next.kind != "end":
            raise BadExpression(f"unexpected {self._next.text!r}", self._next.start)

    def _conjunction(self) -> Expression:
        parts = [self._primary()]
        while self._took("and") or self._took("that"):
            parts.append(self._primary())
        return compound(_of(AND, parts), parts) if len(parts) > 1 else parts[0]

    def _primary(self) -> Expression:
        before = self._depth
        self._deeper()
        while self._took("not"):
            self._deeper()
        negations = self._depth - before - 1
        found = self._atom()
        for _ in range(negations):
            found = compound(_of(NOT, [found]), [found])
        self._depth = before
        return found

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise BadExpression(f"more than {_MAX_DEPTH} expressions within each other", self._next.start)

    def _atom(self) -> Expression:
        if self._took("("):
            found = self.description()
            self._expect(")")
            return found
        if self._took("{"):
            return self._one_of()
        inverse = self._took("inverse")
        name, form = self._name()
        if inverse or (self._next.kind == "keyword" and self._next.text in QUANTIFIERS):
            return self._restriction(self._named(name, PROPERTIES, form), inverse)
        return self._named(name, CLASSES, form)

    def _restriction(self, iri: str, inverse: bool) -> Expression:
        data = self._kinds(iri) == DATA_PROPERTY
        sort = "Data" if data else "Object"
        prop: Expression = compound("ObjectInverseOf", [iri]) if inverse else iri
        word = self._take().text
        if word == "self":
            return compound("ObjectHasSelf", [prop])
        if word == "value":
            return compound(f"{sort}HasValue", [prop, self._member(data)])
        if word in _RESTRICTIONS:
            return compound(sort + _RESTRICTIONS[word], [prop, self._filler(data)])
        if word not in _COUNTED:
            raise BadExpression(
                "'some', 'only', 'value', 'min', 'max' or 'exactly' is due", self._tokens[self._at - 1].start
            )
        number = self._take()
        if not re.fullmatch(r"[0-9]{1,9}", number.text):
            raise BadExpression(f"a number is due after {word!r}", number.start)
        parts: list[Expression] = [count(int(number.text)), prop]
        if self._next.kind in ("word", "quoted", "iri") or self._next.text in ("(", "{", "not"):
            parts.append(self._filler(data))
        return compound(sort + _COUNTED[word], parts)

    def _filler(self, data: bool) -> Expression:
        if not data:
            return self._primary()
        brackets = 0
        while self._took("("):
            brackets += 1
        if self._took("{"):
            found = self._one_of()
        else:
            name, form = self._name()
            found = self._named(name, DATATYPES, form)
        for _ in range(brackets):
            self._expect(")")
        return found

    def _one_of(self) -> Expression:
        data = self._next.kind == "literal"
        parts = [self._member(data)]
        while self._took(","):
            parts.append(self._member(data))
        self._expect("}")
        return compound("DataOneOf" if data else "ObjectOneOf", parts)

    def _member(self, data: bool) -> Expression:
        if not data:
            name, form = self._name()
            return self._named(name, INDIVIDUALS, form)
        token = self._take()
        if token.kind not in ("literal", "word"):
            raise BadExpression("a literal is due", token.start)
        return _literal(token)

    def _name(self) -> tuple[str, str]:
        first = self._take()
        if first.kind == "quoted":
            return re.sub(r"\\(.)", r"\1", first.text[1:-1]).strip(), "quoted"
        if first.kind == "iri":
            return first.text, "iri"
        if first.kind != "word":
            raise BadExpression(_due(first), first.start)
        end = first.end
        while self._next.kind == "word":
            end = self._take().end
        name = " ".join(self._text[first.start : end].split())
        return name, "word" if end == first.end else "words"

    def _named(self, name: str, sort: str, form: str) -> str:
        iri = self._resolve(name, sort, form)
        if iri is None:
            self.incomplete = True
        return iri or ""

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        if token.kind != "end":
            self._at += 1
        return token

    def _took(self, text: str) -> bool:
        if self._next.text == text and self._next.kind in ("mark", "keyword"):
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._took(text):
            found = repr(self._next.text) if self._next.text else "the end"
            raise BadExpression(f"{text!r} is due, not {found}", self._next.start)


def _of(op: str, parts: list[Expression]) -> str:
    """The same operation on data ranges, where all parts are such."""
    return op.replace("Object", "Data") if all(map(is_data_range, parts)) else op


def _due(token: Token) -> str:
    return f"a name is due, not {token.text!r}" if token.text else "a name is due at the end"


def _literal(token: Token) -> Literal:
    found = _LITERAL.fullmatch(token.text)
    try:
        if found is None:
            return _bare_literal(token.text)
        text = re.sub(r"\\(.)", r"\1", found["text"])
        if found["language"]:
            return Literal(text, language=found["language"])
        if found["type"] and (datatype := expand(found["type"])):
            return Literal(text, datatype=NamedNode(datatype.iri))
        if not found["type"]:
            return Literal(text)
    except ValueError:
        pass
    raise BadExpression(f"{token.text} is no literal", token.start)


def _bare_literal(text: str) -> Literal:
    if text in ("true", "false"):
        return Literal(text, datatype=XSD["boolean"])
    if re.fullmatch(r"[+-]?[0-9]+", text):
        return Literal(text, datatype=XSD["integer"])
    if re.fullmatch(r"[+-]?[0-9]*\.[0-9]+", text):
        return Literal(text, datatype=XSD["decimal"])
    raise ValueError(text)
