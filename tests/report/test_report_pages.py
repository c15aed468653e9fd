"""The pages, exports, badge and widget over the small book."""

import csv
import io
from typing import Any

import pytest
from serving import BROWSER, Page, is_harmless
from small_book import AS_OF, AURORA, iri
from starlette.testclient import TestClient

from harvesters._scholix_link import read_link
from kg.report.written import MEDIA_TYPES

AT = f"as_of={AS_OF}"
REPORT = f"/reports/aurora-light-source?{AT}"
API = f"/api/v1/reports/aurora-light-source?{AT}"


def page(site: TestClient, address: str) -> Page:
    answer = site.get(address, headers=BROWSER)
    assert answer.status_code == 200, answer.text[:500]
    return Page(answer.text)


def test_the_facilities_are_listed_with_their_reports(site: TestClient) -> None:
    shown = page(site, "/reports")

    assert {"/reports/aurora-light-source", "/reports/borealis-neutron-centre"} <= set(shown.links)
    assert is_harmless(shown)


def test_the_report_is_a_harmless_page_whose_numbers_lead_to_their_pairs(site: TestClient) -> None:
    shown = page(site, REPORT)

    assert is_harmless(shown)
    assert f"/reports/aurora-light-source/pairs?behind=independent&{AT}" in shown.links
    assert f"/reports/aurora-light-source/pairs?year=2022&{AT}" in shown.links
    assert any(link.startswith("/sparql?query=PREFIX") for link in shown.links)
    assert len(shown.ids) == len(set(shown.ids))


def test_every_pair_list_that_the_report_links_to_has_as_many_as_the_report_says(site: TestClient) -> None:
    shown = site.get(REPORT, headers=BROWSER).text
    links = {
        part.partition('"')[0]: part.partition(">")[2].partition("<")[0] for part in shown.split('href="')
    }
    lists = {link: text for link, text in links.items() if "/pairs?" in link and "source=" not in link}

    assert len(lists) > 30
    for link, text in lists.items():
        asked = link.replace("&amp;", "&") + "&format=json"
        expected = 1 if "country=" in link or "institution=" in link else int(text)
        total = site.get(asked).json()["total"]
        assert total >= expected if "country=" in link or "institution=" in link else total == expected, link


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", {f"d{number}" for number in (*range(1, 11), 12)}),
        ("state=closed", {"d6", "d7"}),
        ("state=embargoed", {"d6"}),
        ("state=unknown", {"d9"}),
        ("doi=no", {"d11"}),
        ("cited=no", {"d8", "d9", "d10"}),
        ("opens=none", {"d7", "d8", "d9"}),
    ],
)
def test_the_data_behind_a_number_are_listed(site: TestClient, filters: str, expected: set[str]) -> None:
    address = f"/reports/aurora-light-source/data?{AT}&{filters}"
    told = site.get(f"{address}&format=json").json()

    assert {one["iri"] for one in told["data"]} == {iri(name) for name in expected}
    assert told["total"] == len(expected)
    assert is_harmless(page(site, address))


def test_constructed_pairs_are_marked(site: TestClient) -> None:
    assert "16 of 16 pairs are constructed" in site.get(REPORT, headers=BROWSER).text
    pairs = site.get(f"/reports/aurora-light-source/pairs?{AT}", headers=BROWSER).text
    assert pairs.count("<mark>constructed</mark>") == 16


def test_a_report_is_found_by_the_iri_of_its_facility(site: TestClient) -> None:
    by_path = site.get(f"/reports/{AURORA.removeprefix('https://')}?format=json").json()
    by_query = site.get("/reports/", params={"iri": AURORA, "format": "json"}).json()

    assert by_path["facility"] == by_query["facility"] == AURORA


