"""What a dataset's page offers for embedding."""

import re

from serving import BROWSER, Page
from starlette.testclient import TestClient

from kg.web.report.embed import embedded


def test_the_snippets_name_the_service_and_escape_what_they_hold() -> None:
    made = embedded("https://kg.example", 'https://doi.org/10.5072/a"b')

    assert made.badge == "/badge/10.5072/a%22b.svg"
    assert 'src="https://kg.example/badge/10.5072/a%22b.svg"' in made.html
    assert made.frame.startswith('<iframe src="https://kg.example/widget/10.5072/a%22b"')
    assert made.html.count('"') == 6


def test_data_without_a_doi_are_named_by_their_iri() -> None:
    assert embedded("", "https://a.example/1").badge == "/badge/https://a.example/1.svg"


def test_a_dataset_page_shows_the_snippets_as_text(site: TestClient) -> None:
    found = site.get("/api/v1/search", params={"q": "", "limit": 1}).json()
    (address,) = {hit["iri"] for hit in found["hits"]}
    shown = site.get(f"/datasets/{address.removeprefix('https://')}", headers=BROWSER).text

    assert "Badge and widget for another site" in shown
    assert re.search(r"&lt;img src=&#34;http://[^/]+/badge/", shown)
    assert not {"iframe", "img.x"} & {*Page(shown).tags}  # the snippets are text
