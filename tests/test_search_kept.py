"""What shell and pages do with an answer beside its hits: numbers, files, receipts, similar datasets."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import BROWSER, Page, client, is_harmless
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from kg.cli.main import build
from kg.errors import BadInput


@pytest.fixture(autouse=True)
def _without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "none")


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(build(), [*words, "--store", str(home)])


def test_the_shell_tells_numbers(sample_home: Path) -> None:
    done = run(sample_home, "search", "how many datasets per year")

    assert "years in " in done.stdout
    assert done.exit_code == 0


def test_the_json_has_the_numbers_and_their_query(sample_home: Path) -> None:
    answer = json.loads(run(sample_home, "search", "datasets by facility", "--json").stdout)

    assert answer["aggregate"]["by"] == "facility"
    assert answer["aggregate"]["counted"] == "datasets"
    assert answer["aggregate"]["sparql"].startswith("PREFIX")
    assert all(
        row["query"].startswith("q=datasets+by+facility&facility=") for row in answer["aggregate"]["rows"]
    )


def test_a_file_holds_every_dataset(sample_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "found.csv"
    done = run(sample_home, "search", "scattering", "--format", "csv", "--output", str(file), "--limit", "1")
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))

    assert done.exit_code == 0
    assert done.stdout == ""
    assert f"{len(rows)} datasets of generation 1" in done.stderr
    assert len(rows) > 10


def test_without_a_file_it_goes_to_stdout(sample_home: Path) -> None:
    told = json.loads(run(sample_home, "search", "scattering", "--format", "json").stdout)

    assert told["total"] == len(told["datasets"]) > 10


def test_a_file_that_cannot_be_written_is_named(sample_home: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "none" / "found.bib")
    done = run(sample_home, "search", "scattering", "--format", "bibtex", "--output", place)

    assert isinstance(done.exception, BadInput)
    assert place in str(done.exception)


def test_a_receipt_of_the_shell_replays_in_the_shell_and_on_the_web(
    sample_home: Path, site: TestClient
) -> None:
    receipt = run(sample_home, "search", "vesicles", "--access", "open", "--receipt").stdout.strip()
    replayed = run(sample_home, "search", "--from-receipt", receipt, "--json")
    told = site.get(f"/r/{receipt}?format=json").json()

    assert "The same reading and the same datasets" in replayed.stderr
    assert json.loads(replayed.stdout)["total"] == told["answer"]["total"] == 1
    assert (told["same"], told["kept"]) == (True, True)
    assert told["receipt"]["parameters"] == [["q", "vesicles"], ["access", "open"]]


def test_a_receipt_keeps_what_must_not_hold(sample_home: Path, site: TestClient) -> None:
    words = ("search", "scattering", "--not", "technique:PaNET01189")
    receipt = run(sample_home, *words, "--receipt").stdout.strip()
    told = site.get(f"/r/{receipt}?format=json").json()

    assert told["receipt"]["parameters"] == [["q", "scattering"], ["not", "technique:PaNET01189"]]
    assert (told["same"], told["kept"]) == (True, True)


def test_garbage_is_no_receipt(sample_home: Path) -> None:
    done = run(sample_home, "search", "--from-receipt", "x" * 50)

    assert isinstance(done.exception, BadInput)
    assert "no receipt" in str(done.exception)


def test_similar_datasets_in_shell_api_and_page_are_the_same(sample_home: Path, site: TestClient) -> None:
    doi = "10.5072/borealis.0009"
    shell = json.loads(run(sample_home, "similar", doi, "--json", "--limit", "5").stdout)["similar"]
    api = site.get("/api/v1/similar", params={"iri": doi, "limit": "5"}).json()["similar"]
    page = site.get(f"/datasets/doi.org/{doi}", headers=BROWSER).text

    assert shell == api != []
    assert "Similar datasets" in page
    assert all(of["reasons"] in page for of in api)


def test_the_shell_tells_why_they_are_similar(sample_home: Path) -> None:
    done = run(sample_home, "similar", "10.5072/borealis.0009")

    assert "- same technique (small angle neutron scattering)" in done.stdout
    assert "Not compared by meaning." in done.stdout


@pytest.mark.parametrize("iri", ["https://example.org/none", "<script>", "\x00", "x" * 5000])
def test_similar_to_nothing_known_is_not_found(iri: str, site: TestClient) -> None:
    assert site.get("/api/v1/similar", params={"iri": iri}).status_code == 404


def test_the_search_page_shows_numbers_feeds_and_files(site: TestClient) -> None:
    text = site.get("/search?q=how+many+datasets+per+year", headers=BROWSER).text
    page = Page(text)

    assert "The SPARQL that counts" in text
    assert "/feed?q=how+many+datasets+per+year" in page.loads  # <link rel="alternate">
    for start in ("/search.csv?", "/search.json?", "/search.bib?", "/r?", "/feed?", "/feed/opening?"):
        (address,) = [of for of in page.links if of.startswith(start)]
        assert site.get(address).status_code == 200
    assert is_harmless(page)


def test_every_number_on_the_page_leads_to_its_list(site: TestClient) -> None:
    page = Page(site.get("/search?q=datasets+by+access", headers=BROWSER).text)
    lists = [of for of in page.links if of.startswith("/search?q=datasets+by+access&access=")]

    assert lists
    assert all(site.get(of, headers=BROWSER).status_code == 200 for of in lists)
