"""Links of ScholeXplorer and Scholix files. The dump is recorded; links to data are constructed."""

from pathlib import Path
from typing import Any

import pytest
from replay import things
from said import said, values

from harvesters._scholix_live import link_item
from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Record
from kg.harvest.world import open_world
from kg.rdf.names import DCT, PAN

SOURCE = load_source("scholexplorer")
DOI = "10.5072/lake-1"


def work(doi: str, kind: str = "publication", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"Identifier": [{"ID": doi, "IDScheme": "doi"}], "Type": kind, **more}


def link(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A link of an invented article to invented data."""
    ends = {"Source": work("10.5072/paper-1"), "Target": work(DOI, "dataset")}
    return {
        "RelationshipType": {"Name": "References"},
        "LinkProvider": [{"Name": "Crossref"}],
        **ends,
        **more,
    }


def mapped(body: Any) -> Mapped:  # noqa: ANN401
    return SOURCE.triples(Record("link", "1", body, b"", "a.json"))


def read(path: Path) -> list[Record | Aside]:
    return things(SOURCE.records(open_world(str(path), contained=False)))


def test_the_recorded_dump_holds_citations_among_literature_only(shared_data: Path) -> None:
    """12 links, as PROVENANCE.md counts them: not one of data."""
    found = read(shared_data / "citations" / "scholexplorer" / "dump_sample_a.ndjson")
    records = [one for one in found if isinstance(one, Record)]
    claims = [SOURCE.triples(one) for one in records]

    assert len(found) == len(records) == 12
    assert {one.key for one in records} == {one.body["identifier"] for one in records}
    assert [said(one, "pan:relationType") for one in claims] == [["Cites"]] * 12
    assert [said(one, "pan:subjectKind") + said(one, "pan:objectKind") for one in claims] == [
        ["publication", "publication"]
    ] * 12


def test_the_date_of_a_recorded_link_is_not_that_of_the_citing_work(shared_data: Path) -> None:
    """In 9 of 12 it is the cited work's (PROVENANCE.md); each work has its own within it."""
    path = shared_data / "citations" / "scholexplorer" / "dump_sample_a.ndjson"
    cited = 0
    for record in read(path):
        assert isinstance(record, Record)
        found = SOURCE.triples(record)
        (day,) = said(found, "pan:claimDate")
        dates = {
            end: values(found.triples, DCT["issued"], said(found, f"pan:claim{name}")[0])
            for end, name in (("source", "Subject"), ("target", "Object"))
        }
        assert day == record.body["publicationDate"]
        assert dates == {end: [record.body[end]["publicationDate"]] for end in dates}
        cited += dates["target"] == [day]

    assert cited == 9


def test_a_recorded_link_names_its_upstream_and_keeps_all_providers(shared_data: Path) -> None:
    first, second, *_ = read(shared_data / "citations" / "scholexplorer" / "dump_sample_a.ndjson")
    assert isinstance(first, Record)
    assert isinstance(second, Record)

    assert said(SOURCE.triples(first), "pan:assertedBy") == ["Crossref; Microsoft Academic Graph"]
    assert said(SOURCE.triples(first), "pan:claimOrigin") == ["Crossref"]
    # Crossref stands fifth among eight: the repositories before it hand on the same link.
    assert said(SOURCE.triples(second), "pan:claimOrigin") == ["Crossref"]
    assert "Europe PubMed Central; PubMed Central" in said(SOURCE.triples(second), "pan:assertedBy")[0]


V3 = {
    "LinkPublicationDate": "2020-01-02T03:04:05Z",
    "LinkProvider": {"Name": "DataCite"},
    "RelationshipType": {"Name": "IsSupplementedBy"},
    "Source": {
        "Identifier": {"ID": "https://doi.org/10.5072/PAPER-1", "IDScheme": "DOI"},
        "Type": {"Name": "literature", "SubType": "journal-article"},
        "Title": "Ice under load",
        "PublicationDate": "2021-03",
        "Creator": {"Name": "Quist, Olaf", "Identifier": {"ID": "0000-0002-1825-0097", "IDScheme": "ORCID"}},
    },
    "Target": {"Identifier": {"ID": DOI, "IDScheme": "doi"}, "Type": {"Name": "dataset"}},
}
V4 = V3 | {
    "LinkProvider": [{"Name": "DataCite"}],
    "Source": V3["Source"]  # type: ignore[operator]
    | {
        "Identifier": [{"ID": "10.5072/paper-1", "IDScheme": "doi"}],
        "Type": "literature",
        "SubType": "journal-article",
        "Creator": [
            {"Name": "Quist, Olaf", "Identifier": [{"ID": "0000-0002-1825-0097", "IDScheme": "ORCID"}]}
        ],
    },
    "Target": {"Identifier": [{"ID": DOI, "IDScheme": "doi"}], "Type": "dataset"},
}


@pytest.mark.parametrize("body", [V3, V4], ids=["3", "4"])
def test_both_versions_of_scholix_say_the_same(body: dict[str, Any]) -> None:
    found = mapped(body)

    assert said(found, "pan:claimSubject") == ["https://doi.org/10.5072/paper-1"]
    assert said(found, "pan:claimObject") == [f"https://doi.org/{DOI}"]
    assert said(found, "pan:relationType") == ["IsSupplementedBy"]
    assert said(found, "pan:subjectKind") + said(found, "pan:objectKind") == ["publication", "dataset"]
    assert said(found, "pan:claimDate") == ["2020-01-02"]
    assert said(found, "pan:claimOrigin") == ["DataCite"]
    assert said(found, "pan:claimSubject", "dcterms:issued") == ["2021-03"]
    assert said(found, "pan:claimSubject", "dcterms:title") == ["Ice under load"]
    assert said(found, "pan:claimSubject", "schema:additionalType") == ["journal-article"]
    assert said(found, "pan:claimSubject", "dcterms:creator") == ["https://orcid.org/0000-0002-1825-0097"]
    assert said(found, "pan:claimSubject", "dcterms:creator", "foaf:name") == ["Olaf Quist"]


def test_data_are_not_described_as_if_they_were_harvested() -> None:
    found = mapped(link(Target=work(DOI, "dataset", Title="Ice, session 1", PublicationDate="2028-01-01")))

    assert said(found, "pan:claimObject", "rdf:type") == []
    assert said(found, "pan:claimObject", "dcterms:title") == []
    assert said(found, "pan:claimObject", "dcterms:issued") == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"Name": "References", "SubType": "Cites"}, "Cites"),
        ({"Name": "IsRelatedTo", "SubType": "is-derived-from"}, "is-derived-from"),
        ({"Name": "IsRelatedTo", "SubType": "whatever"}, "IsRelatedTo"),
        ({"Name": "IsRelatedTo"}, "IsRelatedTo"),
        ({"SubType": "whatever"}, "whatever"),
        ("IsCitedBy", "IsCitedBy"),
    ],
)
def test_the_precise_word_for_a_relation(stated: Any, expected: str) -> None:  # noqa: ANN401
    assert said(mapped(link(RelationshipType=stated)), "pan:relationType") == [expected]


