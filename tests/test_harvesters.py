"""Every recording of every source still becomes the triples that stand beside it."""

from pathlib import Path

import pytest
from hdf5_tree import steady, write_trees
from replay import RECORDED, RecordedWorld, recording, write_files

from kg.harvest.registry import load_source, source_names
from kg.harvest.source import Record, World
from kg.harvest.world import open_world
from kg.rdf.syntax import n_triples
from kg.rdf.terms import is_blank

RECORDINGS = sorted(path.stem for path in RECORDED.glob("*.json"))


def recorded_world(name: str, folder: Path) -> World:
    told = recording(name)
    if "requests" in told:
        asked = {"options": told.get("options", {}), "identifiers": told.get("identifiers", ())}
        return RecordedWorld(told["place"], requests=told["requests"], **asked)
    write_files(told.get("files", {}), folder)
    write_trees(told.get("hdf5", {}), folder)
    return open_world(str(folder), contained=False)


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_becomes_the_expected_triples(name: str, tmp_path: Path, write_expected: bool) -> None:
    source = load_source(name.partition("-")[0])

    found = [steady(one) for one in source.records(recorded_world(name, tmp_path)) if isinstance(one, Record)]
    triples = [triple for record in found for triple in source.triples(record).triples]

    expected = RECORDED / f"{name}.nt"
    if write_expected:
        expected.write_text(n_triples(triples), "utf-8")
    assert n_triples(triples) == expected.read_text("utf-8")
    assert not any(is_blank(term) for triple in triples for term in triple)


@pytest.mark.parametrize("name", source_names())
def test_every_source_has_a_recording_and_a_line_of_description(name: str) -> None:
    assert list(RECORDED.glob(f"{name}*.json"))
    assert load_source(name).description
