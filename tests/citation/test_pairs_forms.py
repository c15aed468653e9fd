"""`kg pairs` on odd and hostile payloads. Each form was written down with its result before it was tried."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadInput
from kg.pairs import pairs_in

DATA, A, B, C = (
    "10.15151/esrf-es-1111",
    "10.1038/s41586-021-01234-5",
    "10.1107/s2059798320001234",
    "10.1021/jacs.0c01234",
)
Ends = set[tuple[str, str]]


def raw(body: object) -> bytes:
    return json.dumps(body).encode()


def work(doi: object, kind: str, **more: object) -> dict[str, Any]:
    return {"Identifier": {"ID": doi, "IDScheme": "doi"}, "Type": {"Name": kind}, **more}


def link(article: str = A, data: str = DATA, **more: object) -> dict[str, Any]:
    """A link of Scholix 3."""
    ends = {"Source": work(article, "literature"), "Target": work(data, "dataset")}
    return {
        "LinkProvider": {"Name": "DataCite"},
        "RelationshipType": {"Name": "References"},
        **ends,
        **more,
    }


def link_4(article: str) -> dict[str, Any]:
    ends = {
        end: {"Identifier": [{"ID": doi, "IDScheme": "doi"}], "Type": kind}
        for end, doi, kind in (("Source", article, "literature"), ("Target", DATA, "dataset"))
    }
    return {"LinkProvider": [{"Name": "DataCite"}], "RelationshipType": {"Name": "References"}, **ends}


def link_of_dump(article: str) -> dict[str, Any]:
    ends = {
        end: {"identifier": [{"identifier": doi, "schema": "doi"}], "objectType": kind}
        for end, doi, kind in (("source", article, "publication"), ("target", DATA, "dataset"))
    }
    relation = {"name": "Cites", "inverse": "IsCitedBy", "schema": "datacite"}
    return {"identifier": "x", "linkprovider": [{"name": "Crossref"}], "relationship": relation, **ends}


def crossref(*references: object, doi: str = A, **more: object) -> dict[str, Any]:
    listed = [{"key": str(number), "DOI": one} for number, one in enumerate(references)]
    message = {"DOI": doi, "type": "journal-article", "title": ["P"], "reference": listed, **more}
    return {"status": "ok", "message-type": "work", "message": message}


def datacite(*related: object) -> dict[str, Any]:
    attributes = {"doi": DATA, "types": {"resourceTypeGeneral": "Dataset"}, "relatedIdentifiers": related}
    return {"data": {"id": DATA, "type": "dois", "attributes": attributes, "relationships": {}}}


def cited_by(said: object, scheme: str = "DOI") -> dict[str, Any]:
    return {"relationType": "IsCitedBy", "relatedIdentifier": said, "relatedIdentifierType": scheme}


def event(key: str, article: str, **more: str) -> dict[str, Any]:
    said = {"subj-id": f"https://doi.org/{article}", "obj-id": f"https://doi.org/{DATA}"}
    return {
        "id": key,
        "type": "events",
        "attributes": {**said, "relation-type-id": "references", "source-id": "crossref", **more},
    }


def lines(*bodies: object) -> bytes:
    return b"\n".join(raw(one) for one in bodies) + b"\n"


CORPUS = "\r\n".join(
    (
        "id;created;repository;publisher;journal;title;publication;dataset;publishedDate;source",
        f"c1;2025-01-01;ESRF;X;J;T;https://doi.org/{A};https://doi.org/{DATA};2021-01-01;datacite",
    )
).encode()
INDEX = f"oci;citing;cited;creation;timespan\n06-07;doi:{A};doi:{DATA};2021;P1Y\n".encode()
BOM = b"\xef\xbb\xbf"

ONE: Ends = {(A, DATA)}
TWO: Ends = {(A, DATA), (B, DATA)}
THREE: Ends = TWO | {(C, DATA)}

SICI = "10.1002/(SICI)1097-0118(199703)24:3<241::AID-JGT1>3.0.CO;2-#"
SICI_SHOWN = "10.1002/(sici)1097-0118(199703)24:3%3C241::aid-jgt1%3E3.0.co;2-%23"
CELL = "10.1016/0092-8674(89)90900-8"

FORMS: dict[str, tuple[str, bytes, Ends, int]] = {
    "wrong types in a list": (
        "a.json", raw([link(), {"Source": 5, "Target": []}, None, "text", 7, link(B)]), TWO, 0,
    ),
    "nulls within": (
        "a.json",
        raw([link(
            Source={"Identifier": [None, {"ID": None}, {"ID": A, "IDScheme": None}], "Type": {"Name": None}},
            LinkProvider=[None, {"Name": None}],
            LinkPublicationDate=None,
        )]),
        ONE, 0,
    ),
    "cases and resolvers": (
        "a.json",
        raw(crossref(DATA.upper(), f"https://dx.doi.org/{DATA}", f"doi:{DATA.title()}", f"DOI: {DATA}")),
        ONE, 0,
    ),
    "punctuation": ("a.json", raw([link(f"{A}.", f"{DATA}),"), link(f"{A} .", f"{DATA};")]), ONE, 0),
    "queries and fragments": (
        "a.json",
        raw([link(f"https://doi.org/{A}?utm_source=x&y=1", f"https://doi.org/{DATA.upper()}#data")]),
        ONE, 0,
    ),
    "what looks like a fragment": ("a.json", raw([link(A, f"https://doi.org/{SICI}")]), {(A, SICI_SHOWN)}, 0),
    "entities": (
        "a.json",
        raw(crossref(
            "10.1016/0092-8674&#40;89&#41;90900-8",
            SICI.replace("<", "&lt;").replace(">", "&amp;gt;"),
            "10.1000/a&amp;b",
        )),
        {(A, CELL), (A, SICI_SHOWN), (A, "10.1000/a&b")}, 0,
    ),
    "entities at DataCite": (
        "a.json", raw(datacite(cited_by("10.1016/0092-8674&#40;89&#41;90900-8"))), {(CELL, DATA)}, 0,
    ),
    "invisible characters": (
        "a.json",
        raw([link(f"\u200b{A}\u00a0", f"{DATA}\ufeff"), link(B, DATA.replace("/", "/\u200b"))]),
        TWO, 0,
    ),
    "three versions in one list": ("a.json", raw([link(A), link_4(B), link_of_dump(C)]), THREE, 0),
    "a key in two cases": (
        "a.json", raw([{**link(), "source": None, "target": {}, "linkprovider": []}]), ONE, 0,
    ),
    "numbers as identifiers": (
        "a.json",
        raw([link(), link(Target=work(10.5072, "dataset")), link(Target={"Identifier": True, "Type": 3})]),
        ONE, 2,
    ),
    "both directions": (
        "a.json",
        raw([link(), link(
            RelationshipType={"Name": "IsReferencedBy"},
            Source=work(DATA, "dataset"), Target=work(A, "literature"),
        )]),
        ONE, 0,
    ),
    "odd lists at Crossref": (
        "a.json",
        raw({"status": "ok", "message-type": "work-list", "message": {"total-results": 2, "items": [
            crossref(reference=[None, "x", {"DOI": None}, {"DOI": DATA}], relation=[])["message"],
            {"DOI": B, "type": None, "title": None, "reference": {"DOI": DATA}, "author": [{"family": 5}]},
        ]}}),
        TWO, 0,
    ),
    "odd relations at DataCite": (
        "a.json",
        raw(datacite(
            None, "x", cited_by(12345678, "PMID"), cited_by(f"https://doi.org/{A}", "URL"),
            {"relationType": None, "relatedIdentifier": B, "relatedIdentifierType": "DOI"},
        )),
        ONE | {("https://pubmed.ncbi.nlm.nih.gov/12345678", DATA)}, 0,
    ),
    "packed": ("a.json.gz", gzip.compress(raw([link(), link_4(B)])), TWO, 0),
    "packed twice, links": (
        "a.jsonl.gz", gzip.compress(lines(link())) + gzip.compress(lines(link(B))), TWO, 0,
    ),
    "packed twice, works": (
        "a.jsonl.gz",
        gzip.compress(lines(crossref(DATA))) + gzip.compress(lines(crossref(DATA, doi=B))),
        TWO, 0,
    ),
    "packed DataCite": ("a.json.gz", gzip.compress(raw(datacite(cited_by(A)))), ONE, 0),
    "lines of DataCite": (
        "a.jsonl", lines(datacite(cited_by(A))["data"], datacite(cited_by(B))["data"]), TWO, 0,
    ),
    "packed events": ("a.json.gz", gzip.compress(raw({"data": [event("e1", A)]})), ONE, 0),
    "packed, broken off": ("a.jsonl.gz", gzip.compress(lines(link(), link(B)))[:-9], TWO, 1),
    "named as packed": ("a.json.gz", raw([link()]), set(), 1),
    "lines in a file of one value": ("a.json", lines(crossref(DATA), crossref(DATA, doi=B)), TWO, 0),
    "a broken line": (
        "a.jsonl", lines(link()) + b"\n" + raw(link(C))[:90] + b"\n" + raw(link(B)) + b"\r\n", TWO, 1,
    ),
    "a broken first line": ("a.jsonl", raw(link(C))[:90] + b"\n" + lines(link(), link(B)), TWO, 1),
    "a line of something else": ("a.ndjson", lines(link()) + b"hello world\n" + lines(link(B)), TWO, 1),
    "objects over several lines": (
        "a.jsonl", lines(link()) + json.dumps(link(B), indent=1).encode() + b"\n" + lines(link(C)), THREE, 0,
    ),
    "a byte order mark": ("a.jsonl", BOM + lines(crossref(DATA)), ONE, 0),
    "UTF-16": ("a.json", json.dumps([link()]).encode("utf-16"), set(), 1),
    "semicolons": ("a.csv", CORPUS, ONE, 0),
    "semicolons behind a byte order mark": ("a.csv", BOM + CORPUS, ONE, 0),
    "tabs": ("a.csv", CORPUS.replace(b";", b"\t"), ONE, 0),
    "semicolons, OpenCitations": ("citations.csv", INDEX, ONE, 0),
    "commas, OpenCitations": ("citations.csv", INDEX.replace(b";", b","), ONE, 0),
    "an event withdrawn": (
        "a.json",
        raw({"data": [event("e1", A), event("e2", B), event("e1", A, **{"message-action": "delete"})]}),
        {(B, DATA)}, 0,
    ),
    "an event withdrawn and made again": (
        "a.json",
        raw({"data": [event("e1", A, **{"message-action": "delete"}), event("e1", A)]}),
        ONE, 0,
    ),
    "no ending": ("payload", raw([link()]), ONE, 0),
    "another ending": ("payload.txt", gzip.compress(lines(link(), link(B))), TWO, 0),
}  # fmt: skip


def ends(answer: dict[str, Any]) -> Ends:
    return {
        (one["citing"].removeprefix("https://doi.org/"), one["cited"].removeprefix("https://doi.org/"))
        for one in answer["pairs"]
    }


@pytest.mark.parametrize("name", FORMS)
def test_a_form_gives_what_it_holds_and_names_the_rest(tmp_path: Path, name: str) -> None:
    file, content, expected, unread = FORMS[name]
    path = tmp_path / file
    path.write_bytes(content)

    if not expected:
        with pytest.raises(BadInput, match=path.name):
            pairs_in([path])
        return
    answer = pairs_in([path])
    assert ends(answer) == expected
    assert len(answer["pairs"]) == len(expected)
    assert len(answer["unread"]) == unread
    assert {one["file"] for one in answer["unread"]} <= {str(path)}


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(raw([link(), link(Target=work(10.5072, "dataset"))]))

    once, twice = pairs_in([path]), pairs_in([path, tmp_path, path])

    assert twice == once
    assert (once["counts"]["records"], len(once["unread"])) == (1, 1)
