"""PaNOSC entities in files: recorded answers, the tables of the reference server, a landing page, and others.

What is invented stands in `tests/recorded/panosc-files.json` or in the test.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from replay import recording, things, write_files
from said import said

from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record
from kg.harvest.world import open_world
from kg.rdf.names import DCAT, DCT, PAN
from kg.rdf.syntax import n_triples

PANOSC = load_source("panosc")


def found_in(files: dict[str, Any], folder: Path) -> list[Record | Aside]:
    write_files(files, folder)
    return things(PANOSC.records(open_world(str(folder), contained=False)))


def test_every_file_is_accounted_for(tmp_path: Path) -> None:
    found = found_in(recording("panosc-files")["files"], tmp_path)

    assert [(one.kind, one.key) for one in found] == [
        ("file", "config.json#"),
        ("document", "10.5291/ILL-DATA.9-99-001"),
        ("file", "page.json#"),
    ]
    outcomes = [one.outcome for one in found if isinstance(one, Aside)]
    assert outcomes == ["skipped", "quarantined"]


def test_the_richer_of_two_answers_is_kept_and_the_poorer_said(tmp_path: Path) -> None:
    poor = {"pid": "a/1", "title": "A", "isPublic": True, "score": 0.5}
    rich = {**poor, "techniques": [], "parameters": []}

    found = found_in({"1.json": [poor], "2.json": [rich], "3.json": [poor, rich]}, tmp_path)

    assert [(one.origin, isinstance(one, Record)) for one in found] == [
        ("1.json", True),
        ("2.json", True),
        ("3.json", False),
        ("3.json", False),
    ]
    assert "score" not in found[0].raw.decode()


def test_a_document_keeps_which_datasets_it_has_and_they_come_apart(tmp_path: Path) -> None:
    inner = {"pid": "a/1", "title": "A", "isPublic": True, "files": [{"name": "x.h5"}] * 3}
    datasets = [inner, None, {"title": "B"}]
    document = {"pid": "10.5072/d", "type": "publication", "title": "D", "datasets": datasets}

    found = found_in({"a.json": [document]}, tmp_path)

    assert [(one.kind, type(one).__name__) for one in found] == [
        ("document", "Record"),
        ("dataset", "Record"),
        ("dataset", "Aside"),  # null
        ("dataset", "Aside"),  # without pid
    ]
    first = found[0]
    assert isinstance(first, Record)
    assert first.body["datasets"] == [{"pid": "a/1"}, {"pid": None}]
    assert first.body == PANOSC.body(first.raw)


def test_records_of_other_catalogues_are_none_of_its_own(shared_data: Path) -> None:
    """Recorded: SciCat's catalogues, the mapping of ICAT; only DESY's bundles hold a PaNOSC copy beside."""
    folder = shared_data / "catalogues"
    scicat = things(PANOSC.records(open_world(str(folder / "scicat"), contained=False)))
    icat = things(PANOSC.records(open_world(str(folder / "icat"), contained=False)))
    copies = sum(
        isinstance(one, dict) and "panosc" in one
        for path in folder.glob("scicat/*/*.json")
        for one in json.loads(path.read_bytes())
    )

    assert sum(isinstance(one, Record) for one in scicat) == copies
    assert not [one for one in icat if isinstance(one, Record)]


def test_every_recorded_answer_is_accounted_for(shared_data: Path) -> None:
    """Recorded: fifteen requests to the reference server."""
    folder = shared_data / "catalogues" / "panosc-search-api" / "recorded"
    answers = {path.name: json.loads(path.read_bytes())["response"] for path in folder.iterdir()}
    found = things(PANOSC.records(open_world(str(folder), contained=False)))

    assert {one.origin for one in found} == set(answers)
    errors = {name for name, answer in answers.items() if answer["status"] >= 400}
    assert {one.origin for one in found if one.kind == "error"} == errors
    whole = {
        "document": "documents-all-deep.json",
        "dataset": "datasets-all-deep.json",
        "instrument": "instruments-all.json",
    }
    kinds = Counter(one.kind for one in found if isinstance(one, Record))
    assert kinds == {kind: len(answers[name]["body"]) for kind, name in whole.items()}


def real(shared_data: Path, *names: str) -> list[Record]:
    world = open_world(str(shared_data.joinpath("catalogues", *names)), contained=False)
    return [one for one in PANOSC.records(world) if isinstance(one, Record)]


def test_the_reference_servers_tables_say_what_its_answers_say(shared_data: Path) -> None:
    """Recorded: the server's data (JSON in text inside JSON), and its answers from them."""
    tables = json.loads((shared_data / "catalogues" / "panosc-search-api" / "db.json").read_bytes())["models"]
    from_tables = real(shared_data, "panosc-search-api", "db.json")
    answered = [
        *real(shared_data, "panosc-search-api", "recorded", "documents-all-deep.json"),
        *real(shared_data, "panosc-search-api", "recorded", "instruments-all.json"),
    ]

    def graphs(records: list[Record]) -> dict[tuple[str, str], str]:
        return {(one.kind, one.key): n_triples(PANOSC.triples(one).triples) for one in records}

    assert graphs(from_tables) == graphs(answered)
    kinds = [one.kind for one in from_tables]
    for kind in ("Document", "Dataset", "Instrument"):
        assert kinds.count(kind.lower()) == len(tables[kind])
    triples = [triple for one in from_tables for triple in PANOSC.triples(one).triples]
    joined = {(s, p, o) for s, p, o in triples if p == DCT["hasPart"]}
    assert len(joined) == len(tables["DocumentDataset"])
    assert len({o for _, p, o in triples if p == DCAT["distribution"]}) == len(tables["File"])
    used = {(s, o) for s, p, o in triples if p == PAN["technique"]}
    assert len(used) == len(tables["DatasetTechnique"])
    # One of the six is a formula, which is the sample's.
    assert len({o for _, p, o in triples if p == PAN["parameter"]}) == len(tables["Parameter"]) - 1


