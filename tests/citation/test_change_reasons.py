"""Why a pair came or went is named: a new claim, a record that no longer says so, a record that is gone."""

from typing import Any

from citation_books import Kept, claimed, dataset

GRAPH = "https://w3id.org/pan-kg/graph/x/1"
DATA = dataset("10.5072/data")
SAYS_SO = [*claimed("10.5072/article", "references", "10.5072/data"), *DATA]


def last_change(kept: Kept) -> tuple[str, Any]:
    change = kept.book.changes()[-1]
    return change.what, change.why["reason"]


def test_a_record_that_no_longer_says_so() -> None:
    kept = Kept()
    kept.bring({GRAPH: DATA})
    kept.bring({GRAPH: SAYS_SO})
    assert last_change(kept) == ("added", "new claim")

    kept.bring({GRAPH: DATA})
    assert last_change(kept) == ("removed", "the record no longer says so")


def test_a_record_that_is_gone() -> None:
    kept = Kept()
    kept.bring({GRAPH: SAYS_SO})
    kept.bring({})
    what, reason = last_change(kept)
    assert (what, reason == "the record no longer says so") == ("removed", False)
