"""nDCG and recall: worked out by hand, and against trec_eval's own code."""

import math
import random

import pytest

from kg.evaluate.metrics import ndcg, recall


def test_graded_gains_discounted_by_the_logarithm_of_their_place() -> None:
    gained = 1 / math.log2(2) + 3 / math.log2(4)  # "b" first, "a" third
    ideal = 3 / math.log2(2) + 1 / math.log2(3)

    assert ndcg(["b", "x", "a"], {"a": 3, "b": 1, "c": 0}) == pytest.approx(gained / ideal)


def test_what_stands_below_the_depth_gains_nothing() -> None:
    assert ndcg(["x"] * 10 + ["a"], {"a": 1}) == 0
    assert recall(["x"] * 20 + ["a"], {"a": 1}) == 0
    assert recall(["x"] * 19 + ["a"], {"a": 1}) == 1


def test_recall_is_the_share_of_all_relevant_documents() -> None:
    assert recall(["a", "b"], {"a": 1, "c": 2, "d": 1, "b": 0}) == pytest.approx(1 / 3)


def test_nothing_relevant_is_no_success() -> None:
    assert (ndcg(["a"], {}), recall(["a"], {"a": 0})) == (0, 0)


def test_trec_eval_finds_the_same() -> None:
    pytrec_eval = pytest.importorskip("pytrec_eval", reason="pytrec_eval-terrier is not installed")
    chance = random.Random(7)
    names = [f"d{number}" for number in range(60)]
    judged, runs = {}, {}
    for query in (f"q{number}" for number in range(40)):
        judged[query] = {name: chance.randint(0, 3) for name in chance.sample(names, chance.randint(1, 30))}
        judged[query][names[0]] = 2
        ranked = chance.sample(names, chance.randint(1, 60))
        runs[query] = {name: float(len(ranked) - place) for place, name in enumerate(ranked)}

    theirs = pytrec_eval.RelevanceEvaluator(judged, {"ndcg_cut.10", "recall.20"}).evaluate(runs)

    for query, run in runs.items():
        gains = {name: float(gain) for name, gain in judged[query].items()}
        assert ndcg(list(run), gains) == pytest.approx(theirs[query]["ndcg_cut_10"])
        assert recall(list(run), gains) == pytest.approx(theirs[query]["recall_20"])
