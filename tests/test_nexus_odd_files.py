"""Every odd HDF5 file of the field ends in a named outcome, quickly."""

import time
from pathlib import Path
from random import Random
from typing import Any

import h5py
import numpy as np
import pytest
from hdf5_tree import write_tree

from harvesters.nexus import read
from kg.harvest.contain import Containment

ENTRY = {"@NX_class": "NXentry", "title": "odd"}


def codes(answer: dict[str, Any]) -> set[str]:
    return {issue["code"] for issue in answer["issues"]}


def timed(path: Path) -> tuple[dict[str, Any], float]:
    started = time.process_time()
    return read(path), time.process_time() - started


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A plain file with one entry, to be made odd."""
    return write_tree(tmp_path / "odd.nxs", {"entry": ENTRY})


def test_a_cycle_of_hard_links_ends(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        entry = file["entry"]
        inner = entry.create_group("inner")
        inner.attrs["NX_class"] = "NXsubentry"
        inner["loop"] = entry
        inner["again"] = inner

    answer = read(odd)

    assert answer["outcome"] == "nexus"
    assert [entry["path"] for entry in answer["entries"]] == ["/entry", "/entry/inner"]
    assert "cycle" in codes(answer)


def test_three_thousand_nested_groups_are_not_followed_down(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        group = file["entry"]
        for _ in range(3000):
            group = group.create_group("g")
            group.attrs["NX_class"] = "NXentry"

    answer, seconds = timed(odd)

    assert len(answer["entries"]) <= 64
    assert "too-deep" in codes(answer)
    assert seconds < 1


def test_five_thousand_siblings_cost_little(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        for number in range(5000):
            file["entry"].create_group(f"g{number}")
        file["entry/sample"] = h5py.SoftLink("/real_sample")
        file.create_group("real_sample").attrs["NX_class"] = "NXsample"
        file["real_sample/name"] = "found"

    answer, seconds = timed(odd)

    assert answer["entries"][0]["title"] == "odd"
    assert answer["entries"][0]["sample"] == "found"
    assert "too-many-members" in codes(answer)
    assert seconds < 1


def test_a_definition_of_two_thousand_million_elements_is_not_read(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry"].create_dataset("definition", shape=(2**31,), dtype="S16")

    answer, seconds = timed(odd)

    assert answer["entries"][0]["definition"] is None
    assert "too-large" in codes(answer)
    assert seconds < 1


def test_a_text_list_longer_than_a_thousand_is_not_read(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry"].create_dataset("definition", data=["NXsas"] * 1025, dtype=h5py.string_dtype())

    assert "too-large" in codes(read(odd))


def test_four_thousand_attributes_are_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "attributes.nxs"
    with h5py.File(path, "w", libver="latest") as file:
        entry = file.create_group("entry")
        entry.attrs["NX_class"] = "NXentry"
        for number in range(4000):
            entry.attrs[f"a{number}"] = number
        entry["title"] = "many"

    answer, seconds = timed(path)

    assert answer["entries"][0]["title"] == "many"
    assert seconds < 0.5


def test_an_attribute_of_300_kilobytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "attribute.nxs"
    with h5py.File(path, "w", libver="latest") as file:
        beam = file.create_group("entry/instrument/beam")
        for name, kind in (
            ("entry", "NXentry"),
            ("entry/instrument", "NXinstrument"),
            ("entry/instrument/beam", "NXbeam"),
        ):
            file[name].attrs["NX_class"] = kind
        beam["incident_energy"] = 12.0
        beam["incident_energy"].attrs["units"] = np.bytes_(b"k" * 300_000)

    answer = read(path)

    assert answer["entries"][0]["energy_keV"] is None
    assert {"too-large", "unit-missing"} <= codes(answer)


@pytest.mark.parametrize("kept", [9, 60, 500, 1200])
def test_a_truncated_file_is_damaged(odd: Path, kept: int) -> None:
    odd.write_bytes(odd.read_bytes()[:kept])

    answer = read(odd)

    assert answer["outcome"] == "damaged"
    assert answer["entries"] == []
    assert answer["issues"]


def test_flipped_bits_give_an_outcome_each_time(tmp_path: Path) -> None:
    path = tmp_path / "flipped.nxs"
    with h5py.File(path, "w", libver="latest") as file:  # with checksums
        file.create_group("entry").attrs["NX_class"] = "NXentry"
        file["entry/title"] = "whole"
    whole, random = path.read_bytes(), Random(7)
    outcomes = set()

    with Containment() as containment:
        for _ in range(150):
            flipped = bytearray(whole)
            flipped[random.randrange(8, len(whole))] ^= 1 << random.randrange(8)
            path.write_bytes(flipped)
            outcomes.add(containment.run(read, path)["outcome"])

    assert "damaged" in outcomes
    assert outcomes <= {"nexus", "hdf5", "damaged", "open-for-write"}


def test_a_file_that_another_process_is_writing_is_open_for_write(tmp_path: Path) -> None:
    path = tmp_path / "live.nxs"
    with h5py.File(path, "w", libver="latest") as file:
        file["title"] = "not yet"
        file.swmr_mode = True

        with Containment() as containment:
            assert containment.run(read, path)["outcome"] == "open-for-write"


def test_a_file_whose_writer_never_closed_it_is_open_for_write(tmp_path: Path) -> None:
    path, left = tmp_path / "live.nxs", tmp_path / "left.nxs"
    with h5py.File(path, "w", libver="latest") as file:
        file["title"] = "not yet"
        file.swmr_mode = True
        left.write_bytes(path.read_bytes())

    assert read(left)["outcome"] == "open-for-write"


@pytest.mark.parametrize("size", [512, 32768])
def test_hdf5_behind_a_user_block_is_found(tmp_path: Path, size: int) -> None:
    path = tmp_path / "block.hdf5"
    with h5py.File(path, "w", userblock_size=size) as file:
        file.create_group("entry").attrs["NX_class"] = "NXentry"
        file["entry/title"] = "behind"
    with path.open("r+b") as raw:
        raw.write(b"\x89HMP\r\n\x1a\n looks alike")

    answer = read(path)

    assert answer["outcome"] == "nexus"
    assert answer["entries"][0]["title"] == "behind"


@pytest.mark.parametrize(
    ("content", "outcome", "code"),
    [
        (b"\x0e\x03\x13\x01rest", "hdf4", "hdf4"),
        (b"\n<!DOCTYPE html><html><body>404</body></html>", "other", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='...'>", "other", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><NXroot/>", "other", "xml"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", "other", "lfs-pointer"),
        (b"", "other", "empty-file"),
        (b"time,counts\n0,1\n", "other", "not-hdf5"),
        (b"\x89HDF\r\n\x1a\n", "damaged", "damaged"),
    ],
)
def test_the_content_tells_what_a_file_is(tmp_path: Path, content: bytes, outcome: str, code: str) -> None:
    path = tmp_path / "anything.nxs"
    path.write_bytes(content)

    answer = read(path)

    assert answer["outcome"] == outcome
    assert codes(answer) == {code}


def test_a_value_packed_by_a_plugin_is_an_issue_and_no_plugin_is_looked_for(odd: Path) -> None:
    blosc = 32001
    with h5py.File(odd, "a") as file:
        made = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        made.set_chunk((1,))
        made.set_filter(blosc, h5py.h5z.FLAG_OPTIONAL, (0,))
        space = h5py.h5s.create_simple((1,))
        dataset = h5py.h5d.create(file["entry"].id, b"definition", h5py.h5t.C_S1, space, dcpl=made)
        dataset.write_direct_chunk((0,), b"x")

    answer = read(odd)

    assert answer["outcome"] == "nexus"
    assert answer["entries"][0]["definition"] is None
    assert "compressed" in codes(answer)


def test_a_value_packed_by_a_built_in_filter_is_read(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry"].create_dataset("definition", data=np.array([b"NXsas"]), compression="gzip", chunks=(1,))

    assert read(odd)["entries"][0]["definition"] == "NXsas"


def test_a_packed_chunk_that_unfolds_to_gigabytes_is_not_unpacked(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry"].create_dataset(
            "definition", shape=(1,), maxshape=(None,), dtype="S16", chunks=(2**27,), compression="gzip"
        )

    assert "too-large" in codes(read(odd))


def test_texts_that_are_no_utf8_are_read_as_latin1(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry/instrument/beam/incident_wavelength"] = 1.5
        for name, kind in (("instrument", "NXinstrument"), ("instrument/beam", "NXbeam")):
            file["entry"][name].attrs["NX_class"] = np.array([kind.encode()])
        file["entry/instrument/beam/incident_wavelength"].attrs["units"] = np.bytes_(b"\xc5")

    assert read(odd)["entries"][0]["wavelength_angstrom"] == 1.5


def test_a_layout_seen_before_does_not_hide_what_another_file_keeps_under_the_same_names(
    tmp_path: Path,
) -> None:
    plain = {
        "entry": {**ENTRY, "thing": {"@NX_class": "NXcollection"}, "other": {}, "machine": {"name": "x"}}
    }
    classed = {
        "entry": {
            **ENTRY,
            "thing": {"@NX_class": "NXcollection"},
            "other": {"@NX_class": "NXsample", "name": "seen"},
            "machine": {"@NX_class": "NXinstrument", "name": "M1"},
        }
    }

    read(write_tree(tmp_path / "first.nxs", plain))
    answer = read(write_tree(tmp_path / "second.nxs", classed))

    assert answer["entries"][0]["sample"] == "seen"
    assert answer["entries"][0]["instrument"] == "M1"