@pytest.mark.parametrize("address", ["/reports/nowhere", "/api/v1/reports/nowhere", "/reports/nowhere/pairs"])
def test_an_unknown_facility_is_not_found_and_the_others_are_named(site: TestClient, address: str) -> None:
    answer = site.get(address)

    assert answer.status_code == 404
    assert "aurora-light-source" in answer.json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        f"{REPORT}&since=yesterday",
        "/reports/aurora-light-source?as_of=2026-02-30",
        "/reports/aurora-light-source/pairs?behind=strangers",
        "/reports/aurora-light-source/pairs?colour=red",
        "/reports/aurora-light-source/pairs?page=0",
        "/reports/aurora-light-source/pairs?year=abc",
        "/reports/aurora-light-source/pairs?year=20²0",
        "/reports/aurora-light-source/pairs?cited=x",
        "/reports/aurora-light-source/pairs?citing=x",
        "/reports/aurora-light-source/data?state=ajar",
        "/reports/aurora-light-source/data?colour=red",
        "/api/v1/reports/aurora-light-source?format=docx",
    ],
)
def test_what_cannot_be_asked_is_refused(site: TestClient, address: str) -> None:
    answer = site.get(address)

    assert answer.status_code == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize("what", ["pairs", "data"])
def test_a_page_beyond_the_last_is_not_there(site: TestClient, what: str) -> None:
    answer = site.get(f"/reports/aurora-light-source/{what}?page=99")

    assert answer.status_code == 404
    assert "page=1" in answer.json()["detail"]


def test_a_list_of_pairs_says_how_many_works_cite(site: TestClient) -> None:
    # p3 and p7 cite d2, each of them another work, too: p3 d1 and d7, p7 d3.
    told = site.get(f"/reports/aurora-light-source/pairs?{AT}&format=json").json()

    assert (told["total"], told["citing_works"]) == (16, 13)
    assert (
        "16 pairs, 13 citing works"
        in site.get(f"/reports/aurora-light-source/pairs?{AT}", headers=BROWSER).text
    )


def test_cited_may_be_a_bare_doi(site: TestClient) -> None:
    address = f"/reports/aurora-light-source/pairs?{AT}&format=json&cited=10.5072/SMALL.d1"

    assert site.get(address).json()["total"] == 4


def test_the_index_tells_what_the_report_tells(site: TestClient) -> None:
    told = {one["slug"]: one for one in site.get("/reports", params={"format": "json"}).json()["facilities"]}
    aurora = told["aurora-light-source"]
    report = site.get("/api/v1/reports/aurora-light-source").json()

    # All of the twelve but d11, which has no DOI.
    assert (aurora["registered"], aurora["datasets"]) == (11, 12)
    assert report["datasets"]["registered"] == 11


def test_the_report_leads_to_all_its_formats_and_takes_the_day_at_the_top(site: TestClient) -> None:
    answer = site.get(REPORT, headers=BROWSER)
    links = Page(answer.text).links

    for format in MEDIA_TYPES:
        assert any(f"format={format}" in link and AT in link for link in links), format
    assert answer.text.index('name="as_of"') < answer.text.index('id="data"')
    assert "--out report.pdf" in answer.text


def test_the_pairs_are_listed_with_their_claims(site: TestClient) -> None:
    told = site.get(f"/reports/aurora-light-source/pairs?cited={iri('d1')}&{AT}&format=json").json()
    pairs = {pair["citing"]: pair for pair in told["pairs"]}

    assert set(pairs) == {iri("p1"), iri("p2"), iri("p3"), iri("p4")}
    sources = sorted(claim["source"] for claim in pairs[iri("p3")]["said"])
    assert sources == ["crossref", "datacite", "openalex", "scholexplorer"]
    assert pairs[iri("p3")]["claims"] == 4


def test_pairs_that_are_not_counted_are_listed_apart(site: TestClient) -> None:
    address = f"/reports/aurora-light-source/pairs?{AT}&format=json&state="

    assert [pair["citing"] for pair in site.get(f"{address}later").json()["pairs"]] == [iri("p12")]
    assert site.get(f"{address}all").json()["total"] == 19


