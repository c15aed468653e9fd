"""Receipts over HTTP: fixed with question, reading and generation; replayed, or told that it is gone."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from serving import BROWSER, Page, client, is_harmless
from starlette.testclient import TestClient

from kg.answer.receipt import Receipt, read_receipt
from kg.pipeline import build_from_folder
from kg.store.home import Home


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def receipt(site: TestClient, question: str) -> Receipt:
    answer = site.get(f"/r?{question}", follow_redirects=False)
    assert answer.status_code == 303
    return read_receipt(answer.headers["location"].removeprefix("/r/"))


def test_it_fixes_question_reading_generation_and_hits(site: TestClient) -> None:
    found = receipt(site, "q=SANS+vesicles&access=open&as_of=2024-05-06&page=2&limit=3")
    iris = [of["iri"] for of in site.get(
        "/search.json?q=SANS+vesicles&access=open&as_of=2024-05-06").json()["datasets"]]  # fmt: skip

    assert found.parameters == (("q", "SANS vesicles"), ("access", "open"))
    assert (found.as_of.isoformat(), found.generation, found.total) == ("2024-05-06", 1, len(iris))
    assert "technique: small angle neutron scattering" in found.chips
    assert found.hits == sha256("".join(f"{iri}\n" for iri in sorted(iris)).encode()).hexdigest()[:16]


def test_the_same_question_gives_the_same_receipt(site: TestClient) -> None:
    assert str(receipt(site, "q=vesicles")) == str(receipt(site, "q=vesicles&page=3"))
    assert str(receipt(site, "q=vesicles")) != str(receipt(site, "q=vesicles&access=open"))


def test_replayed_of_the_same_generation_it_is_the_same(site: TestClient) -> None:
    told = site.get(f"/r/{receipt(site, 'q=vesicles&as_of=2024-05-06')}?format=json").json()

    assert (told["kept"], told["same"], told["differences"]) == (True, True, {})
    assert told["answer"]["as_of"] == "2024-05-06"
    assert told["receipt"]["text"] == "vesicles"


def test_the_page_shows_it(site: TestClient) -> None:
    answer = site.get(f"/r/{receipt(site, 'q=SANS+vesicles')}", headers=BROWSER)

    assert "this gives the same reading and the same datasets" in answer.text
    assert "technique: small angle neutron scattering" in answer.text
    assert "SELECT DISTINCT ?dataset" in answer.text
    assert is_harmless(Page(answer.text))


@pytest.mark.parametrize("text", ["x", "A" * 7000, "..%2F..%2Fetc", "%00", "<script>alert(1)</script>"])
def test_garbage_is_no_receipt(site: TestClient, text: str) -> None:
    answer = site.get(f"/r/{text}", headers=BROWSER)

    assert answer.status_code == 404
    assert is_harmless(Page(answer.text))


def test_a_forged_receipt_does_no_more_than_ask_its_question(site: TestClient) -> None:
    forged = replace(
        receipt(site, "q=vesicles"),
        parameters=(("q", "<script>alert(1)</script>"), ("page", "99999"), ("limit", "99999")),
        chips=("<img src=x onerror=alert(1)>",),
    )
    answer = site.get(f"/r/{forged}", headers=BROWSER)

    assert answer.status_code in (200, 400)
    assert is_harmless(Page(answer.text))


def test_a_receipt_whose_filter_nothing_knows_says_so(site: TestClient) -> None:
    unknown = replace(receipt(site, "q=vesicles"), parameters=(("facility", "Nowhere"),))
    answer = site.get(f"/r/{unknown}")

    assert answer.status_code == 400
    assert "Nowhere" in answer.json()["detail"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store in its second generation; the first had three datasets, the second has five."""
    place = tmp_path / "data" / "catalogues" / "scicat" / "test"
    for number in (3, 5):
        write_catalogue(place, [dataset(each) for each in range(number)])
        build_from_folder(Home(tmp_path / "home"), tmp_path / "data")
    return tmp_path / "home"


def first(home: Path) -> str:
    """The receipt of the first generation, with what differs from the second: three of five datasets."""
    with client(home) as site:
        now = receipt(site, "q=thin+film")
    then = Home(home).generation(1)
    iris = [f"https://hdl.handle.net/20.500.99999/test-{number:04d}" for number in range(3)]
    digest = sha256("".join(f"{iri}\n" for iri in iris).encode()).hexdigest()[:16]
    published = str(then.facts["created"])
    return str(replace(now, generation=1, published=published, total=3, hits=digest))


def test_an_older_generation_answers_while_it_is_kept(home: Path) -> None:
    text = first(home)
    with client(home) as site:
        told = site.get(f"/r/{text}?format=json").json()
        now = site.get("/api/v1/search?q=thin+film").json()

    assert (told["kept"], told["same"]) == (True, True)
    assert told["answer"]["generation"] == 1
    assert now["generation"] == 2


def test_a_generation_that_is_gone_is_told_with_what_differs_today(home: Path) -> None:
    text = first(home)
    shutil.rmtree(home / "generations" / "000001")
    with client(home) as site:
        told = site.get(f"/r/{text}?format=json").json()
        page = site.get(f"/r/{text}", headers=BROWSER).text

    assert (told["kept"], told["same"]) == (False, False)
    assert told["differences"]["hits"] == "It found 3 datasets; now 5 are found, not all the same."
    assert "reading" not in told["differences"]
    assert "Generation 1 is not here any more" in page
    assert "now 5 are found" in page
