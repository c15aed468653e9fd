"""The drill: back up, change, restore; what is restored is what was saved, and harvesting goes on from it."""

from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue

from kg import archive, pipeline
from kg.errors import BadInput, StoreBusy
from kg.query.question import Question
from kg.store.home import Home
from kg.store.reader import Reader
from kg.web.state import Limits, State
from kg.writer import open_writer

ASKED = {
    "datasets by instrument": """SELECT ?instrument (COUNT(?dataset) AS ?n)
        WHERE { ?dataset a dcat:Dataset ; pan:instrument ?instrument } GROUP BY ?instrument""",
    "titles": "SELECT ?title WHERE { ?dataset a dcat:Dataset ; dcterms:title ?title }",
    "graphs": "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }",
    "shares": "SELECT ?class ?n WHERE { ?part void:class ?class ; void:entities ?n }",
}
COUNTS = ("datasets", "publications", "files", "triples", "sources", "closure")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def folder(home: Home, tmp_path: Path) -> Path:
    folder = write_catalogue(tmp_path / "catalogue", [dataset(number) for number in range(25)])
    pipeline.harvest(home, "scicat", [str(folder)])
    return folder


def answers(home: Home) -> dict[str, set[str]]:
    current = home.current()
    assert current is not None
    reader = Reader(current.graph)
    return {name: {str(sorted(row.items())) for row in reader.rows(query)} for name, query in ASKED.items()}


def counts(home: Home) -> dict[str, object]:
    current = home.current()
    assert current is not None
    return {name: current.facts[name] for name in COUNTS}


def change(home: Home, folder: Path) -> None:
    write_catalogue(folder, [dataset(number, f"Changed {number}") for number in range(10, 40)])
    pipeline.harvest(home, "scicat", [str(folder)])


def test_the_drill(home: Home, folder: Path, tmp_path: Path) -> None:
    records, before = archive.backup(home, tmp_path / "backup"), (counts(home), answers(home))
    change(home, folder)
    assert (counts(home), answers(home)) != before

    archive.restore(home, tmp_path / "backup", force=True)
    pipeline.publish(home)

    assert records == {"scicat": 25}
    assert (counts(home), answers(home)) == before
    assert len(before[1]["titles"]) == 25
    write_catalogue(folder, [dataset(number) for number in range(25)])
    report = pipeline.harvest(home, "scicat", [str(folder)])
    assert (report["mapped"], report["unchanged"]) == (0, 25)


def test_while_a_service_runs_it_can_be_backed_up_and_restored(
    home: Home, folder: Path, tmp_path: Path
) -> None:
    title = (
        "SELECT ?title { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> ?title }"
    )
    state = State(home, Limits(timeout=20, memory_mb=1000), None)
    try:
        first = state.pool.run(Question(title)).body
        archive.backup(home, tmp_path / "backup")
        change(home, folder)
        current = home.current()
        assert current is not None
        state.reach(current.number)
        changed = state.pool.run(Question(title)).body
        archive.restore(home, tmp_path / "backup", force=True)
        state.reach(pipeline.publish(home).number)
        restored = state.pool.run(Question(title)).body
    finally:
        state.close()

    assert (b"Run 3" in first, b"Changed" in first) == (True, False)
    assert first == restored
    assert b"Changed" in changed


def test_nothing_is_backed_up_while_somebody_writes(home: Home, folder: Path, tmp_path: Path) -> None:
    with open_writer(home), pytest.raises(StoreBusy):
        archive.backup(home, tmp_path / "backup")

    assert archive.backup(home, tmp_path / "backup") == {"scicat": 25}


def test_nothing_is_replaced_while_somebody_writes(home: Home, folder: Path, tmp_path: Path) -> None:
    archive.backup(home, tmp_path / "backup")
    before = answers(home)

    with open_writer(home), pytest.raises(StoreBusy):
        archive.restore(home, tmp_path / "backup", force=True)

    assert answers(home) == before
    assert not home.path.with_name("home.restoring").exists()


@pytest.mark.parametrize("part", ["live", "ledger.sqlite"])
def test_a_damaged_backup_replaces_nothing(home: Home, folder: Path, tmp_path: Path, part: str) -> None:
    backup = tmp_path / "backup"
    archive.backup(home, backup)
    before = counts(home)
    path = backup / part
    for file in path.glob("*.sst") if path.is_dir() else [path]:
        content = file.read_bytes()
        file.unlink()  # it may be shared with the live store
        file.write_bytes(content[: len(content) // 2])

    with pytest.raises(BadInput, match="damaged, and nothing was changed"):
        archive.restore(home, backup, force=True)

    assert counts(home) == before
    assert pipeline.publish(home).number == 1


def test_a_backup_that_lacks_records_is_noticed(home: Home, folder: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    archive.backup(home, backup)
    with open_writer(Home(backup)) as writer:
        writer.store.remove([next(writer.store.graphs())])

    with pytest.raises(BadInput, match="damaged"):
        archive.restore(home, backup, force=True)
