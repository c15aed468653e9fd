"""`kg ontology update`: a new release in the store, in one generation, and back again."""

from pathlib import Path

import pytest
from commands import kg
from releasing import (
    HEIR,
    IMPOSSIBLE,
    NARROW,
    RETIRED,
    SAS,
    WIDER,
    chips,
    hits,
    reader,
    store_with_scattering,
    update,
    write_release,
)

from kg.answer.technique import describe_technique
from kg.rdf.names import GRAPH, PANET
from kg.store.home import Home
from kg.store.techniques import techniques_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("KG_ENCODER", "none")
    return store_with_scattering(tmp_path)


def test_a_release_comes_in_as_one_generation_and_the_last_one_goes_on(home: Home, tmp_path: Path) -> None:
    told = update(home, "--from", write_release(tmp_path / "r", "2.0.0", NARROW), "--yes")

    assert (told["name"], told["version"], told["former"]) == ("panet", "2.0.0", "1.3.0")
    assert (told["taken"], told["generation"]) == (True, 2)
    assert home.numbers() == [1, 2]
    before, after = reader(home, 1), reader(home, 2)
    assert techniques_of(after).terms[SAS].label == "narrow angle scattering"
    assert techniques_of(before).terms[SAS].label == "small angle scattering"
    page = describe_technique(after, SAS)
    assert page is not None
    assert (page.definition, page.definition_sources) == (
        "Scattering near the beam.",
        ("https://example.org/nas",),
    )
    assert [link.iri for link in page.stated_parents] == [WIDER]
    assert not page.retired


