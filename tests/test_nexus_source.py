"""Harvesting a folder: each file is mapped, or put aside with its reason; where it lies leaves no trace."""

import os
import shutil
from pathlib import Path

import pytest
from hdf5_tree import Tree, write_tree
from opened_files import watching
from replay import things

from harvesters._nexus_facility import instrument_key
from harvesters.nexus import SOURCE, WHOLE_BYTES
from kg.errors import BadInput
from kg.harvest.source import Aside, Record
from kg.harvest.world import open_world
from kg.rdf.names import ACCESS, DCT, PAN, SCHEMA
from kg.rdf.syntax import n_triples

SCAN: Tree = {
    "entry": {
        "@NX_class": "NXentry",
        "title": "scan",
        "start_time": "2026-01-02T03:04:05Z",
        "instrument": {
            "@NX_class": "NXinstrument",
            "name": "B1",
            "source": {"@NX_class": "NXsource", "probe": "x-ray"},
            "beam": {"@NX_class": "NXbeam", "incident_energy": {"value": 8.0, "@units": "keV"}},
        },
    }
}


def told(place: Path, facility: str | None = None) -> list[Record | Aside]:
    return things(SOURCE.records(open_world(str(place), facility, contained=False)))


def only(place: Path, facility: str | None = None) -> Record:
    (record,) = told(place, facility)
    assert isinstance(record, Record)
    return record


def test_every_file_of_a_folder_is_told_once_with_its_reason(tmp_path: Path) -> None:
    write_tree(tmp_path / "a" / "scan.nxs", SCAN)
    write_tree(tmp_path / "b" / "no-suffix", {"entry": {"@NX_class": "NXentry", "title": "other"}})
    write_tree(tmp_path / "plain.h5", {"numbers": [1.0]})
    (tmp_path / "old.hdf").write_bytes(b"\x0e\x03\x13\x01")
    (tmp_path / "page.nxs").write_text("<html></html>", "utf-8")
    (tmp_path / "cut.h5").write_bytes((tmp_path / "a" / "scan.nxs").read_bytes()[:900])
    (tmp_path / "notes.txt").write_text("not ours", "utf-8")
    shutil.copy(tmp_path / "a" / "scan.nxs", tmp_path / "copy.nxs")

    found = told(tmp_path)

    assert {one.origin: one.outcome for one in found if isinstance(one, Aside)} == {
        "copy.nxs": "skipped",
        "cut.h5": "quarantined",
        "old.hdf": "skipped",
        "page.nxs": "skipped",
        "plain.h5": "skipped",
    }
    assert [one.origin for one in found if isinstance(one, Record)] == ["a/scan.nxs", "b/no-suffix"]
    reasons = {one.origin: one.reason for one in found if isinstance(one, Aside)}
    assert reasons["copy.nxs"] == "same content as another file"
    assert reasons["plain.h5"] == "HDF5 file without NeXus, CXI or openPMD structure"
    assert reasons["cut.h5"].startswith("damaged file: ")
    assert len({one.key for one in found}) == len(found)


def test_a_file_gives_the_same_triples_wherever_its_folder_lies(tmp_path: Path) -> None:
    first = write_tree(tmp_path / "here" / "data" / "scan.nxs", SCAN)
    shutil.copytree(tmp_path / "here", tmp_path / "elsewhere")

    here, there = only(tmp_path / "here"), only(tmp_path / "elsewhere")

    assert (here.key, here.raw, here.origin) == (there.key, there.raw, there.origin)
    assert n_triples(SOURCE.triples(here).triples) == n_triples(SOURCE.triples(there).triples)
    assert only(first).key == here.key
    assert str(tmp_path) not in n_triples(SOURCE.triples(here).triples)


def test_another_content_is_another_file(tmp_path: Path) -> None:
    write_tree(tmp_path / "scan.nxs", SCAN)
    before = only(tmp_path)
    write_tree(tmp_path / "scan.nxs", {"entry": {**SCAN["entry"], "title": "scan again"}})

    assert only(tmp_path).key != before.key