def test_the_api_answers_as_the_command(site: TestClient) -> None:
    told = site.get(API).json()

    assert told["pairs"]["total"] == 16
    assert told["independent_bounds"] == [5, 10]
    assert {one["slug"] for one in site.get("/api/v1/reports").json()["facilities"]} >= {
        "aurora-light-source"
    }


def test_the_csv_has_a_row_per_pair(site: TestClient) -> None:
    answer = site.get(API, headers={"accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbfciting,")
    name = f"citations-aurora-light-source-{AS_OF}-g1.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert {(row["as_of"], row["generation"]) for row in rows} == {(AS_OF, "1")}
    assert len(rows) == 16
    assert {row["constructed"] for row in rows} == {"yes"}
    (one,) = (row for row in rows if (row["citing"], row["cited"]) == (iri("p1"), iri("d1")))
    assert (one["claims"], one["sources"], one["date"]) == ("2", "crossref; datacite", "2019-05")


def link_of(site: TestClient, version: int, citing: str, cited: str) -> dict[str, Any]:
    links = site.get(f"{API}&format=scholix{version}").json()
    assert len(links) == 16
    found = [read_link(link) for link in links]
    (number,) = (
        number
        for number, link in enumerate(found)
        if (link.source.iri.value, link.target.iri.value) == (iri(citing), iri(cited))
    )
    link: dict[str, Any] = links[number]
    return link


def test_scholix_3_as_its_schema_wants_it(site: TestClient) -> None:
    link = link_of(site, 3, "p1", "d1")

    assert set(link) == {"LinkPublicationDate", "LinkProvider", "RelationshipType", "Source", "Target"}
    assert link["RelationshipType"]["Name"] == "IsSupplementedBy"
    assert link["Source"]["Identifier"]["ID"] == "10.5072/small.p1"
    assert link["Source"]["Type"] == {"Name": "literature"}
    assert link["Target"]["Type"] == {"Name": "dataset"}
    assert [provider["Name"] for provider in link["LinkProvider"]][:2] == ["crossref", "datacite"]
    assert link["LinkProvider"][-1]["Name"].startswith("Constructed")


def test_scholix_4_has_a_list_of_identifiers_and_a_text_as_type(site: TestClient) -> None:
    link = link_of(site, 4, "p2", "d1")

    assert link["RelationshipType"] == {"Name": "References", "SubType": "Cites", "SubTypeSchema": "datacite"}
    assert [one["ID"] for one in link["Source"]["Identifier"]] == ["10.5072/small.p2"]
    assert link["Source"]["Type"] == "literature"
    assert link["Target"]["Identifier"]["IDScheme"] == "doi"
    assert link["LinkProvider"][0] == {"name": "crossref"}


def test_markdown_is_told_without_markup_of_strangers(site: TestClient) -> None:
    answer = site.get(f"{API}&format=markdown")

    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "| Independent | 5 |" in answer.text
    assert "- Independent: 5 to 10;" in answer.text
    assert "| Independently, as far as known | 3 | 6 | 50.0 % | 18.8 to 81.2 % |" in answer.text
    assert "| not known | 16 | 3 | 2 | 1 | 5 | 5 | 9 |" in answer.text


@pytest.mark.parametrize("address", ["/badge/10.5072/small.p1.svg", "/widget/10.5072/small.p1"])
def test_what_is_no_data_has_no_badge_and_the_reason_is_told(site: TestClient, address: str) -> None:
    answer = site.get(address)

    assert answer.status_code == 404
    assert "small.p1 is a publication" in answer.json()["detail"]


def test_badge_and_widget_are_described(site: TestClient) -> None:
    paths = site.get("/openapi.json").json()["paths"]

    assert "image to embed" in paths["/badge/{path}.svg"]["get"]["summary"]
    assert "frame" in paths["/widget/{path}"]["get"]["summary"]


def test_the_facility_page_leads_to_the_report(site: TestClient) -> None:
    place = f"/facilities/{AURORA.removeprefix('https://')}"

    assert f"/reports/{AURORA.removeprefix('https://')}" in page(site, place).links
