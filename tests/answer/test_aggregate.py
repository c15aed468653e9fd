"""Numbers instead of lists: each is what its own SPARQL counts, and the list behind it has as many hits."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from searching import ask, open_engine

from kg.answer.aggregate import NO_CITATIONS, Aggregate
from kg.answer.engine import Engine
from kg.answer.search import search
from kg.store.graph_reader import GraphReader
from kg.store.home import Home
from kg.store.reader import Reader

TODAY = date(2026, 1, 1)
SCATTERING = "scattering"


@pytest.fixture(scope="module")
def scattering(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, GraphReader]:
    folder = tmp_path_factory.mktemp("scattering")
    engine = open_engine(folder, SCATTERING)
    return engine, Reader(folder / "graph")


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> tuple[Engine, GraphReader]:
    home = Home(sample_home)
    generation = home.current()
    assert generation is not None
    return Engine.open(generation, None), home.reader(generation)


def numbers(engine: Engine, text: str, **options: str | int) -> Aggregate:
    found = ask(engine, text, limit=0, **options).aggregate
    assert found is not None
    return found


def told(found: Aggregate) -> list[tuple[str, int]]:
    return [(row.label, row.count) for row in found.rows]


def test_all_datasets_are_counted(scattering: tuple[Engine, GraphReader]) -> None:
    found = numbers(scattering[0], "how many datasets are there")

    assert (found.kind, found.by, found.total, found.rows) == ("count", None, 4, ())


def test_years_stand_in_their_order(scattering: tuple[Engine, GraphReader]) -> None:
    # Measured in 2022; published in 2021, 2021 and 2020.
    assert told(numbers(scattering[0], "datasets per year")) == [("2020", 1), ("2021", 2), ("2022", 1)]


def test_the_most_frequent_value_stands_first(scattering: tuple[Engine, GraphReader]) -> None:
    found = numbers(scattering[0], "which technique has the most data")

    assert len(found.rows) == 3
    assert found.without == 1  # one record names a technique in its text only
    assert all(row.count == 1 for row in found.rows)


def test_things_are_counted_where_things_are_asked_for(scattering: tuple[Engine, GraphReader]) -> None:
    found = numbers(scattering[0], "how many facilities are there")

    assert (found.by, found.values, found.total) == ("facility", 2, 4)


def test_the_top_is_cut_and_says_so(scattering: tuple[Engine, GraphReader]) -> None:
    found = numbers(scattering[0], "top 1 techniques")

    assert (len(found.rows), found.left_out, found.values) == (1, 2, 3)


def test_access_is_judged_on_the_day(scattering: tuple[Engine, GraphReader]) -> None:
    # One opened on 1 June 2025, one is public, one closed, of one nothing is said.
    engine, _ = scattering
    later = search(engine, "datasets by access", as_of=date(2026, 1, 1)).aggregate
    before = search(engine, "datasets by access", as_of=date(2025, 5, 31)).aggregate

    assert later is not None
    assert before is not None
    assert dict(told(later)) == {"open": 2, "closed": 1, "unknown": 1}
    assert dict(told(before)) == {"open": 1, "embargoed": 1, "closed": 1, "unknown": 1}


def test_a_graph_without_citations_says_so(scattering: tuple[Engine, GraphReader]) -> None:
    found = numbers(scattering[0], "most cited datasets")

    assert (found.rows, found.sparql, found.note) == ((), None, NO_CITATIONS)


def test_a_list_is_no_number(scattering: tuple[Engine, GraphReader]) -> None:
    assert ask(scattering[0], "copper").aggregate is None
    assert ask(scattering[0], "latest datasets").aggregate is None


QUESTIONS = [
    "how many datasets",
    "how many datasets per year",
    "datasets by facility",
    "top 100 techniques",
    "how many instruments",
    "datasets by access",
    "datasets by sample",
    "top 100 authors",
    "how many tomography datasets",
    "tomography by facility",
    "how many datasets without tomography per year",
    "how many vesicles datasets by technique",
    "how many datasets of the Borealis Neutron Centre by access",
]


@pytest.mark.parametrize("world", ["scattering", "sample"])
@pytest.mark.parametrize("text", QUESTIONS)
def test_every_number_is_what_its_sparql_counts(
    text: str, world: str, request: pytest.FixtureRequest
) -> None:
    engine, reader = request.getfixturevalue(world)
    found = numbers(engine, text)
    assert found.sparql is not None
    rows = reader.select(found.sparql)
    counted = {row["value"].value if "value" in row else None: int(row["count"].value) for row in rows}

    if found.by is None:
        assert counted == {None: found.total}
        return
    assert counted.pop(None, 0) == found.without
    assert len(counted) == len(found.rows) + found.left_out
    assert {row.value: row.count for row in found.rows}.items() <= counted.items()


@pytest.mark.parametrize(
    "text",
    ["datasets by facility", "how many datasets per year", "datasets by access", "top 5 techniques"],
)
def test_the_list_behind_a_number_has_as_many_hits(text: str, sample: tuple[Engine, GraphReader]) -> None:
    engine, _ = sample
    for row in numbers(engine, text).rows:
        assert row.query is not None
        given = {name: of[0] for name, of in parse_qs(row.query).items()}
        question, day = given.pop("q"), given.pop("as_of")
        assert day == TODAY.isoformat()
        options = {name: int(of) if name == "year" else of for name, of in given.items()}

        assert ask(engine, question, **options).total == row.hits


def test_a_list_behind_a_number_keeps_the_filters(sample: tuple[Engine, GraphReader]) -> None:
    found = numbers(sample[0], "datasets per year", access="open")

    assert all(row.query and "access=open" in row.query for row in found.rows)


def test_collections_are_counted_by_their_parts(sample: tuple[Engine, GraphReader]) -> None:
    engine, reader = sample
    (row,) = reader.select(
        "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a dcat:Dataset "
        "FILTER NOT EXISTS { ?d dcterms:hasPart ?p . ?p a dcat:Dataset } }"
    )

    assert numbers(engine, "how many datasets").total == int(row["n"].value) < len(engine.cards)


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, GraphReader]:
    folder = tmp_path_factory.mktemp("collections")
    return open_engine(folder, "collections"), Reader(folder / "graph")


NORTH = "Northern Neutron Source"


def test_a_collection_counts_where_none_of_its_parts_is_found(
    collections: tuple[Engine, GraphReader],
) -> None:
    # The publication is of Northern, its runs state no facility; so are two tests and one that stands alone.
    engine, reader = collections
    found = numbers(engine, "how many datasets", facility=NORTH)
    assert found.sparql is not None

    assert (found.total, found.collections) == (4, 0)
    assert [row["count"].value for row in reader.select(found.sparql)] == ["4"]
    assert ask(engine, "how many datasets", facility=NORTH).total == 3  # the two tests are one hit


def test_a_collection_does_not_count_beside_its_parts(collections: tuple[Engine, GraphReader]) -> None:
    found = numbers(collections[0], "how many datasets")

    assert (found.total, found.collections) == (6, 1)


@pytest.mark.parametrize(
    ("by", "rows", "without"),
    [("year", [("2023", 1)], 3), ("instrument", [("N7", 1)], 3), ("facility", [(NORTH, 4)], 0)],
)
def test_a_collection_counts_by_what_its_parts_state(
    by: str, rows: list[tuple[str, int]], without: int, collections: tuple[Engine, GraphReader]
) -> None:
    engine, reader = collections
    found = numbers(engine, f"how many datasets by {by}", facility=NORTH)
    assert found.sparql is not None
    counted = {
        row["value"].value if "value" in row else None: int(row["count"].value)
        for row in reader.select(found.sparql)
    }

    assert (told(found), found.without) == (rows, without)
    assert counted.pop(None, 0) == without
    assert counted == {row.value: row.count for row in found.rows}
