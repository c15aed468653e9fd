"""Reading triples: subjects, properties and paths, lists of objects."""

from kg.query.diagnosis.cursor import named
from kg.query.diagnosis.mistake import Foreign, Mistake
from kg.query.diagnosis.terms import Terms
from kg.query.diagnosis.words import PATTERNS
from kg.rdf.sparql import Token

SUBJECT = "a subject: a variable, an IRI or a prefixed name"
PROPERTY = "a property: a prefixed name, an IRI, a variable or `a`"
OBJECT = "an object: a variable, a name or a value"
_THREE_PARTS = "A triple has three parts: subject, property, object."
_ONLY_DATA = {
    "INSERT DATA": ("Variables are not allowed", "", "Write INSERT { … } WHERE { … } to fill in variables."),
    "DELETE DATA": (
        "Variables and blank nodes are not allowed",
        "Variables and blank nodes are not allowed",
        "Write DELETE { … } WHERE { … } to say which triples.",
    ),
    "DELETE": ("", "Blank nodes are not allowed", "Write a variable in its place, and bind it in WHERE."),
}


class Triples(Terms):
    """Reads what stands between dots."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.has_paths = True
        self.data = ""
        """The operation whose triples are read, where these may not hold everything."""
        self.seen: set[str] = set()
        """The variables of the group so far."""

    def triples(self) -> None:
        """One subject with all that is said of it. Raises Mistake."""
        if self.now.text in ("(", "["):
            is_whole = self._node()
            if is_whole and not self._starts_property():
                return
        else:
            self.term(SUBJECT)
        self._properties()

    def term(self, expected: str) -> None:
        """A variable, a name or a value. Raises Mistake."""
        if self.now.kind == "variable":
            self.doubt_data(0, "a variable", self.now)
            self.seen.add(self.now.text[1:])
            self.take()
        elif self.is_iri():
            self.iri()
        elif self.now.is_prefixed:
            self.doubt_data(1, "a blank node", self.now)
            self.take()
        elif self.starts_term():
            self.value()
        elif expected == OBJECT:
            if self.now.text in (".", ";", ",", "}", "]"):
                raise self.wrong(OBJECT, hint=_THREE_PARTS)
            raise self.no_term(OBJECT, ("TRUE", "FALSE"))
        else:
            raise self.no_term(expected, PATTERNS)

    def doubt_data(self, number: int, what: str, token: Token) -> None:
        """Note a variable (0) or a blank node (1) where the operation allows none."""
        says, hint = ("", "", "")[number], ""
        if self.data:
            says, hint = _ONLY_DATA[self.data][number], _ONLY_DATA[self.data][2]
        if says:
            told = f"found `{named(token.text)}`, {what}, which {self.data} does not take"
            self.doubts.append(Mistake(token, told, hint, says=says))

    def _node(self) -> bool:
        """A list or a thing in brackets; whether it may stand without properties of its own."""
        opened = self.take()
        if opened.text == "(":
            is_empty = self.now.text == ")"
            while not self.takes(")"):
                self._object("a member of the list, or `)`")
            return not is_empty
        self.doubt_data(1, "a blank node", opened)
        if self.takes("]"):
            return False
        self._properties()
        self.need("]", "`;`, `,` or `]`")
        return True

    def _properties(self) -> None:
        self._verb()
        self._objects()
        while self.takes(";"):
            if self._starts_property():
                self._verb()
                self._objects()

    def _objects(self) -> None:
        self._object(OBJECT)
        while self.takes(","):
            self._object(OBJECT)

    def _object(self, expected: str) -> None:
        if self.now.text in ("(", "["):
            self._node()
        else:
            self.term(expected)
        if self.now.text == "~" or (self.now.text == "{" and self.then.text == "|"):
            raise Foreign

    def _starts_property(self) -> bool:
        return self.now.kind == "variable" or self.is_iri() or self.now.text in ("a", "^", "!", "(")

    def _verb(self) -> None:
        if self.now.kind == "variable":
            self.term(PROPERTY)
        elif self.has_paths:
            self._path()
        elif not self.takes("a"):
            self.iri(PROPERTY)

    def _path(self) -> None:
        self._step()
        while self.takes("/", "|"):
            self._step()

    def _step(self) -> None:
        self.takes("^")
        if self.takes("("):
            self._path()
            self.need(")", "`/`, `|` or `)`")
        elif self.takes("!"):
            self._negated()
        else:
            self._name()
        self.takes("*", "+", "?")

    def _negated(self) -> None:
        if not self.takes("("):
            self.takes("^")
            self._name()
            return
        while not self.takes(")"):
            self.takes("^")
            self._name()
            if self.now.text != ")":
                self.need("|", "`|` or `)`")

    def _name(self) -> None:
        if self.now.text == "a":
            self.take()
        elif self.now.text == "A":
            raise self.wrong(PROPERTY, hint="The `a` that stands for rdf:type is a small one.")
        elif self.now.text in (".", ";", ",", "}", "]"):
            raise self.wrong(PROPERTY, hint=_THREE_PARTS)
        else:
            self.iri(PROPERTY, PATTERNS)
