"""What is asked of the findings, and the stored queries with that filled in."""

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.rdf.names import GRAPH, PREFIXES
from kg.rdf.terms import Term
from kg.store.queries import stored

_CONDITION = re.compile(r"[ \t]*# if (\w+)$")
_USED = re.compile(r"\b([a-z]+):[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the facility by IRI, a rule, a field and a source by name; None: all.

    `said` are the words that stand there; only lists of records heed it. `unplaced` asks for the records of
    which no facility is known.
    """

    facility: str | None = None
    rule: str | None = None
    field: str | None = None
    source: str | None = None
    said: str | None = None
    unplaced: bool = False

    def terms(self) -> dict[str, Term]:
        """The values that the queries' conditions take."""
        found: dict[str, Term | None] = {
            "facility": NamedNode(self.facility) if self.facility else None,
            "rule": Literal(self.rule) if self.rule else None,
            "field": Literal(self.field) if self.field else None,
            "source": Literal(f"{GRAPH}{self.source}/") if self.source else None,
            "said": Literal(self.said) if self.said else None,
            "unplaced": Literal("") if self.unplaced else None,
        }
        return {name: term for name, term in found.items() if term is not None}


def query(name: str, asked: Asked) -> str:
    """The stored query with what was asked for filled in: the text that is run, shown and linked."""
    terms, lines = asked.terms(), []
    for line in stored(name).splitlines():
        condition = _CONDITION.search(line)
        if condition and condition[1] not in terms:
            continue
        line = _CONDITION.sub("", line)
        variable = re.search(r"VALUES \?(\w+) \{ UNDEF \}", line)
        if variable:
            line = line.replace("UNDEF", str(terms[variable[1]]))
        if not line.startswith("# Lines that end"):
            lines.append(line)
    text = "\n".join(lines) + "\n"
    used = [prefix for prefix in PREFIXES if prefix in set(_USED.findall(text))]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + text
