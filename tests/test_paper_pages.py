"""Pages of publications, the citations on dataset pages, and the address that says how to cite."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from cited_world import cited_home
from serving import BROWSER, Page, client
from starlette.testclient import TestClient

from kg.citation.book import NAME
from kg.store.home import Home

RAW, OWN = "/datasets/doi.org/10.5072/raw", "/papers/doi.org/10.5072/own"
PAGES = [RAW, OWN, "/papers/10.5072/strange", "/papers/10.5072/riddle", "/datasets/doi.org/10.5072/cooked"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cited_home(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with client(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def uncounted(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The same store as an older release made it, without a book."""
    other = tmp_path_factory.mktemp("older") / "home"
    copytree(home, other)
    generation = Home(other).current()
    assert generation is not None
    (generation.path / NAME).unlink()
    with client(other) as opened:
        yield opened


def shown(site: TestClient, address: str) -> Page:
    answer = site.get(address, headers=BROWSER)
    assert answer.status_code == 200, answer.text[:500]
    return Page(answer.text)


def told(site: TestClient, address: str) -> dict[str, Any]:
    answer = site.get(f"{address}?format=json")
    assert answer.status_code == 200
    said: dict[str, Any] = answer.json()
    return said


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_harmless(site: TestClient, address: str) -> None:
    page = shown(site, address)

    assert page.tags.count("h1") == 1
    assert len(page.ids) == len(set(page.ids))
    assert page.scripts == ["application/ld+json"]
    assert page.handlers == []
    assert not [load for load in page.loads if not load.startswith("/") or load.startswith("//")]
    # No heading leaves out a level.
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", PAGES)
def test_whatever_is_constructed_is_marked(site: TestClient, address: str) -> None:
    text = site.get(address, headers=BROWSER).text

    assert "<mark>constructed</mark>" in text
    # Of the riddle nobody knows more than its DOI: there is nothing to cite.
    assert ("[Constructed record: invented]" in text) is ("riddle" not in address)


def test_a_paper_leads_to_the_data_the_instruments_and_the_proposals_behind_it(site: TestClient) -> None:
    said = told(site, OWN)

    (data,) = said["data"]
    assert data["pair"]["other"]["iri"] == "https://doi.org/10.5072/raw"
    assert (data["pair"]["class"], data["data_kind"], data["collected"]) == ("companion", "raw", "2019-04-02")
    assert [claim["source"] for claim in data["pair"]["claims"]] == ["crossref"]
    assert said["instruments"] == [
        {
            "thing": {"iri": "https://example.org/n7", "label": "N7"},
            "through": ["https://doi.org/10.5072/raw"],
        }
    ]
    assert [one["thing"]["label"] for one in said["proposals"]] == ["NN-12"]
    assert RAW in shown(site, OWN).links


def test_a_file_of_the_paper_is_no_dataset_and_what_nobody_knows_is_told_apart(site: TestClient) -> None:
    said = told(site, OWN)

    assert [one["object"] for one in said["components"]] == ["https://doi.org/10.5072/own/s1.cif"]
    assert [one["other"]["iri"] for one in said["maybe_data"]["pairs"]] == ["https://doi.org/10.5072/riddle"]
    assert (said["literature"], said["data_total"]) == (1, 1)


def test_derived_data_lead_on_to_what_they_were_made_from(site: TestClient) -> None:
    data = {one["pair"]["other"]["iri"]: one for one in told(site, "/papers/10.5072/strange")["data"]}

    assert set(data) == {"https://doi.org/10.5072/raw", "https://doi.org/10.5072/cooked"}
    made_from = data["https://doi.org/10.5072/cooked"]["made_from"]
    assert [line["iri"] for line in made_from] == ["https://doi.org/10.5072/raw"]


def test_a_paper_has_its_authors_date_and_journal(site: TestClient) -> None:
    said = told(site, OWN)

    assert (said["title"], said["date"], said["container"]) == (
        "What the gel does",
        "2020-03-01",
        "Invented Letters",
    )
    assert [one["name"] for one in said["authors"]] == ["Fermi, Ada", "Lise Meitner"]
    assert said["authors_complete"] is True


def test_a_paper_is_there_as_rdf_with_its_pairs(site: TestClient) -> None:
    answer = site.get(OWN, headers={"accept": "text/turtle"})

    assert answer.headers["content-type"].startswith("text/turtle")
    assert site.get(f"{OWN}?format=jsonld").headers["content-type"].startswith("application/ld+json")
    assert site.get(f"{OWN}?format=csv").status_code == 400


def test_the_address_of_a_dataset_below_papers_leads_to_its_page(site: TestClient) -> None:
    answer = site.get("/papers/10.5072/raw", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, RAW)
    assert (
        site.get("/papers/?iri=https://doi.org/10.5072/own", follow_redirects=False).headers["location"]
        == OWN
    )


