"""Reasons say what a record states: values, formulas, names of samples and days, each read off by hand."""

from dataclasses import dataclass

import pytest
from condition_world import World, chip, open_world
from pyoxigraph import DefaultGraph, RdfFormat, Store

from kg.answer.evidence import evidence

INF = float("inf")
PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix pan: <https://w3id.org/pan-kg/def#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""
GRAPH = (
    PREFIXES
    + """
:cold a dcat:Dataset ; dcterms:title "Cold" ; pan:sample :cuprate ;
  pan:collectionStart "2024-10-16"^^xsd:date ; pan:collectionEnd "2025-07-15"^^xsd:date ;
  pan:parameter [ a pan:Parameter ; schema:name "temperature" ; qudt:numericValue 4 ; schema:unitText "K" ;
    pan:siValue 4.0e0 ; pan:siUnit "K" ] ,
  [ a pan:Parameter ; schema:name "temperature" ; qudt:numericValue 90 ;
    schema:unitText "K" ; pan:siValue 9.0e1 ; pan:siUnit "K" ] .
:cuprate a pan:Sample ; schema:name "Purple cuprate" ; pan:chemicalFormula "La2CuO4" ;
  pan:composition "CuLa2O4" ; pan:element "Cu", "La", "O" .
:late a dcat:Dataset ; dcterms:title "Late" ; dcterms:issued "2025" .

# Of no day itself; begun in 2023, ended in 2025; nothing between.
:series a dcat:Dataset ; dcterms:title "Series" ; dcterms:issued "2026-01-01"^^xsd:date ;
  dcterms:hasPart :first, :last .
:first a dcat:Dataset ; dcterms:title "First" ; pan:collectionStart "2023-03-01T10:00:00Z"^^xsd:dateTime .
:last a dcat:Dataset ; dcterms:title "Last" ; pan:collectionStart "2025-02-01T10:00:00Z"^^xsd:dateTime ;
  pan:collectionEnd "2025-02-03T10:00:00Z"^^xsd:dateTime .
"""
)
BELOW_30 = chip("parameter", 30.0, label="temperature", op="<", unit="K", si=(-INF, 30.0), si_unit="K",
                strict=(False, True))  # fmt: skip


@dataclass
class _Named:
    world: World

    def told(self, name: str, *asked: object) -> str | None:
        number = self.world.engine.numbers[f"https://example.org/{name}"]
        return evidence(self.world.engine, asked[0], number)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("evidence")
    store = Store(str(folder / "graph"))
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE, to_graph=DefaultGraph())
    store.flush()
    del store
    return open_world(folder / "graph", folder)


def test_a_quantity_is_told_with_the_value_that_met_it(world: World) -> None:
    assert _Named(world).told("cold", BELOW_30) == "temperature 4 K (asked: below 30 K)"
    assert _Named(world).told("late", BELOW_30) is None


def test_a_formula_and_a_sample_are_told_as_the_record_has_them(world: World) -> None:
    named = _Named(world)

    assert named.told("cold", chip("formula", "CuLa2O4")) == "formula La2CuO4 (asked: CuLa2O4)"
    assert named.told("cold", chip("formula", "Cu", elements=("Cu",))) == "formula La2CuO4 (asked: Cu)"
    assert named.told("cold", chip("sample", "cuprate", words=("cuprate",))) == (
        "sample Purple cuprate (asked: cuprate)"
    )


def test_days_are_told_from_the_first_to_the_last(world: World) -> None:
    named, asked = _Named(world), chip("date", {"from": "2025-01-01", "to": "2025-12-31"}, label="2025")

    assert named.told("cold", asked) == "collected 2024-10-16 to 2025-07-15"
    assert named.told("late", asked) == "issued 2025"
    assert named.told("series", asked) == "collected 2023-03-01 to 2025-02-03 by its parts"


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2025-01-01", "2025-12-31", {"cold", "late", "series", "last"}),
        ("2023-01-01", "2023-12-31", {"series", "first"}),
        ("2026-01-01", None, set()),  # the series was published then, but its parts say when it was collected
        (None, "2023-02-28", set()),
        (None, "2023-03-01", {"series", "first"}),
        ("2025-02-03", "2025-02-03", {"cold", "late", "series", "last"}),
    ],
)
def test_the_query_finds_a_collection_by_the_days_of_its_parts_as_the_search_does(
    world: World, start: str | None, end: str | None, found: set[str]
) -> None:
    asked = chip("date", {"from": start, "to": end})

    assert {iri.rsplit("/", 1)[1] for iri in world.by_arrays(asked)} == found
    assert {iri.rsplit("/", 1)[1] for iri in world.by_query(asked)} == found


@pytest.mark.parametrize(
    ("year", "found"),
    [("2023", {"series", "first"}), ("2025", {"late", "last"}), ("2026", set()), ("2024", {"cold"})],
)
def test_a_year_is_that_in_which_the_first_part_was_begun_in_both(
    world: World, year: str, found: set[str]
) -> None:
    asked = chip("date", {"from": f"{year}-01-01", "to": f"{year}-12-31"}, label=year, op="year")

    assert {iri.rsplit("/", 1)[1] for iri in world.by_arrays(asked)} == found
    assert {iri.rsplit("/", 1)[1] for iri in world.by_query(asked)} == found
