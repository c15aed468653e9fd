"""What is read from NeXus, CXI and canSAS files, one field at a time."""

from pathlib import Path

import pytest
from hdf5_tree import Tree, write_tree
from nexus_entries import SOURCE, entry_of

from harvesters.nexus import read


@pytest.mark.parametrize(
    ("text", "time", "code"),
    [
        ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z", None),
        ("2026-03-04 05:06:07+0100", "2026-03-04T05:06:07+01:00", None),
        ("2026-03-04T05:06:07.250000", "2026-03-04T05:06:07.25", "zone-missing"),
        ("2026-03-04T05:06", "2026-03-04T05:06:00", "zone-missing"),
        ("04-Mar-26 05:06:07", "2026-03-04T05:06:07", "zone-missing"),
        ("2026-02-30T05:06:07Z", None, "time-invalid"),
        ("2026-03-04T25:06:07Z", None, "time-invalid"),
        ("yesterday", None, "time-invalid"),
        ("", None, None),
    ],
)
def test_times_are_iso_or_nothing(tmp_path: Path, text: str, time: str | None, code: str | None) -> None:
    entry = entry_of(tmp_path, start_time=text)

    assert entry["start_time"] == time
    assert entry["codes"] == ({code} if code else set())


@pytest.mark.parametrize("text", ["Unknown", "?", "{experiment-type}", "SAMPLE-CHAR-DATA", "UNKNOWN"])
def test_a_placeholder_is_no_value(tmp_path: Path, text: str) -> None:
    entry = entry_of(tmp_path, title=text)

    assert entry["title"] is None
    assert "placeholder" in entry["codes"]


def test_people_have_a_name_a_role_and_a_checked_orcid_but_no_address(tmp_path: Path) -> None:
    entry = entry_of(
        tmp_path,
        user={
            "@NX_class": "NXuser",
            "name": "Josiah Carberry <j@example.org>",
            "role": "PI",
            "affiliation": "Example University",
            "ORCID": "https://orcid.org/0000-0002-1825-0097",
            "email": "j@example.org",
        },
        user2={"@NX_class": "NXuser", "name": "Una", "ORCID": "0000-0002-1825-0098"},
        user3={"@NX_class": "NXuser", "username": "abc123"},
    )

    assert entry["users"] == [
        {
            "name": "Josiah Carberry",
            "role": "PI",
            "affiliation": "Example University",
            "orcid": "https://orcid.org/0000-0002-1825-0097",
        },
        {"name": "Una", "role": None, "affiliation": None, "orcid": None},
    ]
    assert "orcid-invalid" in entry["codes"]
    assert "@" not in str(entry["users"])


@pytest.mark.parametrize(
    ("name", "group", "instrument"),
    [
        ("instrument", {"name": "ID99"}, "ID99"),
        ("instrument", {"name": "Unknown", "@short_name": "I04"}, "I04"),
        ("DIFFABS", {}, "DIFFABS"),
        ("instrument", {}, None),
    ],
)
def test_an_instrument_is_called_by_its_field_else_by_its_group(
    tmp_path: Path, name: str, group: Tree, instrument: str | None
) -> None:
    entry = entry_of(tmp_path, **{name: {"@NX_class": "NXinstrument", **group}})

    assert entry["instrument"] == instrument


@pytest.mark.parametrize(
    ("text", "facility"),
    [
        ("ESRF", "European Synchrotron Radiation Facility"),
        ("Advanced Photon Source Undulator A, sector 15ID-D", "Advanced Photon Source"),
        ("a diamond anvil", None),
        ("Example Ring", None),
    ],
)
def test_a_facility_is_known_by_the_name_of_its_source(
    tmp_path: Path, text: str, facility: str | None
) -> None:
    entry = entry_of(tmp_path, source={**SOURCE, "name": text})

    assert entry["facility"] == facility
    assert entry["facility_basis"] == ("source name" if facility else None)


