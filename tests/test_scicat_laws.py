"""What holds for every record, however odd."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.rdf.syntax import n_triples, read
from kg.rdf.terms import is_blank

SCICAT = load_source("scicat")

FIELDS = [
    "pid", "_id", "doi", "type", "title", "datasetName", "description", "abstract", "keywords",
    "techniques", "creationTime", "startTime", "endTime", "updatedAt", "registeredTime", "status",
    "isPublished", "datasetlifecycle", "publishedOn", "dateOfPublishing", "$date",
    "principalInvestigator", "principalInvestigators", "owner", "orcidOfOwner", "creator", "authors",
    "creators", "contributors", "name", "nameIdentifiers", "affiliation", "publisher",
    "publicationYear", "metadata", "relatedPublications", "relatedIdentifiers", "pidArray",
    "datasetPids", "inputDatasets", "url", "license", "rightsList", "creationLocation", "instrumentId",
    "instrumentIds", "sampleId", "sampleIds", "proposalId", "scientificMetadata", "sample", "beamtime",
    "value", "unit", "creationLocations", "_id", "datasetId", "dataFileList", "path", "size", "chk",
    "chkAlg", "origdatablocks", "numberOfFiles", "sizeOfArchive", "usedSoftware", "relationships",
    "relationship", "instruments", "MeasurementPeriodList", "instrument", "start", "end",
    "parentProposalId", "sampleCharacteristics", "$numberLong",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["raw", "10.5072/A b", "20.500.11935/ü", "2021-02-30", "2021-02-03T04:05:06Z", "a@b.example"]
    ),
    st.sampled_from(
        ["/PSI/SLS/TOMCAT", "CC BY 4.0", "PaNET01188", "registered", "https://a b/|", "\ud800", "{}"]
    ),
)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), TEXTS), inner, max_size=5),
    ),
    max_leaves=12,
)
BODIES = st.one_of(
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=14),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=14).map(
        lambda body: {"_id": "x", "datasetId": "a/b", **body}  # most kinds need one of these
    ),
)
KINDS = st.sampled_from(
    ["published-data", "dataset", "sample", "proposal", "instrument", "origdatablock", "datablock"]
)


def attempt(record: Record) -> Mapped | str:
    """What the record became, or why it was refused."""
    try:
        return SCICAT.triples(record)
    except BadRecord as refusal:
        return str(refusal)


@settings(max_examples=400, deadline=None)
@given(KINDS, BODIES, st.sampled_from([None, "DESY", "Moon Base"]))
def test_any_object_is_mapped_or_refused(kind: str, body: dict[str, Any], facility: str | None) -> None:
    record = Record(kind, "k", body, b"", "https://a.example/api/v3/datasets/k", facility)

    mapped = attempt(record)
    if isinstance(mapped, str):
        return
    text = n_triples(mapped.triples)
    assert text == n_triples(SCICAT.triples(record).triples)
    assert len(list(read(text.encode(), "nt"))) == len(set(map(str, mapped.triples)))
    assert not any(is_blank(term) for triple in mapped.triples for term in triple)


@given(VALUES)
def test_anything_that_is_no_object_is_refused(body: Any) -> None:  # noqa: ANN401
    if not isinstance(body, dict):
        assert "must be a JSON object" in str(attempt(Record("dataset", "k", body, b"", "a.json")))
