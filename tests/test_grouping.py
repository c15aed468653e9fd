"""Records alike are one hit, never at the cost of one that was asked for by name."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import ask, open_engine, open_graph

from kg.answer.engine import Engine
from kg.errors import BadInput
from kg.pipeline import harvest
from kg.store.home import Home

DETECTOR = "https://doi.org/10.9999/n1"


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(tmp_path_factory.mktemp("alike"), "alike")


def dois(engine: Engine, text: str, **options: str | int) -> list[set[str]]:
    """The hits, each as the ends of the DOIs that stand behind it."""
    found = []
    for hit in ask(engine, text, limit=100, **options).hits:
        members = ask(engine, text, limit=100, **(options | {"alike": hit.iri})).hits
        found.append({str(member.doi).removeprefix("10.9999/") for member in members})
    return found


def test_one_title_of_one_facility_is_one_hit_however_it_is_spelt(alike: Engine) -> None:
    found = dois(alike, "sample data from detector")

    assert sorted(map(sorted, found)) == [["n1", "n2", "n3"], ["s1"], ["u1"], ["u2"]]


def test_a_minus_is_more_than_a_dash(alike: Engine) -> None:
    assert sorted(map(sorted, dois(alike, "ice"))) == [["c1", "c3"], ["c2"]]


def test_the_total_counts_hits_and_the_sizes_count_records(alike: Engine) -> None:
    answer = ask(alike, "", limit=100)

    assert answer.total == len(answer.hits) == 6
    assert sum(hit.group_size for hit in answer.hits) == 9


def test_a_doi_finds_its_own_record_in_a_group(alike: Engine) -> None:
    for name in ("n1", "n2", "n3", "c3"):
        (hit,) = ask(alike, f"10.9999/{name}").hits
        assert (hit.doi, hit.group_size) == (f"10.9999/{name}", 1)


def test_two_dois_of_one_group_are_two_hits(alike: Engine) -> None:
    answer = ask(alike, "10.9999/n1 10.9999/n3")

    assert {hit.doi for hit in answer.hits} == {"10.9999/n1", "10.9999/n3"}
    assert answer.total == 2
    assert {of.value: of.count for of in answer.facets["year"]} == {"2020": 1, "2021": 1}
    assert {of.label: of.count for of in answer.facets["facility"]} == {"Northlight": 2}


def test_a_filter_shows_the_member_that_it_names(alike: Engine) -> None:
    (hit,) = ask(alike, "detector", year=2021).hits

    assert (hit.doi, hit.group_size) == ("10.9999/n3", 1)


def test_the_members_of_a_hit_meet_what_the_hit_met(alike: Engine) -> None:
    assert dois(alike, "detector", year=2020) == [{"n1", "n2"}]


def test_a_record_that_is_not_there_has_nothing_like_it(alike: Engine) -> None:
    with pytest.raises(BadInput, match=r"no dataset 'https://doi.org/10.9999/zz'"):
        ask(alike, "", alike="https://doi.org/10.9999/zz")


def test_the_sparql_of_a_group_finds_its_members(alike: Engine, tmp_path: Path) -> None:
    rows = open_graph(tmp_path, "alike").select(ask(alike, "", alike=DETECTOR).sparql)

    assert {row["dataset"].value[-2:] for row in rows} == {"n1", "n2", "n3"}


@given(
    text=st.sampled_from(["", "sample", "ice", "detector data", "10.9999/n2", "10.9999/n1 10.9999/u1"]),
    options=st.fixed_dictionaries(
        {},
        optional={
            "facility": st.sampled_from(["Northlight", "Southlight"]),
            "year": st.sampled_from([2020, 2021]),
        },
    ),
)
@settings(max_examples=40, deadline=None)
def test_every_record_that_matches_stands_behind_exactly_one_hit(
    alike: Engine, text: str, options: dict[str, str | int]
) -> None:
    answer = ask(alike, text, limit=100, **options)
    apart = dois(alike, text, **options)

    assert [len(of) for of in apart] == [hit.group_size for hit in answer.hits]
    assert sum(map(len, apart)) == len(set().union(*apart))


@pytest.mark.slow
def test_the_ess_publishes_many_dois_under_few_titles(shared_data: Path, tmp_path: Path) -> None:
    # Real records: 93 of 455 publications. Five titles are used 18 times each, three once (counted by hand).
    home = Home(tmp_path / "store")
    harvest(home, "scicat", [str(shared_data / "catalogues" / "scicat" / "ess")])
    generation = home.current()
    assert generation is not None
    engine = Engine.open(generation, None)

    # In quotes: without them none of these words tells anything.
    hits = ask(engine, '"sample data from"', limit=100).hits
    members = ask(engine, '"sample data from"', limit=1000, alike=hits[0].iri).hits

    titles = {hit.title for hit in hits if hit.title.startswith("Sample Data from ")}
    assert len(titles) == len([hit for hit in hits if hit.title in titles]) == 5
    assert sum(member.iri.startswith("https://doi.org/") for member in members) == 18
    assert len(members) == hits[0].group_size
