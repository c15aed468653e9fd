"""Statistics of a generation, against counts made by hand."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from pyoxigraph import Store as Engine

from kg.rdf.names import DCAT, DCT, FOAF, RDF, VOID
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple
from kg.store.copies import make_copies
from kg.store.embedded import EmbeddedStore
from kg.store.generation import Generation
from kg.store.void import DATASET, STATISTICS, statistics

ONE, TWO = NamedNode("https://example.org/record/1"), NamedNode("https://example.org/record/2")
SCAN, MAP, ADA = (NamedNode(f"https://example.org/{name}") for name in ("scan", "map", "ada"))
ADA_SAYS: list[Triple] = [(ADA, RDF["type"], FOAF["Person"]), (ADA, FOAF["name"], Literal("Ada"))]
"""What both records say of the same person; it counts once."""
SCAN_SAYS: list[Triple] = [
    (SCAN, RDF["type"], DCAT["Dataset"]),
    (SCAN, DCT["title"], Literal("Scan")),
    (SCAN, DCT["creator"], ADA),
]
MAP_SAYS: list[Triple] = [
    (MAP, RDF["type"], DCAT["Dataset"]),
    (MAP, DCT["title"], Literal("Map")),
    (MAP, DCT["title"], Literal("Scan")),
]
# Union: 8 triples; subjects scan, map, ada; objects Dataset, Person, Ada, ada, Scan, Map.


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    generation = Generation(tmp_path / "000001", 1)
    generation.path.mkdir()
    with EmbeddedStore(tmp_path / "live") as live:
        live.replace({ONE: canonical(ADA_SAYS + SCAN_SAYS), TWO: canonical(ADA_SAYS + MAP_SAYS)})
        assert make_copies(live, generation) == 8
    return generation


def told(generation: Generation, subject: NamedNode, *, where: str = "graph") -> dict[str, str]:
    store = Engine.read_only(str(generation.path / where))
    quads = store.quads_for_pattern(subject, None, None, STATISTICS)
    return {
        str(quad.predicate.value).removeprefix(str(VOID)): str(quad.object.value)
        for quad in quads
        if isinstance(quad.object, Literal)
    }


def part(generation: Generation, whole: NamedNode, kind: str, of: NamedNode) -> NamedNode:
    store = Engine.read_only(str(generation.graph))
    naming = "class" if kind == "classPartition" else "property"
    (found,) = (
        quad.object
        for quad in store.quads_for_pattern(whole, VOID[kind], None, STATISTICS)
        if isinstance(quad.object, NamedNode) and Quad(quad.object, VOID[naming], of, STATISTICS) in store
    )
    return found


def test_the_whole_is_counted_once_however_many_records_say_it(generation: Generation) -> None:
    counts = told(generation, DATASET)

    assert counts["triples"] == "8"
    assert (counts["distinctSubjects"], counts["distinctObjects"], counts["entities"]) == ("3", "6", "3")
    assert (counts["classes"], counts["properties"]) == ("2", "4")
    assert told(generation, DATASET, where="plain") == counts


def test_properties_and_classes_have_their_shares(generation: Generation) -> None:
    title = part(generation, DATASET, "propertyPartition", DCT["title"])
    datasets = part(generation, DATASET, "classPartition", DCAT["Dataset"])
    titles_of_datasets = part(generation, datasets, "propertyPartition", DCT["title"])
    creators_of_datasets = part(generation, datasets, "propertyPartition", DCT["creator"])

    assert told(generation, title) == {"triples": "3", "distinctSubjects": "2", "distinctObjects": "2"}
    assert told(generation, datasets) == {"entities": "2"}
    assert told(generation, titles_of_datasets) == {"triples": "3"}
    assert told(generation, creators_of_datasets) == {"triples": "1"}


def test_vocabularies_in_use_are_named(generation: Generation) -> None:
    store = Engine.read_only(str(generation.graph))
    found = {quad.object for quad in store.quads_for_pattern(DATASET, VOID["vocabulary"], None, STATISTICS)}

    assert found == {NamedNode(str(space)) for space in (DCAT, DCT, FOAF, RDF)}


def test_the_statistics_are_in_the_union_and_nowhere_else_by_default(generation: Generation) -> None:
    united, plain = Engine.read_only(str(generation.graph)), Engine.read_only(str(generation.plain))
    said = list(united.quads_for_pattern(None, None, None, STATISTICS))

    assert said
    assert all(Quad(quad.subject, quad.predicate, quad.object) in united for quad in said)
    assert list(plain.quads_for_pattern(None, None, None, DefaultGraph())) == []


def test_an_empty_store_has_statistics_too() -> None:
    triples, said = statistics(Engine())

    assert triples == 0
    assert (DATASET, VOID["triples"], Literal(0)) in said
