"""How many of the units in real files are understood: the ESRF's dictionary, and NeXus files."""

import re
from contextlib import suppress
from pathlib import Path

import h5py
import pytest

from kg.resolve.unit import resolve_unit

NX_CATEGORY = re.compile(r"NX_[A-Z_]+$")


def lost(said: set[str]) -> set[str]:
    """The texts that are no unit here and yet a finding; those that mean no unit at all are none."""
    return {text for text in said if resolve_unit(text)[1] is not None}


def test_every_unit_of_the_esrf_dictionary_is_understood(shared_data: Path) -> None:
    file = shared_data / "catalogues" / "icatplus" / "esrf-parameter-dictionary.hdf5_cfg.xml"
    said = set(re.findall(r'\bunits="([^"]+)"', file.read_text("utf-8")))

    assert len(said) == 34
    assert lost(said) == set()


@pytest.fixture(scope="module")
def in_files(shared_data: Path) -> set[str]:
    found: set[str] = set()

    def note(_: str, node: "h5py.Dataset | h5py.Group") -> None:
        with suppress(OSError, TypeError, ValueError):
            units = node.attrs.get("units")
            if isinstance(units, bytes | str):
                found.add(units.decode("latin-1") if isinstance(units, bytes) else units)

    for file in sorted((shared_data / "nexus").rglob("*")):
        with suppress(OSError), h5py.File(file) as opened:
            opened.visititems(note)
    return {text for text in found if text.strip()}


def test_of_the_units_in_nexus_files_only_those_are_lost_that_are_none_or_mean_two(
    in_files: set[str],
) -> None:
    missing = {text for text in lost(in_files) if not NX_CATEGORY.match(text)}

    assert missing == {
        # two meanings, which the name of the field decides
        *("A", "1/A", "C"),
        # no units
        *(
            "Absorbance",
            "intensity",
            "eng",
            "full st",
            "detectors",
            "countsOrseconds",
            "clock",
            "tube number",
        ),
        # a product without a blank, and a prefix in the wrong case
        *("ls-1", "Kw"),
    }
    assert len(in_files) > 80
