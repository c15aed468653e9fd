"""Lists of files in SciCat: names and sizes come out, folders and the hundred-thousandth file do not.

The shapes are those of recorded seeds; the records are invented unless a test reads the real seed.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from said import mapped, said

from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Record
from kg.harvest.world import open_world
from kg.rdf.names import DCAT, DCT, PAN

SCICAT = load_source("scicat")
DATASET = "20.500.99999/d1"


def block(*files: Any, **fields: Any) -> Any:  # noqa: ANN401
    return mapped("origdatablock", {"_id": "b1", "datasetId": DATASET, "dataFileList": list(files), **fields})


def file_facts(found: Any) -> list[tuple[str, ...]]:  # noqa: ANN401
    """Title, size and type of every file of the dataset."""
    dataset = f"https://hdl.handle.net/{DATASET}"
    files = [o for s, p, o in found.triples if s.value == dataset and p == DCAT["distribution"]]
    facts: list[tuple[str, ...]] = []
    for file in files:
        of = {p: o.value.rpartition("#")[2] for s, p, o in found.triples if s == file}
        facts.append((of[DCT["title"]], of.get(DCAT["byteSize"], ""), of.get(DCAT["mediaType"], "")))
    return facts


def test_a_file_has_its_own_name_its_size_and_its_type_where_the_ending_says_it() -> None:
    found = block(
        {"path": "run/scan.NXS", "size": 10},
        {"path": "a.hdf", "size": 1050000000.0},
        {"path": r"C:\lab\b.tif", "size": -1},
        {"path": "c", "size": "12"},
    )

    hdf5 = "https://www.iana.org/assignments/media-types/application/x-hdf5"
    tiff = "https://www.iana.org/assignments/media-types/image/tiff"
    assert file_facts(found) == [
        ("scan.NXS", "10", hdf5),
        ("a.hdf", "1050000000", ""),
        ("b.tif", "", tiff),
        ("c", "12", ""),
    ]


def test_no_folder_no_owner_and_no_address_of_a_person_is_published() -> None:
    found = block(
        {
            "path": "/gpfs/p13388/ada/scan.h5",
            "size": 1,
            "uid": "ada@nls.example",
            "gid": "p13388",
            "perm": "-rw",
        },
        {"path": "/gpfs/p13388/for ada@nls.example.h5", "size": 1},
    )

    text = " ".join(str(triple) for triple in found.triples)
    assert "scan.h5" in text
    assert not [word for word in ("gpfs", "p13388", "nls.example", "-rw") if word in text]


@pytest.mark.parametrize("path", ["", "/", "..", "a/.", None, 7.5, {"x": 1}])
def test_what_has_no_name_is_no_file(path: object) -> None:
    assert file_facts(block({"path": path, "size": 1}, "text", None)) == []


def test_files_of_one_name_in_two_folders_are_two_and_the_same_one_twice_is_one() -> None:
    paths = ["a/x.h5", "b/x.h5", "a/x.h5"]
    found = block(*({"path": path, "size": 1} for path in paths))
    embedded = mapped("dataset", {"pid": DATASET, "origdatablocks": [{"dataFileList": [{"path": "a/x.h5"}]}]})

    files = {o for _, p, o in found.triples if p == DCAT["distribution"]}
    assert len(files) == 2
    assert {o for _, p, o in embedded.triples if p == DCAT["distribution"]} < files


SHA256 = "ab" * 32


@pytest.mark.parametrize(
    ("algorithm", "checksum", "kept"),
    [
        ("sha256", SHA256, "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
        ("SHA-256", SHA256.upper(), "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
        ("md5", "0" * 32, "http://spdx.org/rdf/terms#checksumAlgorithm_md5"),
        ("md5", SHA256, None),  # too long for it
        ("sha256", "g" * 64, None),  # no hexadecimal digits
        ("Test-chkAlg", "1234", None),
        (None, SHA256, None),  # of which algorithm nobody says
    ],
)
def test_a_checksum_needs_its_algorithm_and_its_length(
    algorithm: str | None, checksum: str, kept: str | None
) -> None:
    found = block({"path": "a.h5", "size": 1, "chk": checksum}, chkAlg=algorithm)

    said_of = {p.value.rpartition("#")[2]: o.value for _, p, o in found.triples if "spdx" in p.value}
    assert said_of.get("algorithm") == kept
    assert ("checksumValue" in said_of) == (kept is not None)


def test_a_hundred_thousand_files_are_counted_and_fifty_named() -> None:
    found = block(*({"path": f"/raw/{number}.h5", "size": 2} for number in range(100_000)))

    assert len(file_facts(found)) == 50
    assert said(found, "pan:fileCount") == ["100000"]
    assert said(found, "dcat:byteSize") == ["200000"]
    assert len(found.triples) == 5 + 50 * 6  # type, identifier, dataset, count, size; six of each file


def test_the_list_says_whose_files_they_are() -> None:
    found = block({"path": "a.h5", "size": 3}, size=5, updatedAt="2021-06-29T16:40:55.777Z")

    assert said(found, "dcterms:isPartOf") == [f"https://hdl.handle.net/{DATASET}"]
    assert said(found, "dcat:byteSize") == ["5"]  # stated, whatever the files are together
    assert said(found, "dcterms:modified") == ["2021-06-29T16:40:55.777Z"]


def test_sizes_of_which_one_is_missing_are_not_added_up() -> None:
    assert said(block({"path": "a", "size": 3}, {"path": "b"}, size=0), "dcat:byteSize") == []


@pytest.mark.parametrize(
    ("body", "why"),
    [({"datasetId": "a/b"}, "without _id"), ({"_id": "b1"}, "nobody knows whose files")],
)
def test_a_list_without_its_own_or_its_datasets_name_is_refused(body: dict[str, str], why: str) -> None:
    with pytest.raises(BadRecord, match=why):
        mapped("origdatablock", {"dataFileList": [], **body})


def test_nought_files_and_nought_bytes_are_no_news() -> None:
    found = mapped("dataset", {"pid": DATASET, "numberOfFiles": 0, "size": 5209325999})

    assert said(found, "pan:fileCount") == []
    assert said(found, "pan:totalSize") == ["5209325999"]


def test_embedded_lists_together_name_fifty_files() -> None:
    lists = [{"dataFileList": [{"path": f"{n}/{m}.h5"} for m in range(30)]} for n in range(4)]
    found = mapped("dataset", {"pid": DATASET, "origdatablocks": lists})

    assert len(file_facts(found)) == 50


def test_the_files_of_the_real_seed_all_come_out(shared_data: Path) -> None:
    """Recorded: scicatlive's seed, one or more files in each list."""
    path = shared_data / "catalogues" / "scicat" / "scicatlive-seed" / "OrigDatablock.json"
    lists = json.loads(path.read_bytes())
    expected = sorted(file["path"].rsplit("/", 1)[-1] for one in lists for file in one["dataFileList"])

    records = [
        one for one in SCICAT.records(open_world(str(path), contained=False)) if isinstance(one, Record)
    ]
    triples = [triple for one in records for triple in SCICAT.triples(one).triples]

    files = {o for _, p, o in triples if p == DCAT["distribution"]}
    assert sorted(o.value for s, p, o in triples if p == DCT["title"] and s in files) == expected
    assert len(records) == len(lists)
    counts = sum(int(o.value) for _, p, o in triples if p == PAN["fileCount"])
    assert counts == len(expected)
    assert all("uid" not in str(o) and "/calib/" not in str(o) for _, _, o in triples)
