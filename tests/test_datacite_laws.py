"""What holds for every object that a registry, a repository or a training portal may send, however odd."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.rdf.syntax import n_triples, read
from kg.rdf.terms import is_blank

FIELDS = [
    "attributes", "doi", "id", "titles", "title", "titleType", "creators", "contributors", "contributorType",
    "name", "nameType", "givenName", "familyName", "nameIdentifiers", "nameIdentifier", "affiliation",
    "affiliationIdentifier", "publisher", "publicationYear", "subjects", "subject", "subjectScheme",
    "valueUri",
    "dates", "date", "dateType", "types", "resourceType", "resourceTypeGeneral", "relatedIdentifiers",
    "relatedIdentifier", "relatedIdentifierType", "relationType", "relatedItems", "relatedItemIdentifier",
    "rightsList", "rights", "rightsUri", "descriptions", "description", "geoLocations", "geoLocationPoint",
    "pointLatitude", "pointLongitude", "geoLocationBox", "fundingReferences", "funderName",
    "funderIdentifier",
    "awardNumber", "awardTitle", "sizes", "formats", "version", "language", "url", "state", "xml",
    "registered",
    "alternateIdentifiers", "metadata", "resource_type", "type", "subtype", "grants", "funder", "license",
    "related_identifiers", "scheme", "keywords", "access", "embargo", "until", "pids", "identifier",
    "person_or_org", "@type", "@id", "@list", "about", "author", "location", "hasCourseInstance", "startDate",
    "scientific_topics", "uri", "preferred_label", "slug", "links", "self",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "10.5072/A b",
            "10.15151/ESRF-ES-1",
            "https://ror.org/02550n020",
            "0000-0002-1825-0097",
            "2021-02-30",
        ]
    ),
    st.sampled_from(
        ["2021-02-03/..", "(:unkn)", ":", "(", "Dataset", "Instrument", "Personal", "IsPartOf", "Proposal"]
    ),
    st.sampled_from(["https://a b/|", "\ud800", "{}", "PGE+", "a@b.example", "PaNET01188", "open access"]),
)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5)
    ),
    max_leaves=12,
)
BODIES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=14)
KNOWN = st.sampled_from(
    [
        {},
        {"doi": "10.5072/A b"},
        {"@id": "https://a.example/b c/../d?e", "@type": "Course"},
        {"url": "https://[/x", "title": "T"},
        {"url": "https://a.example/x", "title": "T"},
    ]
)


def attempt(source: str, record: Record) -> Mapped | str:
    """What the record became, or why it was refused."""
    try:
        return load_source(source).triples(record)
    except BadRecord as refusal:
        return str(refusal)


@pytest.mark.parametrize("source", ["datacite", "zenodo", "tess"])
@settings(max_examples=150, deadline=None)
@given(body=BODIES, known=KNOWN, facility=st.sampled_from([None, "DESY", "Moon Base"]))
def test_any_object_is_mapped_or_refused(
    source: str, body: dict[str, Any], known: dict[str, Any], facility: str | None
) -> None:
    record = Record("doi", "k", {**body, **known}, b"", "https://a.example", facility)

    mapped = attempt(source, record)
    if isinstance(mapped, str):
        return
    text = n_triples(mapped.triples)
    assert text == n_triples(load_source(source).triples(record).triples)
    assert len(list(read(text.encode(), "nt"))) == len(set(map(str, mapped.triples)))
    assert not any(is_blank(term) for triple in mapped.triples for term in triple)
    assert "a@b.example" not in text
