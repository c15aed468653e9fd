"""Refuse, before anything runs, what no stranger's query may do: call another server, or fell the engine.

This is a courtesy: it gives a clear reason and a place. The guarantee is the worker's sandbox. The engine has
no switch for SERVICE and its grammar reads `SERVICE:x` and `trueSERVICE` as the keyword too, so every bare
word that contains it is refused.
"""

import re
from dataclasses import dataclass

from kg.errors import BadQuery
from kg.rdf.excerpt import excerpt
from kg.rdf.sparql import TOKENS, decode, place, without_comments

LONGEST = 256 * 1024
"""Characters a query may have."""
DEEPEST = 100
"""Levels of brackets a query may have; a few thousand overflow the engine's stack."""
MOST_OPERATORS = 2000
"""Operators, patterns, groups and calls a query may have; ten thousand in a row overflow the stack too."""

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))
_LITERAL_WORDS = frozenset(("TRUE", "FALSE", "UNDEF"))
_LABEL_SERVICE = re.compile(r"\s*wikibase:label\b", re.IGNORECASE)
_LABELS = " Labels are triples here: ask for them, as in OPTIONAL { ?x rdfs:label ?label }."
_READS_AS_COMPARISON = re.compile(r"&&|[(),]")


@dataclass(frozen=True, slots=True)
class Prechecked:
    """A query that may run: the text to send, decoded and without comments, and whether it has FROM."""

    text: str
    names_graphs: bool


def precheck(sparql: str) -> Prechecked:
    """The query as it may be sent to a worker.

    Raises:
        BadQuery: it is too long, deep or large, holds a NUL, an update or the word SERVICE; with its place.
    """
    text = decoded(sparql, LONGEST)
    judge = _QueryJudge(text)
    judge.read()
    return Prechecked(without_comments(text), judge.names_graphs)


def decoded(sparql: str, longest: int) -> str:
    """The text without escapes.

    Raises:
        BadQuery: it has more than `longest` characters, or one that no text may hold.
    """
    if len(sparql) > longest:
        raise BadQuery(
            f"The text has {len(sparql):,} characters; at most {longest:,} are read. Send it in parts."
        )
    text = decode(sparql)
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in _not_ascii(text)):
        raise BadQuery("The text holds a NUL or half a surrogate pair. Remove it.")
    return text


