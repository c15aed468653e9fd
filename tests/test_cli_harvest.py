"""The commands around the store: what they print, and with which exit code they end."""

from pathlib import Path

import pytest
from commands import answer, kg

from kg.errors import BadInput


def test_a_harvest_answers_with_its_counts(five: Path, empty: str) -> None:
    report = answer("harvest", "scicat", five, "--store", empty)

    expected = {"source": "scicat", "read": 5, "mapped": 5, "unchanged": 0, "skipped": {}, "quarantined": 0}
    assert {key: report[key] for key in expected} == expected
    assert (report["tombstoned"], report["generation"]) == (0, 1)


def test_the_summary_names_the_reasons(five: Path, empty: str) -> None:
    (five / "login.json").write_text("<!DOCTYPE html>")

    result = kg("harvest", "scicat", five, "--store", empty)

    assert result.exit_code == 0
    assert "6 records read" in result.stdout
    assert "1 × " in result.stdout
    assert "generation 1" in result.stdout


def test_without_publishing_readers_see_nothing(five: Path, empty: str) -> None:
    report = answer("harvest", "scicat", five, "--store", empty, "--no-publish")
    facts = answer("publish", "--store", empty)

    assert report["generation"] is None
    assert (facts["generation"], facts["datasets"]) == (1, 5)


def test_one_location_of_two_failing_is_partly_done(five: Path, empty: str) -> None:
    assert kg("harvest", "scicat", five, five / "nowhere", "--store", empty).exit_code == 4


def test_a_location_that_is_not_there_is_bad_input(five: Path, empty: str) -> None:
    result = kg("harvest", "scicat", five / "nowhere", "--store", empty)

    assert result.exit_code == BadInput.exit_code
    assert "nowhere" in result.stderr


def test_a_source_that_is_down_has_its_own_exit_code(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.errors import SourceUnavailable

    def down(*_: object, **__: object) -> None:
        raise SourceUnavailable("https://catalogue.example does not answer")

    monkeypatch.setattr("kg.harvest.world.open_world", down)

    assert kg("harvest", "scicat", "https://catalogue.example", "--store", empty).exit_code == 3


def test_a_date_that_is_none_is_refused(five: Path, empty: str) -> None:
    result = kg("harvest", "scicat", five, "--store", empty, "--since", "yesterday")

    assert isinstance(result.exception, BadInput)
    assert "2026-01-31" in str(result.exception)


def test_a_dump_holds_every_triple(five: Path, empty: str, tmp_path: Path) -> None:
    answer("harvest", "scicat", five, "--store", empty)

    report = answer("dump", tmp_path / "all.nq", "--store", empty)

    assert report["generation"] == 1
    assert len((tmp_path / "all.nq").read_text("utf-8").splitlines()) == report["quads"]


def test_a_dump_of_nothing_says_what_to_do(empty: str, tmp_path: Path) -> None:
    result = kg("dump", tmp_path / "all.nq", "--store", empty)

    assert isinstance(result.exception, BadInput)
    assert "kg harvest" in str(result.exception)


def test_loading_a_file_publishes_it(empty: str, tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    file.write_text("<https://example.org/a> a <http://www.w3.org/ns/dcat#Dataset> .")

    report = answer("load", file, "--graph", "https://example.org/graph", "--store", empty)

    assert (report["triples"], report["generation"]) == (1, 1)
    assert report["files"][0]["graph"] == "https://example.org/graph"


def test_backup_and_restore(five: Path, empty: str, tmp_path: Path) -> None:
    answer("harvest", "scicat", five, "--store", empty)
    saved = answer("backup", tmp_path / "backup", "--store", empty)

    elsewhere = answer("restore", tmp_path / "backup", "--store", tmp_path / "elsewhere")
    refused = kg("restore", tmp_path / "backup", "--store", empty)

    assert saved["records"] == {"scicat": 5}
    assert (elsewhere["datasets"], elsewhere["former"]) == (5, None)
    assert isinstance(refused.exception, BadInput)
