"""A book whose update was cut short goes on where it was, and loses nothing."""

from collections.abc import Mapping

import pytest
from citation_books import Kept, claimed, contents, dataset

from kg.rdf.terms import Triple

GRAPH = "https://w3id.org/pan-kg/graph/x/"


class PowerCut(Exception):
    """Nothing works any more."""


def graphs(title: str, *citing: str) -> dict[str, list[Triple]]:
    """Data that some articles cite, each said in a graph of its own."""
    found = {f"{GRAPH}{name}": claimed(name, "Cites", "10.15151/esrf-es-1") for name in citing}
    return found | {f"{GRAPH}data": dataset("10.15151/esrf-es-1", title=title)}


BEFORE, AFTER = graphs("One", "10.1234/a", "10.1234/b"), graphs("Two", "10.1234/b", "10.1234/c")


def cut(*told: object, **more: object) -> None:
    raise PowerCut


@pytest.mark.parametrize(
    "place",
    ["kg.citation.build.regroup", "kg.citation.piece.pairs_of_unit", "kg.citation.build.forget_idle"],
)
def test_cut_while_concluding(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, expected = Kept(), Kept()
    kept.bring(BEFORE)
    with monkeypatch.context() as patched:
        patched.setattr(place, cut)
        with pytest.raises(PowerCut):
            kept.bring(AFTER)
    kept.read.clear()
    kept.bring(AFTER)
    expected.bring(AFTER)

    assert contents(kept) == contents(expected)
    assert kept.read == []  # what was read is not read again
    changed = {(one.citing, one.what) for one in kept.book.changes(since=1)}
    assert changed == {("https://doi.org/10.1234/a", "removed"), ("https://doi.org/10.1234/c", "added")}


def test_cut_while_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, expected = Kept(), Kept()
    kept.bring(BEFORE)
    (before,) = kept.written.values()
    with monkeypatch.context() as patched:
        patched.setattr(Kept, "_write", cut)
        with pytest.raises(PowerCut):
            kept.bring(AFTER)
    assert list(kept.written.values()) == [before]
    kept.bring(AFTER)
    expected.bring(AFTER)

    assert contents(kept) == contents(expected)


def test_written_twice_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The graphs were written, and then it was cut before it could note so; meanwhile the claims are gone."""
    kept, write = Kept(), Kept._write
    kept.bring(BEFORE)

    def written_and_cut(self: Kept, graphs: Mapping[str, bytes]) -> None:
        write(self, graphs)
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(Kept, "_write", written_and_cut)
        with pytest.raises(PowerCut):
            kept.bring(AFTER)
    kept.bring({})

    assert kept.written == {}
    assert contents(kept) == contents(_empty())


def _empty() -> Kept:
    kept = Kept()
    kept.bring({})
    return kept
