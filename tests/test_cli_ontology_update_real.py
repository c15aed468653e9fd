"""`kg ontology update` with the real releases of PaNET, ESRFET and NeXusOntology."""

import csv
import re
from pathlib import Path

import pytest
from commands import kg
from releasing import NARROW, ROOT, chips, reader, store_with_scattering, update, write_release

from kg.rdf.names import GRAPH, PANET
from kg.store.home import Home
from kg.store.techniques import techniques_of

CLOSURE = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a pan:broaderOrSelf ?b } FILTER(?a != ?b && ?g = <%s>) }"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("KG_ENCODER", "none")
    return store_with_scattering(tmp_path)


def labels(file: Path) -> dict[str, str]:
    """The labels in a real table, read by the csv module alone."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    return {
        row[1]: row[2].strip() for row in rows if len(row) > 2 and row[1].startswith(str(PANET)) and row[2]
    }


def test_the_real_tables_of_october_and_june(home: Home, shared_data: Path) -> None:
    panet = shared_data / "ontologies" / "panet"
    old, new = panet / "PaNET_v1.3.0.csv", panet / "PaNET_master_2026-06-29_7b19189.csv"
    beside = ("--metadata", panet / "PaNET_metadata_7b19189.ttl")
    update(home, "--from", old, *beside, "--version", "1.3.0", "--yes")
    (row,) = reader(home).select(CLOSURE % GRAPH["panet/1.3.0"].value)
    assert row["n"].value == "3720"

    told = update(home, "--from", new, *beside, "--version", "1.3.0-25-g7b19189")
    (row,) = reader(home).select(CLOSURE % GRAPH["panet/1.3.0-25-g7b19189"].value)
    assert row["n"].value == "3750"
    was, now = labels(old), labels(new)
    changed = {iri for iri in was.keys() & now.keys() if was[iri] != now[iri]}
    assert told["review"]["terms"]["relabelled"] == len(changed) == 242
    terms = techniques_of(reader(home)).terms
    assert all(terms[iri].label == now[iri] for iri in changed if iri in terms)
    assert told["vanishing"] == []


def test_the_240_labels_that_changed_between_may_and_june(home: Home, shared_data: Path) -> None:
    panet = shared_data / "ontologies" / "panet"
    beside = ("--metadata", panet / "PaNET_metadata_7b19189.ttl")
    may, june = (panet / f"PaNET_master_2026-{name}.csv" for name in ("05-18_73715e8", "06-29_7b19189"))
    update(home, "--from", may, *beside, "--version", "1.4.0", "--yes")
    told = update(home, "--from", june, *beside, "--version", "1.5.0", "--dry-run")

    assert told["review"]["terms"]["relabelled"] == len(
        [iri for iri, label in labels(may).items() if labels(june).get(iri, label) != label]
    )


def test_esrfet_stands_below_the_panet_of_the_store(home: Home, shared_data: Path) -> None:
    file = shared_data / "ontologies" / "esrfet" / "ESRFET.owl"
    told = update(home, "esrfet", "--from", file)

    assert (told["version"], told["former"], told["taken"]) == ("0.1.0", None, True)
    ask = reader(home)
    graph = f"{GRAPH}vocabulary/esrfet/0.1.0"
    query = "SELECT (COUNT(DISTINCT ?t) AS ?n) { GRAPH <%s> { ?t %s ?p } }"
    (row,) = ask.select(query % (graph, "a"))
    declared = set(re.findall(r'<Class IRI="(#[^"]+)"/>\s*</Declaration>', file.read_text("utf-8")))
    assert int(row["n"].value) == len(declared) + 1 == 247  # its classes, and the head of the table
    (row,) = ask.select(query % (graph, "skos:exactMatch"))
    assert int(row["n"].value) == 43
    # PTYCHO is exactly ptychography (PaNET01212), which lies below imaging-like classes and the root.
    ptycho = "<https://w3id.org/PaN/ESRFET#PTYCHO>"
    assert ask.ask(f"ASK {{ {ptycho} pan:broaderOrSelf panet:PaNET01212 , panet:PaNET00001 }}")
    # PaNET calls it x-ray single crystal diffraction, without an acronym; our tables have another.
    assert chips(home, "SCD") == [(PANET["PaNET01102"].value, "ESRFET, aligned by name")]
    assert set(techniques_of(ask).terms) == set(techniques_of(reader(home, 1)).terms)


def test_esrfet_follows_when_panet_moves(home: Home, tmp_path: Path, shared_data: Path) -> None:
    update(home, "esrfet", "--from", shared_data / "ontologies" / "esrfet" / "ESRFET.owl")
    update(home, "--from", write_release(tmp_path / "r", "2.0.0", NARROW), "--yes")

    ptycho = "<https://w3id.org/PaN/ESRFET#PTYCHO>"
    assert not reader(home).ask(f"ASK {{ {ptycho} pan:broaderOrSelf <{ROOT}> }}")  # ptychography is gone
    assert reader(home).ask(f"ASK {{ {ptycho} pan:broaderOrSelf {ptycho} }}")
    result = kg("ontology", "update", "esrfet", "--back", "--store", home.path)
    assert "none to go back to" in str(result.exception)  # it was made again, but never was another release
    update(home, "--back")
    assert reader(home).ask(f"ASK {{ {ptycho} pan:broaderOrSelf <{ROOT}> }}")


@pytest.mark.parametrize(("name", "file"), [("esrfet", "ESRFET.owl"), ("nexus", "NeXusOntology.owl")])
def test_a_later_release_replaces_the_former_one(name: str, file: str, home: Home, shared_data: Path) -> None:
    place = shared_data / "ontologies" / name / file
    update(home, name, "--from", place)
    told = update(home, name, "--from", place, "--version", "2100.1")
    assert (told["version"], told["generation"]) == ("2100.1", 3)

    graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/vocabulary/')) }"
    assert [row["g"].value for row in reader(home).select(graphs)] == [f"{GRAPH}vocabulary/{name}/2100.1"]
    assert update(home, name, "--back")["version"] in ("0.1.0", "2020.10-1.1")


def test_the_concepts_of_nexus_can_be_looked_up(home: Home, shared_data: Path) -> None:
    told = update(home, "nexus", "--from", shared_data / "ontologies" / "nexus" / "NeXusOntology.owl")

    assert told["version"] == "2020.10-1.1"
    field = "<http://purl.org/nexusformat/definitions/NXdetector-type>"
    (row,) = reader(home).select(f"SELECT ?label {{ {field} rdfs:label ?label }}")
    assert row["label"].value == "NXdetector type"
    kinds = "SELECT (COUNT(*) AS ?n) { GRAPH <%svocabulary/nexus/2020.10-1.1> { ?t a owl:ObjectProperty } }"
    (row,) = reader(home).select(kinds % GRAPH)
    assert row["n"].value == "737"
