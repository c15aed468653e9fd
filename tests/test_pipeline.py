"""The whole line on small catalogues: harvest, publish, load, back up, and mend after a crash."""

import json
import sqlite3
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from pyoxigraph import NamedNode

from kg import archive, pipeline
from kg.errors import BadInput
from kg.loading import load_files
from kg.rdf.mint import graph_iri
from kg.store.graphs import SHIPPED
from kg.store.home import Home
from kg.store.outcomes import read_outcomes
from kg.store.reader import Reader
from kg.writer import open_writer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path / "catalogue", [dataset(number) for number in range(25)])


def dump(home: Home) -> list[str]:
    current = home.current()
    assert current is not None
    Reader(current.graph).dump(home.path / "dump.nq")
    return sorted((home.path / "dump.nq").read_text("utf-8").splitlines())


def titles(home: Home) -> set[str]:
    current = home.current()
    assert current is not None
    query = "SELECT ?title { ?d a dcat:Dataset ; dcterms:title ?title }"
    return {row["title"].value for row in Reader(current.graph).select(query)}


def test_harvesting_twice_is_harvesting_once(home: Home, folder: Path) -> None:
    first = pipeline.harvest(home, "scicat", [str(folder)])
    once = dump(home)
    second = pipeline.harvest(home, "scicat", [str(folder)])

    assert (first["read"], first["mapped"], first["generation"]) == (25, 25, 1)
    assert (second["mapped"], second["unchanged"], second["generation"]) == (0, 25, 1)
    assert dump(home) == once


def test_publishing_makes_the_next_generation_and_readers_of_the_last_go_on(home: Home, folder: Path) -> None:
    pipeline.harvest(home, "scicat", [str(folder)])
    former = home.generation(1)
    reader = Reader(former.graph)
    write_catalogue(folder, [dataset(0, "A new title"), *(dataset(number) for number in range(1, 25))])

    for number in range(3):
        write_catalogue(folder, [dataset(0, f"Title {number}")])
        pipeline.harvest(home, "scicat", [str(folder)])

    assert home.numbers() == [1, 3, 4]  # 2 had no reader
    rows = reader.select("SELECT ?title { ?d a dcat:Dataset ; dcterms:title ?title }")
    assert "Run 0 on a thin film" in {row["title"].value for row in rows}
    assert "Title 2" in titles(home)


def test_the_facts_of_a_generation_are_its_counts(home: Home, folder: Path) -> None:
    pipeline.harvest(home, "scicat", [str(folder)])

    facts = home.generation(1).facts

    assert (facts["datasets"], facts["publications"]) == (25, 0)
    assert facts["sources"] == {"scicat": {"live": 25}}
    assert (facts["sample"], facts["encoder"]) == (False, None)
    assert facts["triples"] == len({line.rsplit(" <", 1)[0] for line in dump(home)})
    (counted,) = home.reader(home.generation(1)).select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert facts["with_description"] == int(counted["n"].value) > facts["triples"]


def test_a_generation_with_an_index_of_another_version_is_published_again(home: Home, folder: Path) -> None:
    pipeline.harvest(home, "scicat", [str(folder)])
    stated = home.generation(1).path / "generation.json"
    facts = json.loads(stated.read_text("utf-8"))
    stated.write_text(json.dumps(facts | {"index_format": facts["index_format"] - 1}), "utf-8")

    assert pipeline.publish(home).number == 2
    assert pipeline.publish(home).number == 2


def test_what_many_records_say_is_counted_once(home: Home, folder: Path) -> None:
    pipeline.harvest(home, "scicat", [str(folder)])
    reader = Reader(home.generation(1).graph)

    (union,) = reader.select("SELECT (COUNT(?one) AS ?n) { ?one a pan:Instrument }")
    (named,) = reader.select("SELECT (COUNT(?one) AS ?n) { GRAPH ?record { ?one a pan:Instrument } }")

    assert (union["n"].value, named["n"].value) == ("1", "25")


