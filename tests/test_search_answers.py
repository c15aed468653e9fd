"""Search in small worlds: what is found, why, and what is not."""

from datetime import date
from pathlib import Path

import pytest
from searching import ask, open_engine, open_graph, titles

from kg.answer.engine import Engine
from kg.answer.search import search
from kg.errors import BadInput

NORTH = "https://example.org/north"


@pytest.fixture(scope="module")
def scattering(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(tmp_path_factory.mktemp("scattering"), "scattering")


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(tmp_path_factory.mktemp("collections"), "collections")


def test_a_narrower_technique_is_found_by_the_broader_word(scattering: Engine) -> None:
    answer = ask(scattering, "small angle scattering")

    assert titles(answer) == ["SANS on copper oxide"]
    assert answer.hits[0].because[0].text == (
        "technique small angle neutron scattering, found under small angle scattering through the hierarchy"
    )


def test_a_record_that_only_names_the_technique_comes_after_those_that_state_it(scattering: Engine) -> None:
    answer = ask(scattering, "neutron reflectometry")

    assert titles(answer) == ["Polymer films on silicon", "Neutron reflectometry of lipid bilayers"]
    assert "states no such technique" in answer.hits[1].because[0].text


def test_another_technique_is_no_answer_even_where_words_match(scattering: Engine) -> None:
    assert "Tomography of a bone" not in titles(ask(scattering, "scattering of a bone"))


def test_words_name_their_field(scattering: Engine) -> None:
    (hit,) = ask(scattering, "measured thin in air").hits

    words = {reason.field: reason.words for reason in hit.because}
    assert words == {"description": ("thin", "air")}


def test_a_formula_and_a_person_are_found(scattering: Engine) -> None:
    assert titles(ask(scattering, "CuO")) == ["SANS on copper oxide"]
    assert titles(ask(scattering, "Ada Fermi")) == ["SANS on copper oxide"]


@pytest.mark.parametrize(
    "text",
    ["10.9999/sans-1", "https://doi.org/10.9999/SANS-1", "20.500.99999/sans-1", "see (doi:10.9999/sans-1)."],
)
def test_an_identifier_finds_its_record_alone(scattering: Engine, text: str) -> None:
    answer = ask(scattering, text)

    assert titles(answer) == ["SANS on copper oxide"]
    assert answer.hits[0].doi == "10.9999/sans-1"


def test_a_hit_shows_labels_and_dates(scattering: Engine) -> None:
    (hit,) = ask(scattering, "copper").hits

    assert (hit.facility, hit.instrument, hit.sample) == ("Northern Neutron Source", "N7", "copper oxide")
    assert hit.techniques == (
        ("http://purl.org/pan-science/PaNET/PaNET01189", "small angle neutron scattering"),
    )
    assert (hit.date, hit.date_kind) == ("2022-03-04", "collected")


def test_unknown_stays_unknown(scattering: Engine) -> None:
    (hit,) = ask(scattering, "lipid").hits

    assert (hit.doi, hit.instrument, hit.sample, hit.techniques) == (None, None, None, ())
    assert (hit.date, hit.date_kind, hit.access) == ("2021", "issued", "unknown")


@pytest.mark.parametrize(
    ("day", "state", "opens"),
    [(date(2025, 5, 31), "embargoed", date(2025, 6, 1)), (date(2025, 6, 1), "open", None)],
)
def test_an_embargo_ends_on_its_day(scattering: Engine, day: date, state: str, opens: date | None) -> None:
    (hit,) = search(scattering, "copper", as_of=day).hits

    assert (hit.access, hit.opens) == (state, opens)


def test_a_facility_in_the_text_must_hold(scattering: Engine) -> None:
    assert set(titles(ask(scattering, "NNS"))) == {"SANS on copper oxide", "Polymer films on silicon"}
    assert titles(ask(scattering, "neutron reflectometry at SOLI")) == [
        "Neutron reflectometry of lipid bilayers"
    ]


def test_a_negated_facility_must_not_hold(scattering: Engine) -> None:
    assert titles(ask(scattering, "neutron reflectometry, not NNS")) == [
        "Neutron reflectometry of lipid bilayers"
    ]


def test_an_unknown_facility_is_an_error_that_names_the_known(scattering: Engine) -> None:
    with pytest.raises(
        BadInput, match=r"No facility called 'Atlantis'.*Northern Neutron Source, Southern Light"
    ):
        ask(scattering, "copper", facility="Atlantis")


def test_facets_count_what_choosing_them_gives(scattering: Engine) -> None:
    facets = ask(scattering, "").facets

    assert [(value.label, value.count) for value in facets["facility"]] == [
        ("Northern Neutron Source", 2),
        ("Southern Light", 2),
    ]
    assert [(value.value, value.count) for value in facets["year"]] == [("2022", 1), ("2021", 2), ("2020", 1)]
    assert {value.value: value.count for value in facets["access"]} == {"open": 2, "unknown": 1, "closed": 1}
    assert {value.label: value.count for value in facets["instrument"]} == {"N7": 1, "S2-TOMO": 1}


def test_a_filter_by_a_broader_technique_keeps_the_narrower(scattering: Engine) -> None:
    assert titles(ask(scattering, "", technique="PaNET01124")) == ["SANS on copper oxide"]


def test_filters_that_leave_nothing_say_which_to_drop(scattering: Engine) -> None:
    answer = ask(scattering, "tomography", facility="NNS", year=2020)

    assert answer.total == 0
    assert [(of.drop, of.hits) for of in answer.relaxations] == [("facility: Northern Neutron Source", 1)]


def test_a_question_nobody_can_answer_gives_nothing(scattering: Engine) -> None:
    assert ask(scattering, "stock market prices").total == 0


def test_without_an_encoder_the_answer_says_so(scattering: Engine) -> None:
    document = ask(scattering, "copper").as_json()

    assert document["dense"] is False
    assert "encoder" in document["dense_reason"]


def test_the_json_has_the_promised_keys(scattering: Engine) -> None:
    document = ask(scattering, "copper").as_json()

    assert set(document) >= {
        "reading", "total", "hits", "relaxations", "sparql", "generation", "milliseconds"
    }  # fmt: skip
    assert set(document["hits"][0]) >= {
        "iri", "doi", "title", "score", "because", "facility", "instrument", "techniques", "sample", "date",
        "access", "opens", "group_size",
    }  # fmt: skip


def test_the_sparql_of_an_answer_finds_the_same_records(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "a", "scattering")
    reader = open_graph(tmp_path / "b", "scattering")
    answer = ask(engine, "small angle scattering at NNS, not tomography", year=2022, access="open")

    rows = reader.select(answer.sparql)

    assert [row["dataset"].value for row in rows] == [hit.iri for hit in answer.hits]
    assert len(rows) == 1


def test_the_sparql_of_an_answer_finds_the_parts_of_collections(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "a", "collections")
    reader = open_graph(tmp_path / "b", "collections")
    answer = ask(engine, "small angle scattering", instrument="N7")

    rows = reader.select(answer.sparql)

    assert sorted(row["title"].value for row in rows) == [
        "Purple membrane, high q",
        "Purple membrane, low q",
    ]
    assert answer.hits[0].group_size == 3


@pytest.mark.parametrize("state", ["open", "closed", "unknown", "embargoed"])
def test_the_sparql_of_an_access_filter_follows_the_same_rule(tmp_path: Path, state: str) -> None:
    engine = open_engine(tmp_path / "a", "scattering")
    reader = open_graph(tmp_path / "b", "scattering")
    answer = search(engine, "", as_of=date(2025, 5, 31), access=state)

    assert {row["dataset"].value for row in reader.select(answer.sparql)} == {hit.iri for hit in answer.hits}
    assert answer.total == 1


def test_a_collection_and_its_parts_are_one_hit(collections: Engine) -> None:
    answer = ask(collections, "purple membrane")

    assert answer.total == 1
    assert answer.hits[0].group_size == 3  # the two runs, and the collection that has their sample
    assert (
        answer.hits[0].title == "Membranes in heavy water"
    )  # though its runs have the words in their titles


def test_a_collection_takes_over_what_its_parts_say(collections: Engine) -> None:
    card = collections.cards[collections.numbers["https://doi.org/10.9999/coll"]]

    assert (card.samples, card.instruments) == (("purple membrane",), ("https://example.org/n7",))
    assert card.techniques == ("http://purl.org/pan-science/PaNET/PaNET01189",)
    assert (card.start, card.parts) == ("2023-01-01", 3)


def test_records_of_one_title_and_facility_are_one_hit(collections: Engine) -> None:
    sizes = {hit.title.casefold(): hit.group_size for hit in ask(collections, "").hits}

    assert sizes["sample data"] == 2


def test_a_part_is_found_by_the_title_of_its_collection(collections: Engine) -> None:
    (hit,) = ask(collections, "heavy water").hits

    assert hit.group_size == 4


def test_paging_goes_through_all_hits_once(scattering: Engine) -> None:
    pages = [ask(scattering, "", limit=1, offset=place).hits for place in range(5)]

    assert [len(page) for page in pages] == [1, 1, 1, 1, 0]
    assert {hit.iri for page in pages for hit in page} == {hit.iri for hit in ask(scattering, "").hits}


def test_the_identifier_of_a_sample_is_not_called_its_name(scattering: Engine) -> None:
    (hit,) = ask(scattering, "polar").hits

    assert [reason.text for reason in hit.because] == ["sample identifier: polar"]
    assert hit.sample == "copper oxide"


def test_a_reason_says_what_only_the_parts_state(collections: Engine) -> None:
    hit = ask(collections, "small angle neutron scattering purple", instrument="N7", year=2023).hits[0]

    assert hit.title == "Membranes in heavy water"
    assert hit.from_parts == ("instrument", "sample", "technique", "year")
    assert [reason.text for reason in hit.because] == [
        "its parts state the technique small angle neutron scattering",
        "instrument: N7 (stated by its parts)",
        "year: 2023 (stated by its parts)",
        "sample of its parts: purple",
    ]


def test_a_narrower_technique_of_the_parts_is_said_to_be_theirs(collections: Engine) -> None:
    assert ask(collections, "small angle scattering").hits[0].because[0].text == (
        "its parts state the technique small angle neutron scattering, "
        "found under small angle scattering through the hierarchy"
    )


def test_what_a_record_states_itself_is_not_laid_on_parts(scattering: Engine) -> None:
    (hit,) = ask(scattering, "SANS", instrument="N7").hits

    assert hit.from_parts == ()
    assert [reason.text for reason in hit.because] == [
        "technique small angle neutron scattering", "instrument: N7"
    ]  # fmt: skip


def test_a_doi_that_nobody_has_is_named(scattering: Engine) -> None:
    assert ask(scattering, "see doi:10.9999/other-7.").absent_dois == ("10.9999/other-7",)
    assert ask(scattering, "10.9999/sans-1", year=1999).absent_dois == ()


def test_a_facility_is_named_by_its_first_word_where_no_other_name_has_it(scattering: Engine) -> None:
    answer = ask(scattering, "tomography, not at Northern")

    assert [(chip.slot, chip.negated) for chip in answer.reading.chips] == [
        ("technique", False), ("facility", True)
    ]  # fmt: skip
    assert titles(answer) == ["Tomography of a bone"]
    assert ask(scattering, "northern tomography").reading.chip("facility") == ()
