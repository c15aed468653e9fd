"""Technique search with its hierarchy, over HTTP: the ten worked requirements of the PaNOSC search interface.

The requirements and their expected answers are theirs, read from the shared data where that is at hand; the
ten records are invented. A second set of records and questions of our own runs always.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import client
from starlette.testclient import TestClient

from kg.pipeline import build_from_folder
from kg.store.home import Home

PANET = "http://purl.org/pan-science/PaNET/"

OWN = {
    # number: techniques as PaNET numbers
    1: ("PaNET01189",),  # small angle neutron scattering
    2: ("PaNET01188",),  # small angle x-ray scattering
    3: ("PaNET01207",),  # x-ray tomography
    4: ("PaNET01207", "PaNET01188"),
    5: (),
}


def record(number: int, techniques: list[tuple[str, str]]) -> dict[str, Any]:
    """A raw dataset of a SciCat whose title names no technique."""
    return {
        "pid": f"20.500.99999/run-{number}",
        "datasetName": f"Bronze statue, turn {number}",
        "type": "raw",
        "owner": "Ada Example",
        "contactEmail": "ada@example.org",
        "sourceFolder": f"/data/run/{number}",
        "creationTime": "2024-03-02T08:00:00.000Z",
        "creationLocation": "/TEST/BEAM",
        "isPublished": True,
        "ownerGroup": "p1",
        "techniques": [{"pid": iri, "name": label} for iri, label in techniques],
    }


def build(folder: Path, records: list[dict[str, Any]]) -> Path:
    """A store of these records."""
    place = folder / "data" / "catalogues" / "scicat" / "ten"
    place.mkdir(parents=True)
    (place / "datasets.json").write_text(json.dumps(records), "utf-8")
    build_from_folder(Home(folder / "home"), folder / "data")
    return folder / "home"


@pytest.fixture(scope="module")
def required(shared_data: Path) -> dict[str, Any]:
    file = shared_data / "search" / "panosc-technique-requirements.json"
    if not file.is_file():
        pytest.skip(f"the requirements are not at {file}")
    requirements: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return requirements


@pytest.fixture(scope="module")
def ten(required: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    records = [
        record(of["id"], [(one["panet"], one["label"]) for one in of["techniques"]])
        for of in required["datasets"]
    ]
    with client(build(tmp_path_factory.mktemp("ten"), records)) as site:
        yield site


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    records = [record(number, [(PANET + of, of) for of in techniques]) for number, techniques in OWN.items()]
    with client(build(tmp_path_factory.mktemp("own"), records)) as site:
        yield site


def found(site: TestClient, **parameters: str | list[str]) -> list[int]:
    """The numbers of the records that the search's JSON lists."""
    answer = site.get("/api/v1/search", params={"limit": "100", **parameters})
    assert answer.status_code == 200, answer.text
    return sorted(int(hit["title"].rpartition(" ")[2]) for hit in answer.json()["hits"])


def as_sentence(where: dict[str, Any]) -> str:
    """A requirement in words, such as "a and not b"."""
    ((kind, of),) = where.items()
    if kind == "technique":
        return str(of["label"])
    if kind == "not":
        return f"not {of['label']}"
    return f" {kind} ".join(as_sentence(each) for each in of)


def as_parameters(where: dict[str, Any]) -> dict[str, list[str]]:
    """A requirement as parameters of the address."""
    ((kind, of),) = where.items()
    if kind == "technique":
        return {"technique": [of["panet"]]}
    if kind == "not":
        return {"not": [f"technique:{of['panet']}"]}
    each = [as_parameters(one) for one in of]
    if kind == "or":
        return {"technique": ["|".join(value for one in each for value in one["technique"])]}
    return {name: [value for one in each for value in one.get(name, [])] for name in ("technique", "not")}


def test_the_ten_requirements_as_sentences(ten: TestClient, required: dict[str, Any]) -> None:
    asked = {of["id"]: as_sentence(of["where"]) for of in required["queries"]}
    answers = {number: found(ten, q=text) for number, text in asked.items()}

    assert answers == {of["id"]: of["returned"] for of in required["queries"]}, asked


def test_the_ten_requirements_as_parameters(ten: TestClient, required: dict[str, Any]) -> None:
    answers = {of["id"]: found(ten, **as_parameters(of["where"])) for of in required["queries"]}

    assert answers == {of["id"]: of["returned"] for of in required["queries"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("small angle scattering", [1, 2, 4]),
        ("SAXS", [2, 4]),
        ("tomography", [3, 4]),
        ("small angle scattering and tomography", [4]),
        ("SANS or tomography", [1, 3, 4]),
        ("not small angle scattering", [3, 5]),
        ("small angle scattering without tomography", [1, 2]),
        ("tomography but not SAXS", [3]),
    ],
)
def test_own_records_by_sentence(own: TestClient, text: str, expected: list[int]) -> None:
    assert found(own, q=text) == expected


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"technique": "small angle scattering"}, [1, 2, 4]),
        ({"technique": ["PaNET01188", "PaNET01207"]}, [4]),
        ({"technique": "PaNET01189|PaNET01207"}, [1, 3, 4]),
        ({"not": "technique:PaNET01188"}, [1, 3, 5]),
        ({"technique": "PaNET01207", "not": "technique:PaNET01188"}, [3]),
    ],
)
def test_own_records_by_parameters(
    own: TestClient, parameters: dict[str, str | list[str]], expected: list[int]
) -> None:
    assert found(own, **parameters) == expected
