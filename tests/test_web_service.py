import json
import shutil
from pathlib import Path

import pytest
from serving import client
from starlette.testclient import TestClient

from kg.loading import load_files
from kg.pipeline import publish
from kg.store.home import Home
from kg.web.edge.headers import CONTENT_SECURITY_POLICY


def test_the_probes_answer(sample_home: Path) -> None:
    with client(sample_home) as site:
        assert site.get("/health/live").json() == {"status": "live"}
        assert site.get("/health/ready").json()["status"] == "ready"
        assert "Disallow: /sparql" in site.get("/robots.txt").text


def test_an_empty_store_is_alive_but_not_ready(tmp_path: Path) -> None:
    with client(tmp_path) as empty:
        assert empty.get("/health/live").status_code == 200
        assert empty.get("/health/ready").status_code == 503
        answer = empty.get("/")
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/nothing-published")
        assert "kg harvest" in answer.json()["detail"]


def test_the_service_swaps_to_a_new_generation(tmp_path: Path, sample_home: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    more = tmp_path / "more.nt"
    more.write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    with client(home) as site:
        before = site.get("/health/ready").json()["generation"]
        load_files(Home(home), [more])
        publish(Home(home))
        _look_again(site)
        after = site.get("/health/ready").json()["generation"]
        answer = site.get("/sparql", params={"query": "ASK { <https://example.org/a> ?p ?o }"})

    assert after == before + 1
    assert answer.json()["boolean"] is True
    assert answer.headers["x-generation"] == str(after)


def _look_again(site: TestClient) -> None:
    """Spare the test the second between two looks at the pointer file."""
    service = site.app.state.service  # type: ignore[attr-defined]
    service._looked = -1000.0


def test_a_bug_tells_nothing_of_the_inside(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a secret path")

    monkeypatch.setattr("kg.web.sources_page.sources", broken)
    with client(sample_home) as site:
        answer = site.get("/sources")

    assert answer.status_code == 500
    assert "secret" not in json.dumps(answer.json())
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


def test_a_broken_generation_leaves_the_older_one_served(tmp_path: Path, sample_home: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    with client(home) as site:
        served = site.get("/health/ready").json()["generation"]
        broken = home / "generations" / "000099"
        broken.mkdir()
        (broken / "generation.json").write_text("{}")
        (home / "current").write_text("000099")
        _look_again(site)

        assert site.get("/health/ready").json()["generation"] == served
        assert site.get("/").status_code == 200


def test_a_full_disk_is_reported_also_where_only_harvests_write(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.web.state.space_problem", lambda folder: f"{folder.name} is full.")

    with client(sample_home) as site:
        answer = site.get("/health/ready")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["reason"]) == ("degraded", "live is full.")
