"""OpenCitations: lists, counts, works, tables and RDF. Payloads of 10.5072 are invented, the others real."""

import json
from pathlib import Path
from typing import Any

import pytest
from claims import claims_of, counts_of, facts_of
from replay import RecordedWorld, recording
from said import values

from harvesters._opencitations_triples import authors_of
from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Mark, Record
from kg.harvest.world import open_world
from kg.rdf.names import DCT

OPENCITATIONS = load_source("opencitations")
CITED = "10.1108/jd-12-2013-0166"
META = "https://w3id.org/oc/meta/br/"
ROW = {
    "oci": "0692-0691",
    "citing": "omid:br/0692 doi:10.5072/paper",
    "cited": "omid:br/0691 doi:10.5072/data",
    "creation": "2021-03",
}


def mapped(kind: str, body: Any) -> Mapped:  # noqa: ANN401
    return OPENCITATIONS.triples(Record(kind, "key", body, b"", "a"))


def in_file(path: Path, **options: str) -> list[Any]:
    world = open_world(str(path), contained=False)
    world.options = options
    return list(OPENCITATIONS.records(world))


def written(folder: Path, name: str, content: Any) -> Path:  # noqa: ANN401
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.fixture
def real(shared_data: Path) -> Path:
    return shared_data / "citations" / "opencitations"


def test_a_real_list_of_citations(real: Path) -> None:
    (record,) = in_file(real / "index_v2_citations_doi-10.1108_jd-12-2013-0166.json")
    found = OPENCITATIONS.triples(record)

    assert (record.kind, record.key) == ("citations", f"{CITED} citations")
    assert [one for one in claims_of(found) if one[1] == "cites"] == [
        ("10.3233/ds-190016", "cites", CITED),
        ("10.3233/ds-190019", "cites", CITED),
        ("10.7717/peerj-cs.421", "cites", CITED),
    ]
    assert [one for one in claims_of(found) if one[1] == "same-record"] == [
        (CITED, "same-record", META + "06180334099"),
        ("10.3233/ds-190016", "same-record", META + "06102227629"),
        ("10.3233/ds-190019", "same-record", META + "06102227626"),
        ("10.7717/peerj-cs.421", "same-record", "https://pubmed.ncbi.nlm.nih.gov/33817056"),
        ("10.7717/peerj-cs.421", "same-record", META + "06101801781"),
    ]
    assert values(found.triples, DCT["issued"], "peerj-cs.421") == ["2021-03-10"]
    assert values(found.triples, DCT["issued"], "ds-190016") == ["2019-11-25"]
    self_citing = {
        one["claimSubject"][-9:]: json.loads(one["claimText"])["author_sc"]
        for one in facts_of(found, "CitationClaim")
        if one["relationType"] == "cites"
    }
    assert self_citing == {"ds-190016": "yes", "ds-190019": "no", "rj-cs.421": "no"}


def test_real_answers_whose_file_names_alone_say_what_they_are_about(real: Path) -> None:
    found = {
        one.key: counts_of(OPENCITATIONS.triples(one))
        for one in in_file(real)
        if isinstance(one, Record) and one.kind == "count"
    }

    assert found == {
        f"{CITED} citation-count": {("citation-count", ""): 34},
        "10.7717/peerj-cs.421 reference-count": {("reference-count", ""): 35},
    }
    (venue,) = in_file(real / "index_v2_venue-citation-count_issn-0138-9130.json")
    assert isinstance(venue, Aside)
    assert "does not say of which DOI" in venue.reason


def test_one_real_citation_is_known_by_its_oci(real: Path) -> None:
    (record,) = in_file(real / "index_v2_citation_06101801781-06180334099.json")
    (claim,) = [
        one
        for one in facts_of(OPENCITATIONS.triples(record), "CitationClaim")
        if one["relationType"] == "cites"
    ]

    assert (record.kind, record.key) == ("citation", "06101801781-06180334099")
    assert claim["claimDate"] == "2021-03-10"
    assert json.loads(claim["claimText"])["timespan"] == "P6Y0M1D"


def test_the_documented_prefix_names_the_index() -> None:
    row = {**ROW, "creation": "coci => 2013-01-02; croci => 2013", "citing": "coci => doi:10.5072/paper; x"}

    found = mapped("citation", row)
    (claim,) = [one for one in facts_of(found, "CitationClaim") if one["relationType"] == "cites"]

    assert (claim["claimOrigin"], claim["claimDate"]) == ("coci", "2013-01-02")
    assert values(found.triples, DCT["issued"], "paper") == ["2013-01-02"]


def test_rows_of_the_first_version_have_bare_dois() -> None:
    found = mapped("citation", {"oci": "1-2", "citing": "10.5072/Paper", "cited": "10.5072/data"})

    assert claims_of(found) == [("10.5072/paper", "cites", "10.5072/data")]


def test_authors() -> None:
    found = authors_of(
        {"author": "Holm, Siri [orcid:0000-0002-1825-0097 omid:ra/1]; Quist,; Ice Group [omid:ra/2]"}
    )

    assert [(one.name, one.orcid, one.is_body) for one in found] == [
        ("Siri Holm", "0000-0002-1825-0097", False),
        ("Quist", None, False),
        ("Ice Group", None, True),
    ]


def test_a_walk_asks_with_the_prefix_and_for_the_citing_works() -> None:
    told = recording("opencitations-doi")
    world = RecordedWorld(told["place"], identifiers=told["identifiers"], requests=told["requests"])

    found = list(OPENCITATIONS.records(world))

    assert [one.resume if isinstance(one, Mark) else one.key for one in found] == [
        "10.5072/data.one citations",
        "10.5072/data.one citing works",
        "10.5072/data.one",
        "10.5072/data.two citations",
        "10.5072/data.two",
    ]
    assert [OPENCITATIONS.body(one.raw) == one.body for one in found if isinstance(one, Record)] == [True] * 3
    assert isinstance(found[3], Record)
    assert claims_of(OPENCITATIONS.triples(found[3])) == []


def test_the_citing_works_can_be_left_out() -> None:
    told = recording("opencitations-doi")
    world = RecordedWorld(
        told["place"], identifiers=told["identifiers"], requests=told["requests"], options={"metadata": "no"}
    )

    assert [one.key for one in OPENCITATIONS.records(world) if isinstance(one, Record)] == [
        "10.5072/data.one citations",
        "10.5072/data.two citations",
    ]


def test_what_is_no_list_is_not_an_empty_one() -> None:
    requests = {f"GET /index/v2/citations/doi:10.5072/{name}": {"error": "busy"} for name in "abc"}
    world = RecordedWorld(
        "https://oc.example", identifiers=[f"10.5072/{n}" for n in "abc"], requests=requests
    )

    with pytest.raises(SourceUnavailable, match="no list"):
        list(OPENCITATIONS.records(world))


@pytest.mark.parametrize("body", [[], {}, {"asked": "issn:1", "rows": []}, {"citing": "x", "cited": "y"}])
def test_what_is_about_nothing_is_refused(body: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadRecord):
        mapped("citations", body)
