"""Products and links of OpenAIRE's Graph. All is invented after its documentation, links are constructed."""

import json
from pathlib import Path
from typing import Any

import pytest
from replay import RecordedWorld, recording, things
from said import said

from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Mark, Record
from kg.harvest.world import open_world
from kg.rdf.names import PAN

SOURCE = load_source("openaire")
PLACE = "https://openaire.example/graph"
DOI = "10.5072/lake-1"


def product(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"id": "doi_dedup___::1", "type": "dataset", "pids": [{"scheme": "doi", "value": DOI}], **more}


def mapped(body: Any, kind: str = "product") -> Mapped:  # noqa: ANN401
    return SOURCE.triples(Record(kind, "1", body, b"", "a.json"))


def claims(found: Mapped, relation: str) -> list[tuple[str, str, list[str]]]:
    """Subject, object and confidence of the claims of this relation."""
    nodes = [
        s for s, p, o in found.triples if p == PAN["relationType"] and getattr(o, "value", "") == relation
    ]

    def told(node: object, name: str) -> list[str]:
        return [getattr(o, "value", "") for s, p, o in found.triples if s == node and p == PAN[name]]

    return sorted(
        (told(node, "claimSubject")[0], told(node, "claimObject")[0], told(node, "confidence"))
        for node in nodes
    )


def counts(found: Mapped) -> dict[str, str]:
    nodes = [s for s, p, _ in found.triples if p == PAN["metric"]]

    def told(node: object, name: str) -> str:
        return next(getattr(o, "value", "") for s, p, o in found.triples if s == node and p == PAN[name])

    assert {told(node, "countOf") for node in nodes} <= {f"https://doi.org/{DOI}"}
    return {told(node, "metric"): told(node, "number") for node in nodes}


def test_the_identifiers_that_a_product_merges_are_claimed_to_be_the_same() -> None:
    pids = [
        {"scheme": "handle", "value": "20.500.11820/lake-1"},
        {"scheme": "doi", "value": DOI},
        {"scheme": "mag_id", "value": "123"},
    ]
    instances = [{"pids": [{"scheme": "doi", "value": "10.5073/copy-1"}]}]

    found = mapped(product(pids=pids, instances=instances))

    assert claims(found, "same-record") == [
        (f"https://doi.org/{DOI}", "https://doi.org/10.5073/copy-1", ["0.8"]),
        (f"https://doi.org/{DOI}", "https://hdl.handle.net/20.500.11820/lake-1", []),
    ]
    assert said(found, "foaf:primaryTopic") == [f"https://doi.org/{DOI}"]


def test_an_alternate_identifier_is_never_sure() -> None:
    stated = [{"scheme": "doi", "value": DOI}, {"scheme": "pmid", "value": "12345678"}]

    found = mapped(product(instances=[{"alternateIdentifiers": stated}, {"alternateIdentifier": stated}]))

    subject = f"https://doi.org/{DOI}"
    assert claims(found, "hasAlternateIdentifier") == [
        (subject, "https://pubmed.ncbi.nlm.nih.gov/12345678", ["0.8"])
    ]
    assert claims(found, "same-record") == []


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        (
            {"citationImpact": {"citationCount": 3}, "usageCounts": {"views": "40", "downloads": 12.0}},
            {"citationCount": "3", "views": "40", "downloads": "12"},
        ),
        ({"citationImpact": {"citationCount": 0}}, {"citationCount": "0"}),
        ({"citationImpact": {"citationCount": -1}, "usageCounts": {"views": "many", "downloads": True}}, {}),
        ({"citationImpact": {"citationCount": 1.5}, "usageCounts": None}, {}),
        (None, {}),
    ],
)
def test_numbers_without_claims_are_stated_counts(indicators: Any, expected: dict[str, str]) -> None:  # noqa: ANN401
    found = mapped(product(indicators=indicators))

    assert counts(found) == expected
    assert claims(found, "Cites") == []


def test_a_publication_is_described_and_data_are_not() -> None:
    people = [
        {"fullName": "Quist, Olaf", "rank": 2},
        {
            "fullName": "Holm, Siri",
            "name": "Siri",
            "surname": "Holm",
            "rank": 1,
            "pid": {"id": {"scheme": "orcid", "value": "0000-0002-1825-0097"}},
        },
    ]
    more = {
        "mainTitle": "Ice under load",
        "publicationDate": "2021-03-10",
        "container": {"name": "Journal of Ice"},
        "authors": people,
        "descriptions": ["An abstract."],
    }

    paper = mapped(product(type="publication", instances=[{"type": "Article"}], **more))
    data = mapped(product(**more))

    about = ("foaf:primaryTopic",)
    assert said(paper, *about, "dcterms:title") == ["Ice under load"]
    assert said(paper, *about, "dcterms:issued") == ["2021-03-10"]
    assert said(paper, *about, "schema:isPartOf") == ["Journal of Ice"]
    assert said(paper, *about, "rdf:type") == ["pan:Publication"]
    assert "https://orcid.org/0000-0002-1825-0097" in said(paper, *about, "dcterms:creator")
    assert "Siri Holm" in said(paper, *about, "dcterms:creator", "foaf:name")
    # Nobody says that these are all authors.
    assert said(paper, *about, "pan:teamComplete") == []
    assert "An abstract." not in str(paper.triples)
    assert said(data, *about, "dcterms:title") == said(data, *about, "rdf:type") == []