@pytest.mark.parametrize(
    ("names", "origin"),
    [
        (["OpenAIRE", "Pangaea", "Zenodo"], ["Pangaea"]),
        (["Zenodo", "Datacite"], ["Datacite"]),
        (["OpenAIRE ScholeXplorer"], []),
        ([], []),
    ],
)
def test_whom_the_aggregator_has_a_link_from(names: list[str], origin: list[str]) -> None:
    found = mapped(link(LinkProvider=[{"name": name} for name in names]))

    assert said(found, "pan:claimOrigin") == origin


def test_identifiers_of_one_work_are_claimed_to_be_the_same_less_surely_for_two_dois() -> None:
    identifiers = [
        {"ID": "50|dedup::1", "IDScheme": "DNET Identifier"},
        {"ID": "12345678", "IDScheme": "pmid"},
        {"ID": "10.5072/paper-1", "IDScheme": "doi"},
        {"ID": "10.5072/paper-1b", "IDScheme": "doi"},
        {"ID": "10.48550/arxiv.2101.00001", "IDScheme": "doi"},
        {"ID": "x", "IDScheme": "url", "IDURL": "https://repository.example/"},
    ]
    found = mapped(link(Source={"Identifier": identifiers, "Type": "publication"}))
    same = {
        s
        for s, p, o in found.triples
        if p == PAN["relationType"] and getattr(o, "value", "") == "same-record"
    }
    told = {
        next(o.value for s, p, o in found.triples if s == node and p == PAN["claimObject"]): [
            o.value for s, p, o in found.triples if s == node and p == PAN["confidence"]
        ]
        for node in same
    }

    assert said(found, "pan:claimSubject") == ["https://doi.org/10.5072/paper-1"]
    assert told == {
        "https://doi.org/10.5072/paper-1b": ["0.5"],
        "https://doi.org/10.48550/arxiv.2101.00001": ["0.8"],
        "https://pubmed.ncbi.nlm.nih.gov/12345678": [],
    }


def test_an_entry_of_an_archive_is_named_by_its_address() -> None:
    entry = {"ID": "4hhb", "IDScheme": "pdb", "IDURL": "http://identifiers.org/pdb/4HHB"}
    page = {"ID": "x-1", "IDScheme": "lake", "IDURL": "https://lake.example/x-1"}

    for stated, expected in (
        (entry, "https://doi.org/10.2210/pdb4hhb/pdb"),
        (page, "https://lake.example/x-1"),
    ):
        found = mapped(link(Target={"Identifier": [stated], "Type": "dataset"}))
        assert said(found, "pan:claimObject") == [expected]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"Source": "x", "Target": "y"},
        link(RelationshipType=None),
        link(RelationshipType={"Name": "  "}),
        link(Target={"Identifier": [], "Type": "dataset"}),
        link(Target={"Identifier": [{"ID": "50|dnet", "IDScheme": "DNET Identifier"}]}),
    ],
)
def test_what_is_no_whole_link_is_refused(body: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadRecord):
        mapped(body)


def test_a_link_without_identifier_is_known_by_what_it_says() -> None:
    def key(body: dict[str, Any]) -> str:
        return link_item(body, "a.json", None).key

    assert key(link()) == key(link(LinkPublicationDate="2026-01-01"))
    assert key(link()) != key(link(LinkProvider=[{"Name": "Zenodo"}]))
    assert key(link()) != key(link(RelationshipType={"Name": "IsRelatedTo"}))
    assert key(link(Identifier="abc")) == "abc"
