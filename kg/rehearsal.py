"""What a new release would change in a store's answers, tried on a copy that is thrown away."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from kg.errors import BadInput, KgError
from kg.publishing import Progress, quiet
from kg.rdf.shipped import shipped
from kg.rdf.syntax import canonical_file
from kg.store.copies import make_copies
from kg.store.embedded import EmbeddedStore
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.home import Home
from kg.store.reader import Reader
from kg.store.techniques import techniques_of
from kg.vocabulary import Release, graphs_of
from kg.writer import open_writer

if TYPE_CHECKING:
    from kg.answer.engine import Engine
    from kg.answer.search import SearchAnswer

Table = tuple[Release, bytes]
"""A release, and the Turtle that would be loaded of it."""

_FOLDER = ".rehearsal-"
_SHOWN = 5
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_HITS = 20


def rehearse(
    home: Home,
    tables: Sequence[Table],
    searches: Sequence[str] = (),
    *,
    as_of: date | None = None,
    progress: Progress = quiet,
) -> dict[str, Any]:
    """Bring releases into a copy of the live store and compare its answers; the store stays as it is.

    `searches` are questions, asked as on the day `as_of` (default: today).

    Returns `examples` (queries whose answers differ), `shapes` (whose results differ, and which flip),
    `searches` (questions that are read otherwise or find other things), `possible` and `reason`.

    Raises:
        StoreBusy: another process writes to this store.
        BadInput: it is empty.
    """
    if home.remote is not None:
        reason = (
            f"The graphs are in the engine at {home.remote.query}, of which no copy can be made to try a "
            "release on. Try it on a restored backup in a folder (kg restore), then take it in here."
        )
        return {"possible": False, "reason": reason, "examples": [], "shapes": [], "searches": []}
    if home.is_empty():
        raise BadInput(f"There is no store in {home.path}. Harvest something first: kg harvest")
    with _scene(home) as folder:
        progress("Copying the store", 0, None)
        copies = _copies(home, tables, folder)
        before, after = (_published(each, progress) for each in copies)
        progress("Comparing answers", 0, None)
        readers = Reader(before.graph), Reader(after.graph)
        return {
            "possible": True,
            "reason": None,
            "examples": list(_examples(*readers)),
            "shapes": list(_shapes(*readers)),
            "searches": list(_searches(before, after, searches, as_of or date.today())),
        }


@contextmanager
def _scene(home: Home) -> Iterator[Path]:
    """A folder beside the store, for copies that share its files; removed, as is what a killed one left."""
    home.path.mkdir(parents=True, exist_ok=True)
    for left in home.path.glob(f"{_FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=_FOLDER, dir=home.path))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copies(home: Home, tables: Sequence[Table], folder: Path) -> tuple[Generation, Generation]:
    """Two unpublished generations: of the live store as it is, and with the tables in it."""
    before, after = (Generation(folder / name, number) for number, name in enumerate(("before", "after")))
    for each in (before, after):
        each.path.mkdir()
    with open_writer(home) as writer:
        make_copies(writer.store, before)
        writer.store.backup(folder / "live")
        former = [graph for release, _ in tables for graph in graphs_of(writer, release.name)]
    with EmbeddedStore(folder / "live") as live:
        live.remove(former)
        for release, table in tables:
            live.put(release.graph, canonical_file(table, "ttl"))
        live.flush()
        make_copies(live, after)
    return before, after


def _published(generation: Generation, progress: Progress) -> Generation:
    from kg.index.build import build_index

    reader = Reader(generation.graph)
    build_index(reader, generation.index, None, progress, techniques_of(reader))
    return generation


def _examples(before: GraphReader, after: GraphReader) -> Iterator[dict[str, Any]]:
    """The example queries whose answers differ, and those that cannot be compared, with the reason."""
    for row in before.select("examples"):
        told = {
            "example": row["example"].value,
            "title": row["title"].value if "title" in row else None,
        }
        query = row["sparql"].value
        if _SERVICE.search(query):
            yield told | {"compared": False, "reason": "It asks another endpoint."}
            continue
        try:
            was, now = _answer(before, query), _answer(after, query)
        except KgError as error:
            yield told | {"compared": False, "reason": str(error)}
            continue
        if was != now:
            yield told | {
                "compared": True,
                "rows_before": was.total(),
                "rows_after": now.total(),
                "gone": _rows(was - now),
                "new": _rows(now - was),
            }


def _answer(reader: GraphReader, query: str) -> Counter[tuple[str, ...]]:
    form = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", _without_comments(query), re.IGNORECASE)
    if form is not None and form[1].upper() == "ASK":
        return Counter([(str(reader.ask(query)),)])
    if form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE"):
        return Counter((str(triple),) for triple in reader.construct(query))
    return Counter(
        tuple(f"{name}={value.value}" for name, value in sorted(row.items())) for row in reader.rows(query)
    )


def _without_comments(query: str) -> str:
    return re.sub(r"(^|\s)#.*", " ", query)


def _rows(rows: Counter[tuple[str, ...]]) -> list[list[str]]:
    return [list(row) for row in sorted(rows)[:_SHOWN]]


def _shapes(before: GraphReader, after: GraphReader) -> Iterator[dict[str, Any]]:
    """The shapes with other results than before; one that `flips` held, or holds, without exception."""
    from kg.check.shapes import load_shapes
    from kg.check.verdict import check_store

    shapes = load_shapes(shipped("shapes"))
    was, now = (check_store(each.select, shapes).by_shape for each in (before, after))
    for shape in sorted({*was, *now}):
        if was.get(shape, 0) != now.get(shape, 0):
            yield {
                "shape": shape,
                "results_before": was.get(shape, 0),
                "results_after": now.get(shape, 0),
                "flips": not (was.get(shape) and now.get(shape)),
            }


def _searches(
    before: Generation, after: Generation, questions: Sequence[str], as_of: date
) -> Iterator[dict[str, Any]]:
    from kg.answer.engine import Engine
    from kg.answer.search import search

    asked = [question.strip() for question in questions if question.strip()]
    if not asked:
        return
    engines = [Engine.open(each, None, "not asked for in a rehearsal") for each in (before, after)]
    for question in asked:
        was, now = (search(engine, question, limit=_HITS, as_of=as_of) for engine in engines)
        if told := _differing(was, now, engines):
            yield {"question": question, **told}


def _differing(was: "SearchAnswer", now: "SearchAnswer", engines: "list[Engine]") -> Mapping[str, Any] | None:
    chips = [
        sorted(f"{chip.slot}: {chip.iri or chip.value}" for chip in each.reading.chips) for each in (was, now)
    ]
    hits = [{hit.iri for hit in each.hits} for each in (was, now)]
    if chips[0] == chips[1] and hits[0] == hits[1] and was.total == now.total:
        return None
    return {
        "reading_before": chips[0],
        "reading_after": chips[1],
        "hits_before": was.total,
        "hits_after": now.total,
        "gone": sorted(hits[0] - hits[1])[:_SHOWN],
        "new": sorted(hits[1] - hits[0])[:_SHOWN],
    }
