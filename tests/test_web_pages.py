import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import BROWSER, PAYLOADS, Page, client, hostile_home
from starlette.testclient import TestClient

from kg.store.home import Home
from kg.web.addresses import page_of
from kg.web.sparql.page import EDITOR

PREFIXES = "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX pan: <https://w3id.org/pan-kg/def#> "
PAGES = [
    "/",
    "/search?q=scattering",
    "/search?q=nothing+is+called+zzzqqq&year=1950",
    "/search?page=3",
    "/techniques",
    "/techniques/PaNET01124",
    "/facilities",
    "/sources",
    "/sparql",
    "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+3",
    "/sparql?query=ASK+%7B%7D",
    "/sparql?query=DESCRIBE+%3Curn:x%3E",
    "/sparql?query=%3Cscript%3E",
    "/ontology",
    "/ontology/check",
    "/ontology/rules",
    "/ontology/rules/label-lost",
    "/problems/timeout",
    "/nowhere",
]


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(hostile_home(tmp_path_factory.mktemp("hostile"))) as opened:
        yield opened


def page(site: TestClient, address: str) -> Page:
    return Page(site.get(address, headers=BROWSER).text)


def first_dataset(site: TestClient) -> str:
    hits = site.get("/api/v1/search?q=small+angle+scattering").json()["hits"]
    return page_of("datasets", hits[0]["iri"])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_from_another_host_and_no_script_but_the_editor_and_suggestions(
    site: TestClient, address: str
) -> None:
    shown = page(site, address)
    has_script = address.startswith("/search") or address == "/"
    has_script |= address.startswith("/sparql") and EDITOR.is_file()
    expected = ["ours"] if has_script else []

    assert [load for load in shown.loads if not load.startswith("/") or load.startswith("//")] == []
    assert shown.scripts == expected
    assert shown.handlers == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_the_frame_that_screen_readers_need(site: TestClient, address: str) -> None:
    shown = page(site, address)

    assert shown.tags.count("h1") == 1
    assert {"header", "nav", "main", "footer"} <= set(shown.tags)
    assert shown.links[0] == "#main"
    assert len(shown.ids) == len(set(shown.ids))
    assert shown.text.count('<input type="search"') == shown.text.count('<label for="q"')


@pytest.mark.parametrize("address", PAGES)
def test_every_page_of_the_sample_world_says_that_it_is_invented(site: TestClient, address: str) -> None:
    assert "all records here are invented" in page(site, address).text


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_hostile_record_is_shown_as_text(hostile: TestClient, number: int) -> None:
    shown = page(hostile, f"/datasets/doi.org/10.5072/evil.{number}")

    assert "Evil " in shown.text
    assert shown.scripts == ["application/ld+json"]
    assert shown.handlers == []
    assert not {"img.x", "svg", "b"} & set(shown.tags)
    assert [link for link in shown.links if link.lower().startswith("javascript")] == []


@pytest.mark.parametrize(
    "address", ["/", "/search?q=evil", "/sources", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]
)
def test_lists_of_hostile_records_show_them_as_text(hostile: TestClient, address: str) -> None:
    shown = page(hostile, address)

    assert shown.scripts == ([] if address == "/sources" else ["ours"])
    assert shown.handlers == []
    assert "svg" not in shown.tags


def test_hostile_values_in_a_result_table_are_text(hostile: TestClient) -> None:
    query = (
        "SELECT ?t ?p { ?d <http://purl.org/dc/terms/title> ?t ; <http://purl.org/dc/terms/publisher> ?p }"
    )
    answer = hostile.get("/sparql", params={"query": query}, headers=BROWSER)

    shown = Page(answer.text)
    assert "Evil &lt;script&gt;" in answer.text
    assert (shown.tags.count("script"), shown.handlers) == (int(EDITOR.is_file()), [])


def test_control_and_direction_changing_characters_are_made_visible(hostile: TestClient) -> None:
    text = page(hostile, "/datasets/doi.org/10.5072/evil.7").text

    assert "right\\u202eto left\\u2028next" in text
    assert not {"\u202e", "\u2028", "\x1b", "\x07"} & set(text)