def test_what_it_would_change_is_told_first_and_a_dry_run_changes_nothing(home: Home, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("small angle scattering\n\n")
    file = write_release(tmp_path / "r", "2.0.0", NARROW)
    told = update(home, "--from", file, "--dry-run", "--searches", questions, "--as-of", "2026-01-01", code=1)

    assert (told["taken"], told["generation"]) == (False, None)
    assert home.numbers() == [1]
    assert techniques_of(reader(home)).version == "1.3.0"
    impact = told["review"]["impact"]
    assert (impact["techniques_in_use_changed"], impact["datasets_changed"]) == (1, 4)
    assert {"class": WIDER, "before": 0, "after": 4}.items() <= {
        name: row[name]
        for row in impact["details"]["classes"]
        for name in ("class", "before", "after")
        if row["class"] == WIDER
    }.items()
    # The fourth dataset says a name that the term had in an earlier release: it stays with the term.
    assert (told["remapping"]["different"], told["remapping"]["ways"]) == (0, [])
    (question,) = told["rehearsal"]["searches"]
    assert question["reading_before"] == [f"technique: {SAS}"]
    assert not list(home.path.glob(".rehearsal-*"))


def test_records_that_say_a_name_of_a_term_that_is_gone_are_told(home: Home, tmp_path: Path) -> None:
    gone = write_release(tmp_path / "r", "2.0.0")
    told = update(home, "--from", gone, "--dry-run", code=1)

    assert told["remapping"]["different"] == 1
    assert told["remapping"]["ways"] == [{"before": ["small angle scattering"], "after": [], "records": 1}]
    words = kg("ontology", "update", "--from", gone, "--yes", "--store", home.path).output
    assert "1 of 4 kept records would be mapped otherwise" in words


def test_replay_maps_the_records_by_it_in_the_same_generation(home: Home, tmp_path: Path) -> None:
    told = update(home, "--from", write_release(tmp_path / "r", "2.0.0"), "--replay", "--yes")

    assert told["generation"] == 2
    assert told["sources"][0]["mapped"] == 4
    page = describe_technique(reader(home), SAS)
    assert page is not None
    assert page.direct == 3


def test_a_retired_term_is_followed_to_what_replaces_it(home: Home, tmp_path: Path) -> None:
    update(home, "--from", write_release(tmp_path / "r", "2.0.0", NARROW), "--yes")
    retiring = write_release(tmp_path / "r", "2.1.0", RETIRED)
    refused = update(home, "--from", retiring, code=1)
    assert not refused["taken"]
    assert [(row["technique"], row["datasets"], row["state"]) for row in refused["vanishing"]] == [
        (SAS, 4, "retired")
    ]
    assert home.numbers() == [1, 2]

    told = update(home, "--from", retiring, "--yes")
    assert told["generation"] == 3
    page = describe_technique(reader(home), SAS)
    assert page is not None
    assert page.retired
    assert [link.iri for link in page.replaced_by] == [HEIR]
    assert page.total == 4
    heir = describe_technique(reader(home), HEIR)
    assert heir is not None
    assert (heir.direct, heir.total) == (0, 4)
    assert chips(home, "narrow angle scattering") == [(HEIR, "name of a retired term")]
    assert chips(home, "NAS") == [(HEIR, "name of a retired term")]
    assert hits(home, "narrow angle scattering") == hits(home, "near beam scattering") == 4


def test_a_term_that_is_gone_stays_for_the_data_that_state_it(home: Home, tmp_path: Path) -> None:
    told = update(home, "--from", write_release(tmp_path / "r", "2.0.0"), "--yes")

    assert [(row["technique"], row["state"]) for row in told["vanishing"]] == [(SAS, "gone")]
    term = techniques_of(reader(home)).terms[SAS]
    assert (term.label, term.retired, term.replaced_by) == ("small angle scattering", True, ())
    assert term.ancestors_or_self == {SAS}
    assert hits(home, "small angle scattering") == 4
    again = update(home, "--from", write_release(tmp_path / "r", "2.2.0"))
    assert again["vanishing"] == []  # it was gone before
    assert techniques_of(reader(home)).terms[SAS].retired


def test_a_term_that_comes_back_is_in_force_again(home: Home, tmp_path: Path) -> None:
    update(home, "--from", write_release(tmp_path / "r", "2.0.0"), "--yes")
    update(home, "--from", write_release(tmp_path / "r", "2.1.0", NARROW))
    assert not techniques_of(reader(home)).terms[SAS].retired


def test_going_back_brings_the_former_release_and_in_the_end_the_shipped_one(
    home: Home, tmp_path: Path
) -> None:
    update(home, "--from", write_release(tmp_path / "r", "2.0.0", NARROW), "--yes")
    told = update(home, "--back")

    assert (told["version"], told["generation"]) == ("1.3.0", 3)
    assert techniques_of(reader(home)).terms[SAS].label == "small angle scattering"
    assert reader(home).ask(f"ASK {{ GRAPH <{GRAPH}panet/1.3.0> {{ ?s ?p ?o }} }}")
    assert not reader(home).ask(f"ASK {{ GRAPH <{GRAPH}panet/2.0.0> {{ ?s ?p ?o }} }}")


def test_there_is_nothing_before_the_first(home: Home) -> None:
    for name in ("panet", "esrfet"):
        result = kg("ontology", "update", name, "--back", "--store", home.path)
        assert result.exit_code != 0
        assert "none to go back to" in str(result.exception)


def test_older_and_equal_releases_need_a_yes(home: Home, tmp_path: Path) -> None:
    older = write_release(tmp_path / "r", "1.2.9", NARROW)
    result = kg("ontology", "update", "--from", older, "--store", home.path)
    assert "The store has panet 1.3.0; 1.2.9 is older." in str(result.exception)
    assert home.numbers() == [1]

    update(home, "--from", older, "--yes")
    result = kg("ontology", "update", "--from", older, "--store", home.path)
    assert "this is the same" in str(result.exception)
    other = write_release(tmp_path / "other", "1.2.9", NARROW.replace("NAS", "NARROW"))
    result = kg("ontology", "update", "--from", other, "--store", home.path)
    assert "this one says something else" in str(result.exception)


@pytest.mark.parametrize(
    ("version", "statement", "said"),
    [
        (None, NARROW, "does not state its version"),
        ("2 0", NARROW, "is no version"),
        ("2.0.0", IMPOSSIBLE, "1 classes that nothing can be a member of"),
    ],
)
def test_what_cannot_be_relied_on_is_refused(
    version: str | None, statement: str, said: str, home: Home, tmp_path: Path
) -> None:
    file = write_release(tmp_path / "r", version, statement)
    result = kg("ontology", "update", "--from", file, "--yes", "--store", home.path)

    assert said in str(result.exception)
    assert home.numbers() == [1]


def test_another_ontology_and_another_name_are_refused(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        '<urn:o> a owl:Ontology ; owl:versionInfo "9" . <urn:a> a owl:Class .'
    )
    result = kg("ontology", "update", "--from", file, "--store", home.path)
    assert "defines no class of http://purl.org/pan-science/PaNET/" in str(result.exception)
    result = kg("ontology", "update", "dublin-core", "--store", home.path)
    assert "there are: panet, esrfet, nexus" in str(result.exception)


def test_a_version_may_come_from_the_shell_or_a_file_beside(home: Home, tmp_path: Path) -> None:
    file, metadata = write_release(tmp_path / "r", None, NARROW), tmp_path / "metadata.ttl"
    metadata.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        f'<{PANET}PaNET.owl> a owl:Ontology ; owl:versionInfo "v3.0.0" .'
    )
    assert update(home, "--from", file, "--metadata", metadata, "--dry-run", code=1)["version"] == "3.0.0"
    assert update(home, "--from", file, "--version", "4", "--dry-run", code=1)["version"] == "4"


def test_the_whole_is_told_in_words(home: Home, tmp_path: Path) -> None:
    file = write_release(tmp_path / "r", "2.0.0", NARROW)
    told = kg("ontology", "update", "--from", file, "--yes", "--store", home.path)

    assert told.exit_code == 0, told.output
    assert "panet 1.3.0 → 2.0.0" in told.output
    assert "4 datasets join scattering of any angle (0 → 4)" in told.output
    assert "Readers now see generation 2." in told.output