def test_a_place_that_is_not_there_does_not_stop_the_others(home: Home, folder: Path) -> None:
    report = pipeline.harvest(home, "scicat", [str(folder / "nowhere"), str(folder)])

    assert report["mapped"] == 25
    assert [failure["location"] for failure in report["failed"]] == [str(folder / "nowhere")]


def test_when_nothing_could_be_read_nothing_is_published(home: Home, folder: Path) -> None:
    report = pipeline.harvest(home, "scicat", [str(folder / "nowhere")])

    assert (report["read"], report["generation"], home.current()) == (0, None, None)


def test_copies_in_two_places_of_one_harvest_are_told_apart(home: Home, folder: Path, tmp_path: Path) -> None:
    other = write_catalogue(tmp_path / "other", [dataset(1, "Another title"), dataset(2)])

    report = pipeline.harvest(home, "scicat", [str(folder), str(other)])

    assert (report["read"], report["mapped"], report["unchanged"]) == (27, 25, 1)
    assert sum(report["skipped"].values()) == 1
    assert "Another title" not in titles(home)


def test_since_is_refused_where_the_source_cannot_tell(home: Home, folder: Path) -> None:
    with pytest.raises(BadInput, match="Leave --since out"):
        pipeline.harvest(home, "nexus", [str(folder)], pipeline.Wish(since="2026-01-01"))


def test_an_unknown_source_is_answered_with_the_known_ones(home: Home) -> None:
    with pytest.raises(BadInput, match="scicat"):
        pipeline.harvest(home, "scycat", ["x"])


def test_the_vocabularies_are_loaded_once(home: Home) -> None:
    assert pipeline.load_vocabulary(home) == len(SHIPPED)
    assert pipeline.load_vocabulary(home) == 0


