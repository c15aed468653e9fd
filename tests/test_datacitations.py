"""The Data Citation Corpus. All is invented after single public records; its citations are constructed."""

import csv
import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from replay import StubWorld, things
from said import said

from harvesters import _corpus_files
from kg.errors import BadInput, BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Record
from kg.harvest.world import open_world

SOURCE = load_source("datacitations")
DOI = "10.5072/lake-1"


def citation(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    """One as release 4.1 has it."""
    return {
        "id": "c-1",
        "created": "2025-07-25T22:45:39.844+00:00",
        "updated": "2025-08-13T17:48:48.35701+00:00",
        "repository": {"title": "Lake", "external_id": None},
        "publisher": {"title": "Fjord Press", "external_id": None},
        "journal": {"title": "Journal of Ice", "external_id": None},
        "title": "Ice, session 1",
        "dataset": f"https://doi.org/{DOI}",
        "publication": "https://doi.org/10.5072/paper-1",
        "publishedDate": "2021-03-10T00:00:00+00:00",
        "source": "datacite",
        "subjects": [],
        "affiliations": [{"title": "Fjord University", "external_id": None}],
        "funders": [],
        **more,
    }


def mapped(**more: Any) -> Mapped:  # noqa: ANN401
    return SOURCE.triples(Record("citation", "c-1", citation(**more), b"", "a.json"))


def read(place: Path, asked: tuple[str, ...] = (), **options: str) -> list[Record | Aside]:
    world = open_world(str(place), contained=False)
    world.options, world.identifiers = options, asked
    return things(SOURCE.records(world))


def test_a_citation_is_a_claim_of_its_source() -> None:
    found = mapped()

    assert said(found, "pan:claimSubject") == ["https://doi.org/10.5072/paper-1"]
    assert said(found, "pan:claimObject") == [f"https://doi.org/{DOI}"]
    assert said(found, "pan:relationType") == ["Cites"]
    assert said(found, "pan:claimOrigin") == said(found, "pan:assertedBy") == ["datacite"]
    assert said(found, "pan:claimDate") == ["2025-07-25"]
    assert said(found, "pan:subjectKind") + said(found, "pan:objectKind") == ["publication", "dataset"]
    assert said(found, "pan:confidence") == []


def test_the_date_is_the_articles_own_and_the_title_is_nobodys() -> None:
    found = mapped()

    assert said(found, "pan:claimSubject", "dcterms:issued") == ["2021-03-10"]
    assert said(found, "pan:claimSubject", "schema:isPartOf") == ["Journal of Ice"]
    assert said(found, "pan:claimSubject", "dcterms:title") == []
    assert said(found, "pan:claimObject", "dcterms:title") == []
    assert said(found, "pan:claimObject", "rdf:type") == []
    assert not any("Fjord University" in str(triple) for triple in found.triples)


@pytest.mark.parametrize("source", ["eupmc", "czi"])
def test_what_was_found_in_texts_is_less_sure(source: str) -> None:
    assert said(mapped(source=source), "pan:confidence") == ["0.8"]
    assert said(mapped(source=source), "pan:claimOrigin") == [source]


@pytest.mark.parametrize(
    ("repository", "dataset", "expected"),
    [
        ("The Protein Data Bank", "4HHB", "https://doi.org/10.2210/pdb4hhb/pdb"),
        ("European Nucleotide Archive", "JX090164", "European%20Nucleotide%20Archive/JX090164"),
        ("Lake", "https://lake.example/1", "https://lake.example/1"),
        ("Lake", "10.5072/LAKE-1", f"https://doi.org/{DOI}"),
    ],
)
def test_data_are_named_by_doi_or_by_archive_and_number(repository: str, dataset: str, expected: str) -> None:
    for stated in (repository, {"title": repository, "external_id": None}):
        (found,) = said(mapped(repository=stated, dataset=dataset), "pan:claimObject")
        assert found.casefold().endswith(expected.casefold())


def test_release_1_called_both_otherwise_and_may_state_a_relation() -> None:
    old = {"publication": None, "dataset": None, "objId": "10.5072/paper-4", "subjId": DOI}

    plain, stated = mapped(**old), mapped(**old, relationTypeId="is-supplement-to")

    assert said(plain, "pan:claimSubject") == ["https://doi.org/10.5072/paper-4"]
    assert said(stated, "pan:claimSubject") == [f"https://doi.org/{DOI}"]
    assert said(stated, "pan:relationType") == ["is-supplement-to"]
    assert said(stated, "pan:subjectKind") + said(stated, "pan:objectKind") == ["dataset", "publication"]
    assert said(stated, "pan:claimObject", "dcterms:issued") == ["2021-03-10"]


@pytest.mark.parametrize(
    "more",
    [
        {"publication": None},
        {"publication": "PMC1"},
        {"dataset": "JX090164", "repository": None},
        {"dataset": "  "},
    ],
)
def test_a_citation_without_both_ends_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(BadRecord):
        mapped(**more)


def test_table_and_objects_say_the_same(tmp_path: Path) -> None:
    body = citation(subjects=["chemical sciences", "physical sciences"])
    row = {name: value["title"] if isinstance(value, dict) else value for name, value in body.items()}
    row |= {
        "subjects": "chemical sciences; physical sciences",
        "affiliations": "Fjord University",
        "funders": "",
    }
    with (tmp_path / "02.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, list(row))
        table.writeheader()
        table.writerow(row)
    (tmp_path / "01.json").write_text(json.dumps([body], indent=1))
    (tmp_path / "03.json.gz").write_bytes(gzip.compress(json.dumps([body]).encode()))

    found = read(tmp_path)

    assert [one.key for one in found] == ["c-1"] * 3
    said_of = [SOURCE.triples(one) for one in found if isinstance(one, Record)]
    for path in ("pan:claimSubject", "pan:claimObject", "pan:claimOrigin", "pan:claimDate"):
        assert len({tuple(said(one, path)) for one in said_of}) == 1
    assert all(SOURCE.body(one.raw) == one.body for one in found if isinstance(one, Record))


CITED = [
    "https://doi.org/10.15151/ESRF-ES-1",
    "10.5291/ill-data.1",
    "10.5286/isis.e.rb1234567-1",
    "10.5286/isis.e.rb12345678",
    "4HHB",
]


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"prefixes": "10.15151, 10.5291"}, [0, 1]),
        ({"identifiers": "https://doi.org/10.5286/ISIS.E.RB1234567"}, [2]),
        ({"prefixes": "10.15151", "identifiers": "4hhb"}, [0, 4]),
        ({"prefixes": "10.1515"}, []),
    ],
)
def test_only_what_was_asked_for_is_kept_and_the_rest_is_counted(
    options: dict[str, str], kept: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "01.json"
    path.write_text(json.dumps([citation(id=str(n), dataset=name) for n, name in enumerate(CITED)]))

    found = read(path, (), **options)
    asides = [one for one in found if isinstance(one, Aside)]

    assert [int(one.key) for one in found if isinstance(one, Record)] == kept
    if len(kept) < 5:
        told = f"{5 - len(kept)} of 5 citations in 01.json are of data that were not asked for."
        assert [(one.reason, one.outcome) for one in asides] == [(told, "skipped")]
    else:
        assert asides == []


def test_a_large_file_needs_to_be_told_what_to_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "01.json"
    path.write_text(json.dumps([citation(id=str(n), dataset=name) for n, name in enumerate(CITED)]))
    monkeypatch.setattr(_corpus_files, "MOST_UNASKED", 100)

    with pytest.raises(BadInput, match="prefixes="):
        read(path)
    found = read(path, ("10.5291/ill-data.1",))
    assert [one.key for one in found if isinstance(one, Record)] == ["1"]


def test_what_cannot_be_asked_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no DOI prefix"):
        read(tmp_path, prefixes="esrf")
    with pytest.raises(BadInput, match="download"):
        list(SOURCE.records(StubWorld("https://corpus.example", live=True)))


def test_broken_files_give_what_stands_before_the_break(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([citation(), citation(id="c-2")])[:-30])
    (tmp_path / "b.csv").write_text(
        "id,dataset,publication\nc-3,10.5072/a,10.5072/b\n" + "x" * 200_000 + ",,\n"
    )
    (tmp_path / "c.json").write_text('[{"id": "c-4"}, {"a": tru}]')
    (tmp_path / "d.csv").write_text("")
    (tmp_path / "e.xml").write_text("<x/>")

    found = read(tmp_path)

    assert [one.key for one in found if isinstance(one, Record)] == ["c-1", "c-3"]
    assert [(one.origin, one.outcome) for one in found if isinstance(one, Aside)] == [
        ("a.json", "quarantined"),
        ("b.csv", "quarantined"),
        ("c.json#0", "skipped"),
        ("c.json#1", "quarantined"),
        ("d.csv", "skipped"),
        ("e.xml", "skipped"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_a_file_is_never_in_memory_as_a_whole(suffix: str, tmp_path: Path) -> None:
    """50,000 citations, of which one is asked for: some 30 MB as JSON, 10 MB as a table."""
    path = tmp_path / f"01.{suffix}"
    wanted = f"https://doi.org/{DOI}"
    with path.open("w", newline="") as file:
        if suffix == "json":
            every = json.dumps(citation(dataset="https://doi.org/10.5072/other"))
            file.write("[" + ",\n".join([every] * 49_999 + [json.dumps(citation(dataset=wanted))]) + "]")
        else:
            every = (
                "c-0,,,Lake,,,,https://doi.org/10.5072/other,https://doi.org/10.5072/p,2021,eupmc,"
                + "x" * 100
            )
            file.write("id,created,updated,repository,publisher,journal,title,dataset,publication,")
            file.write("publishedDate,source,subjects\n" + f"{every}\n" * 49_999)
            file.write(f"c-1,,,Lake,,,,{wanted},https://doi.org/10.5072/paper-1,2021,eupmc,\n")
    size = path.stat().st_size

    tracemalloc.start()
    found = read(path, prefixes="10.9999", identifiers=DOI)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [one.key for one in found if isinstance(one, Record)] == ["c-1"]
    assert size > 9_000_000
    assert most < 6_000_000
