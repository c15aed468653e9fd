"""`kg demo`, `kg doctor` and `kg bench`, as a script calls them."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from outside import serving

from kg.cli.fitness import Finding, camera_library, disk, packages, python, store
from kg.cli.fitness import encoder as encoder_fitness
from kg.settings import Settings


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"KG_ENCODER": "none"} | environment,
    )


def demo(*arguments: str) -> dict[str, Any]:
    done = kg("demo", "--once", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return demo("--store", str(tmp_path_factory.mktemp("demo") / "store"))


def test_the_counts_are_those_of_the_sample_world(first: dict[str, Any]) -> None:
    # 151 datasets with a title, 60 publications, 12 files that are NeXus or CXI; all are dcat:Dataset.
    assert (first["datasets"], first["publications"], first["files"]) == (151 + 60 + 12, 60, 12)
    assert first["generation"] == 1
    assert first["sample"] is True
    assert first["findings"] == sum(first["findings_by_severity"].values()) > 0


def test_every_record_read_is_accounted_for(first: dict[str, Any]) -> None:
    by_source = {harvest["source"]: harvest for harvest in first["sources"]}

    # 60 publications, 152 datasets, an error body and a page of HTML.
    assert by_source["scicat"]["read"] == 60 + 152 + 2
    assert by_source["nexus"]["read"] == 14
    for harvest in by_source.values():
        parts = harvest["mapped"] + harvest["unchanged"] + harvest["quarantined"]
        assert harvest["read"] == parts + sum(harvest["skipped"].values())


def test_bad_input_ends_in_quarantine_with_its_reason(first: dict[str, Any]) -> None:
    reasons = " ".join(reason for harvest in first["sources"] for reason in harvest["quarantine_reasons"])

    assert "title" in reasons
    assert "HTML" in reasons
    assert "truncated" in reasons


def test_a_second_demo_changes_nothing(first: dict[str, Any]) -> None:
    again = demo("--store", first["store"])

    assert again["generation"] == first["generation"]
    assert again["triples"] == first["triples"]
    assert [harvest["mapped"] for harvest in again["sources"]] == [0] * 8


def test_the_demo_serves_pages_that_say_it_is_invented(first: dict[str, Any]) -> None:
    with serving(Path(first["store"]), "demo") as address, urlopen(f"{address}/") as page:
        assert "all records here are invented" in page.read().decode()


def test_two_demos_are_not_mixed(first: dict[str, Any], sample_folder: Path) -> None:
    done = kg("demo", "--once", "--data", str(sample_folder), "--store", first["store"])

    assert done.returncode == 2
    assert "is a demo of the sample world" in done.stderr


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    done = kg("demo", "--once", "--data", str(tmp_path), "--store", str(tmp_path / "store"))

    assert done.returncode == 2
    assert "catalogues/scicat" in done.stderr


def test_the_demo_reads_real_records(shared_data: Path, tmp_path: Path) -> None:
    answer = demo("--data", str(shared_data), "--store", str(tmp_path / "store"))

    assert answer["sample"] is False
    assert answer["files"] > 40
    assert answer["publications"] > 200
    for harvest in answer["sources"]:
        parts = harvest["mapped"] + harvest["unchanged"] + harvest["quarantined"]
        assert harvest["read"] == parts + sum(harvest["skipped"].values())


def test_the_doctor_lists_every_check(first: dict[str, Any]) -> None:
    done = kg("doctor", "--json", "--store", first["store"])
    findings = {finding["check"]: finding for finding in json.loads(done.stdout)}

    assert done.returncode == 0
    assert {
        "python",
        "packages",
        "shipped",
        "harvesters",
        "encoder",
        "store",
        "disk",
        "port",
    } <= findings.keys()
    assert findings["store"]["state"] == "ok"
    assert findings["encoder"]["state"] == "warn"
    assert all(finding["remedy"] for finding in findings.values() if finding["state"] != "ok")


def test_the_doctor_fails_on_an_old_python() -> None:
    assert python("3.10.12").state == "fail"
    assert python("3.11.0").state == "ok"


def test_the_doctor_names_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "kg.cli.fitness.requires", lambda name: ["no-such-thing>=1", 'other==1; extra == "dev"']
    )

    assert packages().detail == "no-such-thing is missing"


def test_the_doctor_names_a_wrong_pinned_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.fitness.requires", lambda name: ["typer==0.0.1"])

    assert packages().state == "fail"
    assert "needs 0.0.1" in packages().detail


def test_the_doctor_names_another_package_called_harvesters(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = {"harvesters": ["pan-kg", "camera-things"]}
    monkeypatch.setattr("kg.cli.fitness.packages_distributions", lambda: owners)

    assert camera_library().state == "warn"
    assert "camera-things" in camera_library().detail


def test_the_doctor_says_what_a_broken_store_needs(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("000007\n", encoding="ascii")

    assert store(tmp_path / "nothing").state == "warn"
    assert store(tmp_path).state == "fail"


def test_the_doctor_warns_of_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.fitness.ENOUGH_DISK", 1 << 60)

    assert disk(tmp_path / "not" / "there").state == "warn"


def test_the_doctor_says_that_dense_vectors_are_off() -> None:
    finding: Finding = encoder_fitness(Settings(encoder="none"))

    assert finding.state == "warn"


def test_a_bench_that_is_not_there_is_named_with_those_that_are() -> None:
    done = kg("bench", "speed-of-light")

    assert done.returncode == 2
    assert "harvest, nexus" in done.stderr


def test_without_a_store_of_ones_own_the_demo_is_asked_and_named(tmp_path: Path) -> None:
    own = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    built = kg("demo", "--once", "--json", **own)

    found = kg("search", "ptychography", "--json", **own)
    asked = kg("query", "ASK { ?d a <http://www.w3.org/ns/dcat#Dataset> }", "--json", **own)
    named = kg("search", "ptychography", "--store", str(tmp_path / "mine"), **own)

    assert built.returncode == 0
    assert json.loads(found.stdout)["total"] > 0
    assert json.loads(asked.stdout)["boolean"] is True
    assert str(tmp_path) in found.stderr
    assert "demo" in found.stderr
    assert named.returncode == 2


def test_a_busy_port_is_named_before_anything_is_built(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        done = kg("demo", "--port", str(busy.getsockname()[1]), "--store", str(tmp_path / "store"))

    assert done.returncode == 2
    assert "--port" in done.stderr
    assert not (tmp_path / "store").exists()
