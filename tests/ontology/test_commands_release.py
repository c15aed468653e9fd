"""`kg ontology release`, `next-iri` and `draft` told in words: what is not known is not objected to."""

from pathlib import Path

import pytest
from editors_tables import (
    DIFFRACTION,
    IMAGING,
    PREFIX,
    SCATTERING,
    TOP,
    alone,
    answer,
    first_version,
    kg,
    row,
    table,
)

METADATA = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dct: <http://purl.org/dc/terms/> .
<http://purl.org/pan-science/PaNET/PaNET.owl> a owl:Ontology ; dct:title "T" ; owl:versionInfo "2" ;
  dct:license <https://example.org/licence> ; owl:versionIRI <urn:v2> ."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)


@pytest.fixture
def before() -> str:
    return first_version()


def test_a_table_alone_is_no_ontology_without_metadata(before: str) -> None:
    told = answer("release", before, before)

    (finding,) = told["findings"]
    assert (told["verdict"], finding["rule"], finding["level"]) == ("warn", "release-metadata", "warn")
    assert "not examined" in finding["message"]
    assert "--metadata" in finding["message"]


def test_metadata_beside_a_table_count_as_its_own(before: str) -> None:
    Path("metadata.ttl").write_text(METADATA)
    assert answer("release", before, before, "--metadata", "metadata.ttl")["findings"] == []
    Path("metadata.ttl").write_text(METADATA.replace('dct:title "T" ;', ""))
    told = answer("release", before, before, "--metadata", "metadata.ttl", code=1)
    assert ["title" in each["message"] for each in told["findings"]] == [True]
    done = kg("release", before, before, "--metadata", "metadata.ttl", "--built", before)
    assert "--metadata is for a table alone" in str(done.exception)


def test_a_long_list_of_a_release_is_told_whole_with_all(before: str) -> None:
    many = table(
        "many.csv", TOP, SCATTERING, *(row(f"{n:05}", f"term {n}", "scattering") for n in range(300, 320))
    )
    short = kg("release", many, before).stdout
    whole = kg("release", many, before, "--all").stdout

    # 20 terms less imaging's IRI (00300), which the later table has
    assert "… and 11 more (--all)" in short
    assert "term 319" not in short
    assert "term 319" in whole
    assert "more (--all)" not in whole


def test_the_label_beside_the_last_iri_of_a_block_is_its_own() -> None:
    file = table(
        "a.csv",
        TOP,
        row("00006", "defined by purpose", "photon and neutron technique"),
        SCATTERING,
        DIFFRACTION,
    )
    earlier = table("b.csv", TOP, row("01400", "phase shift", "photon and neutron technique"))
    told = kg("next-iri", file, earlier).stderr

    assert f"after {PREFIX}00006 (defined by purpose)" in told
    assert f"after {PREFIX}00200 (scattering)" in told
    assert f"after {PREFIX}01400 (phase shift, gone)" in told
    assert "retired" not in told
    assert "(photon and neutron technique)" not in told


def test_a_change_log_names_each_of_many_changes() -> None:
    old = [row(f"{n:05}", f"term {n}", "scattering") for n in range(1100, 1150)]
    new = [row(f"{n:05}", f"thing {n}", "imaging") for n in range(1100, 1150)]
    first = table("old.csv", TOP, SCATTERING, IMAGING, *old)
    second = table("new.csv", TOP, SCATTERING, IMAGING, *new)
    entry = answer("draft", first, second)["changelog"].split("\n")

    for number in range(1100, 1150):
        assert f"- term {number} is now called thing {number} (PaNET{number:05})" in entry
        (line,) = (each for each in entry if each.startswith(f"- thing {number} (PaNET{number:05}): "))
        assert "now below imaging; no longer below scattering" in line
        assert "definition text changed" in line  # each row defines its own label
    assert not [each for each in entry if "more" in each]


def test_a_change_log_tells_what_replaces_a_retired_term_and_a_new_domain() -> None:
    head = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix p: <http://purl.org/pan-science/PaNET/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix obo: <http://purl.obolibrary.org/obo/> .
p:PaNET00001 a owl:Class ; rdfs:label "technique" . p:PaNET00200 a owl:Class ; rdfs:label "scattering" .
p:PaNET01000000 a owl:ObjectProperty ; rdfs:label "uses" .
"""
    old = 'p:PaNET00300 a owl:Class ; rdfs:label "deflection" .'
    new = (
        'p:PaNET00300 a owl:Class ; rdfs:label "obsolete deflection" ; owl:deprecated true ; '
        "obo:IAO_0100001 p:PaNET00200 . p:PaNET01000000 rdfs:domain p:PaNET00001 ."
    )
    Path("old.ttl").write_text(head + old)
    Path("new.ttl").write_text(head + new)
    entry = answer("draft", "old.ttl", "new.ttl")["changelog"]

    assert "### Deprecated\n\n- deflection (PaNET00300): replaced by scattering (PaNET00200)" in entry
    assert "- Now stated: what has uses is technique" in entry


def test_a_mapping_table_is_sent_where_it_belongs() -> None:
    Path("m.csv").write_text(
        "#mapping_set_id: x\nsubject_id,predicate_id,object_id\na:b,skos:exactMatch,c:d\n"
    )
    assert "kg ontology mappings" in str(kg("check", "m.csv", "m.csv").exception)


def test_the_iri_in_a_command_is_whole() -> None:
    Path("a.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<urn:o> a owl:Ontology ; owl:imports <http://purl.org/pan-science/PaNET/PaNET.owl> .\n"
        "<urn:a> a owl:Class ."
    )
    Path("b.ttl").write_text("<urn:a> a <http://www.w3.org/2002/07/owl#Class> .")
    told = " ".join(kg("check", "b.ttl", "a.ttl").stdout.split())

    assert "--import http://purl.org/pan-science/PaNET/PaNET.owl=FILE" in told
    assert "--import PaNET.owl" not in told


def test_check_may_ask_another_reasoner(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.ontology.hierarchy import Hierarchy
    from kg.ontology.reason import classify as module

    asked = []

    def told(document: object) -> Hierarchy:
        asked.append(document)
        return Hierarchy({}, (), True, "HermiT")

    monkeypatch.setitem(module._REASONERS, "hermit", told)
    answer("check", before, before, "--reasoner", "hermit")
    assert asked
    assert kg("check", before, before, "--reasoner", "elk").exit_code == 2
