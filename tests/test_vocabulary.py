"""A newer PaNET in a store: one generation has it whole, the one before goes on with its own."""

from datetime import date
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue

from kg import pipeline
from kg.answer.engine import Engine
from kg.answer.search import search
from kg.answer.technique import describe_technique
from kg.errors import BadInput
from kg.rdf.names import GRAPH, PANET
from kg.rdf.panet import in_force, panet_table, read_panet, shipped_panet
from kg.store.home import Home
from kg.store.reader import Reader
from kg.store.techniques import techniques_of
from kg.vocabulary import Release, choose_release, current_release, load_vocabularies, panet_of, table_of
from kg.writer import open_writer

# Two classes: what the datasets state now lies below a class that the shipped release does not have.
SAS, WIDER = PANET["PaNET01124"].value, PANET["PaNET09999"].value
NEWER = f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix pan: <https://w3id.org/pan-kg/def#> .
<{GRAPH}panet/9.0.0> a owl:Ontology ; owl:versionInfo "9.0.0" ;
  dcterms:source <http://purl.org/pan-science/PaNET/PaNET.owl> .
<{SAS}> a owl:Class ; rdfs:label "narrow angle scattering" ; rdfs:subClassOf <{WIDER}> ;
  pan:broaderOrSelf <{SAS}>, <{WIDER}> .
<{WIDER}> a owl:Class ; rdfs:label "scattering of any angle" ; pan:broaderOrSelf <{WIDER}> .
""".encode()
RELEASE = Release("panet", "9.0.0", "", source="an invented release")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    told = [dataset(number) | {"techniques": [{"pid": SAS, "name": "SAS"}]} for number in range(3)]
    told.append(dataset(3) | {"techniques": [{"pid": "", "name": "narrow angle scattering"}]})
    home = Home(tmp_path / "home")
    pipeline.harvest(home, "scicat", [str(write_catalogue(tmp_path / "catalogue", told))])
    return home


def take_in(home: Home, table: bytes = NEWER) -> None:
    with open_writer(home) as writer:
        choose_release(writer, RELEASE, table, b"the file it came from")
    pipeline.publish(home)


def graphs(home: Home) -> set[str]:
    with open_writer(home) as writer:
        return {graph.value for graph in writer.store.graphs(f"{GRAPH}panet/")}


def test_the_next_generation_has_the_new_words_and_the_last_one_keeps_its_own(home: Home) -> None:
    before = Reader(home.generation(1).graph)
    take_in(home)
    after = Reader(home.generation(2).graph)

    page = describe_technique(after, WIDER)
    assert page is not None
    assert (page.version, page.direct, page.total) == ("9.0.0", 0, 3)
    assert describe_technique(before, WIDER) is None
    old = describe_technique(before, SAS)
    assert old is not None
    assert old.label == "small angle scattering"
    assert old.total == 3
    assert set(techniques_of(after).terms) == {SAS, WIDER}
    assert techniques_of(before).terms == shipped_panet().terms
    assert graphs(home) == {f"{GRAPH}panet/9.0.0"}


def test_search_reads_the_words_of_its_own_generation(home: Home) -> None:
    take_in(home)
    old, new = (Engine.open(home.generation(number), None, "none") for number in (1, 2))

    def found(engine: Engine, text: str) -> list[str]:
        answer = search(engine, text, as_of=date(2026, 1, 1))
        return [chip.iri for chip in answer.reading.chips if chip.slot == "technique" and chip.iri]

    assert found(old, "small angle scattering") == [SAS]
    assert found(old, "scattering of any angle") != [WIDER]
    assert found(new, "narrow angle scattering") == [SAS]
    assert found(new, "scattering of any angle") == [WIDER]


def test_what_was_mapped_by_the_former_words_is_mapped_again(home: Home, tmp_path: Path) -> None:
    take_in(home)
    again = pipeline.harvest(home, "scicat", [str(tmp_path / "catalogue")])

    assert (again["mapped"], again["unchanged"]) == (4, 0)
    current = home.current()
    assert current is not None
    page = describe_technique(Reader(current.graph), SAS)
    assert page is not None
    assert page.direct == 4
    query = "SELECT DISTINCT ?version { ?assignment pan:vocabularyVersion ?version }"
    assert [row["version"].value for row in Reader(current.graph).select(query)] == ["9.0.0"]
    assert pipeline.harvest(home, "scicat", [str(tmp_path / "catalogue")])["unchanged"] == 4


def test_replay_maps_by_the_new_words_without_asking_anyone(home: Home) -> None:
    take_in(home)
    (report,) = pipeline.replay(home)["sources"]
    assert report["mapped"] == 4


def test_a_choice_that_was_cut_short_is_carried_out_by_the_next_writer(home: Home) -> None:
    with open_writer(home) as writer:
        choose_release(writer, RELEASE, NEWER)
    assert graphs(home) == {f"{GRAPH}panet/1.3.0"}  # chosen, and then the lights went out
    with open_writer(home) as writer:
        assert load_vocabularies(writer) == 2  # one in, one out
        assert load_vocabularies(writer) == 0
    assert graphs(home) == {f"{GRAPH}panet/9.0.0"}


def test_records_of_a_source_that_is_called_like_a_vocabulary_are_left_alone(home: Home) -> None:
    from pyoxigraph import NamedNode

    record = NamedNode(f"{GRAPH}nexus/file/1")
    with open_writer(home) as writer:
        writer.write({record: b"<urn:a> <urn:b> <urn:c> .\n"})
        for version in ("1", "2"):
            choose_release(
                writer, Release("nexus", version, ""), b"<urn:x> <urn:y> <urn:%s> ." % version.encode()
            )
            load_vocabularies(writer)
        assert writer.store.holds(record)
        kept = {graph.value for graph in writer.store.graphs(f"{GRAPH}vocabulary/")}
        assert kept == {f"{GRAPH}vocabulary/nexus/2"}


def test_the_release_and_its_file_are_kept(home: Home) -> None:
    take_in(home)
    with open_writer(home) as writer:
        release = current_release(writer, "panet")
        assert release is not None
        assert (release.version, release.source) == ("9.0.0", "an invented release")
        assert table_of(writer, release) == NEWER
        assert release.raw
        assert writer.ledger.payload(release.raw) == b"the file it came from"
        assert panet_of(writer).version == "9.0.0"


def test_choosing_the_same_release_again_makes_no_generation(home: Home) -> None:
    take_in(home)
    take_in(home)
    assert home.numbers()[-1] == 2


def test_a_table_in_force_ends_with_its_block() -> None:
    table = read_panet(NEWER)
    with in_force(table):
        assert panet_table() is table
    assert panet_table() is shipped_panet()


def test_a_table_without_a_version_or_a_label_is_refused() -> None:
    with pytest.raises(BadInput, match="owl:versionInfo"):
        read_panet(NEWER.replace(b'owl:versionInfo "9.0.0"', b'rdfs:comment "9.0.0"'))
    with pytest.raises(BadInput, match="PaNET09999 of this table of PaNET has no label"):
        read_panet(NEWER.replace(b'rdfs:label "scattering of any angle" ;', b""))
