"""The NeXus bench reads what it measures."""

from pathlib import Path

import pytest

from harvesters.nexus import read
from kg.bench.nexus import run
from kg.bench.nexus_corpus import write_corpus


def test_the_made_up_files_are_read_in_full(tmp_path: Path) -> None:
    scans, tomography = (read(path) for path in reversed(write_corpus(tmp_path, 2)))

    assert [entry["path"] for entry in scans["entries"]] == ["/1.1", "/2.1"]
    assert scans["entries"][1]["instrument"] == "ID99"
    assert scans["entries"][1]["energy_basis"] == "read"
    assert tomography["entries"][0]["definition"] == "NXtomo"
    assert scans["issues"] == tomography["issues"] == []


def test_the_same_seed_gives_the_same_metadata(tmp_path: Path) -> None:
    first, second = write_corpus(tmp_path / "a", 2), write_corpus(tmp_path / "b", 2)

    assert [read(path) for path in first] == [read(path) for path in second]


@pytest.mark.bench
def test_the_bench_tells_files_per_second_and_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.bench.nexus._CORPUS_FILES", 4)
    lines: list[str] = []

    answer = run(None, lines.append)

    assert answer["files"] == 4
    assert answer["ratio"] == pytest.approx(
        answer["files_per_cpu_second"]["reader"] / answer["files_per_cpu_second"]["walk"]
    )
    assert any("visititems" in line for line in lines)
