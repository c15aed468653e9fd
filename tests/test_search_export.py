"""Files of a whole search, over HTTP: all datasets, safe to open, and what is missing told."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import PAYLOADS, client, hostile_home
from starlette.testclient import TestClient

from kg.answer import table


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def rows(site: TestClient, address: str) -> list[dict[str, str]]:
    answer = site.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"))))


def records(site: TestClient, question: str) -> int:
    """Datasets found: records, not hits, which stand for several alike."""
    hits = site.get(f"/api/v1/search?limit=100&{question}").json()
    assert hits["total"] <= 100
    return sum(hit["group_size"] for hit in hits["hits"])


@pytest.mark.parametrize("question", ["q=scattering", "q=tomography&access=open", "q=nothingofthatname"])
def test_there_is_one_row_for_each_dataset_found(site: TestClient, question: str) -> None:
    found = rows(site, f"/search.csv?{question}")

    assert len(found) == len({row["iri"] for row in found}) == records(site, question)


def test_the_three_files_hold_the_same_datasets(site: TestClient) -> None:
    iris = [row["iri"] for row in rows(site, "/search.csv?q=scattering")]
    told: dict[str, Any] = site.get("/search.json?q=scattering").json()
    bibtex = site.get("/search.bib?q=scattering").text

    assert [of["iri"] for of in told["datasets"]] == iris
    assert (told["total"], told["cut"], told["note"]) == (len(iris), 0, None)
    assert re.findall(r"^  url = \{(.*)\},$", bibtex, re.MULTILINE) == iris


@pytest.mark.parametrize(("format", "ending"), [("csv", "csv"), ("bibtex", "bib"), ("bib", "bib")])
def test_the_api_gives_the_same_files(site: TestClient, format: str, ending: str) -> None:
    here = site.get(f"/api/v1/search?q=scattering&format={format}")
    there = site.get(f"/search.{ending}?q=scattering")

    assert here.content == there.content
    assert here.headers["content-disposition"] == f'attachment; filename="datasets-generation-1.{ending}"'


def test_an_unknown_format_is_named(site: TestClient) -> None:
    answer = site.get("/api/v1/search?q=scattering&format=xls")

    assert answer.status_code == 400
    assert "'xls'" in answer.json()["detail"]


def test_the_csv_is_described(site: TestClient) -> None:
    answer = site.get("/search.csv?q=scattering")
    link = re.fullmatch(
        r'<([^>]+)>; rel="describedby"; type="application/csvm\+json"', answer.headers["link"]
    )
    assert link is not None
    described = site.get(link[1])

    assert described.headers["content-type"] == "application/csvm+json"
    assert described.json()["url"].endswith("/search.csv?q=scattering")


def test_a_cut_file_says_so_in_its_name_and_inside(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    total = len(rows(site, "/search.csv?q=scattering"))
    monkeypatch.setattr(table, "MOST", 3)
    answer = site.get("/search.csv?q=scattering", headers={"cache-control": "no-cache"})

    assert answer.headers["x-datasets"] == f"3 of {total}"
    assert f"datasets-first-3-of-{total}-generation-1.csv" in answer.headers["content-disposition"]
    assert site.get("/search.json?q=scattering").json()["cut"] == total - 3
    assert f"% Only the best 3 of {total} datasets" in site.get("/search.bib?q=scattering").text


def test_hostile_records_stay_text(tmp_path: Path) -> None:
    with client(hostile_home(tmp_path)) as site:
        found = rows(site, "/search.csv")
        bibtex = site.get("/search.bib").text

    assert len(found) == len(PAYLOADS)  # the one without a DOI is quarantined
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in found for cell in row.values())
    assert bibtex.count("{") == bibtex.count("}")
    assert bibtex.count("\n@misc{") == len(PAYLOADS)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e\u2028]", bibtex)
