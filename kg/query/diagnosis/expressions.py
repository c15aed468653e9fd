"""Reading expressions: comparisons, functions, aggregates."""

from kg.query.diagnosis.mistake import Mistake
from kg.query.diagnosis.triples import Triples
from kg.query.diagnosis.words import AGGREGATES, ARGUMENTS, LATER, count
from kg.rdf.sparql import Token

VALUE = "a value: a variable, a name, a number, a text or a function"
COMPARISONS = ("=", "!=", "<", ">", "<=", ">=")
_JOINS = ("&&", "||")
_SUMS = ("+", "-", "*", "/")
_MEANT = {
    "AND": "Write && for “and”.",
    "OR": "Write || for “or”.",
    "LIKE": "Write CONTAINS(text, part) or REGEX(text, pattern).",
    "<>": "Write != for “is not”.",
    "||=": "Write || for “or”.",
    "&": "Write && for “and”.",
    "|": "Write || for “or”.",
    "==": "A comparison is a single =.",
    "=>": "Write >=.",
    "=<": "Write <=.",
}


class Expressions(Triples):
    """Reads what FILTER, BIND and SELECT compute."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.loose: list[Token] = []
        """The variables read that stand in no aggregate."""
        self.is_aggregated = False

    def group(self) -> None:
        """A pattern in braces."""
        raise NotImplementedError

    def starts_constraint(self) -> bool:
        """Whether a condition begins here."""
        word = self.now.word
        is_call = word in ARGUMENTS or word in AGGREGATES or word in LATER
        return self.now.text == "(" or is_call or word in ("EXISTS", "NOT") or self.is_iri()

    def constraint(self, hint: str) -> None:
        """A condition: in parentheses, or a function. Raises Mistake with the hint where there is none."""
        if self.takes("("):
            self.expression()
            self.close()
            return
        if not self.starts_constraint():
            words = (*ARGUMENTS, "NOT", "EXISTS") if self.now.word else ()
            raise self.wrong("a condition in parentheses, or a function", words, hint)
        if self.is_iri() and self.then.text != "(":
            self.iri()
            raise self.wrong("`(` and the arguments of the function", hint=hint)
        self._primary()

    def expression(self) -> None:
        """Operands and what joins them; binding strength does not matter for what may stand where."""
        is_compared = False
        self._operand()
        while True:
            if self.takes(*_JOINS):
                is_compared = False
            elif self.now.text in COMPARISONS or self.now.word in ("IN", "NOT"):
                if is_compared:
                    raise self.wrong("`&&`, `||` or `)`", hint="Two comparisons are joined by && or ||.")
                is_compared = True
                if self._membership():
                    continue
                self._comparison()
            elif not self.takes(*_SUMS):
                return
            self._operand()

    def close(self, others: str = "an operator") -> None:
        """The end of what stands in parentheses. Raises Mistake."""
        text, word = self.now.text, self.now.word
        if text == ")":
            self.take()
            return
        hint = _MEANT.get(word) or _MEANT.get(text, "")
        if self.now.kind == "iri" and not hint:
            hint = "Write blanks around < and >: this could be read as an IRI."
        if self.starts_term() and not hint:
            hint = f"Is an operator or a comma missing before {self.shown()}?"
        raise self.wrong(f"{others} or `)`", hint=hint)

    def _membership(self) -> bool:
        """Whether it is IN or NOT IN, which is read with its list."""
        if self.takes("NOT"):
            self.need("IN")
        elif not self.takes("IN"):
            return False
        self.need("(", hint="The values stand in parentheses, with commas: IN (1, 2).")
        self._arguments()
        return True

    def _comparison(self) -> None:
        sign = self.take()
        both = sign.text + self.now.text
        if both in _MEANT and self.now.start == sign.end:
            raise Mistake(sign, f"found `{both}`, which is no operator", _MEANT[both])

    def _operand(self) -> None:
        while self.takes("!", "+", "-"):
            pass
        self._primary()

    def _primary(self) -> None:
        now = self.now
        if self.takes("("):
            self.expression()
            self.close()
        elif now.kind == "variable":
            self.loose.append(self.take())
        elif self.is_iri():
            self.iri()
            if self.takes("("):
                self.takes("DISTINCT")
                self._arguments()
        elif self.starts_term() and now.text != "[" and not now.is_prefixed:
            self.value()
        elif now.word:
            self._call()
        else:
            raise self.no_term(VALUE)

    def _call(self) -> None:
        word = self.now.word
        if word in ("NOT", "EXISTS"):
            if self.takes("NOT"):
                self.need("EXISTS")
            else:
                self.take()
            self._exists()
        elif word in AGGREGATES:
            self._aggregate()
        elif word in ARGUMENTS:
            self._function()
        elif self.then.text == "(":
            raise self.wrong("a function of SPARQL", (*ARGUMENTS, *AGGREGATES), "No function is called so.")
        else:
            raise self.no_term(VALUE)

    def _exists(self) -> None:
        kept = set(self.seen), list(self.loose), self.is_aggregated
        self.group()
        self.seen, self.loose, self.is_aggregated = kept

    def _function(self) -> None:
        name = self.take()
        fewest, most = ARGUMENTS[name.word]
        self.need("(", hint=f"The arguments of {name.word} stand in parentheses.")
        if name.word == "BOUND" and self.now.kind != "variable":
            raise self.wrong("a variable")
        number = self._arguments(name.word, most)
        if number < fewest:
            assert self.before is not None
            takes = count(fewest, "argument") if fewest == most else f"{fewest} to {most} arguments"
            raise Mistake(self.before, f"{name.word} takes {takes}, found {number}")

    def _arguments(self, name: str = "", most: int = 1 << 30) -> int:
        """Expressions between commas up to the parenthesis; how many."""
        number = 0
        if self.takes(")"):
            return number
        while True:
            if number == most:
                raise self.wrong("`)`", hint=f"{name} takes {count(most, 'argument')}.")
            self.expression()
            number += 1
            if not self.takes(","):
                self.close("an operator, `,`")
                return number
            if number == most:
                assert self.before is not None
                raise Mistake(self.before, f"{name} takes {count(most, 'argument')}, and here comes another")

    def _aggregate(self) -> None:
        name = self.take()
        loose = list(self.loose)
        self.need("(", hint=f"What {name.word} is of stands in parentheses.")
        self.takes("DISTINCT")
        if not (name.word == "COUNT" and self.takes("*")):
            self.expression()
        if name.word == "GROUP_CONCAT" and self.takes(";"):
            self.need("SEPARATOR")
            self.need("=")
            if self.now.kind not in ("long", "short"):
                raise self.wrong('a text, as in SEPARATOR=", "')
            self.take()
        self.close()
        self.loose, self.is_aggregated = loose, True
