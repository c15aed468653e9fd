"""Measures of one ranking against judgements: nDCG@10 with linear gain, and recall."""

import math
from collections.abc import Iterable, Mapping, Sequence


def ndcg(ranked: Sequence[str], gains: Mapping[str, float], depth: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `depth` documents, 0 to 1.

    The gain is the judged relevance itself and its discount 1/log2(place + 1), as in trec_eval; documents
    that nobody judged, and those judged below zero, gain nothing. 0 where nothing is relevant.

    >>> ndcg(["a", "b"], {"b": 1})
    0.6309297535714575
    """
    ideal = _discounted(sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:depth])
    return _discounted(max(gains.get(name, 0.0), 0.0) for name in ranked[:depth]) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], gains: Mapping[str, float], depth: int = 20) -> float:
    """The share of the relevant documents among the first `depth`, 0 to 1; 0 where nothing is relevant.

    >>> recall(["a", "b"], {"b": 1, "c": 2})
    0.5
    """
    relevant = {name for name, gain in gains.items() if gain > 0}
    return len(relevant & set(ranked[:depth])) / len(relevant) if relevant else 0.0


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))
