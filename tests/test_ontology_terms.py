"""All that is known of a technique's term, and the drawing of its neighbourhood."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from posting import ROOT, SAS, SAXS, home_with_releases
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from serving import BROWSER, PAYLOADS, Page, client, is_harmless
from starlette.testclient import TestClient

from kg.answer.links import Link
from kg.answer.technique import Counted, TechniquePage
from kg.rdf.names import RDFS
from kg.web.term_drawing import neighbourhood


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(home_with_releases(tmp_path_factory.mktemp("updated"))) as opened:
        yield opened


def page(site: TestClient, address: str) -> Page:
    return Page(site.get(address, headers=BROWSER).text)


def test_a_term_page_says_what_is_not_known_here(site: TestClient) -> None:
    told = site.get(f"/techniques/{SAS.rpartition('/')[2]}?format=json").json()
    text = page(site, f"/techniques/{SAS.rpartition('/')[2]}").text

    assert (told["stated_known"], told["definition"], told["first"]) == (False, None, None)
    assert "Not known here" in text
    assert "Only PaNET 1.3.0 is known here" in text


def test_the_facilities_of_a_term_add_up_as_a_query_counts_them(site: TestClient) -> None:
    query = (
        "PREFIX pan: <https://w3id.org/pan-kg/def#> SELECT ?f (COUNT(DISTINCT ?d) AS ?n) "
        f"{{ ?d a <http://www.w3.org/ns/dcat#Dataset> ; pan:facility ?f ; pan:technique ?t . "
        f"?t pan:broaderOrSelf <{SAS}> }} GROUP BY ?f"
    )
    found = site.get("/sparql", params={"query": query}, headers={"accept": "application/json"}).json()
    counted = {row["f"]["value"]: int(row["n"]["value"]) for row in found["results"]["bindings"]}

    told = site.get(f"/techniques/{SAS.rpartition('/')[2]}?format=json").json()["facilities"]

    assert counted
    assert {of["facility"]["iri"]: of["datasets"] for of in told if of["facility"]} == counted


def test_a_term_shows_the_vocabularies_that_are_aligned_with_it(site: TestClient) -> None:
    # Row ARPES of the shipped alignment: exact match with PaNET01089, confidence 0.9.
    told = site.get("/techniques/PaNET01089?format=json").json()["mappings"]

    (mapped,) = [of for of in told if of["iri"].endswith("ESRFET#ARPES")]
    assert (mapped["relation"], mapped["confidence"]) == ("exactMatch", 0.9)
    assert "means the same as" in page(site, "/techniques/PaNET01089").text


def test_a_term_of_a_whole_release_has_definition_stated_parent_and_history(updated: TestClient) -> None:
    told = updated.get(f"/techniques/{SAS.rpartition('/')[2]}?format=json").json()
    shown = page(updated, f"/techniques/{SAS.rpartition('/')[2]}")

    assert told["definition"] == "Scattering <b>near</b> the beam."
    assert "Scattering &lt;b&gt;near&lt;/b&gt; the beam." in shown.text
    assert told["stated_known"] is True
    assert [of["iri"] for of in told["stated_parents"]] == [ROOT]
    # The shipped 1.3.0 is older than both, and knows the term; 8.0.0 has not got it.
    seen = [(of["version"], of["label"]) for of in told["history"]]
    assert seen == [
        ("1.3.0", "small angle scattering"),
        ("8.0.0", None),
        ("9.0.0", "narrow angle scattering"),
    ]
    assert is_harmless(shown)


def test_a_retired_term_leads_to_what_replaces_it_and_its_data_are_still_counted(updated: TestClient) -> None:
    told = updated.get(f"/techniques/{SAXS.rpartition('/')[2]}?format=json").json()
    shown = page(updated, f"/techniques/{SAXS.rpartition('/')[2]}")

    assert (told["retired"], told["total"]) == (True, 3)
    assert "<b>Retired.</b>" in shown.text
    assert f"/techniques/{SAS.rpartition('/')[2]}" in shown.links
    heir = updated.get(f"/techniques/{SAS.rpartition('/')[2]}?format=json").json()
    assert (heir["direct"], heir["total"]) == (0, 3)
    assert sum(of["datasets"] for of in heir["facilities"]) == 3


def test_a_term_comes_as_turtle_and_json_ld(site: TestClient) -> None:
    label = Triple(NamedNode(SAS), RDFS["label"], Literal("small angle scattering"))
    for accept, syntax in (("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD)):
        answer = site.get(f"/techniques/{SAS.rpartition('/')[2]}", headers={"accept": accept})
        found = {quad.triple for quad in parse(answer.content, format=syntax)}
        assert answer.headers["content-type"].startswith(accept)
        assert label in found


def described(label: str, parents: int, children: int) -> TechniquePage:
    def terms(number: int) -> tuple[Counted, ...]:
        return tuple(Counted(f"urn:x:{at}", f"{label} {at}", at, at) for at in range(number))

    link = (Link("urn:x", label),)
    return TechniquePage("urn:x", label, (), "1", terms(parents), terms(children), link, 1, 2, ())


@pytest.mark.parametrize("label", PAYLOADS)
def test_a_drawing_holds_hostile_labels_as_text(label: str) -> None:
    drawing = str(neighbourhood(described(label, 2, 2)))
    root = ElementTree.fromstring(drawing)

    assert {each.tag for each in root.iter()} == {"svg", "title", "desc", "g", "a", "rect", "text", "path"}
    assert {name for each in root.iter() for name in each.keys() if name.startswith("on")} == set()  # noqa: SIM118
    assert "style" not in drawing


def test_a_drawing_shows_the_most_used_and_counts_the_rest() -> None:
    root = ElementTree.fromstring(str(neighbourhood(described("term", 1, 9))))

    texts = [each.text for each in root.iter("text")]
    assert len(root.findall(".//a")) == 1 + 6
    assert texts[:4] == ["term 0", "0", "term", "2"]
    assert texts[4:6] == ["term 8", "8"]
    assert texts[-1] == "and 3 more, listed below"
    assert root.attrib["aria-labelledby"] == "drawing-title drawing-desc"
    assert root.findtext("title") == "The place of term"
    assert (root.findtext("desc") or "").startswith("Above: term 0. Below: 9 narrower terms.")
