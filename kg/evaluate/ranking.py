"""`kg eval search`: nDCG@10 and Recall@20 of every system on one collection, with intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.evaluate.bootstrap import DRAWS, SEED, Estimate, estimates
from kg.evaluate.collection import Collection
from kg.evaluate.metrics import ndcg, recall
from kg.evaluate.runs import run_name, write_run
from kg.evaluate.systems import BASELINE, Asked, Judged, System, systems
from kg.index.encoder import Encoder
from kg.index.vectors import embed
from kg.index.words import Words, write_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[..., None]

DEEP = 200
"""Documents of each query that a run holds."""

Run = dict[str, list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One system: its documents for each query, and the two measures of each query."""

    name: str
    run: Run
    ndcg: tuple[float, ...]
    recall: tuple[float, ...]


def evaluate_search(
    collection: Collection,
    encoder: Encoder | None,
    progress: Progress,
    runs: Path | None = None,
    without_dense: str | None = None,
) -> dict[str, Any]:
    """Index the documents as a generation is indexed, rank them for each query by every system, and measure.

    Without an encoder, only what goes by words is compared; `without_dense` says why. With `runs`, one TREC
    run file per system is written into that folder.
    """
    with TemporaryDirectory(prefix="kg-eval-") as folder:
        judged, asked = _prepare(collection, encoder, progress, Path(folder) / "words")
        known, default = systems(judged)
        measured = []
        for done, (name, system) in enumerate(known.items()):
            progress("Ranking", done, len(known))
            measured.append(_measure(name, system, asked, collection))
        progress("Ranking", len(known), len(known))
    if runs is not None:
        _write(measured, runs)
    return {
        "systems": _rows(measured, default),
        "n": len(collection.queries),
        "documents": len(collection.names),
        "default": default,
        "baseline": BASELINE,
        "draws": DRAWS,
        "seed": SEED,
        "encoder": encoder.identity if encoder else None,
        "dense": encoder is not None,
        "dense_reason": None if encoder else without_dense,
        "remarks": list(collection.remarks),
    }


def _prepare(
    collection: Collection, encoder: Encoder | None, progress: Progress, folder: Path
) -> tuple[Judged, dict[str, Asked]]:
    progress("Indexing words", 0, len(collection.documents))
    write_words(collection.documents, folder)
    words, texts = Words(folder), list(collection.queries.values())
    if encoder is None:
        judged = Judged(words, collection.documents)
        return judged, {name: Asked(judged, text) for name, text in collection.queries.items()}
    vectors, _ = embed(encoder, [document.meaning for document in collection.documents], progress)
    meant, _ = embed(encoder, texts, progress)
    judged = Judged(words, collection.documents, vectors)
    pairs = zip(collection.queries.items(), meant, strict=True)
    return judged, {name: Asked(judged, text, vector) for (name, text), vector in pairs}


def _measure(name: str, system: System, asked: Mapping[str, Asked], collection: Collection) -> Measured:
    run = {query: _best(system(of), collection.names) for query, of in asked.items()}
    gains = [collection.judged[query] for query in run]
    ranked = [[document for document, _ in documents] for documents in run.values()]
    return Measured(
        name,
        run,
        tuple(map(ndcg, ranked, gains)),
        tuple(map(recall, ranked, gains)),
    )


def _best(scores: "NDArray[np.float32]", names: Sequence[str]) -> list[tuple[str, float]]:
    """The best documents, of equal ones the earlier first; what scores nothing is not found."""
    import numpy as np

    order = np.argsort(-scores, kind="stable")[:DEEP]
    return [(names[at], float(scores[at])) for at in order.tolist() if scores[at] > 0]


def _rows(measured: Sequence[Measured], default: str) -> list[dict[str, Any]]:
    """One row per system, with its own interval and the paired difference to the baseline."""
    import numpy as np

    of_ndcg, of_recall = np.array([of.ndcg for of in measured]), np.array([of.recall for of in measured])
    first = next(place for place, of in enumerate(measured) if of.name == BASELINE)
    own = estimates(of_ndcg), estimates(of_recall)
    apart = estimates(of_ndcg - of_ndcg[first]), estimates(of_recall - of_recall[first])
    return [
        {
            "system": of.name,
            "ndcg@10": own[0][place].mean,
            "recall@20": own[1][place].mean,
            "interval": _interval(own[0][place]),
            "recall_interval": _interval(own[1][place]),
            "default": of.name == default,
            "difference": apart[0][place].mean,
            "difference_interval": _interval(apart[0][place]),
            "p": apart[0][place].p,
            "recall_difference": apart[1][place].mean,
            "recall_difference_interval": _interval(apart[1][place]),
            "recall_p": apart[1][place].p,
        }
        for place, of in enumerate(measured)
    ]


def _interval(of: Estimate) -> list[float]:
    return [of.low, of.high]


def _write(measured: Sequence[Measured], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for of in measured:
        write_run(of.run, of.name, folder / f"{run_name(of.name)}.run")
