"""Kept payloads mapped again: what changed is written, what did not is not, and nobody is asked."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from harvesting import SOURCE, Bench, TitleGate, broken_page, open_bench

from kg.errors import BadRecord
from kg.harvest.replay import NOT_KEPT, replay
from kg.harvest.report import HarvestReport
from kg.harvest.source import Gone, Mapped, Record, Source
from kg.rdf.mint import graph_iri

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
ROWS = (
    "SELECT kind, key, copy, state, reason, origin, place, facility, graph, about, raw, first_seen,"
    " last_seen, datestamp, retrieved, run FROM record ORDER BY kind, key, copy"
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def again(bench: Bench, source: Source = SOURCE) -> HarvestReport:
    return replay("given", source, bench.ledger, TitleGate(), bench.write, lambda *_: None, checkpoint=3)


def louder(record: Record) -> Mapped:
    if record.body.get("broken"):
        record = replace(record, body={"title": "mended", **record.body, "broken": False})
    return SOURCE.triples(replace(record, body={**record.body, "title": record.body["title"].upper()}))


LOUDER = replace(SOURCE, version="2", triples=louder)


def harvest_some(bench: Bench) -> None:
    items = [{"key": str(number), "title": "x"} for number in range(7)]
    bench.harvest(
        [*items, {"key": "0", "title": "another copy"}, {"key": "bad", "broken": True}, broken_page()]
    )


def graph(key: str) -> str:
    return graph_iri("given", "dataset", key).value


def test_without_a_change_nothing_is_written(bench: Bench) -> None:
    harvest_some(bench)
    rows = bench.ledger._records.execute(ROWS).fetchall()
    stored, writes, revision = dict(bench.graphs), bench.writes, bench.ledger.revision()

    report = again(bench)

    assert (report.read, report.mapped, report.unchanged, report.quarantined) == (8, 0, 7, 1)
    assert report.is_balanced()
    assert (bench.graphs, bench.writes, bench.ledger.revision()) == (stored, writes, revision)
    assert bench.ledger._records.execute(ROWS).fetchall() == rows


def test_a_new_mapping_reaches_all_and_mends_the_quarantined(bench: Bench) -> None:
    harvest_some(bench)
    seen = bench.ledger._records.execute("SELECT key, last_seen, run, retrieved FROM record").fetchall()

    report = again(bench, LOUDER)

    assert (report.read, report.mapped, report.quarantined) == (8, 8, 0)
    assert b'"MENDED"' in bench.graphs[graph("bad")]
    assert b'"X"' in bench.graphs[graph("0")]
    assert (
        bench.ledger._records.execute("SELECT key, last_seen, run, retrieved FROM record").fetchall() == seen
    )


def test_the_next_harvest_has_nothing_left_to_do(bench: Bench) -> None:
    harvest_some(bench)
    again(bench, LOUDER)
    writes = bench.writes

    report = bench.harvest([{"key": "1", "title": "x"}], source=LOUDER)

    assert (report.unchanged, bench.writes) == (1, writes)


def test_facility_licence_and_origin_are_those_of_the_harvest(bench: Bench) -> None:
    bench.harvest([{"key": "1", "title": "x"}], facility="Aurora", licence=CC0)
    seen: list[Record] = []

    def noting(record: Record) -> Mapped:
        seen.append(record)
        return louder(record)

    again(bench, replace(LOUDER, triples=noting))

    (record,) = seen
    assert (record.facility, record.origin, record.body) == (
        "Aurora", "given/list.json", {"key": "1", "title": "x"}
    )  # fmt: skip
    assert f"<{CC0}>".encode() in bench.graphs[graph("1")]


def lose(bench: Bench, raw: str) -> None:
    bench.ledger._payloads._database.execute("DELETE FROM payload WHERE raw = ?", (raw,))


def test_a_missing_payload_is_named_and_its_record_kept(bench: Bench) -> None:
    harvest_some(bench)
    four = bench.ledger.find("given", "dataset", "4")  # the second on its page of three
    assert four is not None
    lose(bench, four.raw)

    report = again(bench, LOUDER)

    assert (report.mapped, report.skipped) == (7, {NOT_KEPT: 1})
    assert report.is_balanced()
    assert report.notes == [
        "Kept as they are, for their payloads are missing: dataset '4'. Harvest them again with --full."
    ]
    assert b'"x"' in bench.graphs[graph("4")]


def test_losing_what_others_were_packed_with_is_no_error(bench: Bench) -> None:
    """The payloads of a page are deflated with its first as dictionary: with it, all three are lost."""
    harvest_some(bench)
    three = bench.ledger.find("given", "dataset", "3")
    assert three is not None
    lose(bench, three.raw)

    report = again(bench, LOUDER)

    assert (report.mapped, report.skipped) == (5, {NOT_KEPT: 3})
    assert "dataset '3', dataset '4', dataset '5'" in report.notes[0]


def test_a_payload_that_can_no_longer_be_read_keeps_the_last_good_version(bench: Bench) -> None:
    bench.harvest([{"key": "1", "title": "x"}])

    def unreadable(_: bytes) -> object:
        raise BadRecord("it is in an older dialect")

    report = again(bench, replace(SOURCE, body=unreadable))

    assert report.reasons == {"it is in an older dialect": 1}
    assert graph("1") in bench.graphs


def test_tombstones_stay_in_their_graves(bench: Bench) -> None:
    bench.harvest([{"key": "1", "title": "x"}, Gone("dataset", "1", "list")])

    assert (again(bench, LOUDER).read, bench.graphs) == (0, {})


def test_more_payloads_than_one_batch(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.harvest.replay._BATCH", 2)
    harvest_some(bench)

    assert again(bench, LOUDER).mapped == 8


def test_a_replay_is_no_harvest_of_any_place(bench: Bench) -> None:
    """It neither counts as a listing nor as the end that the next harvest of changes starts from."""
    harvest_some(bench)
    before = bench.ledger.runs.latest("given", "given")

    again(bench)

    assert bench.ledger.runs.latest("given", "given") == before
    assert json.loads(bench.ledger._records.execute("SELECT report FROM run WHERE id = 2").fetchone()[0])
