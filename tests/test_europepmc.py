"""Mentions in Europe PMC. All is invented after its documentation (unverified); all links are constructed."""

import json
from pathlib import Path
from typing import Any

import pytest
from replay import RecordedWorld, recording, things
from said import said

from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Mark, Record
from kg.harvest.world import open_world
from kg.rdf.names import PAN

SOURCE = load_source("europepmc")
PLACE = "https://epmc.example/europepmc"
DOI = "10.5072/lake-1"
ARTICLE = "https://pubmed.ncbi.nlm.nih.gov/12345678"
DATALINKS = "GET /webservices/rest/MED/12345678/datalinks?format=json"
ANNOTATIONS = (
    "GET /annotations_api/annotationsByArticleIds?articleIds=MED:12345678&type=Accession Numbers&format=JSON"
)


def search(doi: str = DOI, cursor: str = "*") -> str:
    return (
        f'GET /webservices/rest/search?query="{doi}"'
        f"&resultType=lite&format=json&pageSize=100&cursorMark={cursor}"
    )


def asked(requests: dict[str, Any], *dois: str) -> list[Any]:
    return list(SOURCE.records(RecordedWorld(PLACE, requests=requests, identifiers=dois or (DOI,))))


def kinds(found: list[Any]) -> list[str]:
    return ["mark" if isinstance(one, Mark) else one.kind for one in found]


def mapped(kind: str, body: Any, key: str = "MED:12345678") -> Mapped:  # noqa: ANN401
    return SOURCE.triples(Record(kind, key, body, b"", "a.json"))


def claims(found: Mapped) -> list[tuple[list[str], ...]]:
    """Relation, object, confidence, sentence and place of each claim but those of identity."""
    nodes = {s for s, p, _ in found.triples if p == PAN["relationType"]}
    names = ("relationType", "claimObject", "confidence", "citingText", "field")

    def told(node: object, name: str) -> list[str]:
        return [getattr(o, "value", "") for s, p, o in found.triples if s == node and p == PAN[name]]

    rows = sorted(tuple(told(node, name) for name in names) for node in nodes)
    return [row for row in rows if row[0] != ["same-record"]]


def mention(**article: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"searched": DOI, "article": {"id": "12345678", "source": "MED", "pmid": "12345678", **article}}


def test_a_text_that_names_data_mentions_them() -> None:
    found = mapped("mention", mention(doi="10.5072/paper-1", pmcid="PMC7654321"))

    assert claims(found) == [(["mentions"], [f"https://doi.org/{DOI}"], ["0.8"], [], [])]
    assert said(found, "foaf:primaryTopic") == ["https://doi.org/10.5072/paper-1"]


def test_an_article_is_described_with_its_own_date() -> None:
    found = mapped(
        "mention",
        mention(
            title="Ice under <i>load</i>",
            authorString="Holm S, De Wit AB, Ice Collaboration.",
            journalTitle="J Ice",
            pubYear="2021",
            firstPublicationDate="2021-03-10",
            pubType="research support; research-article",
        ),
    )

    about = ("foaf:primaryTopic",)
    assert said(found, *about, "dcterms:title") == ["Ice under load"]
    assert said(found, *about, "dcterms:issued") == ["2021-03-10"]
    assert said(found, *about, "schema:isPartOf") == ["J Ice"]
    assert said(found, *about, "dcterms:creator", "foaf:familyName") == ["De Wit", "Holm"]
    assert said(found, *about, "dcterms:creator", "foaf:givenName") == ["AB", "S"]
    assert "Ice Collaboration" in said(found, *about, "dcterms:creator", "foaf:name")
    assert said(mapped("mention", mention(pubYear="2020")), *about, "dcterms:issued") == ["2020"]


def test_a_sentence_stands_with_its_accession_number() -> None:
    told = recording("europepmc-doi")["requests"][ANNOTATIONS][0]

    found = mapped("annotations", told)

    pdb, data = "https://doi.org/10.2210/pdb4hhb/pdb", f"https://doi.org/{DOI}"
    section = "Data Availability (http://purl.org/orb/Data)"
    assert claims(found) == [
        (["mentions"], [pdb], ["0.8"], ["in contrast to 4HHB, which"], ["Results"]),
        (["mentions"], [data], ["0.8"], [f"The data are at {DOI} since 2020."], [section]),
    ]
    assert said(found, "foaf:primaryTopic") == [ARTICLE]