class Judge:
    """Reads a text token by token and refuses what is nested too deep, chained too long or calls out."""

    thing = "query"

    def __init__(self, sparql: str) -> None:
        self.sparql = sparql
        self.open: list[str] = []
        """The brackets open now, outermost first."""
        self._operators = 0
        self._follows_operand = False
        self._data_expected = ""
        self._data_depth: int | None = None
        self._is_describe = False

    def read(self) -> None:
        """Judge the whole text. Raises BadQuery at the first thing that is not allowed."""
        # What happens on a token of each kind; a dispatch on every one of a million must be cheap.
        on = {"opening": self._open, "closing": self._close, "operator": self._operator, "name": self._name}
        on |= {"unclosed": self._unclosed, "unclosed_long": self._unclosed, "iri": self._iri}
        for token in TOKENS.finditer(self.sparql):
            kind = token.lastgroup or ""
            if kind == "comment":
                continue
            self._follows_operand = on[kind](token) if kind in on else self._operand(token)

    def word(self, word: str, token: re.Match[str]) -> None:
        """Judge a bare word, in capitals; what decides about an update is another matter than a query."""
        if word == "VALUES" or (word == "DATA" and self._data_expected == "UPDATE"):
            self._data_expected = word
        else:
            self._data_expected = "UPDATE" if word in ("INSERT", "DELETE") else ""
        self._is_describe = self._is_describe or word == "DESCRIBE"

    def prefixed(self, prefix: str, token: re.Match[str]) -> None:
        """Judge a prefixed name by its prefix, in capitals; the engine may read it as a keyword."""

    def refusal(self, message: str, token: re.Match[str]) -> BadQuery:
        """The error to raise at a token."""
        line, column = place(self.sparql, token.start())
        return BadQuery(message, line, column, excerpt=excerpt(self.sparql, line, column))

    def _open(self, token: re.Match[str]) -> bool:
        bracket = token.group()
        self.open.append(bracket)
        if len(self.open) > DEEPEST:
            raise self.refusal(f"Brackets are nested deeper than {DEEPEST} levels. Write it flatter.", token)
        if self._data_expected in ("VALUES", "DATA") and bracket == "{":
            self._data_depth, self._data_expected = len(self.open), ""
            self._count(token)
        elif self._data_depth is None:
            self._count(token)
        return False

    def _close(self, token: re.Match[str]) -> bool:
        if token.group() == ">>" and self.open[-1:] != ["<<"]:  # two comparisons, which is no SPARQL
            return False
        if self._data_depth is not None and len(self.open) <= self._data_depth:
            self._data_depth = None
        if self.open:
            self.open.pop()
        return True

    def _operator(self, token: re.Match[str]) -> bool:
        sign = token.group()
        if self._data_depth is None and not self._is_free(sign, token.end()):
            self._count(token)
        return False

    def _is_free(self, sign: str, end: int) -> bool:
        """Arguments, datatypes and the signs of numbers cost the engine's stack nothing."""
        if sign == ",":
            return self.open[-1:] == ["("]
        if sign in "+-":
            return not self._follows_operand and self.sparql[end : end + 1].isdigit()
        return sign == "^^"

    def _operand(self, token: re.Match[str]) -> bool:
        if self._data_depth is None:
            in_list = self._follows_operand and self.open[-1:] == ["("] and token.lastgroup != "tag"
            if in_list or (self._is_describe and not self.open):
                self._count(token)
            if token.lastgroup != "variable" and self._data_expected == "VALUES":
                self._data_expected = ""
        return True

    def _iri(self, token: re.Match[str]) -> bool:
        is_after_operand = self._follows_operand and self.open[-1:] == ["("] and self._data_depth is None
        if is_after_operand and _READS_AS_COMPARISON.search(token.group()):
            # To the standard this is an IRI, to the engine two comparisons with anything between them.
            raise self.refusal("Write blanks around < and >: this could be read as an IRI.", token)
        return self._operand(token)

    def _name(self, token: re.Match[str]) -> bool:
        name, colon, _ = token.group().partition(":")
        word = name.upper()
        if "SERVICE" in word:
            hint = _LABELS if _LABEL_SERVICE.match(self.sparql, token.end()) else ""
            raise self.refusal(f"SERVICE is refused: queries reach this graph only.{hint}", token)
        if token.group().endswith(".") and self._data_depth is None:  # the dot ends a triple, not the name
            self._count(token)
        if colon:
            self.prefixed(word, token)
            return self._operand(token)
        word = word.rstrip(".")
        self.word(word, token)
        return word in _LITERAL_WORDS

    def _unclosed(self, token: re.Match[str]) -> bool:
        # The engine might read on where this reader gave up.
        quote = token.group()
        hint = f"Put {quote} after it."
        if self.sparql[token.start() - 1 : token.start()].isalnum():  # as in 'it's'
            hint = f"Put {quote} after it; a quote within a text is written \\{quote[0]}."
        line, column = place(self.sparql, token.start())
        told = f"Not valid SPARQL at line {line}, column {column}: a string opens here and is not closed."
        raise self.refusal(f"{told} {hint}", token)

    def _count(self, token: re.Match[str]) -> None:
        self._operators += 1
        if self._operators > MOST_OPERATORS:
            raise self.refusal(
                f"The {self.thing} has more than {MOST_OPERATORS:,} operators, patterns and groups. "
                "Put long lists of terms into one VALUES block, or send it in parts.",
                token,
            )


class _QueryJudge(Judge):
    """Refuses updates, and sees whether the query names its own graphs."""

    def __init__(self, sparql: str) -> None:
        super().__init__(sparql)
        self.names_graphs = False
        self._is_form_known = False

    def word(self, word: str, token: re.Match[str]) -> None:
        """Refuse an update, notice FROM."""
        super().word(word, token)
        if not self._is_form_known and word in _UPDATES:
            raise self.refusal(
                f"{word} is an update; this endpoint only reads. Updates go to /update, with a token.", token
            )
        self._is_form_known = self._is_form_known or word not in _PROLOGUE
        self.names_graphs = self.names_graphs or "FROM" in word


def _not_ascii(text: str) -> str:
    return "" if text.isascii() else text
