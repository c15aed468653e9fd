"""The editors' pages: a change judged on a page, the rules, the release, and all that is known of a term."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from posting import AFTER, BEFORE, BROKEN, DIFFRACTION, POWDER, ROOT, SAS, SAXS, home_with_releases, template
from serving import BROWSER, PAYLOADS, Page, client, is_harmless
from starlette.testclient import TestClient

from kg.ontology.finding import Finding, Level
from kg.web.ontology.example_cells import Table, compared
from kg.web.ontology.rules_page import catalogue
from kg.web.ontology.told import _groups

RULES = [rule.name for rules in catalogue().values() for rule in rules]
ADDRESSES = ["/ontology", "/ontology/check", "/ontology/rules", "/ontology/rules/label-lost"]


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


def review(site: TestClient, before: bytes, after: bytes, name: str = "after.csv") -> Page:
    sent = {"before": ("before.csv", before), "after": (name, after)}
    answer = site.post("/ontology/check", files=sent, headers=BROWSER)
    assert answer.status_code == 200
    return Page(answer.text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_its_frame_and_runs_no_script(site: TestClient, address: str) -> None:
    shown = page(site, address)

    assert is_harmless(shown)
    assert shown.tags.count("h1") == 1
    assert {"header", "nav", "main", "footer"} <= set(shown.tags)
    assert len(shown.ids) == len(set(shown.ids))
    assert 'aria-current="page">Ontology' in shown.text


def test_the_start_page_tells_the_release_in_numbers(site: TestClient) -> None:
    # The guide counts 505 classes of PaNET v1.3.0, 128 of them specifiers, 3,645 pairs between them, and
    # 139 alternative labels.
    told = site.get("/ontology?format=json").json()

    assert (told["version"], told["techniques"], told["specifiers"]) == ("1.3.0", 505 - 128, 128)
    assert (told["subsumptions"], told["alternative_labels"]) == (3645, 139)
    assert told["comparable"] is False
    assert "kg ontology update" in page(site, "/ontology").text


def test_releases_taken_in_are_listed_without_the_folders_they_came_from(updated: TestClient) -> None:
    told = updated.get("/ontology?format=json").json()

    assert [(of["version"], of["source"], of["in_use"]) for of in told["releases"]] == [
        ("1.3.0", "shipped with pan-kg", False),
        ("8.0.0", "old.csv", False),
        ("9.0.0", "PaNET.csv", True),
    ]
    assert told["comparable"] is True
    assert "a/folder" not in page(updated, "/ontology").text


def test_the_shipped_release_is_listed_as_the_one_in_use_where_none_was_taken_in(site: TestClient) -> None:
    (only,) = site.get("/ontology?format=json").json()["releases"]

    assert (only["version"], only["in_use"]) == ("1.3.0", True)
    assert "<b>in use</b>" in page(site, "/ontology").text


def test_the_form_offers_the_release_only_where_it_is_whole(site: TestClient, updated: TestClient) -> None:
    assert "leave empty" not in page(site, "/ontology/check").text
    assert "leave empty to compare with PaNET 9.0.0" in page(updated, "/ontology/check").text


def test_the_later_file_alone_is_compared_with_the_release(updated: TestClient) -> None:
    # A browser sends a field without a file as an empty part without a name.
    sent = [("before", ("", b"")), ("after", ("mine.csv", AFTER)), ("usage", ("", b""))]
    answer = updated.post("/ontology/check", files=sent, headers=BROWSER)

    assert answer.status_code == 200
    assert "PaNET.csv (PaNET 9.0.0, of this service) → mine.csv" in answer.text
    both = review(updated, BEFORE, AFTER)
    assert "of this service)" not in both.text


def test_findings_of_one_rule_at_two_levels_stand_under_their_own_badges() -> None:
    def found(rule: str, level: Level, message: str) -> Finding:
        return Finding(rule, level, message, "term")

    mixed = [
        found("label-lost", "warn", "gone"),
        found("label-lost", "info", "respelt"),
        found("label-lost", "info", "respelt, too"),
        found("no-parent", "warn", "alone"),
    ]

    groups = [(of["rule"], of["level"], len(of["findings"])) for of in _groups(mixed, {}, ())]

    assert groups == [("label-lost", "warn", 1), ("no-parent", "warn", 1), ("label-lost", "info", 2)]


def test_the_head_of_a_review_says_what_it_does_to_data(updated: TestClient) -> None:
    text = review(updated, BEFORE, AFTER).text

    head = text[: text.index('id="findings"')]
    assert "What it does to data: " in head
    assert 'href="#impact"' in head


def test_a_file_without_a_class_is_asked_back(site: TestClient) -> None:
    about = b'<urn:x> <http://purl.org/dc/terms/title> "metadata" .'
    sent = {"before": ("before.csv", BEFORE), "after": ("about.ttl", about)}
    answer = site.post("/ontology/check", files=sent, headers=BROWSER)
    told = site.post("/api/v1/ontology/check", files=sent)

    assert (answer.status_code, told.status_code) == (422, 422)
    assert "about.ttl holds no class: is it the right file?" in answer.text
    assert "about.ttl holds no class: is it the right file?" in told.json()["detail"]


def test_an_example_shows_what_differs_and_marks_it() -> None:
    def version(label: str) -> Table:
        headings = ("ID", "Label", "Definition")
        return Table("", "", ((1, headings), (2, ("ID", "A", "A")), (3, ("x:1", label, "same"))))

    (before, good), (_, bad) = compared((version("a"), version("a")), (version("a"), version("b")))

    # The same terms in both: the label names a row, and the definition is the same everywhere.
    assert (before.columns, good.columns, bad.columns) == ((1,), (1,), (1,))
    assert (before.changed, good.changed, bad.changed) == ((), (), ((3, 1),))


def test_examples_are_compared_by_heading_and_not_by_place() -> None:
    narrow = Table("", "", ((1, ("ID", "Label")), (2, ("ID", "A")), (3, ("x:1", "a"))))
    wide = Table("", "", ((1, ("ID", "Note", "Label")), (2, ("ID", "N", "A")), (3, ("x:1", "", "b"))))

    ((good,), (bad,)) = compared((narrow,), (wide,))

    assert (good.changed, bad.changed) == (((3, 1),), ((3, 2),))
    assert (good.columns, bad.columns) == ((1,), (2,))


def test_the_form_offers_to_leave_before_out_by_script_only_where_it_may(
    site: TestClient, updated: TestClient
) -> None:
    assert "may be left" not in page(site, "/ontology/check").text
    assert "may be left" in page(updated, "/ontology/check").text


def test_the_review_says_verdict_place_suggestion_and_consequences(site: TestClient) -> None:
    text = review(site, BEFORE, BROKEN).text

    assert '<span class="verdict fail">Fail</span> after.csv' in text
    assert "row 5, column 4 (Parent)" in text
    assert 'href="/ontology/rules/unresolved-reference"' in text


def test_asserted_and_inferred_changes_stand_apart_with_reasons(site: TestClient) -> None:
    def version(parent: str) -> bytes:
        lines = (
            "ID,Label,Type,Parent,Equivalent",
            "ID,A rdfs:label,TYPE,SC %,EC %",
            f"{ROOT},technique,owl:Class,,",
            f"{DIFFRACTION},diffraction,owl:Class,technique,",
            f"{SAXS},imaging,owl:Class,technique,",
            f"{SAS},powder imaging,owl:Class,,diffraction and imaging",
            f"{POWDER},mapping,owl:Class,{parent},",
        )
        return ("\n".join(lines) + "\n").encode()

    text = review(site, version("technique"), version("'powder imaging'")).text

    changed, effects = text.index("What you changed"), text.index("Side effects, which nobody wrote")
    assert "mapping is now put below powder imaging" in text[changed:effects]
    told = text[effects : text.index("What it does to data</h2>")]
    assert "mapping also becomes diffraction and imaging" in told
    reasons = told[told.index('class="because"') :]
    assert "because " in reasons
    assert "mapping lies below powder imaging" in reasons
    assert "powder imaging is defined as diffraction and imaging" in reasons


def test_downloads_are_carried_along_and_are_what_the_interface_answers(site: TestClient) -> None:
    shown = review(site, BEFORE, BROKEN)
    sent = {"before": ("before.csv", BEFORE), "after": ("after.csv", BROKEN)}
    asked = site.post("/api/v1/ontology/check?format=sarif", files=sent).text

    carried = [link for link in shown.links if link.startswith("data:")]
    kinds = [link.partition(";")[0].removeprefix("data:") for link in carried]
    (sarif,) = [link for link in carried if link.startswith("data:application/sarif+json")]

    assert kinds == [
        "application/json",
        "text/markdown",
        "application/sarif+json",
        "application/xml",
        "text/plain",
    ]
    assert b64decode(sarif.partition("base64,")[2]).decode() == asked
    assert shown.text.count(" download=") == len(carried)


def test_hostile_labels_and_names_are_shown_as_text(site: TestClient) -> None:
    rows = [
        (f"http://purl.org/pan-science/PaNET/PaNET{number:05}", payload.replace('"', '""'), "")
        for number, payload in enumerate(PAYLOADS, 100)
    ]
    name = "<img src=x onerror=alert(1)>.csv"
    shown = review(site, BEFORE, template(*rows), name)

    assert is_harmless(shown)
    assert not {"img.x", "svg"} & set(shown.tags)
    assert shown.tags.count("img") == 1  # the emblem
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.text
    assert not {"\u202e", "\u2028", "\x1b", "\x07"} & set(shown.text)
    assert [link for link in shown.links if link.lower().startswith("javascript")] == []


def test_what_cannot_be_judged_leads_back_to_the_form(site: TestClient) -> None:
    sent = {"before": ("before.csv", BEFORE), "after": ("<b>.pdf", b"%PDF")}
    answer = site.post("/ontology/check", files=sent, headers=BROWSER)

    assert answer.status_code == 422
    assert "&lt;b&gt;.pdf: no ontology has the file ending" in answer.text
    assert 'name="after"' in answer.text
    assert site.post("/ontology/check", headers=BROWSER).status_code == 415


def test_a_service_without_a_generation_judges_all_the_same(tmp_path: Path) -> None:
    with client(tmp_path / "empty") as nothing:
        assert nothing.get("/ontology/check", headers=BROWSER).status_code == 200
        assert nothing.get("/ontology/rules", headers=BROWSER).status_code == 200
        assert nothing.get("/ontology", headers=BROWSER).status_code == 503
        assert "Not known here: this service has no data" in review(nothing, BEFORE, AFTER).text


def test_a_link_that_names_a_generation_that_never_was_is_told_so(site: TestClient) -> None:
    told = page(site, "/sparql?query=ASK%7B%7D&generation=99").text

    assert "There is no generation 99 here." in told
    assert "There is no generation" not in page(site, "/sparql?query=ASK%7B%7D&generation=1").text


def test_a_page_of_a_post_is_kept_by_nobody(site: TestClient) -> None:
    sent = {"before": ("before.csv", BEFORE), "after": ("after.csv", AFTER)}
    answer = site.post("/ontology/check", files=sent, headers=BROWSER)

    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_a_page_with_why_remedy_and_examples(site: TestClient, name: str) -> None:
    told = site.get(f"/ontology/rules/{name}?format=json").json()
    shown = page(site, f"/ontology/rules/{name}")

    assert is_harmless(shown)
    assert {"why", "remedy", "level", "title"} <= told.keys()
    judges_files = name.startswith("release-")
    assert len(told["examples"]) == (0 if judges_files else 2)
    if told["examples"]:
        passing, failing = told["examples"]
        assert passing["said"] == []
        assert failing["said"]
    assert (f'{name} = "off"' in shown.text.replace("&#34;", '"')) is told["switchable"]


def test_the_catalogue_lists_every_rule_and_nearly_named_ones_are_proposed(site: TestClient) -> None:
    shown = page(site, "/ontology/rules")

    assert {f"/ontology/rules/{name}" for name in RULES} <= set(shown.links)
    assert len(site.get("/ontology/rules?format=json").json()["rules"]) == len(RULES)
    missing = site.get("/ontology/rules/label-lots", headers=BROWSER)
    assert missing.status_code == 404
    assert "label-lost" in missing.text
    assert "no-verdict" in RULES
    assert "It cannot be switched off." in page(site, "/ontology/rules/no-verdict").text
