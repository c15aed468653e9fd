"""Changes to single graphs, through the child process that carries them out."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from amending import TURTLE, G, body, said, shown

from kg.errors import BadInput, BadQuery, KgError, QueryFailed, StoreBroken, StoreBusy, StoreFull
from kg.store.home import Home
from kg.store.reader import Reader
from kg.web.change.changes import Changes
from kg.web.change.writing import Writing, Written
from kg.writer import open_writer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def changes(home: Home) -> Iterator[Changes]:
    changes = Changes(home, seconds=4, memory_mb=1500, wait=2)
    yield changes
    changes.close()


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
    with (
        closing(Changes(home, seconds=60, memory_mb=700)) as narrow,
        pytest.raises(QueryFailed, match="700 MB") as large,
    ):
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
