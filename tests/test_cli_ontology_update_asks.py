"""`kg ontology update`: what it says before it changes anything, and when it wants a yes."""

from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from commands import kg
from releasing import NARROW, RETIRED, ROOT, SAS, WIDER, store_with_scattering, update, write_release

from kg import pipeline
from kg.rdf.names import PANET
from kg.store.home import Home

ADRIFT = NARROW.replace(f"rdfs:subClassOf <{WIDER}>", "rdfs:comment 'no parent'")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("KG_ENCODER", "none")
    return store_with_scattering(tmp_path)


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    nowhere = tmp_path / "mistyped"
    file = write_release(tmp_path / "r", "2.0.0", NARROW)
    for words in (["--from", file, "--dry-run"], ["--back"]):
        done = kg("ontology", "update", *words, "--store", nowhere)
        assert "There is no store in" in str(done.exception)
        assert str(nowhere) in str(done.exception)
        assert not nowhere.exists()


def test_the_same_version_with_other_contents_says_what_differs(home: Home, tmp_path: Path) -> None:
    update(home, "--from", write_release(tmp_path / "a", "2.0.0", NARROW), "--yes")
    other = NARROW.replace("near the beam", "beside the beam").replace('"NAS"', '"NAS", "N.A.S."')
    done = kg(
        "ontology", "update", "--from", write_release(tmp_path / "b", "2.0.0", other), "--store", home.path
    )
    said = str(done.exception)
    assert "this one says something else" in said
    assert "alternative labels (+1 −0), definitions (+1 −1)" in said
    assert "inferred" not in said


def test_the_same_terms_with_another_head_are_said_to_be_the_same(home: Home, tmp_path: Path) -> None:
    update(home, "--from", write_release(tmp_path / "a", "2.0.0", NARROW), "--yes")
    file = write_release(tmp_path / "b", "2.0.0", NARROW)
    file.write_text(file.read_text().replace("example.org/licence", "example.org/another"))
    done = kg("ontology", "update", "--from", file, "--store", home.path)
    assert "all that this one says of its terms is the same" in str(done.exception)


def test_datasets_that_lose_the_root_technique_want_a_yes(home: Home, tmp_path: Path) -> None:
    update(home, "--from", write_release(tmp_path / "r", "2.0.0", NARROW), "--yes")
    told = update(home, "--from", write_release(tmp_path / "r", "2.1.0", ADRIFT), code=1)
    assert not told["taken"]
    assert told["vanishing"] == []
    # All four datasets state SAS, which stood below the root and no longer does.
    assert told["doubts"] == [
        "4 datasets are no longer below the root technique",
        "4 of 4 datasets with a technique lose one by inference",
    ]
    assert home.numbers() == [1, 2]


def test_a_large_part_is_a_tenth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of 10 and one of 11: only the last is below a tenth. The others state the root, which stays."""
    monkeypatch.setenv("KG_ENCODER", "none")
    middle = f'<{PANET}PaNET09997> a <http://www.w3.org/2002/07/owl#Class> ; rdfs:label "between" ; '
    middle += f"rdfs:subClassOf <{ROOT}> ."
    moved = NARROW.replace(f"rdfs:subClassOf <{WIDER}>", f"rdfs:subClassOf <{PANET}PaNET09997>")
    for number, doubted in ((10, ["1 of 10 datasets with a technique lose one by inference"]), (11, [])):
        folder = tmp_path / str(number)
        folder.mkdir()
        told = [dataset(each) | {"techniques": [{"pid": ROOT, "name": ""}]} for each in range(number - 1)]
        told.append(dataset(number) | {"techniques": [{"pid": SAS, "name": ""}]})
        home = Home(folder / "home")
        pipeline.harvest(home, "scicat", [str(write_catalogue(folder / "catalogue", told))])
        update(home, "--from", write_release(folder / "r", "2.0.0", NARROW, middle), "--yes")
        found = update(
            home, "--from", write_release(folder / "r", "2.1.0", moved, middle), code=1 if doubted else 0
        )
        assert found["doubts"] == doubted
        assert found["taken"] is not bool(doubted)


def test_a_term_in_force_again_is_counted(home: Home, tmp_path: Path) -> None:
    update(home, "--from", write_release(tmp_path / "r", "2.0.0", RETIRED), "--yes")
    again = write_release(tmp_path / "r", "2.1.0", NARROW)
    told = update(home, "--from", again, "--yes")
    assert told["returned"] == [SAS]


def test_back_swaps_and_says_so(home: Home, tmp_path: Path) -> None:
    update(home, "--from", write_release(tmp_path / "r", "2.0.0", NARROW), "--yes")
    first = kg("ontology", "update", "--back", "--store", home.path).stdout
    second = kg("ontology", "update", "--back", "--store", home.path).stdout
    assert "stands on panet 1.3.0 again, instead of 2.0.0" in first
    assert "--back once more swaps them again" in first
    assert "stands on panet 2.0.0 again, instead of 1.3.0" in second


def test_metadata_without_a_version_is_named(home: Home, tmp_path: Path) -> None:
    metadata = tmp_path / "metadata.ttl"
    metadata.write_text("<urn:o> a <http://www.w3.org/2002/07/owl#Ontology> .")
    file = write_release(tmp_path / "r", None, NARROW)
    done = kg("ontology", "update", "--from", file, "--metadata", metadata, "--store", home.path)
    assert "Neither" in str(done.exception)
    assert str(metadata) in str(done.exception)
    assert "--version" in str(done.exception)


def test_a_dry_run_that_fails_is_exit_code_one_and_says_how_many_more(home: Home, tmp_path: Path) -> None:
    file = write_release(tmp_path / "r", "2.0.0", NARROW)
    done = kg("ontology", "update", "--from", file, "--dry-run", "--store", home.path)
    assert done.exit_code == 1
    assert "FAIL" in done.stdout
    # 503 of the 505 terms of 1.3.0 are gone, title and version IRI not stated: 505; 10 are named.
    assert "and 495 more about the release: see --json" in done.stdout
    same = kg("ontology", "update", "--from", file, "--yes", "--store", home.path)
    assert same.exit_code == 0
    small = write_release(tmp_path / "r", "2.0.1", NARROW.replace("near the", "close to the"))
    assert kg("ontology", "update", "--from", small, "--dry-run", "--store", home.path).exit_code == 0


def test_a_vocabulary_that_is_new_says_how_much_comes_in(home: Home, tmp_path: Path) -> None:
    nexus = tmp_path / "nexus.ttl"
    base = "http://purl.org/nexusformat/definitions/"
    nexus.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        f'<urn:o> a owl:Ontology ; owl:versionInfo "1" . <{base}NXa> a owl:Class ; rdfs:label "NXa" .\n'
        f'<{base}NXb> a owl:Class ; rdfs:label "NXb" ; rdfs:subClassOf <{base}NXa> .'
    )
    done = kg("ontology", "update", "nexus", "--from", nexus, "--dry-run", "--store", home.path)
    # Two types, two labels, one parent.
    assert "2 terms with 5 statements come in; the store has none of nexus yet" in done.stdout
