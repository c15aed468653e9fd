"""A dump says which licences it mixes, and leaves out any. The records and their licences are invented."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from catalogue import dataset, write_catalogue
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from kg import pipeline
from kg.cli.main import build
from kg.errors import BadInput
from kg.export import DUMP
from kg.rdf.names import DCT, VOID
from kg.store.home import Home
from kg.web.app import create_app

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
BY = "https://creativecommons.org/licenses/by/4.0/"

DOI = {
    "data": [
        {
            "id": "10.5072/d1",
            "type": "dois",
            "attributes": {
                "doi": "10.5072/d1",
                "state": "findable",
                "titles": [{"title": "Run 0 on a thin film"}],
                "types": {"resourceTypeGeneral": "Dataset"},
                "publicationYear": 2025,
            },
        }
    ]
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Three records of no known licence, two under BY, one of another source under CC0, and a loaded file."""
    folder = tmp_path_factory.mktemp("licences")
    home = Home(folder / "store")
    silent = write_catalogue(folder / "silent", [dataset(number) for number in range(3)])
    by = write_catalogue(folder / "by", [dataset(number) for number in (7, 8)])
    (folder / "doi.json").write_text(json.dumps(DOI), "utf-8")
    (folder / "extra.ttl").write_text("<https://example.org/a> a <https://example.org/Extra> .", "utf-8")
    pipeline.harvest(home, "scicat", [str(silent)], publish=False)
    pipeline.harvest(home, "scicat", [str(by)], pipeline.Wish(licence=BY), publish=False)
    pipeline.harvest(home, "datacite", [str(folder / "doi.json")], pipeline.Wish(licence=CC0))
    loaded = CliRunner().invoke(
        build(),
        ["load", str(folder / "extra.ttl"), "--graph", "https://example.org/g", "--store", str(home.path)],
        env={"KG_ENCODER": "none"},
    )
    assert loaded.exit_code == 0, loaded.output
    return home


def dump(home: Home, file: Path, *options: str) -> dict[str, Any]:
    result = CliRunner().invoke(build(), ["dump", str(file), "--store", str(home.path), "--json", *options])
    if isinstance(result.exception, BadInput):
        raise result.exception
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def records(counts: list[dict[str, Any]]) -> dict[str | None, int]:
    return {of["licence"]: of["records"] for of in counts if of["records"]}


def graphs_in(file: Path) -> set[str]:
    return {quad.graph_name.value for quad in parse(path=file, format=RdfFormat.N_QUADS)}


def record_graphs(file: Path) -> dict[str, int]:
    """Source -> how many records of it are in the file."""
    found = [re.search(r"/graph/(scicat|datacite)/[0-9a-f]{20}$", graph) for graph in graphs_in(file)]
    names = [of[1] for of in found if of]
    return {name: names.count(name) for name in set(names)}


def test_a_dump_counts_records_by_licence_and_the_unknown_apart(home: Home, tmp_path: Path) -> None:
    report = dump(home, tmp_path / "all.nq")

    assert records(report["licences"]) == {None: 3, BY: 2, CC0: 1}
    assert report["left_out"] == []
    assert record_graphs(tmp_path / "all.nq") == {"scicat": 5, "datacite": 1}
    others = {of["licence"]: of["graphs"] for of in report["licences"]}
    # The loaded file is of no known licence; pan.ttl, panet-terms.ttl and examples.ttl say BY of themselves.
    assert (others[None], others[BY], others["of this product"]) == (1, 3, 1)


def test_a_licence_is_left_out_whole(home: Home, tmp_path: Path) -> None:
    report = dump(home, tmp_path / "some.nq", "--without-licence", CC0)

    assert records(report["licences"]) == {None: 3, BY: 2}
    assert records(report["left_out"]) == {CC0: 1}
    assert record_graphs(tmp_path / "some.nq") == {"scicat": 5}
    assert len((tmp_path / "some.nq").read_text("utf-8").splitlines()) == report["quads"]


