"""Where versions come from: files, revisions, and the local files that imports are mapped to."""

import os
import subprocess
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.ontology.read.imports import ImportMap, import_map
from kg.ontology.read.source import open_document

HEAD = "@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


def ontology(folder: Path, name: str, text: str = "", *imports: str) -> Path:
    wanted = "".join(f" ; owl:imports <{iri}>" for iri in imports)
    file = folder / f"{name}.ttl"
    file.write_text(f"{HEAD}<http://example.org/{name}> a owl:Ontology{wanted} .\n{text}")
    return file


# Revisions


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    git("init", "-q", "-b", "main")
    git("config", "user.email", "editor@example.org")
    git("config", "user.name", "Editor")
    (tmp_path / "source").mkdir()
    ontology(tmp_path / "source", "o", ":old a owl:Class .")
    git("add", ".")
    git("commit", "-q", "-m", "old")
    ontology(tmp_path / "source", "o", ":new a owl:Class .")
    return tmp_path


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def terms(spec: str) -> list[str]:
    return [iri.rpartition("/")[2] for iri in open_document(spec).terms]


def test_a_revision_is_what_was_committed_and_a_path_what_is_there(repository: Path) -> None:
    assert terms("HEAD:source/o.ttl") == ["old"]
    assert terms("main:./source/o.ttl") == ["old"]
    assert terms("source/o.ttl") == ["new"]


def test_what_is_staged_has_no_revision(repository: Path) -> None:
    git("add", ".")

    assert terms(":source/o.ttl") == ["new"]


def test_a_file_with_a_colon_wins_over_a_revision(repository: Path) -> None:
    (repository / "HEAD:source").mkdir()
    ontology(repository / "HEAD:source", "o", ":colon a owl:Class .")

    assert terms("HEAD:source/o.ttl") == ["colon"]


def test_filters_and_text_conversion_of_the_repository_do_not_run(repository: Path) -> None:
    ran = repository / "ran"
    (repository / ".gitattributes").write_text("*.ttl diff=evil filter=evil\n")
    git("config", "diff.evil.textconv", f"touch {ran};cat")
    git("config", "filter.evil.smudge", f"touch {ran};cat")
    git("config", "core.fsmonitor", f"touch {ran}")

    assert terms("HEAD:source/o.ttl") == ["old"]
    assert not ran.exists()


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("nowhere:source/o.ttl", "neither a file"),
        ("HEAD:source/nothing.ttl", "neither a file"),
        ("HEAD:source", "a tree"),
        ("--output=x:source/o.ttl", "no revision"),
        ("-c:source/o.ttl", "no revision"),
        ("HEAD:", "no file"),
        ("source", "a folder"),
        ("missing.ttl", "no file"),
        ("C:\\panet.owl", "no file"),
        ("C:/panet.owl", "no file"),
        ("https://example.org/o.ttl", "not fetched"),
        ("/dev/null", "no file"),
        ("o\0.ttl", "no path|no file"),
        ("HEAD:o\0.ttl", "no path|no revision|no file"),
        ("x" * 5000, "no path"),
    ],
)
def test_what_is_no_version_is_refused(spec: str, said: str, repository: Path) -> None:
    with pytest.raises(BadInput, match=said):
        open_document(spec)


@pytest.mark.parametrize(("spec", "unknown"), [("v9:source/o.ttl", True), ("HEAD:source/no.ttl", False)])
def test_a_revision_that_git_does_not_know_is_named(spec: str, unknown: bool, repository: Path) -> None:
    with pytest.raises(BadInput) as told:
        open_document(spec)

    assert ("git revision 'v9'" in str(told.value)) is unknown


