"""Reading what follows a pattern: GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET."""

from dataclasses import dataclass, field

from kg.query.diagnosis.patterns import Patterns
from kg.rdf.sparql import Token


@dataclass(slots=True)
class Selection:
    """What a SELECT lists: the star, plain variables, names that AS gives, and what these are made of.

    `keys` are the variables it is grouped by.
    """

    star: Token | None = None
    plain: list[Token] = field(default_factory=list)
    given: list[Token] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    is_grouped: bool = False


class Modifiers(Patterns):
    """Reads solution modifiers."""

    def modifiers(self, found: Selection) -> None:
        """All that follows a pattern, noted in what is selected. Raises Mistake."""
        if self.takes("GROUP"):
            self.need("BY", hint="Write GROUP BY.")
            found.is_grouped = True
            self._conditions("GROUP BY", found)
        if self.takes("HAVING"):
            self.constraint("Write HAVING( … ).")
            while self.starts_constraint():
                self.constraint("")
        if self.takes("ORDER"):
            self.need("BY", hint="Write ORDER BY.")
            self._conditions("ORDER BY", found)
        while self.takes("LIMIT", "OFFSET"):
            if not (self.now.kind == "number" and self.now.text.isdigit()):
                raise self.wrong("a whole number")
            self.take()

    def _conditions(self, clause: str, found: Selection) -> None:
        number = 0
        while self._condition(clause, found):
            number += 1
            if self.now.text == ",":
                raise self.wrong("another condition, or what follows", hint=f"{clause} lists without commas.")
        if not number:
            raise self.wrong(f"what to {clause.lower()}", hint=f"Write {clause} ?name.")

    def _condition(self, clause: str, found: Selection) -> bool:
        if self.now.kind == "variable":
            found.keys |= {self.now.text[1:]} if clause == "GROUP BY" else set()
            self.take()
        elif clause == "ORDER BY" and self.now.word in ("ASC", "DESC"):
            word = self.take().word
            self.need("(", hint=f"Write {word}(?name).")
            self.expression()
            self.close()
        elif clause == "GROUP BY" and self.takes("("):
            self.expression()
            if self.takes("AS"):
                found.keys.add(self.variable_after_as().text[1:])
            self.close("an operator, AS ?name")
        elif self.starts_constraint():
            self.constraint("")
        else:
            return False
        return True