def test_what_is_not_known_can_be_left_out_with_others(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "some.nq"
    report = dump(home, file, "--without-licence", "unknown", "--without-licence", CC0)

    assert records(report["licences"]) == {BY: 2}
    assert records(report["left_out"]) == {None: 3, CC0: 1}
    assert record_graphs(file) == {"scicat": 2}
    assert "https://example.org/g" not in graphs_in(file)
    assert "https://w3id.org/pan-kg/graph/facilities" in graphs_in(file)


def test_a_statement_that_another_record_makes_too_stays(home: Home, tmp_path: Path) -> None:
    # "Run 0 on a thin film" is the title of a silent record and of the one under CC0.
    file = tmp_path / "some.nq"
    dump(home, file, "--without-licence", CC0)

    assert '"Run 0 on a thin film"' in file.read_text("utf-8")


def test_a_licence_that_nothing_has_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There are: .*by/4\.0/.*, unknown"):
        dump(home, tmp_path / "none.nq", "--without-licence", "https://example.org/mine")

    assert not (tmp_path / "none.nq").exists()


def test_the_note_beside_the_dump_says_the_same(home: Home, tmp_path: Path) -> None:
    report = dump(home, tmp_path / "all.nq", "--without-licence", BY)

    note = Path(report["note"])
    said = list(parse(path=note, format=RdfFormat.TURTLE))
    documents = {quad.subject: int(quad.object.value) for quad in said if quad.predicate == VOID["documents"]}
    stated = {quad.subject: quad.object.value for quad in said if quad.predicate == DCT["license"]}
    assert note == tmp_path / "all.nq.licences.ttl"
    assert sorted((stated.get(part), count) for part, count in documents.items() if part in stated) == [
        (CC0, 1)
    ]
    assert [count for part, count in documents.items() if part not in stated] == [3]
    assert f"Left out by licence: {BY}" in note.read_text("utf-8")


def licences_of_whole(note: str) -> list[str]:
    return [
        quad.object.value
        for quad in parse(path=Path(note), format=RdfFormat.TURTLE)
        if quad.predicate == DCT["license"] and quad.subject == DUMP
    ]


@pytest.mark.parametrize(
    ("left_out", "whole"),
    [
        ([], []),
        ([CC0], []),  # two records under BY, three of no known licence
        ([BY], []),  # the vocabularies under BY are left out as well
        (["unknown"], []),  # BY and CC0
        (["unknown", CC0], [BY]),
        (["unknown", BY], [CC0]),
    ],
)
def test_the_whole_has_a_licence_only_where_all_records_have_it(
    home: Home, tmp_path: Path, left_out: list[str], whole: list[str]
) -> None:
    options = [word for licence in left_out for word in ("--without-licence", licence)]

    assert licences_of_whole(dump(home, tmp_path / "all.nq", *options)["note"]) == whole


def test_vocabularies_state_their_licence_as_a_part(home: Home, tmp_path: Path) -> None:
    note = Path(dump(home, tmp_path / "all.nq")["note"])

    said = list(parse(path=note, format=RdfFormat.TURTLE))
    titles = {quad.subject: quad.object.value for quad in said if quad.predicate == DCT["title"]}
    stated = {quad.subject: quad.object.value for quad in said if quad.predicate == DCT["license"]}
    assert [(title, stated[part]) for part, title in titles.items()] == [("Vocabularies, 3 graphs", BY)]


def test_the_table_is_for_people(home: Home, tmp_path: Path) -> None:
    result = CliRunner().invoke(build(), ["dump", str(tmp_path / "all.nq"), "--store", str(home.path)])

    assert re.search(r"(?m)^ +3 records +1 other graphs  unknown$", result.stdout)


def test_void_tells_the_licence_of_each_source(home: Home) -> None:
    with TestClient(create_app(home)) as site:
        text = site.get("/.well-known/void", headers={"Accept": "application/n-triples"}).text

    said = list(parse(text.encode(), format=RdfFormat.N_TRIPLES))
    documents = {quad.subject: int(quad.object.value) for quad in said if quad.predicate == VOID["documents"]}
    titles = {quad.subject: quad.object.value for quad in said if quad.predicate == DCT["title"]}
    stated = {quad.subject: quad.object.value for quad in said if quad.predicate == DCT["license"]}
    assert {(titles[part], stated.get(part)): count for part, count in documents.items()} == {
        ("Records of the source scicat", None): 3,
        ("Records of the source scicat", BY): 2,
        ("Records of the source datacite", CC0): 1,
    }
