"""`kg eval answers`: what users would see of a store's answers to questions with a known intended reading."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from time import process_time
from typing import Any

from kg.answer.engine import Engine
from kg.answer.search import Hit, SearchAnswer, search
from kg.errors import BadInput
from kg.evaluate.breach import Reads, facts_of, judgements
from kg.evaluate.reading import Same

FIRST = 10
"""Hits of each answer that are looked at."""

Progress = Callable[..., None]


def evaluate_answers(
    engine: Engine,
    graph: Reads,
    queries: Sequence[dict[str, Any]],
    same_facility: Same,
    as_of: date,
    progress: Progress,
) -> dict[str, Any]:
    """Ask each question and judge its first ten hits.

    `broken` counts wishes that a hit breaks, `unstated` those of which its record says nothing, as where a
    technique is only named in its text. `alike` is the share of hits that a reader takes for one above.
    `cpu_ms` is processor time of a whole search.
    """
    if not queries:
        raise BadInput("There is no question here; a list `queries` with `query` and `intent` is needed.")
    asked, times = [], []
    for done, query in enumerate(queries):
        progress("Asking", done, len(queries))
        before = process_time()
        answer = search(engine, query["query"], as_of=as_of, limit=FIRST)
        times.append((process_time() - before) * 1000)
        asked.append(_judge(query, answer, engine, graph, same_facility, as_of))
    hits = [hit for one in asked for hit in one.pop("hits")]
    return {
        "n": len(asked),
        "as_of": as_of.isoformat(),
        "generation": engine.generation,
        "hits": len(hits),
        "zero_results": sum(one["total"] == 0 for one in asked),
        "zero_result_rate": round(sum(one["total"] == 0 for one in asked) / len(asked), 3),
        "broken": sum(len(one["broken"]) for one in asked),
        "unstated": sum(len(one["unstated"]) for one in asked),
        "alike": _share(one["alike"] for one in asked) if hits else None,
        "shown": _shown(hits),
        "cpu_ms": {"median": _quantile(times, 0.5), "p95": _quantile(times, 0.95)},
        "queries": [{**one, "alike": sum(one["alike"])} for one in asked],
    }


def _judge(
    query: dict[str, Any], answer: SearchAnswer, engine: Engine, graph: Reads, same: Same, as_of: date
) -> dict[str, Any]:
    judged: dict[str, list[dict[str, Any]]] = {"broken": [], "unstated": [], "kept": []}
    for hit in answer.hits:
        facts = facts_of(graph, hit.iri)
        for one in judgements(query["intent"], facts, engine.lexicon.table, same, as_of):
            judged[one.outcome].append(
                {"iri": hit.iri, "slot": one.slot, "wanted": one.wanted, "stated": one.stated}
            )
    return {
        "id": query["id"],
        "query": query["query"],
        "total": answer.total,
        "broken": judged["broken"],
        "unstated": judged["unstated"],
        "alike": _alike(answer.hits),
        "hits": answer.hits,
    }


def _alike(hits: Iterable[Hit]) -> list[bool]:
    """For each hit, whether one above it has the same title and facility."""
    seen: set[tuple[str, str | None]] = set()
    alike = []
    for hit in hits:
        looks = (" ".join(hit.title.casefold().split()), hit.facility)
        alike.append(looks in seen and bool(hit.title))
        seen.add(looks)
    return alike


def _shown(hits: Sequence[Hit]) -> dict[str, float | None]:
    """The share of hits that tell what interviewed users asked for."""
    tell = {
        "access": [hit.access != "unknown" for hit in hits],
        "instrument": [hit.instrument is not None for hit in hits],
        "technique": [bool(hit.techniques) for hit in hits],
    }
    return {name: _share([told]) if told else None for name, told in tell.items()}


def _share(flags: Iterable[Sequence[bool]]) -> float:
    told = [flag for some in flags for flag in some]
    return round(sum(told) / len(told), 3)


def _quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all does not exceed."""
    ordered = sorted(values)
    return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 2)
