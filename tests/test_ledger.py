"""The ledger alone: payloads, copies, runs, and what pages read from it."""

import os
from hashlib import sha256
from pathlib import Path

from harvesting import broken_page, open_bench

from kg.harvest.entry import Page
from kg.harvest.ledger import Ledger
from kg.store.outcomes import outcome_of, read_outcomes, state_counts

ONE = {"key": "1", "title": "one"}


def open_ledger(folder: Path) -> Ledger:
    return Ledger(folder / "ledger.sqlite", folder / "payloads.sqlite")


def test_payloads_of_all_sizes_come_back_whole(tmp_path: Path) -> None:
    payloads = {
        sha256(data).hexdigest(): data for data in (b"", b"{}", b"x" * 100_000, os.urandom(20_000), b"y")
    }

    with open_ledger(tmp_path) as ledger:
        ledger.enter(ledger.runs.begin("given", "here"), Page(payloads), wrote=False)
        _, *others = payloads
        ledger.enter(ledger.runs.begin("given", "here"), Page({others[0]: payloads[others[0]]}), wrote=False)

        assert {raw: ledger.payload(raw) for raw in payloads} == payloads
        assert ledger.payload("unknown") is None


def test_a_run_is_unfinished_until_it_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger:
        killed, whole = ledger.runs.begin("given", "here"), ledger.runs.begin("given", "there")
        ledger.runs.finish(whole, {})

    with open_ledger(tmp_path) as ledger:
        assert ledger.runs.unfinished() == [killed]


def test_pages_read_states_reasons_and_counts_from_a_copy(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.harvest([ONE, {"key": "2", "broken": True}, broken_page(outcome="skipped")])
    copy = tmp_path / "copy.sqlite"

    bench.ledger.copy(copy)

    outcomes = read_outcomes(copy)
    assert [(one.kind, one.key, one.state, one.reason) for one in outcomes] == [
        ("dataset", "2", "quarantined", "it is broken"),
        ("page", "page", "skipped", "no JSON"),
    ]
    assert state_counts(copy) == {"given": {"live": 1, "quarantined": 1, "skipped": 1}}
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite"]
    bench.ledger.close()


def test_the_record_behind_a_graph_is_known(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.harvest([ONE])
    bench.ledger.copy(tmp_path / "copy.sqlite")
    (graph,) = bench.graphs

    outcome = outcome_of(tmp_path / "copy.sqlite", graph)

    assert outcome is not None
    assert (outcome.key, outcome.about) == ("1", "https://w3id.org/pan-kg/id/dataset/given/1")
    assert outcome_of(tmp_path / "copy.sqlite", "https://nowhere.example") is None
    bench.ledger.close()
