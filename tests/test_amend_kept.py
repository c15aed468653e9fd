"""Changes and the graphs that belong to sources and to the product."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from amending import TURTLE, G, body, said, shown
from catalogue import dataset, write_catalogue

from kg import pipeline
from kg.amend.change import Change
from kg.amend.graphs import amend
from kg.amend.reach import reaches_kept
from kg.errors import BadInput
from kg.rdf.mint import graph_iri
from kg.rdf.names import GRAPH
from kg.store.home import Home
from kg.web.change.changes import Changes
from kg.writer import open_writer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def changes(home: Home) -> Iterator[Changes]:
    with closing(Changes(home)) as changes:
        yield changes


@pytest.fixture
def harvested(home: Home, tmp_path: Path) -> Path:
    folder = write_catalogue(tmp_path / "catalogue", [dataset(number) for number in range(3)])
    pipeline.harvest(home, "scicat", [str(folder)])
    return folder


RECORD = graph_iri("scicat", "dataset", str(dataset(1)["pid"])).value


@pytest.mark.parametrize(
    ("graph", "owner"),
    [
        (RECORD, "the source 'scicat'"),
        (GRAPH["pan"].value, "the product"),
        (GRAPH["void"].value, "the product"),
    ],
)
def test_graphs_that_belong_to_somebody_are_refused(
    home: Home, harvested: Path, changes: Changes, graph: str, owner: str
) -> None:
    refused: list[Callable[[], object]] = [
        lambda: changes.put(graph, b"", TURTLE),
        lambda: changes.post(graph, body(1), TURTLE),
        lambda: changes.delete(graph),
    ]
    for change in refused:
        with pytest.raises(BadInput, match=owner):
            change()


def test_posted_and_loaded_graphs_belong_to_nobody(home: Home, changes: Changes) -> None:
    for name in ("posted/1", "file/1"):
        assert changes.put(GRAPH[name].value, body(1), TURTLE).created


def test_what_an_update_did_to_records_the_next_harvest_mends(
    home: Home, harvested: Path, changes: Changes
) -> None:
    before = shown(home, RECORD)
    vocabulary = shown(home, GRAPH["pan"].value)
    own = changes.put(G, body(1), TURTLE)

    changes.update("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }")
    emptied = shown(home, RECORD)
    report = pipeline.harvest(home, "scicat", [str(harvested)])

    assert own.created
    assert not emptied
    assert shown(home, GRAPH["pan"].value) == vocabulary  # already before the harvest; see below
    assert report["mapped"] == 3
    assert shown(home, RECORD) == before


def test_shipped_graphs_are_back_as_soon_as_the_change_is_shown(
    home: Home, harvested: Path, changes: Changes
) -> None:
    vocabulary = shown(home, GRAPH["pan"].value)

    written = changes.update("DROP ALL")

    assert vocabulary
    assert home.current() == home.generation(written.generation)
    assert shown(home, GRAPH["pan"].value) == vocabulary


def test_an_update_of_other_graphs_leaves_no_doubt(home: Home, harvested: Path, changes: Changes) -> None:
    changes.update(f"INSERT DATA {{ GRAPH <{G}> {{ {said(1)} }} }}")

    report = pipeline.harvest(home, "scicat", [str(harvested)])

    assert (report["mapped"], report["unchanged"]) == (0, 3)


class Killed(BaseException):
    """Stands for SIGKILL: nothing catches it."""


def test_killed_between_the_change_and_its_entry_it_is_published_and_records_are_doubted(
    home: Home, harvested: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fatal(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, open_writer(home) as writer:
        patch.setattr("kg.harvest.doubts.Doubts.amended", fatal)
        with pytest.raises(Killed):
            amend(writer, Change("update", None, b"DROP NAMED"))

    assert pipeline.publish(home).number == 2
    assert shown(home, RECORD) is None
    assert pipeline.harvest(home, "scicat", [str(harvested)])["mapped"] == 3


@pytest.mark.parametrize(
    "update",
    [
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "DELETE WHERE { GRAPH$g { ?s ?p ?o } }",
        "CLEAR ALL",
        "drop silent named",
        f"WITH <{GRAPH}x> DELETE WHERE {{ ?s ?p ?o }}",
        f"CLEAR GRAPH <{GRAPH}x>",
        f"MOVE <{GRAPH}x> TO <https://example.org/g>",
        "PREFIX g: <https://w3id.org/pan-kg/> DROP GRAPH g:graph\\/x",
        "PREFIX : <https://w3id.org/> DROP GRAPH :x",
        "BASE <https://example.org/> DROP GRAPH <//w3id.org/pan-kg/graph/x>",
    ],
)
def test_updates_that_can_reach_kept_graphs_are_noticed(update: str) -> None:
    assert reaches_kept(update)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <https://example.org/a> <https://example.org/b> 'CLEAR ALL GRAPH ?g' } # DROP ALL",
        "PREFIX ex: <https://example.org/> DELETE WHERE { GRAPH ex:g { ?s ex:ALL ?o } }",
        "CLEAR DEFAULT",
        "WITH <https://example.org/g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "INSERT DATA { <https://w3id.org/pan-kg/id/x> <https://w3id.org/pan-kg/def#p> 1 }",
    ],
)
def test_updates_that_cannot_are_let_be(update: str) -> None:
    assert not reaches_kept(update)
