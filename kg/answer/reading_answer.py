"""The reading of a question alone, as `kg read` and `/api/v1/read` answer it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kg.answer.clauses import Context
from kg.answer.constraints import Constraint, constraints
from kg.answer.engine import Engine
from kg.answer.options import Options
from kg.answer.search import LONGEST_TEXT
from kg.answer.sparql import as_sparql, read_conditions
from kg.read.lexicon import Lexicon
from kg.read.read import read
from kg.read.reading import Reading

SHIPPED = "Read without a store: with the techniques, facilities and words that this program ships."


def read_with(engine: Engine, text: str, today: date, as_of: date) -> dict[str, Any]:
    """What a generation understands of a text. `today` is what "last year" is counted from."""
    reading = read(engine.lexicon, plain(text), today)
    conditions = constraints(engine, reading, Options(), as_of)
    return _said(reading, conditions, as_of, "generation", engine.generation)


def read_without(lexicon: Lexicon, text: str, today: date, as_of: date) -> dict[str, Any]:
    """What a lexicon understands of a text where there is no generation to ask."""
    reading = read(lexicon, plain(text), today)
    conditions = read_conditions(reading, Context(lexicon, as_of, text=reading.text))
    return _said(reading, conditions, as_of, "shipped", None)


def plain(text: str) -> str:
    """As much of the text as is read, without half characters."""
    return text[:LONGEST_TEXT].encode("utf-8", "replace").decode()


def _said(
    reading: Reading, conditions: Sequence[Constraint], as_of: date, by: str, generation: int | None
) -> dict[str, Any]:
    """`sentences` stand in the order of the conditions; `lexicon` says whose names the text was read with."""
    sentences = [
        {"slot": of.slot, "sentence": of.sentence, "negated": of.negated, "from": of.origin}
        for of in conditions
    ]
    return reading.as_json() | {
        "sentences": sentences,
        "asked": reading.ask.told if reading.ask else None,
        "sparql": as_sparql(reading, conditions, as_of),
        "as_of": as_of.isoformat(),
        "lexicon": by,
        "generation": generation,
    }
