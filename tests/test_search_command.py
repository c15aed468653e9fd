"""`kg search` on a store that holds nothing, and on the sample world."""

import json
from pathlib import Path

import pytest
from serving import client
from typer.testing import CliRunner

from kg.cli.main import build
from kg.errors import BadInput


@pytest.fixture(autouse=True)
def _without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "none")


def test_a_store_without_a_generation_says_how_to_make_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(build(), ["search", "copper", "--store", str(tmp_path)])

    assert isinstance(done.exception, BadInput)
    assert "kg harvest" in str(done.exception)


def test_an_impossible_date_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(build(), ["search", "x", "--as-of", "2026-02-30", "--store", str(tmp_path)])

    assert isinstance(done.exception, BadInput)
    assert "2026-02-30" in str(done.exception)


def test_json_is_one_document_with_reasons(sample_home: Path) -> None:
    done = CliRunner().invoke(
        build(), ["search", "scattering", "--json", "--limit", "3", "--store", str(sample_home)]
    )

    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert 0 < len(answer["hits"]) <= 3
    assert all(hit["because"] for hit in answer["hits"])
    assert answer["dense"] is False
    assert answer["generation"] == 1


def test_the_text_shows_hits_and_says_what_is_missing(sample_home: Path) -> None:
    done = CliRunner().invoke(build(), ["search", "scattering", "--store", str(sample_home)])

    assert "technique: measured by scattering technique or a narrower technique" in done.stdout
    assert "Not searched by meaning. Dense vectors are switched off" in done.stdout


def test_no_hits_say_what_to_do_and_what_was_understood(sample_home: Path) -> None:
    question = "10.5072/nobody.1 not 2025"
    done = CliRunner().invoke(build(), ["search", question, "--store", str(sample_home)])

    assert "0 hits" in done.stdout
    assert "date: not collected, or else published, from 2025-01-01 to 2025-12-31   (“2025”, " in done.stdout
    assert "The DOI 10.5072/nobody.1 is not in this graph." in done.stdout
    assert "without doi: 10.5072/nobody.1: 54" in done.stdout


def test_the_page_says_what_is_not_in_the_graph_and_what_parts_state(sample_home: Path) -> None:
    with client(sample_home) as site:
        missing = site.get("/search?q=10.5072/nobody.1+not+2025").text
        found = site.get("/search?q=vesicles").text

    assert "The DOI 10.5072/nobody.1 is not in this graph." in missing
    assert "<span>Its parts state: " in found
    assert "Not read as a condition" not in found
