"""The harvest bench counts what it says; its payloads are invented, shaped as it says. Nothing is timed."""

from collections import Counter
from pathlib import Path

import orjson
import pytest

from kg.bench.harvest import run
from kg.bench.harvest_corpus import write_payloads
from kg.bench.harvest_stages import Stages, watched
from kg.harvest.ledger import Ledger
from kg.harvest.registry import load_source
from kg.harvest.source import Record
from kg.harvest.world import FileWorld


def test_it_harvests_both_sources_twice_and_gives_their_figures() -> None:
    told: list[str] = []

    figures = run(told.append, records=80)

    for source in ("scicat", "datacite"):
        found = figures[source]
        assert found["records"] == 40
        assert 20 < found["triples_per_record"] < 110  # with the places of creators in their lists
        assert sum(found["shares"].values()) == pytest.approx(1, abs=0.01)
        assert {"read", "map", "check", "canonical text", "hash", "store", "ledger", "payloads"} <= set(
            found["shares"]
        )
        assert any(source in line for line in told)
    assert figures["target_records_per_cpu_second"] == 3000


def test_watching_leaves_everything_as_it_was() -> None:
    before = Ledger.enter, load_source

    with watched():
        assert Ledger.enter is not before[0]

    from kg.harvest.registry import load_source as after

    assert (Ledger.enter, after) == before


def test_time_inside_another_stage_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 4.0, 10.0])  # outer begins, inner begins, inner ends, outer ends
    monkeypatch.setattr("kg.bench.harvest_stages.process_time", lambda: next(clock))
    stages = Stages()
    inner = stages.timed("inner", lambda: None)

    stages.timed("outer", lambda: inner())()

    assert dict(stages.seconds) == {"inner": 3.0, "outer": 7.0}
    assert stages.shares(20.0) == {"outer": 0.35, "inner": 0.15, "rest": 0.5}


@pytest.mark.parametrize("source", ["scicat", "datacite"])
def test_its_payloads_are_the_same_each_time_and_all_of_use(source: str, tmp_path: Path) -> None:
    first = [file.read_bytes() for file in write_payloads(tmp_path / "one", source, 600)]

    assert first == [file.read_bytes() for file in write_payloads(tmp_path / "two", source, 600)]
    assert [len(orjson.loads(data)) for data in first] == [500, 100]
    found = load_source(source)
    records = list(found.records(FileWorld(str(tmp_path / "one"), contained=False)))
    assert all(isinstance(record, Record) for record in records)
    assert len({record.key for record in records if isinstance(record, Record)}) == 600


def test_of_its_datasets_one_in_five_has_a_placeholder_for_an_orcid(tmp_path: Path) -> None:
    (file,) = write_payloads(tmp_path / "one", "scicat", 400)

    datasets = [record for record in orjson.loads(file.read_bytes()) if "pid" in record]

    orcids = Counter(dataset.get("orcidOfOwner", "") for dataset in datasets)
    assert len(datasets) == 200
    assert 25 <= orcids["default"] <= 40  # of every fifth, but for those of the one who has an ORCID