def test_a_killed_page_is_undone_when_the_store_is_opened(home: Home, folder: Path) -> None:
    """Killed between store and ledger; then the source no longer has the record that was on the page."""
    pipeline.harvest(home, "scicat", [str(folder)])
    lost = graph_iri("scicat", "dataset", "never entered")
    entered = graph_iri("scicat", "dataset", dataset(3)["pid"])
    with open_writer(home) as writer:
        writer.ledger.runs.begin("scicat", "somewhere")
        writer.write({lost: b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"})
        writer.store.remove([entered])

    report = pipeline.harvest(home, "scicat", [str(folder)])

    assert (report["mapped"], report["unchanged"], report["generation"]) == (1, 24, 2)
    assert not [line for line in dump(home) if lost.value in line]
    assert [line for line in dump(home) if entered.value in line]


def test_files_are_loaded_whole_each_into_its_graph(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    file.write_text("<#a> <https://example.org/p> 1 , 2 .")
    load_files(home, [file])
    file.write_text("<#a> <https://example.org/p> 3 . [] <https://example.org/p> 4 .")

    (loaded,) = load_files(home, [file])
    pipeline.publish(home)

    assert (loaded["triples"], loaded["changed"]) == (2, True)
    assert load_files(home, [file])[0]["changed"] is False
    lines = [line for line in dump(home) if loaded["graph"] in line]
    assert len(lines) == 2
    assert f"<{file.as_uri()}#a>" in lines[0]


def test_a_file_can_be_loaded_into_a_graph_of_ones_own(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "extra.nt"
    file.write_text("<https://example.org/a> <https://example.org/p> <https://example.org/b> .\n")

    (loaded,) = load_files(home, [file], NamedNode("https://example.org/graph"))

    assert loaded["graph"] == "https://example.org/graph"
    with pytest.raises(BadInput, match="a single file"):
        load_files(home, [file, file], NamedNode("https://example.org/graph"))


def test_a_file_that_is_no_rdf_changes_nothing(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    file.write_text("<a> <b> .")

    with pytest.raises(BadInput, match=r"Not valid .*extra\.ttl"):
        load_files(home, [file])
    text = tmp_path / "extra.txt"
    text.write_text("no RDF")
    with pytest.raises(BadInput, match="use ttl, nt"):
        load_files(home, [text])
    with pytest.raises(BadInput, match="There is no file"):
        load_files(home, [tmp_path / "missing.ttl"])


def test_a_restored_store_is_the_one_that_was_backed_up(home: Home, folder: Path, tmp_path: Path) -> None:
    pipeline.harvest(home, "scicat", [str(folder)])
    before = dump(home)
    records = archive.backup(home, tmp_path / "backup")
    write_catalogue(folder, [dataset(0, "Changed after the backup")])
    pipeline.harvest(home, "scicat", [str(folder)])

    with pytest.raises(BadInput, match="--force"):
        archive.restore(home, tmp_path / "backup")
    aside = archive.restore(home, tmp_path / "backup", force=True)
    pipeline.publish(home)

    assert records == {"scicat": 25}
    assert dump(home) == before
    current = home.current()
    assert current is not None
    assert current.number == 3  # 1 was backed up, readers have seen 2: no number stands for two states
    assert aside is not None
    assert "Changed after the backup" in titles(Home(aside))
    assert sqlite3.connect(home.ledger_path).execute("SELECT COUNT(*) FROM record").fetchone() == (25,)


def test_what_is_no_backup_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no backup"):
        archive.restore(home, tmp_path)
    with pytest.raises(BadInput, match="There is no store"):
        archive.backup(home, tmp_path / "backup")


def test_a_folder_without_known_parts_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="catalogues/scicat"):
        pipeline.build_from_folder(home, tmp_path)


def test_real_records_are_all_accounted_for(home: Home, shared_data: Path) -> None:
    place = str(shared_data / "catalogues" / "scicat")

    first = pipeline.harvest(home, "scicat", [place])
    second = pipeline.harvest(home, "scicat", [place])

    for report in (first, second):
        done = report["mapped"] + report["unchanged"] + report["quarantined"]
        assert report["read"] == done + sum(report["skipped"].values())
    assert first["mapped"] > 300
    assert (second["mapped"], second["read"], second["generation"]) == (0, first["read"], 1)


def test_bad_payloads_are_named_outcomes(home: Home, folder: Path) -> None:
    """An HTML page, a list with an error body and a record without identifier, among good ones."""
    (folder / "login.json").write_text("<!DOCTYPE html><title>Log in</title>")
    (folder / "mixed.json").write_text('[{"statusCode": 403, "message": "Forbidden"}, {"datasetName": "x"}]')

    report = pipeline.harvest(home, "scicat", [str(folder)])

    assert report["mapped"] == 25
    skipped = sum(report["skipped"].values())
    assert report["read"] == 25 + skipped + report["quarantined"]
    assert skipped + report["quarantined"] == 3
    assert len(read_outcomes(home.generation(1).ledger)) == 3


def test_a_record_that_went_bad_is_shown_in_a_new_generation(home: Home, folder: Path) -> None:
    pipeline.harvest(home, "scicat", [str(folder)])
    (folder / "login.json").write_text("<!DOCTYPE html><title>Log in</title>")

    first = pipeline.harvest(home, "scicat", [str(folder)])
    again = pipeline.harvest(home, "scicat", [str(folder)])

    assert (first["generation"], again["generation"]) == (2, 2)
    assert [one.state for one in read_outcomes(home.generation(2).ledger)] == ["quarantined"]


class Killed(BaseException):
    """Stands for SIGKILL: nothing catches it."""


def test_killed_before_the_entry_of_a_change_that_the_source_then_takes_back(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.harvest(home, "scicat", [str(folder)])
    undisturbed = dump(home)

    def enter(*_: object, **__: object) -> None:
        raise Killed

    write_catalogue(folder, [dataset(0, "A change"), *(dataset(number) for number in range(1, 25))])
    with monkeypatch.context() as patch:
        patch.setattr("kg.harvest.ledger.Ledger.enter", enter)
        with pytest.raises(Killed):
            pipeline.harvest(home, "scicat", [str(folder)])
    write_catalogue(folder, [dataset(number) for number in range(25)])
    pipeline.harvest(home, "scicat", [str(folder)])

    assert dump(home) == undisturbed