def test_a_template_expression_in_a_title_is_not_computed(hostile: TestClient) -> None:
    text = page(hostile, "/datasets/doi.org/10.5072/evil.5").text

    assert "Evil {{ 7*7 }}{% for x in y %}" in text


def test_the_quarantined_record_is_listed_with_its_reason(hostile: TestClient) -> None:
    text = page(hostile, "/sources").text

    assert "Set aside, and why" in text
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in text


def test_a_hit_shows_facility_date_access_and_why_it_was_found(site: TestClient) -> None:
    text = page(site, "/search?q=small+angle+scattering&as_of=2026-01-01").text

    assert "Found because: " in text
    assert "Aurora Light Source" in text
    assert "Access as of 2026-01-01" in text


def test_a_facet_narrows_to_as_many_hits_as_it_says(site: TestClient) -> None:
    answer = site.get("/api/v1/search").json()
    facet = answer["facets"]["facility"][0]

    narrowed = site.get("/api/v1/search", params={"facility": facet["value"]}).json()

    assert narrowed["total"] == facet["count"] > 0


def test_without_hits_the_page_says_what_to_drop(site: TestClient) -> None:
    text = page(site, "/search?q=small+angle+scattering&year=1950").text

    assert "No dataset meets all of this." in text
    assert "without <b>year: 1950</b>" in text


def test_pages_of_hits_do_not_overlap(site: TestClient) -> None:
    first = site.get("/api/v1/search?limit=5&page=1").json()["hits"]
    second = site.get("/api/v1/search?limit=5&page=2").json()["hits"]

    assert len(first) == len(second) == 5
    assert not {hit["iri"] for hit in first} & {hit["iri"] for hit in second}


def test_the_technique_page_counts_the_narrower_ones_too(site: TestClient) -> None:
    told = site.get("/techniques/PaNET01124", headers={"accept": "application/json"}).json()

    assert told["label"] == "small angle scattering"
    assert told["total"] > told["direct"]
    assert f"<b>{told['total']}</b>" in page(site, "/techniques/PaNET01124").text


def test_a_dataset_page_names_its_records_and_offers_its_data(site: TestClient) -> None:
    address = first_dataset(site)
    text = page(site, address).text

    assert "Where this comes from" in text
    assert f'href="{address}?format=ttl"' in text
    assert "w3id.org/pan-kg/graph/" in text


def test_an_iri_of_ours_has_its_page_below_its_host(site: TestClient) -> None:
    assert page_of("datasets", "https://doi.org/10.1/a%20b") == "/datasets/doi.org/10.1/a%2520b"
    assert page_of("datasets", "http://x.org/a?b") == "/datasets/?iri=http%3A%2F%2Fx.org%2Fa%3Fb"
    assert page_of("techniques", "http://purl.org/pan-science/PaNET/PaNET01124") == "/techniques/PaNET01124"


def test_a_bare_doi_finds_its_page(hostile: TestClient) -> None:
    assert hostile.get("/datasets/10.5072/evil.0").status_code == 200


def test_publications_are_counted_among_the_datasets_and_facilities_say_their_unit(
    site: TestClient, sample_home: Path
) -> None:
    text = page(site, "/sources").text

    # 151 datasets with a title, 60 publications, 12 files that are NeXus or CXI; all are dcat:Dataset.
    assert "<b>223</b> datasets, 60 of them publications" in text
    assert "223 datasets, 60 of them publications," in text.partition("<footer")[2]
    told = [
        int(found.replace(",", ""))
        for found in re.findall(r'<span class="quiet">([\d,]+) datasets</span>', text)
    ]
    facilities = site.get("/facilities", headers={"accept": "application/json"}).json()["facilities"]
    assert told == [of["datasets"] for of in facilities] == sorted(told, reverse=True)
    home = Home(sample_home)
    generation = home.current()
    assert generation is not None
    query = "SELECT ?f (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a dcat:Dataset ; pan:facility ?f } GROUP BY ?f"
    counted = {
        row["f"].value: int(row["n"].value) for row in home.reader(generation).select(PREFIXES + query)
    }
    assert {of["value"]: of["datasets"] for of in facilities} == counted
