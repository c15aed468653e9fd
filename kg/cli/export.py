"""What `kg search` does with an answer but show it: write all of it to a file, or fix it as a receipt."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from kg.cli.show import complain, print_json, say
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.answer.engine import Engine
    from kg.answer.receipt import Receipt
    from kg.answer.search import SearchAnswer
    from kg.answer.table import Table
    from kg.store.generation import Generation
    from kg.store.graph_reader import GraphReader
    from kg.store.home import Home

FORMATS = ("csv", "json", "bibtex")
_CALLED = {"excluded": "not"}
"""Filters that addresses call otherwise."""


def write_answer(
    answer: "SearchAnswer", engine: "Engine", reader: "GraphReader", format: str, file: Path | None
) -> None:
    """Write every dataset of the answer to a file, or to stdout; what is left out is said on stderr.

    Raises:
        BadInput: there is no such format, or the file cannot be written.
    """
    from kg.answer.table import table

    if format not in FORMATS:
        raise BadInput(f"There is no format {format[:40]!r}; use one of: {', '.join(FORMATS)}.")
    assert answer.matching is not None
    found = table(engine, answer.matching.ranked, answer.as_of)
    body = _written(found, format, reader)
    if found.told:
        complain(found.told)
    if file is None:
        sys.stdout.write(body)
        return
    try:
        file.write_text(body, encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(f"Cannot write {str(file)!r}: {error.strerror or error}.") from error
    complain(f"{file}: {len(found.rows):,} datasets of generation {found.generation}.")


def _written(found: "Table", format: str, reader: "GraphReader") -> str:
    from kg.answer.bibtex import bibtex, origins
    from kg.answer.table import csv

    if format == "csv":
        return csv(found)
    if format == "json":
        return orjson.dumps(found.as_json(), option=orjson.OPT_INDENT_2).decode() + "\n"
    return bibtex(found, origins(reader, [row.iri for row in found.rows]))


def asked_pairs(text: str, options: Mapping[str, object]) -> list[tuple[str, str]]:
    """The question and its filters as the service's addresses hold them; what was not given is left out."""
    pairs = [("q", text)] if text else []
    for name, value in options.items():
        given = list(value) if isinstance(value, list | tuple) else [value]
        pairs += [(_CALLED.get(name, name), str(of)) for of in given if of not in (None, "")]
    return pairs


@dataclass(frozen=True, slots=True)
class Keeping:
    """How an answer is kept: as a file of this format, else as a receipt."""

    format: str | None
    file: Path | None
    as_json: bool


def keep(
    answer: "SearchAnswer",
    engine: "Engine",
    home: "Home",
    asked: Sequence[tuple[str, str]],
    how: Keeping,
) -> None:
    """Write the answer to a file, or print its receipt.

    Raises:
        BadInput: there is no such format, or the file cannot be written.
    """
    from kg.answer.receipt import issue

    generation = home.generation(answer.generation)
    if how.format is not None:
        write_answer(answer, engine, home.reader(generation), how.format, how.file)
        return
    receipt = issue(answer, engine, generation.facts.get("created"), asked)
    if how.as_json:
        print_json(receipt.as_json())
        return
    say(str(receipt))
    complain(
        f"{receipt.total:,} datasets of generation {receipt.generation}, as of {receipt.as_of}. "
        "Replay it with: kg search --from-receipt RECEIPT; on the web it is /r/RECEIPT."
    )


def replay(text: str, home: "Home", settings: Settings, limit: int) -> "SearchAnswer":
    """Ask the question of a receipt again, and say on stderr whether the answer is still the same.

    Raises:
        BadInput: this is no receipt, or its filters name nothing known.
    """
    from kg.answer.receipt import differences, issue, read_receipt
    from kg.cli.search import open_generation
    from kg.web.paging import question_at

    receipt = read_receipt(text)
    generation = _kept(receipt, home)
    engine = open_generation(generation, settings)
    question = replace(question_at(receipt.parameters, 1), as_of=receipt.as_of, limit=limit)
    answer = question.answer(engine)
    now = issue(answer, engine, generation.facts.get("created"), receipt.parameters)
    told = differences(receipt, now)
    for sentence in told.values():
        complain(sentence)
    if "reading" not in told and "hits" not in told:
        complain("The same reading and the same datasets as in the receipt.")
    return answer


def _kept(receipt: "Receipt", home: "Home") -> "Generation":
    """The receipt's generation; where it is gone, says so and gives the newest one."""
    from kg.cli.stores import current_of

    if receipt.generation in home.numbers():
        generation = home.generation(receipt.generation)
        if str(generation.facts.get("created") or "") == receipt.published:
            return generation
    complain(f"Generation {receipt.generation} is not here any more; the newest one is asked.")
    return current_of(home)
