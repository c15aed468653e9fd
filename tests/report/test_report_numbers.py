"""Every number of a report leads to the list behind it, and the list is as long as the number says."""

import html
import re

import pytest
from serving import BROWSER
from small_book import AS_OF, I1, iri
from starlette.testclient import TestClient

REPORT = "/reports/aurora-light-source"
NUMBER = re.compile(r'<a href="(/reports/[^"]+/(?:pairs|data)\?[^"]*)">([\d,]+)</a>')


def data(site: TestClient, filters: str, day: str = AS_OF) -> set[str]:
    told = site.get(f"{REPORT}/data?as_of={day}&format=json&{filters}").json()
    assert told["total"] == len(told["data"])
    return {one["iri"] for one in told["data"]}


def pairs(site: TestClient, filters: str) -> dict[str, int]:
    told: dict[str, int] = site.get(f"{REPORT}/pairs?as_of={AS_OF}&format=json&{filters}").json()
    return told


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        # Open for two years; d10 is cited by nobody, d12 by an undated work, d4 by the same team only.
        ("open_since=2024-06-30", "d1 d2 d3 d4 d10 d12"),
        ("open_since=2024-06-30&cited=yes", "d1 d2 d3 d4 d12"),
        ("open_since=2024-06-30&cited=not_companion", "d1 d2 d3 d4 d12"),
        ("open_since=2024-06-30&cited=independent", "d1 d2 d3"),
        ("open_since=2024-06-30&cited=maybe_independent", "d1 d2 d3 d12"),
        ("first_any=watched", "d1 d2 d3 d4 d5 d10"),
        ("first_any=cited", "d1 d2 d3 d4 d5"),
        ("first_any=before", "d1 d4"),
        ("first_any=undated", "d12"),
        ("first_independent=watched", "d1 d2 d3 d4 d5 d10 d12"),
        ("first_independent=cited", "d1 d2 d3"),
        ("first_independent=undated", ""),
        ("year=2019", "d7 d10"),
        ("year=none", "d8 d9"),
        ("dated=no", "d8 d9"),
        ("licence=none", "d1 d2 d3 d4 d5 d6 d7 d8 d9 d10 d12"),
        ("opens=none&state=open", "d8"),
        ("among=pairs", "d1 d2 d3 d4 d5 d6 d7 d11 d12"),
        (f"among=pairs&instrument={I1}", "d1 d2 d6"),
        ("among=pairs&instrument=none", "d5 d7 d11 d12"),
        ("among=pairs&level=none", "d1 d2 d3 d4 d5 d6 d7 d11 d12"),
    ],
)
def test_data_are_narrowed_to_what_a_number_counts(site: TestClient, filters: str, expected: str) -> None:
    assert data(site, filters) == {iri(name) for name in expected.split()}


def test_data_that_were_not_there_yet_are_listed_apart(site: TestClient) -> None:
    assert data(site, "state=later", "2019-01-01") == {iri(name) for name in ("d3", "d4", "d5", "d6")}


@pytest.mark.parametrize(
    ("filters", "total", "cited", "claims"),
    [
        ("", 16, 9, 21),
        ("behind=independent,unknown", 10, 7, 14),
        ("witnesses=crossref", 10, 7, 10),
        ("witnesses=crossref%2Bdatacite", 3, 2, 8),
        ("origins=datacite,crossref", 3, 2, 8),
        ("flag=before-opening", 2, 2, 2),
        ("level=none", 16, 9, 21),
        ("source=scholexplorer", 1, 1, 1),
        ("source=datacite", 6, 4, 6),
        ("source=loaded", 0, 0, 0),
        (f"instrument={I1}", 10, 3, 15),
    ],
)
def test_pairs_are_narrowed_to_what_a_number_counts(
    site: TestClient, filters: str, total: int, cited: int, claims: int
) -> None:
    told = pairs(site, filters)

    assert (told["total"], told["cited_works"], told["claims"]) == (total, cited, claims)


@pytest.mark.parametrize("filters", ["year=20x0", "open_since=2024", "first_any=yes", "licence=x"])
def test_what_cannot_be_asked_of_data_is_refused_with_what_can(site: TestClient, filters: str) -> None:
    answer = site.get(f"{REPORT}/data?{filters}")

    assert answer.status_code == 400
    assert "there are: " in answer.json()["detail"]


@pytest.mark.parametrize("filters", ["behind=independent,strangers", "behind=,"])
def test_each_of_several_kinds_has_to_be_one(site: TestClient, filters: str) -> None:
    assert site.get(f"{REPORT}/pairs?{filters}").status_code == 400


@pytest.mark.parametrize("day", [AS_OF, "2026-05-31", "2022-03-10", "2020-02-29", "2019-01-01", "1900-01-01"])
def test_the_list_behind_each_number_is_as_long_as_it_says(site: TestClient, day: str) -> None:
    page = site.get(f"{REPORT}?as_of={day}", headers=BROWSER).text
    found = {(html.unescape(link), int(number.replace(",", ""))) for link, number in NUMBER.findall(page)}

    assert found
    for link, number in found:
        assert day in link
        told = site.get(f"{link}&format=json").json()
        # Of places the works are told, and of sources their claims.
        counts = {"country": "citing_works", "institution": "citing_works", "source": "claims"}
        (name,) = {counts[asked] for asked in counts if f"{asked}=" in link} or {"total"}
        assert told[name] == number, link


def test_a_number_of_claims_that_make_no_pair_leads_to_their_words(site: TestClient) -> None:
    page = site.get(f"{REPORT}?as_of={AS_OF}", headers=BROWSER).text

    assert "claim%2Fdatacite-d1-d1-self-loop" in page
