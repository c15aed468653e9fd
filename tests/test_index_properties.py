"""What filters ask of all documents: values by document, worked out by hand from the world `conditions`."""

from datetime import date
from pathlib import Path

import pytest
from searching import open_engine

from kg.answer.engine import Engine
from kg.index.documents import Paper, Person

HERE = "https://example.org/"
ILL = "https://w3id.org/pan-kg/id/facility/ill"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(tmp_path_factory.mktemp("conditions"), "conditions")


def names(engine: Engine, numbers: "list[int]") -> list[str]:
    return sorted(engine.cards[number].iri.removeprefix(HERE) for number in numbers)


def test_kinds_people_elements_and_formulas_lead_to_their_documents(engine: Engine) -> None:
    assert {kind: names(engine, of.tolist()) for kind, of in engine.by_kind.items()} == {
        "processed": ["a2"],
        "raw": ["a1"],
    }
    assert names(engine, engine.by_person[HERE + "bo"].tolist()) == ["a1", "a2"]
    assert names(engine, engine.by_element["Fe"].tolist()) == ["a2"]
    assert names(engine, engine.by_element["O"].tolist()) == ["a1"]
    assert dict(engine.by_composition).keys() == {"CuO"}
    assert names(engine, engine.sample_names["copper oxide"].tolist()) == ["a1"]
    assert "nobody" not in engine.by_person
    assert engine.numbers[HERE + "a3"] == 2


def test_people_are_found_by_any_word_of_their_name(engine: Engine) -> None:
    assert engine.people["muller"] == (HERE + "ada",)
    assert sorted(engine.people["fermi"]) == [HERE + "ada", HERE + "bo"]
    assert engine.person(HERE + "ada") == "Ada Müller-Fermi"
    assert engine.person(HERE + "nobody") == HERE + "nobody"


def test_the_probe_is_what_the_record_says_else_its_techniques_else_its_facility(engine: Engine) -> None:
    found = {probe: names(engine, of.tolist()) for probe, of in engine.probe.items()}

    assert found == {"neutron": ["a1", "a3"], "x-ray": ["a2"], "photon": ["a2"]}


def test_the_ends_of_a_range_are_one_interval_and_other_temperatures_stay_out(engine: Engine) -> None:
    found = engine.quantities["temperature"]

    assert (found.numbers.tolist(), found.low.tolist(), found.high.tolist()) == ([0], [4.0], [20.0])


def test_a_wavelength_gives_the_energy_of_its_probe(engine: Engine) -> None:
    neutrons, photons = engine.quantities["neutron energy"], engine.quantities["photon energy"]

    # 81.804 meV Å² over the square of 2 Å; one meV is 1.602177e-22 J.
    assert neutrons.numbers.tolist() == [0]
    assert neutrons.low[0] == pytest.approx(20.451 * 1.602177e-22, rel=1e-4)
    assert (photons.numbers.tolist(), photons.low[0]) == ([1], 1.922611960e-15)
    # 12.398 keV Å over 12 keV.
    waves = dict(
        zip(
            engine.quantities["wavelength"].numbers.tolist(),
            engine.quantities["wavelength"].low.tolist(),
            strict=True,
        )
    )
    assert waves == {0: 2.0e-10, 1: pytest.approx(1.0332e-10, rel=1e-4)}


def test_an_energy_of_an_unknown_probe_is_nobodys_and_counted(engine: Engine, tmp_path: Path) -> None:
    from searching import open_graph, silent

    from kg.index.build import build_index

    counts = build_index(open_graph(tmp_path, "conditions"), tmp_path / "index", None, silent)

    assert counts["left_out"] == {"name or unit of no known quantity": 1, "energy of an unknown probe": 1}
    assert all(3 not in of.numbers for of in engine.quantities.values())


def test_days_of_collection_and_years_alone_are_intervals(engine: Engine) -> None:
    assert engine.dates_from.tolist() == [20220304, 20210101, 20200501, 0]
    assert engine.dates_to.tolist() == [20220306, 20211231, 20200531, 0]


def test_citations_are_counted_once_whoever_says_them_and_silence_is_not_zero(engine: Engine) -> None:
    assert [card.citations for card in engine.cards] == [2, None, None, None]
    assert engine.citations.tolist() == [2, -1, -1, -1]


def test_papers_are_what_is_no_dataset_those_with_a_title_first(engine: Engine) -> None:
    one, two, *_ = engine.cards

    assert one.papers == (
        Paper(HERE + "paper", "Why oxides are cold"),
        Paper(HERE + "review", ""),
        Paper(HERE + "unread", ""),
    )
    assert two.papers == (Paper("", "Bo 2020, Letters of Steel"),)
    assert one.people == (Person(HERE + "ada", "Ada Müller-Fermi"), Person(HERE + "bo", "Bo Fermi"))


def test_titles_of_papers_are_searched(engine: Engine) -> None:
    assert engine.words.texts(0)["papers"] == ["Why oxides are cold"]


def test_access_is_that_of_the_day(engine: Engine) -> None:
    before = {state: of.tolist() for state, of in engine.by_access(date(2025, 5, 31)).items()}
    after = {state: of.tolist() for state, of in engine.by_access(date(2025, 6, 1)).items()}

    assert before == {"embargoed": [0], "open": [1], "unknown": [2, 3]}
    assert after == {"open": [0, 1], "unknown": [2, 3]}


def test_a_technique_holds_what_narrower_ones_do(engine: Engine) -> None:
    scattering = "http://purl.org/pan-science/PaNET/PaNET01124"  # small angle scattering

    assert scattering not in engine.by_technique
    assert engine.under(scattering).tolist() == [0]
    assert engine.under("https://example.org/no-technique").tolist() == []


def test_counted_pairs_go_before_what_records_say(tmp_path: Path) -> None:
    cards = open_engine(tmp_path, "counted-pairs").cards

    assert {card.iri.removeprefix(HERE): card.citations for card in cards} == {
        "d1": 2,
        "d2": 0,
        "d3": 2,
        "d4": None,
    }
