"""What facilities could mend in their catalogues: actions, how many records each would mend, and examples."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.answer.finding_query import Asked, query
from kg.errors import BadInput
from kg.rdf.names import PAN
from kg.rdf.terms import Term, iri
from kg.resolve.facility import facility_by_name, new_facility
from kg.resolve.rules import RULES, Rule
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.outcomes import state_counts

VALUES_SHOWN = 5
EXAMPLES_SHOWN = 3
MOST_RECORDS = 1000
"""Records, and words, that one list shows; the queries say so, too."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record to mend; `said` is what stands there; only datasets have a page of their own."""

    iri: str
    title: str | None
    said: str | None
    is_dataset: bool


@dataclass(frozen=True, slots=True)
class Value:
    """The same words, in `records` records; `understood` is None where they say nothing.

    `example` is the IRI of one of these records, `fields` the names of the fields that have them.
    """

    said: str | None
    understood: str | None
    confidence: float | None
    remedy: str | None
    records: int
    example: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Where to change it: a field by the name that its dialect gives it, and the source that told it.

    A record that several sources tell counts at each; `source` is None of what stands in no source's graph.
    """

    field: str
    source: str | None
    records: int


@dataclass(frozen=True, slots=True)
class Action:
    """What one facility can change, whatever the field is called; `values` counts the different words.

    `facility` is None where the records name none; a record of two facilities is to be mended at one of
    them and counts at both. `records` counts a record once, however many sources and fields tell of it.
    `field` names all fields. `most` are the words, most frequent first: all of them in a whole list, else
    at most `VALUES_SHOWN`.
    """

    rule: str
    level: str
    title: str
    action: str
    facility: str | None
    label: str | None
    field: str
    fields: tuple[Field, ...]
    records: int
    values: int
    most: tuple[Value, ...]
    examples: tuple[Record, ...]
    sparql: str
    """The query for the records behind the number."""


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
    """The records behind a number, at most `MOST_RECORDS`; `asked` names their rule."""
    return tuple(_records(reader.rows(query("finding_records", asked))))


def count_records(reader: GraphReader, asked: Asked) -> int:
    """How many records `records` would list if it listed all, and all words."""
    (row,) = reader.select(query("finding_total", replace(asked, said=None)))
    return int(row["records"].value)


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
    rule, facility = row["rule"].value, row["facility"].value if "facility" in row else None
    narrow = replace(asked, rule=rule, facility=facility, unplaced=facility is None)
    known = RULES.get(rule) or Rule(rule, "info", rule, "See what is said of the single values.")
    words, fields = query("finding_values", narrow), _fields(reader, narrow)
    most = [_value(found) for found in reader.rows(words.replace("LIMIT 1000", "") if is_whole else words)]
    sparql = query("finding_records", narrow)
    return Action(
        rule=rule,
        level=known.level,
        title=known.title,
        action=known.action,
        facility=facility,
        label=_label(reader, facility),
        field="; ".join(dict.fromkeys(one.field for one in fields)),
        fields=fields,
        records=int(row["records"].value),
        values=int(row["values"].value),
        most=tuple(most if is_whole else most[:VALUES_SHOWN]),
        examples=tuple(_records(reader.rows(sparql.replace("LIMIT 1000", f"LIMIT {2 * EXAMPLES_SHOWN}"))))[
            :EXAMPLES_SHOWN
        ],
        sparql=sparql,
    )


def _fields(reader: GraphReader, asked: Asked) -> tuple[Field, ...]:
    rows = reader.select(query("finding_fields", asked))
    return tuple(
        Field(
            row["field"].value,
            unquote(row["dialect"].value) if "dialect" in row and row["dialect"].value else None,
            int(row["records"].value),
        )
        for row in rows
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
        fields=tuple(sorted(text["fields"].split("\n"))),
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