def test_a_sample_temperature_may_be_a_log_in_celsius(tmp_path: Path) -> None:
    log = {"@NX_class": "NXlog", "value": {"value": [19.0, 20.0, 90.0], "@units": "degC"}}

    entry = entry_of(
        tmp_path, sample={"@NX_class": "NXsample", "chemical_formula": "SiO2", "temperature": log}
    )

    assert entry["temperature_K"] == pytest.approx(293.15)
    assert entry["sample_formula"] == "SiO2"


def test_entries_inside_an_entry_are_told_and_lend_it_their_definition(tmp_path: Path) -> None:
    inner = {"@NX_class": "NXsubentry", "definition": "NXtomo", "source": {**SOURCE, "probe": "x-ray"}}
    answer = read(
        write_tree(
            tmp_path / "nested.nxs",
            {
                "raw": {
                    "@NX_class": "NXentry",
                    "tomo": inner,
                    "more": {"@NX_class": "NXentry", "title": "inner"},
                }
            },
        )
    )

    assert [(e["path"], e["kind"], e["definition"], e["title"]) for e in answer["entries"]] == [
        ("/raw", "NXentry", "NXtomo", None),
        ("/raw/tomo", "NXsubentry", "NXtomo", None),
        ("/raw/more", "NXentry", None, "inner"),
    ]
    assert answer["entries"][0]["probe"] == "x-ray"


def test_a_soft_link_inside_the_file_is_followed(tmp_path: Path) -> None:
    answer = read(
        write_tree(
            tmp_path / "soft.nxs",
            {
                "a_shared": {"@NX_class": "NXinstrument", "name": "shared"},
                "alias": {"soft": "/entry"},
                "entry": {
                    "@NX_class": "NXentry",
                    "instrument": {"soft": "/a_shared"},
                    "title": {"soft": "words"},
                    "words": "hi",
                },
            },
        )
    )

    assert [entry["path"] for entry in answer["entries"]] == ["/entry"]
    assert answer["entries"][0]["title"] == "hi"
    assert answer["entries"][0]["instrument"] == "shared"


def test_a_file_without_classes_is_read_by_its_names_and_says_so(tmp_path: Path) -> None:
    answer = read(
        write_tree(
            tmp_path / "bare.h5",
            {
                "entry1": {"title": "bare", "instrument": {"name": "B1"}, "sample": {"name": "salt"}},
                "notes": {"a": 1},
            },
        )
    )

    assert answer["outcome"] == "nexus"
    assert [issue["code"] for issue in answer["issues"]] == ["inferred-structure"]
    assert answer["entries"][0]["inferred_structure"] is True
    assert (answer["entries"][0]["instrument"], answer["entries"][0]["sample"]) == ("B1", "salt")


def test_a_cxi_file_is_read_by_its_names_in_si_units(tmp_path: Path) -> None:
    source = {"name": "Example FEL", "energy": 1.602176634e-15, "wavelength": 1.24e-10}
    answer = read(
        write_tree(
            tmp_path / "one.cxi",
            {"cxi_version": 150, "entry_1": {"title": "dots", "instrument_1": {"source_1": source}}},
        )
    )

    assert (answer["outcome"], answer["format"]) == ("cxi", "CXI 1.50")
    assert answer["issues"] == []
    assert answer["entries"][0]["title"] == "dots"
    assert answer["entries"][0]["energy_keV"] == pytest.approx(10.0)
    assert answer["entries"][0]["wavelength_angstrom"] == pytest.approx(1.24)


def test_an_openpmd_file_tells_its_version(tmp_path: Path) -> None:
    answer = read(
        write_tree(tmp_path / "run.h5", {"@openPMD": "1.1.0", "@software": "simulator", "data": {}})
    )

    assert (answer["outcome"], answer["format"]) == ("openpmd", "openPMD 1.1.0")
    assert answer["attributes"]["software"] == "simulator"


def test_plain_hdf5_has_no_entries(tmp_path: Path) -> None:
    answer = read(write_tree(tmp_path / "plain.h5", {"group": {"numbers": [1.0]}}))

    assert (answer["outcome"], answer["entries"]) == ("hdf5", [])
