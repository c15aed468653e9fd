"""What a dataset, a technique and a facility are said to be."""

from datetime import date
from pathlib import Path

import pytest
from searching import TODAY, open_engine, open_graph

from kg.answer.dataset import Assigned, File, Parameter, dataset_triples, describe_dataset
from kg.answer.facility import describe_facility, list_facilities
from kg.answer.links import Link
from kg.answer.said import SourceRecord
from kg.answer.technique import describe_technique, list_techniques
from kg.rdf.names import PANET
from kg.store.reader import Reader

RUN = "https://example.org/run"
SANS = PANET["PaNET01189"].value
SMALL_ANGLE = PANET["PaNET01124"].value


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return open_graph(tmp_path_factory.mktemp("records"), "records")


def test_a_dataset_is_described_whole(reader: Reader) -> None:
    page = describe_dataset(reader, RUN, TODAY)

    assert page is not None
    assert (page.title, page.identifiers, page.doi) == ("Gel at 300 K", ("run-1",), None)
    assert page.creators == (Link("https://example.org/ada", "Ada Fermi"),)
    assert page.facilities == (Link("https://example.org/north", "Northern Neutron Source"),)
    assert page.instruments == (Link("https://example.org/n7", "N7"),)
    assert page.collections == (Link("https://doi.org/10.9999/pub", "Gels"),)
    assert page.files == (File("https://example.org/file", "run-1.nxs", 1000, None, "NXsas"),)
    assert page.parameters == (Parameter("temperature", 300.0, "K", "/entry/sample/temperature"),)
    assert page.records == (SourceRecord("https://example.org/graph", "file.json"),)
    assert (page.data_kind, page.facility_basis) == ("Raw", "stated")


def test_a_technique_that_was_not_resolved_is_shown_as_such(reader: Reader) -> None:
    page = describe_dataset(reader, RUN, TODAY)

    assert page is not None
    assert page.techniques == (
        Assigned(SANS, "small angle neutron scattering", "SANS", "Asserted", 1.0, None),
        Assigned(None, None, "gel squeezing", "MappedFromText", None, "No PaNET term has this name."),
    )


def test_access_on_a_page_is_that_of_the_day(reader: Reader) -> None:
    before, after = (describe_dataset(reader, RUN, day) for day in (date(2025, 5, 31), date(2025, 6, 1)))

    assert before is not None
    assert after is not None
    assert (before.access, before.opens, after.access) == ("embargoed", date(2025, 6, 1), "open")


def test_a_collection_shows_the_techniques_that_its_parts_state(tmp_path: Path) -> None:
    collections = open_graph(tmp_path, "collections")

    page = describe_dataset(collections, "https://doi.org/10.9999/coll", TODAY)

    assert page is not None
    assert page.techniques == ()
    assert [of.label for of in page.part_techniques] == ["small angle neutron scattering"]


def test_a_collection_lists_its_parts(reader: Reader) -> None:
    page = describe_dataset(reader, "https://doi.org/10.9999/pub", TODAY)

    assert page is not None
    assert (page.doi, page.is_collection, page.parts_total) == ("10.9999/pub", True, 1)
    assert page.parts == (Link(RUN, "Gel at 300 K"),)


@pytest.mark.parametrize("iri", ["https://example.org/nothing", "https://example.org/ada", "no iri <>", ""])
def test_what_is_no_dataset_has_no_page(reader: Reader, iri: str) -> None:
    assert describe_dataset(reader, iri, TODAY) is None


def test_the_triples_of_a_dataset_are_those_of_its_records(reader: Reader) -> None:
    # The named graph of this world is not the one its record names: nothing is said there.
    assert dataset_triples(reader, RUN) == []


def test_a_technique_counts_narrower_ones_in_its_total(reader: Reader) -> None:
    page = describe_technique(reader, SMALL_ANGLE)

    assert page is not None
    assert (page.label, page.direct, page.total) == ("small angle scattering", 0, 1)
    assert ("small angle neutron scattering", 1, 1) in [
        (child.label, child.direct, child.total) for child in page.children
    ]
    assert page.datasets == (Link(RUN, "Gel at 300 K"),)


def test_an_unknown_technique_has_no_page(reader: Reader) -> None:
    assert describe_technique(reader, PANET["PaNET99999"].value) is None


def test_techniques_in_use_are_listed_with_those_above(reader: Reader) -> None:
    listed = {of.iri: (of.direct, of.total) for of in list_techniques(reader)}

    assert listed[SANS] == (1, 1)
    assert listed[SMALL_ANGLE] == (0, 1)
    assert PANET["PaNET01129"].value not in listed  # tomography: nobody did any


def test_a_facility_counts_its_datasets(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, "collections")

    page = describe_facility(engine, "https://example.org/north", TODAY)

    # Without the two runs and the empty cell, which say no facility themselves: four records, three hits.
    assert page is not None
    assert (page.datasets, page.hits) == (4, 3)
    assert [of.label for of in page.instruments] == ["N7"]
    assert [of.label for of in list_facilities(engine)] == ["Northern Neutron Source"]
    assert [(of.datasets, of.count) for of in list_facilities(engine)] == [(4, 3)]
    assert describe_facility(engine, "https://example.org/n7", TODAY) is None
