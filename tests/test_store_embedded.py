"""The live store: graphs replaced as a whole, one writer, errors with a name."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.errors import BadInput, BadQuery, KgError, StoreBroken, StoreBusy, StoreFull
from kg.rdf.syntax import canonical
from kg.store.embedded import EmbeddedStore, _replace
from kg.store.space import space_problem
from kg.store.store import Store

A, B = NamedNode("https://example.org/graph/a"), NamedNode("https://example.org/graph/b")
THING = NamedNode("https://example.org/thing")
TITLE = NamedNode("https://example.org/title")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "live") as store:
        yield store


def text(*titles: str) -> bytes:
    return canonical((THING, TITLE, Literal(title)) for title in titles)


def test_it_can_do_what_a_store_must() -> None:
    promised: type[Store] = EmbeddedStore

    assert {name for name in vars(Store) if not name.startswith("_")} <= set(dir(promised))


def content(store: EmbeddedStore) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in store._store:
        assert isinstance(quad.graph_name, NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.object.value)
    return found


def objects(store: EmbeddedStore, graph: DefaultGraph) -> set[str]:
    quads = store._store.quads_for_pattern(None, None, None, graph)
    return {quad.object.value for quad in quads if isinstance(quad.object, Literal)}


def test_a_graph_is_replaced_and_its_neighbour_stays(store: EmbeddedStore) -> None:
    store.replace({A: text("one"), B: text("two")})
    store.replace({A: text("three", "four")})

    assert content(store) == {A.value: {"three", "four"}, B.value: {"two"}}


def test_new_and_known_graphs_may_come_together(store: EmbeddedStore) -> None:
    store.replace({A: text("one")})
    store.replace({A: text("uno"), B: text("two")})

    assert content(store) == {A.value: {"uno"}, B.value: {"two"}}


def test_a_removed_graph_leaves_no_name(store: EmbeddedStore) -> None:
    store.replace({A: text("one"), B: text("two")})
    store.remove([A, NamedNode("https://example.org/graph/never-there")])

    assert [name.value for name in store.graphs()] == [B.value]
    assert [name.value for name in store.graphs("https://example.org/other")] == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), max_size=4))
def test_any_text_survives_both_ways_of_writing(titles: list[str]) -> None:
    triples = {(THING, TITLE, Literal(title)) for title in titles}
    memory = pyoxigraph.Store()

    _replace(memory, {A: canonical(triples)})
    bulk = {tuple(quad.triple) for quad in memory}
    _replace(memory, {A: canonical(triples)})
    updated = {tuple(quad.triple) for quad in memory}

    assert bulk == updated == triples


def test_a_second_writer_is_told_that_the_store_is_busy(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(StoreBusy, match="Another process writes"):
        EmbeddedStore(tmp_path / "live")


def test_a_closed_store_lets_another_writer_in(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "live") as first:
        first.replace({A: text("one")})
    with EmbeddedStore(tmp_path / "live") as second:
        assert content(second) == {A.value: {"one"}}
    with pytest.raises(ValueError, match="closed"):
        second.flush()


class Broken:
    """A handle that failed once and refuses everything since, as the engine's does."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def contains_named_graph(self, *_: object, **__: object) -> bool:
        raise OSError(self._reason)

    update = load = contains_named_graph


NO_SPACE = "IO error: No space left on device: While appending to file"


def test_after_a_failed_write_the_store_is_opened_anew_and_the_write_repeated(store: EmbeddedStore) -> None:
    store.replace({A: text("one")})

    store._open = Broken(NO_SPACE)  # type: ignore[assignment]
    store.replace({A: text("two")})
    store._open = Broken("IO error: Input/output error")  # type: ignore[assignment]
    store.add(A, text("three"))

    assert content(store) == {A.value: {"two", "three"}}


@pytest.mark.parametrize(
    ("reason", "named"), [(NO_SPACE, StoreFull), ("IO error: Input/output error", StoreBroken)]
)
def test_a_write_that_fails_twice_has_a_name(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, reason: str, named: type[KgError]
) -> None:
    store.replace({A: text("one")})

    with monkeypatch.context() as patch:
        patch.setattr("kg.store.embedded.pyoxigraph.Store", lambda _: Broken(reason))
        store._open = Broken(reason)  # type: ignore[assignment]
        with pytest.raises(named, match="checkpointed is kept"):
            store.replace({A: text("two")})
    store.replace({A: text("three")})  # the reason is gone

    assert content(store) == {A.value: {"three"}}


def test_an_update_is_not_repeated_after_a_failed_write(store: EmbeddedStore) -> None:
    store._open = Broken(NO_SPACE)  # type: ignore[assignment]

    with pytest.raises(StoreFull):
        store.update(f"INSERT DATA {{ GRAPH {A} {{ {THING} {TITLE} 'one' }} }}")

    assert content(store) == {}


def test_nothing_is_written_when_space_runs_out(tmp_path: Path) -> None:
    too_much = 1 << 60

    with EmbeddedStore(tmp_path / "live", spare=too_much) as store, pytest.raises(StoreFull, match="MB free"):
        store.replace({A: text("one")})

    assert space_problem(tmp_path / "live") is None


def test_the_default_graph_is_one_of_its_own(store: EmbeddedStore) -> None:
    default = DefaultGraph()
    store.put(A, text("named"))

    store.put(default, text("one"))
    store.add(default, text("two"))
    both = objects(store, default)
    store.put(default, text("three"))
    one = objects(store, default)
    store.drop(default)

    assert (both, one) == ({"one", "two"}, {"three"})
    assert store.holds(default)
    assert content(store) == {A.value: {"named"}}


def test_an_empty_graph_that_is_put_is_there_till_it_is_dropped(store: EmbeddedStore) -> None:
    assert not store.holds(A)

    store.put(A, b"")
    is_there = store.holds(A)
    store.drop(A)

    assert (is_there, store.holds(A)) == (True, False)


def test_an_update_is_all_or_nothing_and_its_mistakes_have_a_place(store: EmbeddedStore) -> None:
    store.update(f"INSERT DATA {{ GRAPH {A} {{ {THING} {TITLE} 'one' }} }}")

    with pytest.raises(BadQuery) as mistake:
        store.update("INSERT DATA {\n nonsense }")
    with pytest.raises(BadInput, match="already exists"):
        store.update(f"DROP GRAPH {A} ; CREATE GRAPH {B} ; CREATE GRAPH {B}")

    assert mistake.value.line == 2
    assert content(store) == {A.value: {"one"}}


def test_a_backup_does_not_see_later_writes(store: EmbeddedStore, tmp_path: Path) -> None:
    store.replace({A: text("one")})
    store.backup(tmp_path / "copy")
    store.replace({A: text("two")})

    copy = pyoxigraph.Store.read_only(str(tmp_path / "copy"))
    assert [quad.object for quad in copy] == [Literal("one")]


def test_a_damaged_store_has_a_name(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "live") as store:
        store.replace({A: text("one")})
        store.flush()
    for file in (tmp_path / "live").glob("*.sst"):
        file.write_bytes(file.read_bytes()[:-100])

    with pytest.raises(StoreBroken, match="restore a backup"):
        EmbeddedStore(tmp_path / "live")
