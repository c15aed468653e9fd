"""A harvest killed while it removes what is gone: whatever comes next finds store and ledger in agreement."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from pyoxigraph import NamedNode

from kg import pipeline
from kg.rdf.mint import graph_iri
from kg.store.home import Home
from kg.store.outcomes import outcome_of
from kg.writer import Writer, open_writer

GONE = graph_iri("scicat", "dataset", dataset(0)["pid"])


class Killed(BaseException):
    """Stands for SIGKILL: nothing catches it."""


@pytest.fixture
def scene(tmp_path: Path) -> tuple[Home, str]:
    """A store whose catalogue has lost its first record of ten, and was read once since."""
    home, folder = Home(tmp_path / "home"), tmp_path / "catalogue"
    for first in (0, 1):
        write_catalogue(folder, [dataset(number) for number in range(first, 10)])
        pipeline.harvest(home, "scicat", [str(folder)])
    return home, str(folder)


@pytest.mark.parametrize("is_full", [True, False])
@pytest.mark.parametrize(
    "moment", ["before the store is written", "after the store is written", "at the end"]
)
def test_the_record_is_gone_whatever_is_harvested_next(
    scene: tuple[Home, str], monkeypatch: pytest.MonkeyPatch, moment: str, is_full: bool
) -> None:
    home, folder = scene
    write = Writer.write

    def fatal(writer: Writer, graphs: Mapping[NamedNode, bytes]) -> None:
        assert graphs == {GONE: b""}
        if moment == "after the store is written":
            write(writer, graphs)
        raise Killed

    def fatal_finish(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if moment == "at the end":
            patch.setattr("kg.harvest.runs.Runs.finish", fatal_finish)
        else:
            patch.setattr(Writer, "write", fatal)
        with pytest.raises(Killed):
            pipeline.harvest(home, "scicat", [folder], pipeline.Wish(full=True))
    report = pipeline.harvest(home, "scicat", [folder], pipeline.Wish(full=is_full))

    assert (report["mapped"], report["unchanged"]) == (0, 9)
    current = home.current()
    assert current is not None
    outcome = outcome_of(current.ledger, GONE.value)
    assert outcome is not None
    assert outcome.state == "tombstone"
    with open_writer(home) as writer:
        assert not writer.store.holds(GONE)