def test_links_keep_their_word_and_those_from_texts_are_less_sure() -> None:
    told = recording("europepmc-doi")["requests"][DATALINKS]

    found = mapped("datalinks", told)

    assert claims(found) == [
        (["References"], ["https://doi.org/10.2210/pdb4hhb/pdb"], ["0.8"], [], ["tm_accession"]),
        (["References"], [f"https://doi.org/{DOI}"], [], [], ["ext_links"]),
    ]


def test_a_link_without_a_known_target_is_left_out() -> None:
    told = recording("europepmc-doi")["requests"][DATALINKS]
    copy = json.loads(json.dumps(told))
    copy["dataLinkList"]["Category"][0]["Section"][0]["Linklist"]["Link"][0]["Target"]["Identifier"] = {
        "ID": "x"
    }

    assert [row[4] for row in claims(mapped("datalinks", copy))] == [["tm_accession"]]


@pytest.mark.parametrize(
    ("kind", "body", "key"),
    [
        ("mention", {}, "1"),
        ("mention", {"searched": "no DOI", "article": {"pmid": "1"}}, "1"),
        ("mention", {"searched": DOI, "article": {"title": "no identifier"}}, "1"),
        ("annotations", {"annotations": []}, "file.json#0"),
        ("datalinks", [], "MED:1"),
    ],
)
def test_what_names_no_article_is_refused(kind: str, body: Any, key: str) -> None:  # noqa: ANN401
    with pytest.raises(BadRecord):
        mapped(kind, body, key)


def test_each_doi_is_searched_for_and_an_article_asked_once() -> None:
    told = recording("europepmc-doi")
    requests = told["requests"] | {search("10.5072/lake-3"): told["requests"][search()]}
    dois = [*told["identifiers"], "10.5072/lake-3"]

    found = asked(requests, *dois)

    assert kinds(found) == ["mention", "datalinks", "annotations", "mark", "asked", "mark", "mention", "mark"]
    assert found[0].key == "MED:12345678 10.5072/lake-1"
    assert (found[4].key, found[4].reason) == ("10.5072/lake-2", "asked, and no article names it")


def test_more_articles_are_found_along_the_cursor() -> None:
    hits = [{"id": f"p{number}", "source": "PPR", "hasTMAccessionNumbers": "N"} for number in range(101)]
    requests: dict[str, Any] = {
        search(): {"nextCursorMark": "b", "resultList": {"result": hits[:100]}},
        search(cursor="b"): {"nextCursorMark": "c", "resultList": {"result": hits[100:]}},
    }

    found = asked(requests)  # no data links are recorded: the service answers 404 for each article

    assert kinds(found) == ["mention"] * 101 + ["mark"]


def test_an_article_is_not_asked_for_accession_numbers_that_it_is_said_to_lack() -> None:
    hit = {"id": "12345678", "source": "MED", "pmid": "12345678", "hasTMAccessionNumbers": "N"}

    assert kinds(asked({search(): {"resultList": {"result": [hit]}}})) == ["mention", "mark"]


def test_a_refusal_is_no_absence() -> None:
    class Refusing(RecordedWorld):
        def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
            if path.endswith("/datalinks"):
                raise BadInput("answered 403 Forbidden")
            return super().get_json(path, **params)

    told = recording("europepmc-doi")["requests"]
    with pytest.raises(BadInput, match="403"):
        list(SOURCE.records(Refusing(PLACE, requests=told, identifiers=[DOI])))
    with pytest.raises(SourceUnavailable, match="no list of articles"):
        asked({search(): {"errCode": 500}})


def test_recorded_answers_are_read_from_files(tmp_path: Path) -> None:
    told = recording("europepmc-doi")["requests"]
    (tmp_path / "a.json").write_text(json.dumps(told[search()]))
    (tmp_path / "b.json").write_text(json.dumps(told[DATALINKS]))
    (tmp_path / "c.json").write_text(json.dumps(told[ANNOTATIONS]))
    (tmp_path / "d.json").write_text(json.dumps(told[search()] | {"request": {"queryString": "ice"}}))

    (tmp_path / "e.json").write_text(json.dumps(told[search("10.5072/lake-2")]))

    found = things(SOURCE.records(open_world(str(tmp_path), contained=False)))

    assert [(one.kind, one.key) for one in found[:3]] == [
        ("mention", f"MED:12345678 {DOI}"),
        ("datalinks", "MED:12345678"),
        ("annotations", "MED:12345678"),
    ]
    reasons = [one.reason for one in found[3:] if isinstance(one, Aside)]
    assert ["for which one DOI" in reasons[0], reasons[1]] == [True, "An answer that lists nothing."]
