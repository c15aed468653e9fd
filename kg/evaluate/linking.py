"""How well texts are linked to techniques, on mappings that people made: `kg eval linking FILE`."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.evaluate.bootstrap import estimates
from kg.evaluate.link_folds import DRAWS, Mapped, cross_validated
from kg.evaluate.linkers import PRODUCT, WITHOUT_ENCODER, Answer, linkers
from kg.link.context import PROBES, probe_at
from kg.link.encoder import Encoder
from kg.link.names import names_of
from kg.rdf.panet import PanetTable, panet_table


def run(file: Path, encoder: Encoder | None) -> dict[str, Any]:
    """The evaluation of a file of mappings, JSON lines with `text`, `targets` (`panet`, `gain`), `verbatim`.

    Raises:
        BadInput: it is no such file.
    """
    return evaluate_linking(load_mappings(file), panet_table(), encoder, DRAWS)


def evaluate_linking(
    rows: Sequence[Mapped], table: PanetTable, encoder: Encoder | None = None, draws: int = 0
) -> dict[str, Any]:
    """All systems side by side, the product's default marked.

    `hit@1` and `hit@5` count a technique and the specifier that defines it as one; `strict` does not. A text
    has the context of its vocabulary, where that is a light source's (the systems called "no context" never).
    `draws` sets of weights are tried for the cross-validation; 0 leaves it out.
    """
    twins = names_of(table).pairs
    default = PRODUCT if encoder is not None else WITHOUT_ENCODER
    systems = []
    for name, linker in linkers(table, encoder).items():
        answers = [linker(row.text, row.context) for row in rows]
        systems.append({"system": name, "default": name == default, **measured(rows, answers, twins)})
    answer: dict[str, Any] = {"n": len(rows), "panet": table.version, "systems": systems}
    if draws:
        answer["cross_validation"] = cross_validated(rows, table, encoder, place, draws)
    return answer


def measured(rows: Sequence[Mapped], answers: Sequence[Answer], twins: Mapping[str, str]) -> dict[str, Any]:
    """Hits of one system: all, by kind of text, by vocabulary, and where it does not ask."""
    places = [place(row, answer, twins) for row, answer in zip(rows, answers, strict=True)]
    strict = [place(row, answer, {}) for row, answer in zip(rows, answers, strict=True)]
    found = _shares(places)
    found["strict"] = {"hit@1": _share(strict, 1), "hit@5": _share(strict, 5)}
    kinds: dict[str, Callable[[Mapped], bool]] = {
        "verbatim": lambda row: row.verbatim,
        "not verbatim": lambda row: not row.verbatim,
        "exact or close, not verbatim": lambda row: not row.verbatim and row.best >= 2,
        "broader or narrower, not verbatim": lambda row: not row.verbatim and row.best < 2,
    }
    for vocabulary in sorted({row.vocabulary for row in rows}):
        kinds[vocabulary] = lambda row, wanted=vocabulary: row.vocabulary == wanted  # type: ignore[misc]
    found["by"] = {
        kind: _shares([at for at, row in zip(places, rows, strict=True) if fits(row)])
        for kind, fits in kinds.items()
    }
    sure = [at for at, answer in zip(places, answers, strict=True) if answer.certain]
    if any(answer.certain is not None for answer in answers):
        found["where it does not ask"] = {"share": round(len(sure) / len(rows), 4), **_shares(sure)}
    return found


def place(row: Mapped, answer: Answer, twins: Mapping[str, str]) -> int | None:
    """The rank, from 1, of the first right answer; `twins` count as one."""
    right = row.targets | {twins[iri] for iri in row.targets if iri in twins}
    return next((rank for rank, iri in enumerate(answer.iris, start=1) if iri in right), None)


def _shares(places: Sequence[int | None]) -> dict[str, Any]:
    """Hit@1 with its bootstrap interval, Hit@5, MRR cut at ten, and of how many."""
    if not places:
        return {"n": 0}
    of = estimates([float(at == 1) for at in places])[0]
    return {
        "n": len(places),
        "hit@1": round(of.mean, 4),
        "interval": [round(of.low, 4), round(of.high, 4)],
        "hit@5": _share(places, 5),
        "mrr": round(sum(1 / at for at in places if at) / len(places), 4),
    }


def _share(places: Sequence[int | None], within: int) -> float:
    return round(sum(at is not None and at <= within for at in places) / len(places), 4)


def load_mappings(path: Path) -> list[Mapped]:
    """The mappings of a file, JSON lines.

    Raises:
        BadInput: it is no such file.
    """
    try:
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        found = [_mapped(json.loads(line)) for line in lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{path} is no file of mappings: JSON lines, each with `text` and a list `targets` of `panet` "
            f"and `gain` ({type(error).__name__}: {error})."
        ) from error
    if not found:
        raise BadInput(f"{path} holds no mapping: one JSON object a line is needed.")
    return found


def _mapped(row: dict[str, Any]) -> Mapped:
    gains = {str(target["panet"]): int(target.get("gain", 1)) for target in row["targets"]}
    vocabulary, context = str(row.get("vocabulary", "")), row.get("context")
    return Mapped(
        text=str(row["text"]),
        vocabulary=vocabulary,
        context=context if context in PROBES else probe_at(vocabulary),
        verbatim=bool(row.get("verbatim")),
        best=max(gains.values(), default=0),
        targets=frozenset(iri for iri, gain in gains.items() if gain > 0),
    )
