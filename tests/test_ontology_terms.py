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
from kg.rdf.names import PANET, RDFS
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


def test_a_term_that_only_another_release_has_is_said_to_be_there(updated: TestClient) -> None:
    # Diffraction is in the shipped 1.3.0 alone.
    answer = updated.get("/techniques/PaNET01022")

    assert answer.status_code == 404
    assert "is 'diffraction' in PaNET 1.3.0, but not in PaNET 9.0.0" in answer.json()["detail"]
    assert "PaNET has no technique" in updated.get("/techniques/PaNET99999").json()["detail"]


def test_terms_of_one_meaning_are_named_and_are_not_broader(site: TestClient) -> None:
    # PaNET 1.3.0 infers that imaging and "obtain spatial map" are each below the other.
    imaging, mapping = f"{PANET}PaNET01106", f"{PANET}PaNET00401"
    told = site.get("/techniques/PaNET01106?format=json").json()
    other = site.get("/techniques/PaNET00401?format=json").json()

    assert [of["iri"] for of in told["equivalents"]] == [mapping]
    assert [of["iri"] for of in other["equivalents"]] == [imaging]
    assert mapping not in [of["iri"] for of in told["broader"]]
    assert "Means the same as" in page(site, "/techniques/PaNET01106").text
    assert "Means the same as" not in page(site, "/techniques/PaNET01124").text


def test_a_specifier_is_called_one_and_has_no_link_to_datasets(site: TestClient) -> None:
    shown = page(site, "/techniques/PaNET2000000")

    assert "<b>A specifier</b>" in shown.text
    assert [link for link in shown.links if link.startswith("/search")] == []
    assert "<b>A specifier</b>" not in page(site, "/techniques/PaNET01124").text


def test_nothing_is_denied_that_is_not_known_of_a_term(updated: TestClient) -> None:
    # The root states no parent by name; whether it is defined otherwise, the table does not say.
    text = page(updated, "/techniques/PaNET00001").text

    assert "No parent is stated by name. Whether a logical definition says more is not kept here." in text


def test_a_link_to_a_search_says_that_hits_are_counted_otherwise(updated: TestClient) -> None:
    assert "records alike are one hit" in page(updated, f"/techniques/{SAXS.rpartition('/')[2]}").text


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


def test_a_long_label_goes_on_in_the_next_line_of_its_box() -> None:
    label = "grazing incidence small angle x-ray scattering tomography"
    root = ElementTree.fromstring(str(neighbourhood(described(label, 0, 0))))

    lines = [each.text or "" for each in root.iter("text") if each.get("class") is None]
    (box,) = root.iter("rect")
    below = max(float(each.attrib["y"]) for each in root.iter("text"))
    assert " ".join(lines) == label
    assert len(lines) == 2
    assert float(box.attrib["y"]) + float(box.attrib["height"]) > below
    assert float(root.attrib["viewBox"].split()[3]) > below


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
