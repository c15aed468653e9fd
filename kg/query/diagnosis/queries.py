"""Reading queries: prologue, form, dataset, solution modifiers."""

from kg.query.diagnosis.cursor import named
from kg.query.diagnosis.expressions import COMPARISONS
from kg.query.diagnosis.grouping import doubts
from kg.query.diagnosis.mistake import Mistake
from kg.query.diagnosis.modifiers import Modifiers, Selection
from kg.query.diagnosis.words import (
    AGGREGATES,
    ARGUMENTS,
    FORMS,
    MODIFIERS,
    PATTERNS,
    PROLOGUE,
    UPDATES,
    listed,
)

_RESULT = "Write (value AS ?name) for what is computed."


class Queries(Modifiers):
    """Reads a whole query."""

    def read(self) -> None:
        """Raise Mistake at the first token that cannot be."""
        self.prologue()
        word = self.now.word
        if word == "SELECT":
            self._select()
        elif word in FORMS:
            self.take()
            {"ASK": self._ask, "CONSTRUCT": self._construct, "DESCRIBE": self._describe}[word]()
        else:
            raise self._no_form()
        if self.takes("VALUES"):
            self.values()
        if not self.is_end:
            raise self._after_end()

    def prologue(self) -> None:
        """All PREFIX and BASE lines. Raises Mistake."""
        has_any = self.now.word in PROLOGUE
        while self.now.word in PROLOGUE:
            if self.take().word == "BASE":
                self._declared_iri("BASE <…>")
                self.has_base = True
                continue
            name = self.now.text
            if not (self.now.is_prefixed and name.endswith(":") and name.count(":") == 1):
                meant = f"Put a colon after the prefix: PREFIX {named(name)}: <…>" if self.now.word else ""
                raise self.wrong("a prefix with a colon, as in PREFIX dcat: <…>", hint=meant)
            self.prefixes.add(self.take().text[:-1])
            self._declared_iri(f"PREFIX {named(name)} <…>")
        if has_any and self.now.text in (".", ";"):
            raise self.wrong(f"PREFIX, BASE or the {self.thing}", hint="SPARQL ends PREFIX with no dot.")

    def sub_select(self) -> None:
        """A SELECT within a group; only what it lists is seen outside."""
        kept = self.loose, self.is_aggregated
        self.loose, self.is_aggregated = [], False
        listed_ = self._select()
        if self.takes("VALUES"):
            self.values()
        if listed_.star is None:
            self.seen = {token.text[1:] for token in (*listed_.plain, *listed_.given)}
        self.loose, self.is_aggregated = kept

    def _declared_iri(self, form: str) -> None:
        if self.now.kind != "iri":
            raise self.wrong("an IRI in angle brackets", hint=f"Write {form}.")
        self.iri()

    def _no_form(self) -> Mistake:
        hint = ""
        if self.is_end and self.before is None:
            return Mistake(self.now, "the query is empty", f"Begin with {listed(FORMS)}.")
        if self.now.word in UPDATES:
            hint = f"{self.now.word} is an update; this endpoint only reads."
        elif self.now.kind == "tag" and self.now.text[1:].upper() in PROLOGUE:
            hint = "SPARQL writes PREFIX dcat: <…>, without @ and dot."
        elif self.now.text == "{":
            hint = "Begin with SELECT * WHERE."
        expected = listed(FORMS if self.before is not None else (*FORMS, *PROLOGUE))
        return self.wrong(expected, (*FORMS, *PROLOGUE, *UPDATES), hint)

    def _after_end(self) -> Mistake:
        text, word, hint = self.now.text, self.now.word, ""
        if word in FORMS or text == ";":
            hint = "One query is answered at a time, and it ends without `;`."
        elif word in ("GROUP", "HAVING", "ORDER"):
            hint = f"The order is {', '.join(MODIFIERS[:4])}, OFFSET."
        elif word in PATTERNS or self.starts_term() or text in (".", "{"):
            hint = "The pattern is closed already; is a `}` before this one too many?"
        elif word == "WHERE":
            hint = "WHERE stands before the pattern."
        elif text in COMPARISONS:
            hint = "A condition stands in parentheses: HAVING( … )."
        return self.wrong(f"{', '.join(MODIFIERS)} or the end of the query", MODIFIERS, hint)

    def _select(self) -> Selection:
        self.take()
        self.takes("DISTINCT", "REDUCED")
        found = Selection()
        if self.now.text == "*":
            found.star = self.take()
        else:
            self._listed(found)
        found.loose, self.loose = self.loose, []
        self._dataset()
        self._where("WHERE { … }" if found.star else "a variable, FROM or WHERE { … }")
        seen = set(self.seen)
        self.modifiers(found)
        self.doubts += doubts(found, seen, self.is_aggregated)
        return found

    def _listed(self, found: Selection) -> None:
        while True:
            if self.now.kind == "variable":
                found.plain.append(self.take())
            elif self.takes("("):
                self.expression()
                self.need("AS", "an operator or AS ?name", _RESULT)
                found.given.append(self.variable_after_as())
                self.need(")")
            elif found.plain or found.given:
                return
            else:
                raise self._nothing_listed()

    def _nothing_listed(self) -> Mistake:
        hint = "Name the variables, or * for all." if self.now.word in ("WHERE", "FROM", "") else ""
        if self.now.word in ARGUMENTS or self.now.word in AGGREGATES:
            hint = _RESULT
        elif self.now.text == "?":
            hint = "The name of a variable has letters, digits and _ only."
        elif self.now.word and not hint:
            hint = f"A variable begins with ?: ?{named(self.now.text)}."
        return self.wrong("variables, (value AS ?name) or `*`", ("DISTINCT", "REDUCED"), hint)

    def _where(self, expected: str) -> None:
        if self.now.text != "{" and self.now.word != "WHERE":
            raise self._no_where(expected)
        self.takes("WHERE")
        self.group()

    def _no_where(self, expected: str) -> Mistake:
        hint = ""
        if self.now.text == ",":
            hint = "Variables are listed without commas."
        elif self.now.word in ARGUMENTS or self.now.word in AGGREGATES:
            hint = _RESULT
        return self.wrong(expected, ("FROM", "WHERE"), hint)

    def _dataset(self) -> None:
        while self.takes("FROM"):
            self.takes("NAMED")
            self.iri("the graph: an IRI or a prefixed name")

    def _ask(self) -> None:
        self._dataset()
        self._where("FROM or WHERE { … }")
        self.modifiers(Selection())

    def _describe(self) -> None:
        if not self.takes("*"):
            if not self._is_described():
                raise self.no_term("what to describe: a variable, an IRI, a prefixed name or `*`")
            while self._is_described():
                self.term("")
        self._dataset()
        if self.now.text == "{" or self.now.word == "WHERE":
            self._where("")
        self.modifiers(Selection())

    def _is_described(self) -> bool:
        return self.now.kind == "variable" or self.is_iri()

    def _construct(self) -> None:
        if self.now.text == "{":
            self.template()
            self._dataset()
            self._where("FROM or WHERE { … }")
        else:
            self._dataset()
            self.need("WHERE", "a template in braces, FROM or WHERE")
            self.template()
        self.modifiers(Selection())

    def template(self) -> None:
        """Triples in braces, without paths and patterns. Raises Mistake."""
        self.need("{")
        self.has_paths = False
        while not self.takes("}"):
            if not self.starts_term():
                hint = f"{self.now.word} cannot stand in a template; write CONSTRUCT {{ … }} WHERE {{ … }}."
                raise (
                    self.wrong("a triple or `}`", hint=hint)
                    if self.now.word in PATTERNS
                    else self.no_term("a triple or `}`")
                )
            self.triples()
            if self.now.text != "}":
                self.need(".", "`.`, `;`, `,` or `}`", self.missing_dot())
        self.has_paths = True