def test_an_ill_document_with_its_landing_page(shared_data: Path) -> None:
    """Recorded: one document of the ILL and what stood on its page."""
    name = "panosc-and-landing-page.json"
    (content,) = json.loads((shared_data / "catalogues" / "ill" / name).read_bytes())
    (record,) = real(shared_data, "ill", name)
    found = PANOSC.triples(record)
    authors = content["document"]["metadata"]["authors"]
    orcids = [one["id"] for author in authors for one in author.get("ids", []) if one["type"] == "ORCID"]

    assert record.body == PANOSC.body(record.raw)
    assert len(said(found, "dcterms:creator")) == len(authors) == 7
    assert [iri for iri in said(found, "dcterms:creator") if "orcid.org" in iri] == [
        f"https://orcid.org/{orcid}" for orcid in sorted(orcids)
    ]
    assert said(found, "pan:instrument") == ["https://w3id.org/pan-kg/id/instrument/ill/figaro"]
    assert said(found, "pan:instrument", "dcterms:description") == ["horizontal reflectometer"]
    formulae = ["Cardiolipin", "Silica nanoparticles", "d54DMPC"]
    assert said(found, "pan:sample", "pan:chemicalFormula") == formulae
    assert said(found, "dcterms:temporal", "rdfs:label") == ["20203"]
    assert said(found, "dcterms:temporal", "dcat:startDate") == ["2020-08-11"]
    assert said(found, "dcterms:temporal", "dcat:endDate") == ["2020-09-28"]
    assert said(found, "pan:collectionStart") == []  # the cycle is no day of measurement
    assert said(found, "dcterms:available") == ["2025-04-12"]
    assert said(found, "pan:proposal", "dcterms:identifier") == ["8-02-889"]
    assert said(found, "rdfs:seeAlso") == sorted(
        content["document"][name] for name in ("experimentalReportUrl", "dataUrl")
    )
    assert said(found, "dcat:landingPage") == ["https://doi.ill.fr/10.5291/ILL-DATA.8-02-889"]