@pytest.mark.parametrize(
    "address", ["/papers/10.9999/nothing", "/papers/", "/papers/?iri=nonsense", "/papers/%3Cb"]
)
def test_a_paper_that_nobody_knows_is_not_found(site: TestClient, address: str) -> None:
    answer = site.get(address)

    assert answer.status_code == 404
    assert "knows no publication" in answer.json()["detail"]


def test_a_dataset_page_shows_who_cites_it_with_the_words_of_every_claim(site: TestClient) -> None:
    page = shown(site, RAW)

    assert {"/papers/doi.org/10.5072/own", "/papers/doi.org/10.5072/strange"} <= set(page.links)
    assert "The gel data of Fermi were taken from the archive." in page.text
    assert "<strong>2</strong> works cite these data" in page.text
    assert "Independent: 0 to 1." in page.text
    assert "never added" in page.text
    assert told(site, RAW)["cited"]["counted"]["total"] == 2


def test_who_is_behind_a_citation_reads_as_a_sentence(site: TestClient) -> None:
    words = " ".join(re.sub("<[^>]+>", " ", shown(site, RAW).text).split())

    assert "cites · who is behind it: unknown , the lists of people do not tell · reuse: unknown" in words
    assert "the list of people of the data is not known to be complete" in words


def test_hostile_words_of_a_claim_are_text(site: TestClient) -> None:
    page = shown(site, "/datasets/doi.org/10.5072/cooked")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "&lt;/blockquote&gt;&lt;img src=x onerror=alert(1)&gt;" in page.text
    assert page.tags.count("img") == 1  # the sign of the site


def test_the_query_beside_the_number_gives_the_same_works(site: TestClient) -> None:
    (link,) = [link for link in shown(site, RAW).links if "isCounted" in link]

    answer = site.get(link, headers={"accept": "application/sparql-results+json"})

    rows = answer.json()["results"]["bindings"]
    assert sorted(row["citing"]["value"] for row in rows) == [
        "https://doi.org/10.5072/own",
        "https://doi.org/10.5072/strange",
    ]


def test_a_dataset_page_draws_the_chain_and_says_it_in_lists(site: TestClient) -> None:
    page = shown(site, RAW)

    assert page.text.count('class="terms chain"') == 1
    # Twice each: in the drawing and in the list.
    assert page.links.count("/datasets/doi.org/10.5072/served") >= 2
    assert "made with Stove 2.0" in page.text
    assert "Indirect credit" in page.text
    assert "svg" not in shown(site, "/papers/10.5072/strange").tags


def test_without_a_book_nothing_is_counted_and_nothing_is_said_to_be_zero(uncounted: TestClient) -> None:
    dataset, paper = shown(uncounted, RAW), shown(uncounted, OWN)

    assert "Not counted" in dataset.text
    assert "Not counted" in paper.text
    assert "No citation that counts is known" not in dataset.text
    assert told(uncounted, RAW)["cited"] is None
    assert told(uncounted, OWN)["is_counted"] is False


@pytest.mark.parametrize(
    ("format", "media_type", "start"),
    [
        ("text", "text/plain", "Fermi, Ada (2019). Gel, raw."),
        ("bibtex", "application/x-bibtex", "@misc{10.5072/raw,"),
        ("ris", "application/x-research-info-systems", "TY  - DATA\r\n"),
        ("csl", "application/vnd.citationstyles.csl+json", "[\n  {\n"),
    ],
)
def test_a_reference_is_given_by_name_and_by_header(
    site: TestClient, format: str, media_type: str, start: str
) -> None:
    by_name = site.get("/api/v1/cite", params={"iri": "https://doi.org/10.5072/raw", "format": format})
    by_header = site.get("/api/v1/cite?iri=doi:10.5072/RAW", headers={"accept": media_type})

    assert by_name.text == by_header.text
    assert by_name.text.startswith(start)
    assert by_name.headers["content-type"].startswith(media_type)
    is_file = by_name.headers.get("content-disposition", "").startswith('attachment; filename="10.5072-raw.')
    assert is_file is (format != "text")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("iri=", 400),
        (f"iri={'x' * 3000}", 400),
        ("iri=10.5072/raw&format=endnote", 400),
        ("iri=10.5072/raw&as_of=soon", 400),
        ("iri=10.9999/nothing", 404),
        ("iri=%3Cscript%3E", 404),
    ],
)
def test_what_cannot_be_cited_is_told_why(site: TestClient, query: str, status: int) -> None:
    answer = site.get(f"/api/v1/cite?{query}")

    assert answer.status_code == answer.json()["status"] == status


def test_the_page_offers_every_form_to_copy_and_as_a_file(site: TestClient) -> None:
    page = shown(site, RAW)

    files = [link for link in page.links if link.startswith("/api/v1/cite?")]
    assert {link.partition("format=")[2] for link in files} == {"text", "bibtex", "ris", "csl"}
    assert all(site.get(link).status_code == 200 for link in files)
    assert "@misc{10.5072/raw," in page.text
