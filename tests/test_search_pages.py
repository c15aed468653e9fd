"""The search page without a script: each link and form of it is followed, and does what it says."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from following import Links, asked, get, hits, total
from serving import BROWSER, client
from starlette.testclient import TestClient

SAXS = "http://purl.org/pan-science/PaNET/PaNET01188"
ASKED = "SAXS or WAXS, not ESRF"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def test_values_of_one_facet_are_chosen_beside_each_other(site: TestClient) -> None:
    facets = site.get("/api/v1/search").json()["facets"]["facility"]
    first, second = facets[0], facets[1]
    one = get(site, Links(get(site, "/search")).to(first["label"]))
    both = get(site, Links(one).to(second["label"]))

    assert total(one) == first["count"]
    assert total(both) == first["count"] + second["count"]  # in the sample world no hit has both
    assert total(get(site, Links(both).to(f"{first['label']} × remove"))) == second["count"]


def test_every_bar_of_the_timeline_leads_to_as_many_hits_as_it_says(site: TestClient) -> None:
    text = get(site, "/search", q="scattering")
    bars = re.findall(r'<a href="([^"]+)"><title>(\d{4}): ([\d,]+) hits?</title>', text)

    assert len(bars) > 1
    for address, year, count in bars:
        assert total(get(site, address.replace("&amp;", "&"))) == int(count), year
    links = Links(text)
    assert all(links.to(year) == address.replace("&amp;", "&") for address, year, _ in bars)  # the table


def test_a_chosen_year_keeps_the_others_in_sight(site: TestClient) -> None:
    text = get(site, "/search", q="scattering")
    years = re.findall(r"<title>(\d{4}): ", text)
    chosen = get(site, "/search", q="scattering", year=years[0])

    assert re.findall(r"<title>(\d{4}): ", chosen) == years
    assert f"<title>{years[0]}: " in chosen
    assert chosen.count('class="own"') == 1


def test_days_are_chosen_by_a_form(site: TestClient) -> None:
    action, fields = Links(get(site, "/search", q="scattering")).form("since", "until")
    given = [(name, {"since": "2020-01-01", "until": "2021-12-31"}.get(name, of)) for name, of in fields]
    text = site.get(action, params=urlencode(given), headers=BROWSER).text

    assert total(text) == hits(site, "q=scattering&since=2020-01-01&until=2021-12-31") > 0
    assert asked(Links(text).to("Remove 2020-01-01 to 2021-12-31")) == {"q": "scattering"}


def test_sorting_and_the_number_of_hits_keep_the_question(site: TestClient) -> None:
    text = get(site, "/search", q="scattering", access="open", sort="date", limit="10")
    _, fields = next(of for of in Links(text).forms if of[1] == [("q", "scattering"), ("access", "open")])
    dates = re.findall(r"<time>(\d{4}[-\d]*)</time>", text)

    assert fields
    assert '<option value="date" selected>oldest first</option>' in text
    assert dates == sorted(dates)
    assert text.count("<h2><a href") == 10
    assert asked(Links(text).to("Next")) == {
        "q": "scattering", "access": "open", "sort": "date", "limit": "10", "page": "2",
    }  # fmt: skip


def test_matched_words_and_asked_techniques_are_marked(site: TestClient) -> None:
    text = get(site, "/search", q="gold nanorods SAXS")

    assert "<mark>gold</mark> <mark>nanorods</mark>" in text
    assert '<span class="skip"> (asked for)</span>' in text


def test_without_hits_the_changes_that_give_some_are_links(site: TestClient) -> None:
    text = get(site, "/search", q="SAXS below 1 K")
    (address, count) = re.search(
        r'<li><a href="([^"]+)">without [^:]+: [^:]+: (\d+) hits?</li>', text
    ).groups()  # type: ignore[union-attr]

    assert "<b>No dataset meets all of this.</b>" in text
    assert "This leaves nothing: <b>quantity: temperature below 1 K</b>" in text
    assert total(get(site, address.replace("&amp;", "&"))) == int(count) == hits(site, "q=SAXS")


def test_why_a_dataset_is_missing_is_asked_by_its_doi(site: TestClient) -> None:
    neutron = site.get("/api/v1/search?q=neutron+reflectometry").json()["hits"][0]
    action, fields = Links(get(site, "/search", q="SAXS")).form("why_not")
    given = [(name, neutron["doi"] if name == "why_not" else value) for name, value in fields]
    text = site.get(action, params=urlencode(given), headers=BROWSER).text

    assert (
        "The question asks for data measured by small angle x-ray scattering or a narrower technique" in text
    )
    assert "No dataset &#39;10.1/x&#39; is in generation" in get(site, "/search", q="SAXS", why_not="10.1/x")


def test_sparql_files_feeds_and_receipt_are_one_click_away(site: TestClient) -> None:
    text = get(site, "/search", q=ASKED, access="open")
    links = Links(text)

    assert "# measured by small angle x-ray scattering or a narrower technique" in text
    for name in (
        "CSV",
        "JSON",
        "BibTeX",
        "Cite this search",
        "Follow this search",
        "Follow data becoming open",
    ):
        address = links.to(name)
        assert asked(address) == {"q": ASKED, "access": "open"}
        assert site.get(address).status_code == 200
    assert text.count('rel="alternate" type="application/atom+xml"') == 2
    assert site.get(links.to("Run it")).status_code == 200


def test_every_number_of_an_aggregate_has_its_bar(site: TestClient) -> None:
    text = get(site, "/search", q="how many datasets per year")
    rows = len(site.get("/api/v1/search?q=how+many+datasets+per+year").json()["aggregate"]["rows"])

    assert text.count('<svg class="bar"') == rows
    assert '<rect width="100%"' in text


def test_today_is_no_part_of_the_links_and_another_day_is(site: TestClient) -> None:
    text = get(site, "/search", q="SAXS", as_of="2020-05-05")
    today = re.search(r'id="as_of" name="as_of" value="([-\d]+)"', get(site, "/search", q="SAXS"))
    assert today

    assert asked(Links(text).to("CSV")) == {"q": "SAXS", "as_of": "2020-05-05"}
    assert asked(Links(get(site, "/search", q="SAXS", as_of=today[1])).to("CSV")) == {"q": "SAXS"}


def test_the_examples_of_the_front_page_find_something_and_are_read_whole(site: TestClient) -> None:
    text = get(site, "/")
    examples = re.findall(r'<li><a class="chip" href="(/search\?q=[^"&]+)">([^<]+)</a></li>', text)

    assert len(examples) == 4
    for address, question in examples:
        answer = site.get(address, headers={"accept": "application/json"}).json()
        assert answer["total"] > 0, question
        assert answer["reading"]["unmatched"] == [], question


def test_the_api_suggests_names_with_the_data_they_have(site: TestClient) -> None:
    found = site.get("/api/v1/suggest", params={"q": "SAXS or small angle x-r"}).json()["suggestions"]
    datasets = site.get("/search.json", params={"technique": SAXS}).json()["datasets"]

    assert found[0] == {
        "slot": "technique", "text": "small angle x-ray scattering", "label": "small angle x-ray scattering",
        "iri": SAXS, "start": 8, "datasets": len(datasets),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "x" * 3000, "\x00", "<script>", "😀"])
def test_there_is_nothing_to_suggest_for_odd_texts(site: TestClient, text: str) -> None:
    assert site.get("/api/v1/suggest", params={"q": text}).json()["suggestions"] == []


def test_hits_and_datasets_are_told_apart_in_words(site: TestClient) -> None:
    text = get(site, "/search", q="scattering")
    rows = site.get("/search.json?q=scattering").json()["total"]

    assert rows > total(text)  # some hits stand for several records
    assert f"{total(text)} hits</b>, {rows} datasets" in text
    assert f"All {rows} datasets as a file" in text
