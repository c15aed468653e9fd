"""Changes to single graphs, through the child process that carries them out."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg import pipeline
from kg.amend.change import Change
from kg.amend.graphs import amend
from kg.amend.reach import reaches_kept
from kg.errors import BadInput, BadQuery, KgError, QueryFailed, StoreBroken, StoreBusy, StoreFull
from kg.rdf.mint import graph_iri
from kg.rdf.names import GRAPH
from kg.store.home import Home
from kg.store.reader import Reader
from kg.web.changes import Changes
from kg.web.writing import Writing, Written
from kg.writer import open_writer

G = "https://example.org/graph"
TURTLE = "text/turtle"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def changes(home: Home) -> Iterator[Changes]:
    changes = Changes(home, seconds=4, memory_mb=1500, wait=2)
    yield changes
    changes.close()


def said(n: int) -> str:
    return f"<https://example.org/a> <https://example.org/b> {n} ."


def body(n: int) -> bytes:
    return said(n).encode()


def shown(home: Home, graph: str | None = G) -> set[str] | None:
    """The objects in a graph of the newest generation; None when there is no such graph."""
    current = home.current()
    assert current is not None
    store = Store.read_only(str(current.plain))
    name = NamedNode(graph) if graph else DefaultGraph()
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        return None
    return {quad.object.value for quad in store.quads_for_pattern(None, None, None, name)}  # type: ignore[union-attr]


def test_it_does_what_is_promised_of_writing(changes: Changes) -> None:
    promised: Writing = changes

    assert promised.problem() is None


def test_each_change_is_in_the_generation_it_names(home: Home, changes: Changes) -> None:
    assert changes.put(G, body(1), TURTLE) == Written(1, created=True)
    assert changes.post(G, body(2), TURTLE) == Written(2)
    assert shown(home) == {"1", "2"}
    assert changes.put(G, body(3), TURTLE) == Written(3)
    assert shown(home) == {"3"}
    assert changes.update(f"INSERT DATA {{ GRAPH <{G}> {{ {said(4)} }} }}") == Written(4)
    assert shown(home) == {"3", "4"}
    assert changes.delete(G) == Written(5)
    assert shown(home) is None
    assert changes.delete(G) is None


def test_the_default_graph_takes_the_same_changes(home: Home, changes: Changes) -> None:
    changes.put(None, body(1), TURTLE)
    changes.post(None, body(2), TURTLE)
    changes.update(f"INSERT DATA {{ {said(3)} }}")
    assert shown(home, None) == {"1", "2", "3"}
    changes.delete(None)
    assert shown(home, None) == set()


def test_what_is_in_the_default_graph_is_in_the_union_and_in_the_dump(home: Home, changes: Changes) -> None:
    changes.put(None, body(7), TURTLE)
    reader = Reader(home.generation(1).graph)

    assert reader.ask("ASK { <https://example.org/a> <https://example.org/b> 7 }")
    assert reader.dump(home.path / "dump.nq") == 1


def test_the_same_bytes_again_make_no_generation_and_undo_what_was_added(
    home: Home, changes: Changes
) -> None:
    changes.put(G, body(1), TURTLE)
    assert changes.put(G, body(1), TURTLE) == Written(1)
    changes.post(G, body(2), TURTLE)
    assert changes.put(G, body(1), TURTLE) == Written(3)
    assert shown(home) == {"1"}
    changes.update(f"DROP GRAPH <{G}>")
    assert changes.put(G, body(1), TURTLE) == Written(5, created=True)


def test_an_empty_graph_can_be_put(home: Home, changes: Changes) -> None:
    assert changes.put(G, b"", TURTLE).created
    assert shown(home) == set()
    assert not changes.put(G, b"", TURTLE).created


def test_the_dataset_of_the_request_is_that_of_the_update(home: Home, changes: Changes) -> None:
    changes.put(G, body(1), TURTLE)
    changes.put(G + "2", body(2), TURTLE)

    changes.update("INSERT { GRAPH <https://example.org/copy> { ?s ?p ?o } } WHERE { ?s ?p ?o }", [G + "2"])
    changes.update(
        "INSERT { GRAPH <https://example.org/copy2> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", [], [G]
    )

    assert (shown(home, "https://example.org/copy"), shown(home, "https://example.org/copy2")) == (
        {"2"},
        {"1"},
    )


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">]>'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
)


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (BOMB, "application/rdf+xml", "document type"),
        (BOMB.decode().encode("utf-16"), "application/rdf+xml", "document type"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "application/ld+json", "deeper than 64"),
        (b'{"@context": "http://127.0.0.1:9/c", "a": 1}', "application/ld+json", "Not valid"),
        (b"nonsense", TURTLE, "Not valid"),
        (b"", "text/html", "no syntax of RDF"),
    ],
)
def test_bodies_that_cannot_be_used_change_nothing(
    home: Home, changes: Changes, data: bytes, kind: str, reason: str
) -> None:
    with pytest.raises(BadInput, match=reason):
        changes.put(G, data, kind)

    assert home.current() is None


def test_deep_brackets_within_a_text_are_none(home: Home, changes: Changes) -> None:
    deep = b'{"@id": "https://example.org/a", "https://example.org/b": "' + b'\\"[' * 100 + b'"}'

    changes.put(G, deep, "application/ld+json")

    assert shown(home) == {'"[' * 100}


def test_a_byte_order_mark_and_relative_names_are_understood(home: Home, changes: Changes) -> None:
    changes.put(G, b"\xef\xbb\xbf<#a> <#b> <#c> .", TURTLE)

    assert shown(home) == {G + "#c"}


@pytest.mark.parametrize("update", ["INSERT DATA {", "LOAD <http://127.0.0.1:9/x>", "SELECT * {}", "\ud800"])
def test_what_is_no_update_or_not_allowed_is_refused(changes: Changes, update: str) -> None:
    with pytest.raises(BadQuery):
        changes.update(update)


def doubling(times: int) -> str:
    steps = " ".join(f"BIND(CONCAT(?v{n},?v{n},?v{n},?v{n}) AS ?v{n + 1})" for n in range(times))
    start = f'BIND("{"x" * 1000}" AS ?v0)'
    return (
        f"INSERT {{ <https://example.org/a> <https://example.org/b> ?v{times} }} WHERE {{ {start} {steps} }}"
    )


CROSS = """INSERT { <https://example.org/a> <https://example.org/b> ?n } WHERE {
  SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } }"""


def test_an_update_that_takes_too_long_or_too_much_leaves_the_store_as_it_was(
    home: Home, changes: Changes
) -> None:
    many = "\n".join(f"<https://example.org/{n}> <https://example.org/b> {n} ." for n in range(300))
    changes.put(None, many.encode(), TURTLE)

    with pytest.raises(QueryFailed, match="4 s") as slow:
        changes.update(CROSS)
    with closing(Changes(home, seconds=60, memory_mb=700)) as narrow:
        with pytest.raises(QueryFailed, match="700 MB") as large:
            narrow.update(doubling(14))

    assert (slow.value.kind, large.value.kind) == ("timeout", "memory")
    assert changes.update("INSERT DATA {}").generation in (1, 2)
    found = shown(home, None)
    assert found is not None
    assert len(found) == 300


def test_one_change_at_a_time(home: Home, changes: Changes) -> None:
    with open_writer(home), pytest.raises(StoreBusy):
        changes.put(G, body(1), TURTLE)

    changes.put(G, body(1), TURTLE)


def test_a_child_that_dies_is_replaced(home: Home, changes: Changes) -> None:
    changes.put(G, body(1), TURTLE)
    assert changes._child is not None
    os.kill(changes._child.pid, signal.SIGKILL)
    changes._child.wait()

    assert changes.put(G, body(2), TURTLE) == Written(2)


def test_a_full_disk_is_told_and_over_when_there_is_space(
    home: Home, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes.put(G, body(1), TURTLE)
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.space.shutil.disk_usage", lambda _: type("Usage", (), {"free": 1 << 20}))
        with pytest.raises(StoreFull, match="1 MB free"):
            changes.put(G, body(2), TURTLE)
        assert "Free some space" in (changes.problem() or "")

    assert changes.problem() is None
    assert changes.put(G, body(2), TURTLE) == Written(2)


def test_a_broken_store_is_told_till_a_write_succeeds(
    home: Home, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes.put(G, body(1), TURTLE)
    with monkeypatch.context() as patch:
        broken = {"error": "StoreBroken", "detail": "The store cannot be written."}
        patch.setattr(Changes, "_exchange", lambda *_: broken)
        with pytest.raises(StoreBroken):
            changes.put(G, body(2), TURTLE)
    assert changes.problem() == "The store cannot be written."

    changes.put(G, body(2), TURTLE)
    assert changes.problem() is None


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
        patch.setattr("kg.harvest.ledger.Ledger.amended", fatal)
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


def test_errors_come_back_as_what_they_were() -> None:
    from kg.amend.refusal import as_json, from_json

    errors: list[KgError] = [
        BadInput("a"),
        BadQuery("b", 1, 2),
        QueryFailed("c", "memory"),
        *(kind("d") for kind in (StoreBusy, StoreFull, StoreBroken)),
    ]
    for error in errors:
        back = from_json(as_json(error))
        assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))
