"""Records that their source says it deleted: tombstones, and what becomes of records made again."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from harvesting import Bench, Given, open_bench
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.harvest.source import Gone
from kg.rdf.mint import graph_iri

ONE = {"key": "1", "title": "one"}
TWO = {"key": "2", "title": "two"}
GRAPH_ONE = graph_iri("given", "dataset", "1").value
NO_MORE = Gone("dataset", "1", "given/list.json", "2026-05-01")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def state(bench: Bench) -> str | None:
    entry = bench.ledger.find("given", "dataset", "1")
    return entry.state if entry else None


def test_a_deleted_record_leaves_the_store_and_stays_in_the_ledger(bench: Bench) -> None:
    bench.harvest([ONE, TWO])

    report = bench.harvest([NO_MORE, TWO])

    assert (report.read, report.unchanged, report.tombstoned) == (1, 1, 1)
    assert report.is_balanced()
    assert GRAPH_ONE not in bench.graphs
    entry = bench.ledger.find("given", "dataset", "1")
    assert entry is not None
    assert (entry.state, entry.reason, entry.datestamp) == (
        "tombstone",
        "deleted by the source",
        "2026-05-01",
    )
    assert (entry.graph, entry.about) == (GRAPH_ONE, "https://w3id.org/pan-kg/id/dataset/given/1")
    assert bench.ledger.payload(entry.raw) is not None


def test_hearing_of_a_deletion_again_writes_nothing(bench: Bench) -> None:
    bench.harvest([ONE, NO_MORE])
    writes, revision = bench.writes, bench.ledger.revision()

    again = bench.harvest([NO_MORE, NO_MORE])

    assert (again.tombstoned, bench.writes, bench.ledger.revision()) == (0, writes, revision)


def test_the_deletion_of_what_was_never_read_is_kept_without_harm(bench: Bench) -> None:
    report = bench.harvest([NO_MORE, TWO])

    assert (report.tombstoned, report.mapped, state(bench)) == (1, 1, "tombstone")
    assert bench.harvest([ONE, TWO]).mapped == 1
    assert state(bench) == "live"


def test_a_record_made_again_is_live_again_even_with_the_same_payload(bench: Bench) -> None:
    bench.harvest([ONE])
    stored = bench.graphs[GRAPH_ONE]
    bench.harvest([NO_MORE])

    report = bench.harvest([ONE])

    assert (report.mapped, state(bench)) == (1, "live")
    assert bench.graphs[GRAPH_ONE] == stored  # the payload is known since the first time


def test_a_quarantined_record_takes_its_last_good_version_along(bench: Bench) -> None:
    bench.harvest([ONE])
    bench.harvest([{"key": "1", "broken": True}])

    bench.harvest([NO_MORE])

    assert (state(bench), GRAPH_ONE in bench.graphs) == ("tombstone", False)


events = st.lists(
    st.one_of(
        st.builds(
            lambda key, title: {"key": key, "title": title}, st.sampled_from("12"), st.sampled_from("xy")
        ),
        st.builds(lambda key: Gone("dataset", key, "list"), st.sampled_from("12")),
    ),
    max_size=10,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(events, min_size=1, max_size=3))
def test_a_deletion_makes_room_for_the_next_copy(harvests: list[list[Given]]) -> None:
    """Held against a model: the first copy of a harvest counts, a deletion ends it; pages end after three."""
    expected: dict[str, str] = {}
    for items in harvests:
        read: set[str] = set()
        for item in items:
            if isinstance(item, Gone):
                expected.pop(item.key, None)
                read.discard(item.key)
            elif isinstance(item, dict) and item["key"] not in read:
                expected[item["key"]] = item["title"]
                read.add(item["key"])
    with TemporaryDirectory() as folder:
        bench = open_bench(Path(folder))
        reports = [bench.harvest(items) for items in harvests]
        bench.ledger.close()

    assert all(report.is_balanced() for report in reports)
    titles = {
        graph_iri("given", "dataset", key).value: f'"{title}" .'.encode() for key, title in expected.items()
    }
    assert bench.graphs.keys() == titles.keys()
    assert all(title in bench.graphs[graph] for graph, title in titles.items())
