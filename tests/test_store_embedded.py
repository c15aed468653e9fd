"""The live store: graphs replaced as a whole, one writer, errors with a name."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.errors import StoreBusy, StoreFull
from kg.rdf.syntax import canonical
from kg.store.embedded import EmbeddedStore
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
    live = EmbeddedStore.__new__(EmbeddedStore)
    live._open = pyoxigraph.Store()

    live.replace({A: canonical(triples)})
    bulk = {tuple(quad.triple) for quad in live._store}
    live.replace({A: canonical(triples)})
    updated = {tuple(quad.triple) for quad in live._store}

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


def test_a_full_disk_has_a_name(store: EmbeddedStore) -> None:
    class Full:
        def contains_named_graph(self, name: NamedNode) -> bool:
            raise OSError("IO error: No space left on device: While appending to file")

    store._open = Full()  # type: ignore[assignment]

    with pytest.raises(StoreFull, match="free some space"):
        store.replace({A: text("one")})


def test_a_backup_does_not_see_later_writes(store: EmbeddedStore, tmp_path: Path) -> None:
    store.replace({A: text("one")})
    store.backup(tmp_path / "copy")
    store.replace({A: text("two")})

    copy = pyoxigraph.Store.read_only(str(tmp_path / "copy"))
    assert [quad.object for quad in copy] == [Literal("one")]