def test_a_large_file_is_named_by_its_size_and_ends(tmp_path: Path) -> None:
    path = write_tree(tmp_path / "large.nxs", SCAN)
    with path.open("r+b") as file:
        file.truncate(WHOLE_BYTES + 1)

    record = only(tmp_path)

    assert record.key.startswith("part-")
    assert record.body["sha256"] is None
    assert "checksum" not in n_triples(SOURCE.triples(record).triples)


def test_a_file_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    write_tree(tmp_path / "run 7.nxs", {"entry": {"@NX_class": "NXentry"}})

    mapped = SOURCE.triples(only(tmp_path))

    titles = [str(value) for _, predicate, value in mapped.triples if predicate == DCT["title"]]
    assert titles == ['"run 7.nxs"', '"run 7.nxs"']  # of the dataset and of its file


def test_a_file_says_nothing_of_access_rights(tmp_path: Path) -> None:
    write_tree(tmp_path / "scan.nxs", SCAN)

    text = n_triples(SOURCE.triples(only(tmp_path)).triples)

    assert str(ACCESS) not in text
    assert DCT["accessRights"].value not in text


def test_each_quantity_carries_its_unit_and_its_place_in_the_file(tmp_path: Path) -> None:
    write_tree(tmp_path / "scan.nxs", SCAN)

    text = n_triples(SOURCE.triples(only(tmp_path)).triples)

    assert f'<{SCHEMA["unitText"].value}> "keV"' in text
    assert f'<{PAN["hdf5Path"].value}> "/entry/instrument/beam/incident_energy"' in text
    assert "NXbeam-incident_energy" in text
    assert text.count(SCHEMA["unitText"].value) == 1  # the wavelength only follows from the energy


def test_the_operators_facility_counts_where_the_file_names_none(tmp_path: Path) -> None:
    write_tree(tmp_path / "scan.nxs", SCAN)

    text = n_triples(SOURCE.triples(only(tmp_path, "ESRF")).triples)

    assert f'<{PAN["facilityBasis"].value}> "operator"' in text
    assert "European Synchrotron Radiation Facility" in text


def test_a_link_to_a_file_elsewhere_is_not_followed(tmp_path: Path) -> None:
    outside = write_tree(tmp_path / "outside" / "scan.nxs", SCAN)
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "scan.nxs").symlink_to(outside)

    with watching(outside) as watch:
        (aside,) = told(tmp_path / "inside")

        assert not watch.was_opened()
    assert isinstance(aside, Aside)
    assert (aside.outcome, aside.reason) == ("skipped", "link that leads out of the folder")


def test_a_file_that_is_gone_or_forbidden_does_not_stop_the_others(tmp_path: Path) -> None:
    write_tree(tmp_path / "b.nxs", SCAN)
    world = open_world(str(tmp_path), contained=False)
    world.files = lambda *suffixes: iter([tmp_path / "a.nxs", tmp_path / "b.nxs"])  # type: ignore[method-assign]

    gone, kept = SOURCE.records(world)

    assert isinstance(gone, Aside)
    assert (gone.outcome, gone.reason) == ("quarantined", "cannot be read: No such file or directory")
    assert isinstance(kept, Record)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("DMC at SINQ", "dmc"),
        ("HEXTOF @ PG-2, Flash", "hextof"),
        ("Look at me", "look at me"),
        ("I04", "i04"),
    ],
)
def test_an_instrument_has_the_address_that_catalogues_give_it(name: str, key: str) -> None:
    assert instrument_key(name) == key


def test_an_address_is_refused() -> None:
    with pytest.raises(BadInput, match="reads a file or a folder"):
        things(SOURCE.records(open_world("https://example.org/files", contained=False)))


def test_a_contained_harvest_tells_the_same(tmp_path: Path) -> None:
    write_tree(tmp_path / "scan.nxs", SCAN)
    world = open_world(str(tmp_path))

    contained = things(SOURCE.records(world))
    world.close()  # type: ignore[attr-defined]

    assert contained == told(tmp_path)


def test_a_file_name_in_another_encoding_is_told_with_a_mark(tmp_path: Path) -> None:
    write_tree(Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xfcller.nxs")), SCAN)

    assert only(tmp_path).origin == "m\N{REPLACEMENT CHARACTER}ller.nxs"
