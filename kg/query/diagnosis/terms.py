"""Reading terms: variables, names and values."""

import re

from kg.query.diagnosis.cursor import Cursor, named
from kg.query.diagnosis.mistake import Mistake
from kg.query.diagnosis.words import KEYWORDS, nearest
from kg.rdf.names import DCT, PREFIXES
from kg.rdf.sparql import Token

_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_BROKEN_IRI = re.compile(r"<[^\s<>=][^<>\n\r]*>?")
_SCHEMES = ("http", "https", "urn", "doi", "mailto")
_KNOWN = {name: str(namespace) for name, namespace in PREFIXES.items()} | {"dct": str(DCT)}


class Terms(Cursor):
    """A cursor that knows which prefixes are declared."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.prefixes: set[str] = set()
        self.has_base = False
        self.doubts: list[Mistake] = []
        """What this grammar allows and the engine or the standard still forbids."""

    def starts_term(self) -> bool:
        """Whether a term, a list or a thing in brackets begins here."""
        kind, text = self.now.kind, self.now.text
        if kind in ("variable", "iri", "long", "short", "number") or self.now.is_prefixed:
            return True
        if self.now.word in ("TRUE", "FALSE") or text in ("(", "["):
            return True
        return text in ("+", "-", ".") and self.then.kind == "number" and self.then.start == self.now.end

    def is_iri(self) -> bool:
        """Whether an IRI or a prefixed name begins here."""
        return self.now.kind == "iri" or (self.now.is_prefixed and not self.now.text.startswith("_:"))

    def iri(self, expected: str = "an IRI or a prefixed name", words: tuple[str, ...] = ()) -> Token:
        """Take an IRI or a prefixed name. Raises Mistake where there is none or its prefix is undeclared."""
        if not self.is_iri():
            raise self.no_term(expected, words)
        if self.now.kind == "iri":
            self._judge_relative()
        else:
            self._judge_prefix()
        return self.take()

    def value(self) -> None:
        """Take a text, a number or a truth value; one must be here."""
        if self.now.kind in ("long", "short"):
            self.take()
            if self.now.kind == "tag":
                self.take()
            elif self.takes("^^"):
                self.iri("a datatype: an IRI or a prefixed name")
            elif self.now.text == "@":
                raise self.wrong("a language after `@`, as in @en")
            return
        while self.now.text in ("+", "-", "."):
            self.take()
        if self.now.word and not self.now.text.islower():
            told = f"found `{self.now.text}`, expected {self.now.text.lower()}"
            hint = "Write truth values in small letters."
            self.doubts.append(Mistake(self.now, told, hint, is_local=True))
        self.take()

    def no_term(self, expected: str, words: tuple[str, ...] = ()) -> Mistake:
        """The token at hand where a term should be."""
        text = self.now.text
        if text == "<" and (found := _BROKEN_IRI.match(self.text, self.now.start)):
            return self._broken_iri(found.group())
        hint = ""
        if self.now.word and self.now.word not in KEYWORDS:
            word = named(text)
            hint = f'Write a name with its prefix (prefix:{word}), a variable as ?{word}, a text as "{word}".'
        elif text == "?":
            hint = "The name of a variable has letters, digits and _ only."
        elif self.now.kind == "tag" and self.before is not None and self.before.kind in ("number", "iri"):
            hint = "Only texts have a language."
        return self.wrong(expected, words, hint)

    def missing_dot(self) -> str:
        """What to say of a term where a triple has ended; "" where none begins."""
        if not self.starts_term():
            return ""
        before = self.before
        if before is not None and before.kind == "number" and self.now.start == before.end:
            return 'A date is a text with a datatype: "2024-01-31"^^xsd:date.'
        return f"Is a dot missing before {self.shown()}?"

    def _broken_iri(self, written: str) -> Mistake:
        if written.endswith(">"):
            told = f"`{named(written)}` is no IRI: it holds a blank or another sign that no IRI may have"
            return Mistake(self.now, told, "Write a blank as %20.", is_open=True)
        told = "the IRI that opens here is never closed"
        return Mistake(self.now, told, "Put > after its last sign.", is_open=True)

    def _judge_relative(self) -> None:
        text = self.now.text
        if not self.has_base and not _ABSOLUTE.match(text):
            told = f"`{named(text)}` is a relative IRI, and no BASE is declared"
            hint = "Write the IRI whole, or put BASE <…> on top."
            self.doubts.append(Mistake(self.now, told, hint, is_local=True))

    def _judge_prefix(self) -> None:
        prefix = self.now.text.partition(":")[0]
        if prefix in self.prefixes:
            return
        told = f"the prefix {named(prefix)}: is not declared"
        if prefix.lower() in _SCHEMES:
            raise Mistake(self.now, told, f"An IRI stands in angle brackets: <{prefix}:…>.", is_open=True)
        raise Mistake(self.now, told, self._declaration(prefix))

    def _declaration(self, prefix: str) -> str:
        if prefix in _KNOWN:
            return f"Put PREFIX {prefix}: <{_KNOWN[prefix]}> on top."
        if (meant := nearest(prefix, self.prefixes - {""})) and len(prefix) > 2:
            return f"Did you mean {meant}:, which is declared?"
        if (meant := nearest(prefix, _KNOWN)) and len(prefix) > 2:
            return f"Did you mean {meant}:? Then put PREFIX {meant}: <{_KNOWN[meant]}> on top."
        return f"Put PREFIX {named(prefix)}: <…> on top."
