"""What facilities could mend in their catalogues: actions, how many records each would mend, and examples."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import BadInput
from kg.rdf.names import GRAPH, PAN, PREFIXES
from kg.rdf.terms import Term, iri
from kg.resolve.facility import facility_by_name, new_facility
from kg.resolve.rules import RULES, Rule
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.outcomes import state_counts
from kg.store.queries import stored

VALUES_SHOWN = 5
EXAMPLES_SHOWN = 3
MOST_RECORDS = 1000
"""Records, and words, that one list shows; the queries say so, too."""

_CONDITION = re.compile(r"[ \t]*# if (\w+)$")
_USED = re.compile(r"\b([a-z]+):[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Record:
    """One record to mend; `said` is what stands there; only datasets have a page of their own."""

    iri: str
    title: str | None
    said: str | None
    is_dataset: bool


@dataclass(frozen=True, slots=True)
class Value:
    """The same words in one field, in `records` records; `understood` is None where they say nothing.

    `example` is the IRI of one of these records.
    """

    said: str | None
    understood: str | None
    confidence: float | None
    remedy: str | None
    records: int
    example: str


@dataclass(frozen=True, slots=True)
class Action:
    """What to change in one field; `values` counts the different words.

    `most` are the words, most frequent first: all of them in a whole list, else at most `VALUES_SHOWN`.
    """

    rule: str
    level: str
    title: str
    action: str
    field: str
    records: int
    values: int
    most: tuple[Value, ...]
    examples: tuple[Record, ...]
    sparql: str
    """The query for the records behind the number."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the facility by IRI, a rule, a field and a source by name; None: all.

    `said` are the words that stand there; only lists of records heed it.
    """

    facility: str | None = None
    rule: str | None = None
    field: str | None = None
    source: str | None = None
    said: str | None = None

    def terms(self) -> dict[str, Term]:
        """The values that the queries' conditions take."""
        found: dict[str, Term | None] = {
            "facility": NamedNode(self.facility) if self.facility else None,
            "rule": Literal(self.rule) if self.rule else None,
            "field": Literal(self.field) if self.field else None,
            "source": Literal(f"{GRAPH}{self.source}/") if self.source else None,
            "said": Literal(self.said) if self.said else None,
        }
        return {name: term for name, term in found.items() if term is not None}


@dataclass(frozen=True, slots=True)
class Findings:
    """The actions, most records first; `total` counts all there are, `sparql` is the query that counted."""

    generation: int
    asked: Asked
    label: str | None
    actions: tuple[Action, ...]
    total: int
    sparql: str

    def as_json(self) -> dict[str, Any]:
        """The JSON form; IRIs are whole."""
        asked = asdict(self.asked)
        return {**asked, "label": self.label, **{k: v for k, v in asdict(self).items() if k != "asked"}}


def findings(
    reader: GraphReader, generation: int, asked: Asked, limit: int | None = 50, is_whole: bool = False
) -> Findings:
    """The first `limit` actions of this generation, None: all; with all their words if `is_whole`.

    Raises:
        BadInput: there is no rule of this name.
    """
    if asked.rule is not None and asked.rule not in RULES:
        raise BadInput(f"No rule is called {asked.rule[:60]!r}. There are: {', '.join(RULES)}.")
    sparql = query("finding_actions", asked)
    rows = reader.select(sparql)
    return Findings(
        generation=generation,
        asked=asked,
        label=_label(reader, asked.facility),
        actions=tuple(_action(reader, asked, row, is_whole) for row in rows[:limit]),
        total=len(rows),
        sparql=sparql,
    )


def records(reader: GraphReader, asked: Asked) -> tuple[Record, ...]:
    """The records behind one action, at most `MOST_RECORDS`; `asked` names its rule and field."""
    return tuple(_records(reader.rows(query("finding_records", asked))))


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


def facility_asked(reader: GraphReader, said: str) -> str:
    """The IRI of a facility given by IRI or by name.

    Raises:
        BadInput: no record of this generation belongs to it.
    """
    node = iri(said) if "://" in said else None
    if node is None:
        known = facility_by_name(said)
        node = known.iri if known else new_facility(said).iri
    if not reader.ask(f"ASK {{ ?thing {PAN['facility']}|{PAN['operatedBy']} {node} }}"):
        raise BadInput(
            f"No record here belongs to a facility {said[:100]!r}. Name it as it is usual (ESRF), or by IRI."
        )
    return node.value


def source_asked(generation: Generation, said: str) -> str:
    """The name of a source, as it is.

    Raises:
        BadInput: this generation holds no records of a source of this name.
    """
    known = state_counts(generation.ledger)
    if said not in known:
        raise BadInput(
            f"No source of this generation is called {said[:60]!r}. There are: {', '.join(known) or 'none'}."
        )
    return said


def _action(reader: GraphReader, asked: Asked, row: dict[str, Term], is_whole: bool) -> Action:
    rule, field = row["rule"].value, row["field"].value
    narrow = Asked(asked.facility, rule, field, asked.source)
    known = RULES.get(rule) or Rule(rule, "info", rule, "See what is said of the single values.")
    words = query("finding_values", narrow)
    most = [_value(found) for found in reader.rows(words.replace("LIMIT 1000", "") if is_whole else words)]
    sparql = query("finding_records", narrow)
    return Action(
        rule=rule,
        level=known.level,
        title=known.title,
        action=known.action,
        field=field,
        records=int(row["records"].value),
        values=int(row["values"].value),
        most=tuple(most if is_whole else most[:VALUES_SHOWN]),
        examples=tuple(_records(reader.rows(sparql.replace("LIMIT 1000", f"LIMIT {2 * EXAMPLES_SHOWN}"))))[
            :EXAMPLES_SHOWN
        ],
        sparql=sparql,
    )


def _value(row: dict[str, Term]) -> Value:
    text = {name: term.value for name, term in row.items()}
    confidence = text.get("confidence")
    return Value(
        said=text.get("said"),
        understood=text.get("understood"),
        confidence=float(confidence) if confidence is not None else None,
        remedy=text.get("remedy"),
        records=int(text["records"]),
        example=text["example"],
    )


def _records(rows: Iterable[dict[str, Term]]) -> list[Record]:
    """Each record once for all its titles and words."""
    found: dict[tuple[str, str | None], Record] = {}
    for row in rows:
        text = {name: term.value for name, term in row.items()}
        one = Record(text["thing"], text.get("title"), text.get("said"), "kind" in text)
        found.setdefault((one.iri, one.said), one)
    return list(found.values())


def _label(reader: GraphReader, facility: str | None) -> str | None:
    if facility is None:
        return None
    rows = reader.select("about", thing=NamedNode(facility))
    labels = sorted(row["value"].value for row in rows if row["property"].value.endswith("#label"))
    return labels[0] if labels else None
