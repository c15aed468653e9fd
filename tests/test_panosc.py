"""What a document, a dataset or an instrument of the PaNOSC search API says.

Quirks are those seen in recorded answers and in the providers' source; the records are invented.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import mapped as scicat_mapped
from said import said

from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.rdf.names import DCT, RDF
from kg.rdf.syntax import n_triples, read
from kg.rdf.terms import is_blank

PANOSC = load_source("panosc")
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"


def mapped(kind: str, body: Any, facility: str | None = None) -> Mapped:  # noqa: ANN401
    return PANOSC.triples(Record(kind, "k", body, b"", "https://search.nls.example/api/X", facility))


def document(**fields: Any) -> Mapped:  # noqa: ANN401
    return mapped("document", {"pid": "10.5072/d", "type": "publication", "title": "Moss", **fields})


def dataset(**fields: Any) -> Mapped:  # noqa: ANN401
    return mapped("dataset", {"pid": "20.500.99999/d", "title": "Moss", **fields})


@pytest.mark.parametrize("pid", ["20.500.12269/BRIGHTNESS/MB0003", "10.5072/Data.1"])
def test_a_dataset_meets_the_one_of_its_catalogue(pid: str) -> None:
    assert mapped("dataset", {"pid": pid}).about == scicat_mapped("dataset", {"pid": pid}).about


def test_a_publication_meets_the_one_of_its_catalogue_and_has_its_people() -> None:
    here = document(members=[{"role": "creator", "person": {"fullName": "Ada Rosenqvist"}}])
    there = scicat_mapped("published-data", {"doi": "10.5072/d", "creator": ["Ada Rosenqvist"]})

    assert here.about == there.about
    assert said(here, "dcterms:creator") == said(there, "dcterms:creator")


def test_an_instrument_meets_itself_by_facility_and_name() -> None:
    handle = "20.500.12269/0f98fcf2-7bd7-430e-ad20-d47031ca8f71"
    loki = "https://w3id.org/pan-kg/id/instrument/ess/loki"

    assert mapped("instrument", {"pid": handle, "name": "LoKI", "facility": "ESS"}).about.value == loki
    used = dataset(instrument={"name": "Loki", "facility": "European Spallation Source"})
    assert said(used, "pan:instrument") == [loki]
    assert scicat_mapped("instrument", {"pid": handle, "name": "LoKI"}).about.value == loki


def test_a_dataset_that_came_without_its_instrument_has_at_least_its_number() -> None:
    found = mapped("dataset", {"pid": "7", "instrumentId": "D17"}, facility="ILL")

    assert said(found, "pan:instrument") == ["https://w3id.org/pan-kg/id/instrument/ill/d17"]
    assert said(found, "pan:instrument", "rdfs:label") == []


def test_a_bare_number_is_unique_within_its_provider_only() -> None:
    one, other = (mapped("dataset", {"pid": 7}, facility=name) for name in ("ESRF", "ILL"))

    assert one.about.value == "https://w3id.org/pan-kg/id/dataset/esrf/7"
    assert other.about.value == "https://w3id.org/pan-kg/id/dataset/ill/7"


@pytest.mark.parametrize(
    ("pid", "doi", "about"),
    [
        ("10.5072/A", None, "https://doi.org/10.5072/a"),
        ("150000", " ", "https://w3id.org/pan-kg/id/collection/esrf/150000"),
        ("150000", "10.15151/ESRF-ES-7", "https://doi.org/10.15151/esrf-es-7"),
    ],
)
def test_a_document_is_its_doi_wherever_that_stands(pid: str, doi: str | None, about: str) -> None:
    found = mapped("document", {"pid": pid, "doi": doi, "title": "Moss"}, facility="ESRF")

    assert found.about.value == about
    assert pid in said(found, "dcterms:identifier")
    assert " " not in said(found, "dcterms:identifier")


@pytest.mark.parametrize("released", [None, "", " "])
def test_nulls_and_empty_dates_say_nothing(released: str | None) -> None:
    found = document(releaseDate=released, startDate=released, endDate=None, keywords=None, summary=None)

    assert {p for _, p, _ in found.triples} == {RDF["type"], DCT["identifier"], DCT["title"]}


@pytest.mark.parametrize(
    ("kind", "released", "available", "issued"),
    [
        ("publication", "2021-01-01T00:00:00.000Z", [], ["2021"]),  # made up by SciCat's adapter
        ("publication", "2021-01-01", [], ["2021"]),
        ("publication", "2021-01-02T00:00:00.000Z", ["2021-01-02"], []),
        ("publication", "2021-01-01T08:30:00.000Z", ["2021-01-01"], []),
        ("proposal", "2021-01-01T00:00:00.000Z", ["2021-01-01"], []),  # an embargo may end on New Year's Day
        ("proposal", "2027-04-12T00:00:00.000Z", ["2027-04-12"], []),
    ],
)
def test_new_years_day_of_a_publication_is_no_day_of_opening(
    kind: str, released: str, available: list[str], issued: list[str]
) -> None:
    found = document(type=kind, releaseDate=released)

    assert said(found, "dcterms:available") == available
    assert said(found, "dcterms:issued") == issued


def test_a_document_of_a_proposal_names_it_and_a_publication_none() -> None:
    ill = mapped("document", {"pid": "10.5291/ILL-DATA.8-02-889", "type": "proposal", "title": "Moss"})
    other = document(type="proposal")

    assert said(ill, "pan:proposal") == ["https://w3id.org/pan-kg/id/proposal/ill/8-02-889"]
    assert said(ill, "pan:proposal", "dcterms:identifier") == ["8-02-889"]
    assert said(other, "pan:proposal", "rdf:type") == ["pan:Proposal"]
    assert said(other, "pan:proposal", "dcterms:identifier") == []  # nobody says its number
    assert said(document(), "pan:proposal") == []


@pytest.mark.parametrize(("stated", "rights"), [(True, [PUBLIC]), ("true", []), (None, [])])
def test_only_a_plain_yes_makes_data_public(stated: object, rights: list[str]) -> None:
    assert said(document(isPublic=stated), "dcterms:accessRights") == rights


def test_members_by_their_roles() -> None:
    def member(role: str | None, name: str | None, **fields: Any) -> Any:  # noqa: ANN401
        return {"role": role, "person": {"fullName": name, **fields}, "affiliation": None}

    found = document(
        members=[
            member("owner", "Ada Rosenqvist"),
            member("Principal Investigator", "Ada Rosenqvist", orcid="0000-0002-1825-0097"),
            member("local contact", None, firstName="Bo", lastName="Fenwick"),
            member(None, "Siri Holm"),
            member("creator", "ada@nls.example"),
            None,
            {"role": "creator", "person": None},
        ]
    )

    assert said(found, "dcterms:creator") == ["https://orcid.org/0000-0002-1825-0097"]
    assert said(found, "dcterms:contributor", "foaf:name") == ["Bo Fenwick", "Siri Holm"]


def test_the_panet_id_goes_before_the_providers_own() -> None:
    technique = {
        "pid": "20.500.12269/panosc-tech1",
        "name": "small-angle neutron scattering",
        "panetId": "http://purl.org/pan-science/PaNET/PaNET01189",
    }
    found = dataset(techniques=[technique, None, "text"])

    assert said(found, "pan:technique") == ["panet:PaNET01189"]
    assert said(found, "pan:qualifiedTechnique", "pan:basis") == ["pan:Asserted"]


def test_parameters_are_numbers_or_texts_with_or_without_unit() -> None:
    listed = [
        {"name": "energy", "value": "12.4", "unit": "keV"},
        {"name": "energy", "value": 13, "unit": "keV"},
        {"name": "runs", "value": 3, "unit": None},
        {"name": "state", "value": "solid", "unit": ""},
        {"name": "range", "value": [1, 2], "unit": ""},
        {"name": "empty", "value": "", "unit": "K"},
        {"name": "none", "value": None, "unit": "K"},
        {"name": None, "value": 1, "unit": "K"},
        "text",
    ]
    found = dataset(parameters=listed)

    assert said(found, "pan:parameter", "schema:name") == ["energy", "energy 2", "range", "runs", "state"]
    assert said(found, "pan:parameter", "qudt:numericValue") == ["12.4", "13.0", "3.0"]
    assert said(found, "pan:parameter", "schema:value") == ["[1,2]", "solid"]


def test_a_parameter_of_one_dataset_meets_that_of_its_catalogue() -> None:
    here = dataset(parameters=[{"name": "photon_energy", "value": 930, "unit": "eV"}])
    metadata = {"photon_energy": {"value": 930, "unit": "eV"}}
    there = scicat_mapped("dataset", {"pid": "20.500.99999/d", "scientificMetadata": metadata})

    assert said(here, "pan:parameter") == said(there, "pan:parameter") != []


def test_the_formula_among_the_parameters_is_that_of_the_one_sample() -> None:
    formula = [{"name": "chemical_formula", "value": "Cu", "unit": ""}]
    one = dataset(parameters=formula, samples=[{"pid": "s1", "name": "cylinder"}])
    none = dataset(parameters=formula)
    two = dataset(parameters=formula, samples=[{"pid": "s1"}, {"pid": "s2"}])

    assert said(one, "pan:sample", "pan:chemicalFormula") == ["Cu"]
    assert said(none, "pan:sample", "pan:chemicalFormula") == ["Cu"]
    assert said(two, "pan:sample", "pan:chemicalFormula") == []


def test_files_by_name_and_size_without_the_folders() -> None:
    files = [
        {"name": "a.h5", "path": "/gpfs/p1", "size": 4},
        {"name": "b.h5", "path": "/gpfs/p1/b.h5"},
        {"name": "/gpfs/p1/c.h5", "path": None, "size": 0},
        {"id": 1},
    ]
    found = dataset(files=files)

    assert said(found, "dcat:distribution", "dcterms:title") == ["a.h5", "b.h5", "c.h5"]
    assert said(found, "pan:fileCount") == ["4"]
    assert "gpfs" not in n_triples(found.triples)


@pytest.mark.parametrize("kind", ["document", "dataset", "instrument"])
def test_an_entity_without_any_identifier_is_refused(kind: str) -> None:
    with pytest.raises(BadRecord, match="without"):
        mapped(kind, {"title": "Nameless"})


def test_what_is_no_object_and_what_is_no_kind_are_refused() -> None:
    with pytest.raises(BadRecord, match="must be a JSON object, not list"):
        mapped("document", [])
    with pytest.raises(BadRecord, match="has no 'sample'"):
        mapped("sample", {})


FIELDS = [
    "pid", "doi", "type", "title", "summary", "isPublic", "creationDate", "releaseDate", "startDate",
    "license", "keywords", "members", "person", "fullName", "orcid", "affiliation", "role", "datasets",
    "instrument", "instrumentId", "name", "facility", "techniques", "panetId", "samples", "description",
    "files", "path", "size", "parameters", "value", "unit", "landingPage", "documentDoiUrl", "metadata",
    "authors", "ids", "id", "cycles", "instruments", "proposalNumber", "sampleParameters", "Formula",
    "experimentalParameters",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["proposal", "10.5072/A b", "2021-02-30", "a@b.example", "\ud800", "ESS", "20203 (1)"]),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5)
    ),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["document", "dataset", "instrument"]),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=12),
    st.sampled_from([None, "ESS", "Moon Base"]),
)
def test_any_object_is_mapped_or_refused(kind: str, body: dict[str, Any], facility: str | None) -> None:
    try:
        found = mapped(kind, body, facility)
    except BadRecord:
        return
    text = n_triples(found.triples)
    assert text == n_triples(mapped(kind, body, facility).triples)
    assert len(list(read(text.encode(), "nt"))) == len(set(map(str, found.triples)))
    assert not any(is_blank(term) for triple in found.triples for term in triple)