def test_a_link_is_a_claim() -> None:
    told = recording("openaire-doi")["requests"]
    body = told[f"GET /v1/researchProducts/links?targetPid={DOI}&page=0&pageSize=99"]["results"][0]

    found = mapped(body, "link")

    assert claims(found, "Cites") == [("https://doi.org/10.5072/paper-1", f"https://doi.org/{DOI}", [])]
    assert said(found, "pan:subjectKind") + said(found, "pan:objectKind") == ["publication", "dataset"]
    assert said(found, "pan:claimSubject", "dcterms:issued") == ["2021-03-10"]
    assert said(found, "pan:claimDate") == []


@pytest.mark.parametrize(
    "body", [[], {}, {"id": "1", "pids": []}, {"pids": [{"scheme": "mag_id", "value": "1"}]}]
)
def test_what_nothing_identifies_is_refused(body: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadRecord):
        mapped(body)


def test_each_doi_is_asked_for_products_and_links() -> None:
    told = recording("openaire-doi")
    world = RecordedWorld(told["place"], requests=told["requests"], identifiers=told["identifiers"])

    found = list(SOURCE.records(world))

    kinds = ["mark" if isinstance(one, Mark) else getattr(one, "kind", "") for one in found]
    assert kinds == ["product", "product", "link", "mark", "asked", "mark"]
    assert isinstance(found[4], Aside)
    assert (found[4].key, found[4].reason) == ("10.5072/lake-2", "asked, and has neither product nor link")
    assert world.expected == 2


def test_more_pages_are_found_along_the_cursor() -> None:
    def page(cursor: str) -> str:
        return f"GET /v2/researchProducts?pid={DOI}&pageSize=50&cursor={cursor}"

    full = [product(id=str(number)) for number in range(50)]
    none = {"header": {"totalPages": 0}, "results": []}
    requests = {
        page("*"): {"header": {"nextCursor": "b"}, "results": full},
        page("b"): {"header": {"nextCursor": "b"}, "results": [product(id="last")]},
        f"GET /v1/researchProducts/links?sourcePid={DOI}&page=0&pageSize=99": none,
        f"GET /v1/researchProducts/links?targetPid={DOI}&page=0&pageSize=99": none,
    }

    found = things(SOURCE.records(RecordedWorld(PLACE, requests=requests, identifiers=[DOI])))

    assert [one.key for one in found] == [*map(str, range(50)), "last"]


@pytest.mark.parametrize(
    ("end", "products", "links"),
    [
        ("", "/v2/researchProducts", "/v1/researchProducts/links"),
        ("/v3", "/research-products", "/research-products/links"),
        ("/v2", "/researchProducts", "/researchProducts/links"),
    ],
)
def test_the_version_is_part_of_the_place(end: str, products: str, links: str) -> None:
    none = {"header": {"numFound": 0, "totalPages": 0}, "results": []}
    requests = {f"GET {products}?pid={DOI}&pageSize=50&cursor=*": none} | {
        f"GET {links}?{side}Pid={DOI}&page=0&pageSize=99": none for side in ("source", "target")
    }

    found = things(SOURCE.records(RecordedWorld(PLACE + end, requests=requests, identifiers=[DOI])))

    assert [one.kind for one in found] == ["asked"]


@pytest.mark.parametrize(
    "answer", [{}, [], {"results": "x"}, {"message": "Internal Server Error", "code": 500}]
)
def test_an_answer_that_is_no_list_is_no_absence(answer: Any) -> None:  # noqa: ANN401
    requests = {f"GET /v2/researchProducts?pid={DOI}&pageSize=50&cursor=*": answer}

    with pytest.raises(SourceUnavailable, match="no list of products"):
        list(SOURCE.records(RecordedWorld(PLACE, requests=requests, identifiers=[DOI])))


def test_recorded_answers_are_read_from_files(tmp_path: Path) -> None:
    for number, answer in enumerate(recording("openaire-doi")["requests"].values()):
        (tmp_path / f"{number}.json").write_text(json.dumps(answer))

    found = things(SOURCE.records(open_world(str(tmp_path), contained=False)))

    assert [one.kind for one in found if isinstance(one, Record)] == ["product", "product", "link"]
    assert [one.reason for one in found if isinstance(one, Aside)] == ["An answer that lists nothing."] * 4