def test_a_large_file_of_a_revision_is_refused_unread(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.ontology.read.limits.MOST_BYTES", 10)

    with pytest.raises(BadInput, match="at most"):
        open_document("HEAD:source/o.ttl")


def test_outside_of_a_repository_there_are_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(BadInput, match="neither a file"):
        open_document("HEAD:o.ttl")


# Imports


def test_an_import_is_read_from_the_file_it_is_mapped_to(tmp_path: Path) -> None:
    file = ontology(tmp_path, "o", ":a a owl:Class .", "http://example.org/other#")
    other = ontology(tmp_path, "other", ":b a owl:Class .")

    document = open_document(str(file), import_map([f"http://example.org/other={other}"]))

    assert [*document.terms] == ["http://example.org/a"]
    assert [[*each.terms] for each in document.imported] == [["http://example.org/b"]]
    assert document.missing_imports == ()
    assert document.imports == ("http://example.org/other#",)


def test_a_missing_import_is_named_and_nothing_is_fetched(tmp_path: Path) -> None:
    file = ontology(tmp_path, "o", "", "http://127.0.0.1:9/other.owl")

    document = open_document(str(file))

    assert document.missing_imports == ("http://127.0.0.1:9/other.owl",)
    assert [(fault.rule, fault.text) for fault in document.faults] == [
        ("missing-import", "http://127.0.0.1:9/other.owl")
    ]
    assert "--import http://127.0.0.1:9/other.owl=FILE" in document.faults[0].message


def test_a_circle_of_imports_ends_with_each_document_once(tmp_path: Path) -> None:
    names = ("o", "p", "q")
    files = [
        ontology(tmp_path, name, f":{name}1 a owl:Class .", *(f"http://example.org/{each}" for each in names))
        for name in names
    ]
    mapped = ImportMap({f"http://example.org/{name}": file for name, file in zip(names, files, strict=True)})

    document = open_document(str(files[0]), mapped)

    found = [iri for each in document.with_imports for iri in each.terms]
    assert sorted(found) == [f"http://example.org/{name}1" for name in names]
    assert document.missing_imports == ()


def test_imports_without_end_are_refused(tmp_path: Path) -> None:
    for number in range(60):
        ontology(tmp_path, f"o{number}", "", f"http://example.org/o{number + 1}")
    mapped = ImportMap({f"http://example.org/o{number}": tmp_path / f"o{number}.ttl" for number in range(60)})

    with pytest.raises(BadInput, match="50 ontologies"):
        open_document(str(tmp_path / "o0.ttl"), mapped)


def test_an_imported_property_tells_what_a_restriction_is_about(tmp_path: Path) -> None:
    most = "[ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 1 ]"
    file = ontology(
        tmp_path, "o", f":a a owl:Class ; owl:equivalentClass {most} .", "http://example.org/other"
    )
    other = ontology(tmp_path, "other", ":p a owl:DatatypeProperty .")

    document = open_document(str(file), ImportMap({"http://example.org/other": other}))

    assert "DataMaxCardinality" in str(*document.axioms)


def test_the_catalog_beside_the_file_is_followed_within_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    folder.mkdir()
    file = ontology(
        folder, "o", "", "http://example.org/in", "http://example.org/out", "http://example.org/web"
    )
    ontology(folder, "in", ":b a owl:Class .")
    ontology(tmp_path, "out", ":c a owl:Class .")
    (folder / "catalog-v001.xml").write_text(
        """<?xml version="1.0"?><catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <uri name="http://example.org/in" uri="in.ttl"/><uri name="http://example.org/out" uri="../out.ttl"/>
        <uri name="http://example.org/web" uri="http://127.0.0.1:9/web.ttl"/></catalog>"""
    )

    document = open_document(str(file))

    assert [each.iri for each in document.imported] == ["http://example.org/in"]
    assert document.missing_imports == ("http://example.org/out", "http://example.org/web")


@pytest.mark.parametrize(
    "option", ["", "file.ttl", "=file.ttl", "http://example.org/o=", "http://e/o=missing.ttl"]
)
def test_an_import_option_has_an_iri_and_a_file(option: str) -> None:
    with pytest.raises(BadInput):
        import_map([option])
