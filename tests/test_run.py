"""What becomes of each record of a harvest, and that nothing is lost or counted twice."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from harvesting import SOURCE, Bench, Given, broken_page, open_bench
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode

from kg.harvest.intake import ANOTHER_COPY, KEPT
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import graph_iri
from kg.rdf.names import DCT
from kg.rdf.terms import NamedNode

ONE = {"key": "1", "title": "one"}
TWO = {"key": "2", "title": "two"}
GRAPH_ONE = graph_iri("given", "dataset", "1").value


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def state_of(bench: Bench, key: str) -> tuple[str, str | None]:
    entry = bench.ledger.find("given", "dataset", key)
    assert entry is not None
    return entry.state, entry.reason


def test_a_new_record_is_stored_with_its_catalogue_record(bench: Bench) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    report = bench.harvest([ONE])

    assert report.mapped == 1
    about = "<https://w3id.org/pan-kg/id/dataset/given/1>"
    graph = f"<{GRAPH_ONE}>"
    rdf = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    *lines, retrieved = bench.graphs[GRAPH_ONE].decode().splitlines(keepends=True)
    assert "".join(lines) == (
        f'{graph} <http://purl.org/dc/terms/source> "list.json" .\n'
        f"{graph} {rdf} <http://www.w3.org/ns/dcat#CatalogRecord> .\n"
        f"{graph} <http://xmlns.com/foaf/0.1/primaryTopic> {about} .\n"
        f'{about} <http://purl.org/dc/terms/title> "one" .\n'
        f"{about} {rdf} <http://www.w3.org/ns/dcat#Dataset> .\n"
        f'{graph} <https://w3id.org/pan-kg/def#mapping> "given 1" .\n'
        f'{graph} <https://w3id.org/pan-kg/def#payloadHash> "{digest(json.dumps(ONE).encode())}" .\n'
    )
    moment = re.fullmatch(
        re.escape(f"{graph} <https://w3id.org/pan-kg/def#retrieved> ")
        + '"(.+)"'
        + re.escape("^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n"),
        retrieved,
    )
    assert moment is not None
    assert before <= datetime.fromisoformat(moment[1]) <= datetime.now(UTC)


def test_harvesting_again_writes_nothing(bench: Bench) -> None:
    bench.harvest([ONE, TWO])
    stored, writes, revision = dict(bench.graphs), bench.writes, bench.ledger.revision()

    again = bench.harvest([ONE, TWO])

    assert (again.mapped, again.unchanged) == (0, 2)
    assert (bench.graphs, bench.writes, bench.ledger.revision()) == (stored, writes, revision)


def test_a_changed_record_replaces_its_graph(bench: Bench) -> None:
    bench.harvest([ONE, TWO])

    report = bench.harvest([{"key": "1", "title": "uno"}, TWO])

    assert (report.mapped, report.unchanged) == (1, 1)
    assert b'"uno"' in bench.graphs[GRAPH_ONE]
    assert b'"one"' not in bench.graphs[GRAPH_ONE]


def test_another_payload_with_the_same_meaning_is_not_written(bench: Bench) -> None:
    bench.harvest([ONE])
    writes = bench.writes

    report = bench.harvest([{**ONE, "viewed": 17}])

    assert (report.mapped, report.unchanged, bench.writes) == (0, 1, writes)


def test_a_new_mapping_version_maps_everything_again(bench: Bench) -> None:
    def shouted(record: Record) -> Mapped:
        return SOURCE.triples(replace(record, body={**record.body, "title": record.body["title"].upper()}))

    bench.harvest([ONE])
    report = bench.harvest([ONE], source=replace(SOURCE, triples=shouted, version="2"))

    assert report.mapped == 1
    assert b'"ONE"' in bench.graphs[GRAPH_ONE]


def test_naming_the_facility_later_maps_the_records_again(bench: Bench) -> None:
    bench.harvest([ONE])

    entry_before = bench.ledger.find("given", "dataset", "1")
    bench.harvest([ONE], facility="Aurora")
    entry_after = bench.ledger.find("given", "dataset", "1")

    assert entry_before is not None
    assert entry_after is not None
    assert (entry_before.facility, entry_after.facility) == (None, "Aurora")


def test_the_same_record_twice_in_a_harvest_counts_once_as_mapped(bench: Bench) -> None:
    report = bench.harvest([ONE, ONE])

    assert (report.read, report.mapped, report.unchanged) == (2, 1, 1)


def test_another_copy_in_the_same_harvest_is_skipped_and_kept(bench: Bench) -> None:
    other = {"key": "1", "title": "another one"}

    first = bench.harvest([ONE, other])
    second = bench.harvest([ONE, other])

    assert first.skipped == second.skipped == {ANOTHER_COPY: 1}
    assert (second.mapped, second.unchanged) == (0, 1)
    assert b'"one"' in bench.graphs[GRAPH_ONE]


@pytest.mark.parametrize(
    ("record", "reason"),
    [({"key": "1", "broken": True}, "it is broken"), ({"key": "1"}, "it has no title")],
)
def test_an_unusable_record_is_quarantined_and_the_others_go_in(
    bench: Bench, record: Given, reason: str
) -> None:
    report = bench.harvest([record, TWO])

    assert (report.quarantined, report.mapped, report.reasons) == (1, 1, {reason: 1})
    assert state_of(bench, "1") == ("quarantined", reason)
    assert list(bench.graphs) == [graph_iri("given", "dataset", "2").value]


def test_a_record_that_broke_keeps_its_last_good_version(bench: Bench) -> None:
    bench.harvest([ONE])
    stored = dict(bench.graphs)

    broken = bench.harvest([{"key": "1", "broken": True}])
    assert state_of(bench, "1") == ("quarantined", "it is broken" + KEPT)
    mended = bench.harvest([ONE])

    assert (broken.quarantined, mended.unchanged) == (1, 1)
    assert bench.graphs == stored
    assert state_of(bench, "1") == ("live", None)


def test_a_blank_node_is_quarantined(bench: Bench) -> None:
    def blank(record: Record) -> Mapped:
        mapped = SOURCE.triples(record)
        someone = (mapped.about, DCT["creator"], BlankNode())
        return Mapped(mapped.about, [*mapped.triples, someone])  # type: ignore[list-item]

    report = bench.harvest([ONE], source=replace(SOURCE, triples=blank))

    assert report.reasons == {"The mapping made a blank node.": 1}
    assert not bench.graphs


def test_the_text_of_a_blank_node_in_a_title_is_just_text(bench: Bench) -> None:
    assert bench.harvest([{"key": "1", "title": "run _:b1 again"}]).mapped == 1


def test_every_payload_can_be_read_again(bench: Bench) -> None:
    items: list[Given] = [ONE, {"key": "1", "title": "copy"}, {"key": "3", "broken": True}, TWO]

    bench.harvest([*items, broken_page("<html>Log in</html>")])

    payloads = [json.dumps(item).encode() for item in items] + [b"<html>Log in</html>"]
    assert [bench.ledger.payload(digest(data)) for data in payloads] == payloads


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_what_was_put_aside_is_forgotten_when_it_does_not_come_again(bench: Bench) -> None:
    bench.harvest([ONE, broken_page("first"), broken_page("second", key="other")])

    bench.harvest([ONE, broken_page("second", key="other")])

    assert raws_aside(bench) == [digest(b"second")]


def raws_aside(bench: Bench) -> list[str]:
    rows = bench.ledger._records.execute("SELECT raw FROM record WHERE state = 'quarantined'")
    return [row[0] for row in rows]


def test_a_source_that_goes_down_keeps_what_it_gave(bench: Bench) -> None:
    report = bench.harvest([ONE, TWO], breaks_after=1)

    assert (report.read, report.mapped) == (1, 1)
    assert [(failure.location, failure.is_down) for failure in report.failed] == [("given", True)]
    assert list(bench.graphs) == [GRAPH_ONE]


def test_a_full_harvest_removes_what_the_place_no_longer_lists(bench: Bench) -> None:
    items = [{"key": str(number), "title": "x"} for number in range(10)]
    bench.harvest(items)

    partial = bench.harvest(items[1:])
    kept = len(bench.graphs)
    report = bench.harvest(items[1:], full=True)

    assert (partial.tombstoned, kept) == (0, 10)
    assert (report.tombstoned, len(bench.graphs)) == (1, 9)
    assert state_of(bench, "0") == ("tombstone", "no longer listed by the source")
    assert bench.harvest(items).mapped == 1


def test_a_listing_that_lost_too_much_is_not_believed(bench: Bench) -> None:
    items = [{"key": str(number), "title": "x"} for number in range(10)]
    bench.harvest(items)
    bench.harvest(items[3:])

    report = bench.harvest(items[3:], full=True)

    assert (report.tombstoned, report.held_back, len(bench.graphs)) == (0, 3, 10)
    assert report.notes == [
        "3 of 10 records are no longer listed by given; that is too many to be believed, so they were kept. "
        "If they are gone indeed, harvest with --full --allow-removal."
    ]


keys = st.sampled_from("abc")
titles = st.sampled_from(["x", "y", 'quote " and \\ and \n'])
good = st.builds(lambda key, title: {"key": key, "title": title}, keys, titles)
bad = st.one_of(
    st.builds(lambda key: {"key": key, "broken": True}, keys), st.builds(lambda key: {"key": key}, keys)
)
# The same payload always fares the same: its name decides, as a source would.
asides = st.builds(
    lambda name, key: broken_page(name, "quarantined" if name == "p" else "skipped", key),
    st.sampled_from("pq"),
    keys,
)
harvests = st.lists(st.one_of(good, bad, asides), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(harvests, min_size=1, max_size=4))
def test_every_record_is_counted_once_and_a_second_time_changes_nothing(sequence: list[list[Given]]) -> None:
    with TemporaryDirectory() as folder:
        bench = open_bench(Path(folder))
        reports = [bench.harvest(items) for items in sequence]
        stored, revision = dict(bench.graphs), bench.ledger.revision()
        again = bench.harvest(sequence[-1])

        assert all(report.is_balanced() for report in [*reports, again])
        assert [report.read for report in reports] == [len(items) for items in sequence]
        assert (again.mapped, bench.graphs, bench.ledger.revision()) == (0, stored, revision)
        assert bench.ledger.doubts.stored_graphs("given") == set(bench.graphs)
        bench.ledger.close()


@settings(max_examples=60, deadline=None)
@given(harvests)
def test_the_graph_shows_the_first_copy_of_each_record_that_may_go_in(items: list[Given]) -> None:
    with TemporaryDirectory() as folder:
        bench = open_bench(Path(folder))
        bench.harvest(items)
        bench.ledger.close()

    first: dict[str, dict[str, object]] = {}
    for item in items:
        if isinstance(item, dict):
            first.setdefault(item["key"], item)
    expected = {graph_iri("given", "dataset", key).value for key, item in first.items() if "title" in item}
    assert set(bench.graphs) == expected


def test_reports_of_several_places_add_up(bench: Bench) -> None:
    report = bench.harvest([ONE, broken_page()])
    report.add(bench.harvest([ONE, TWO], place="elsewhere"))

    assert (report.read, report.mapped, report.unchanged, report.quarantined) == (4, 2, 1, 1)
    assert report.reasons == Counter({"no JSON": 1})
    assert NamedNode(GRAPH_ONE).value in bench.graphs
