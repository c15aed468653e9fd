"""Files of OpenCitations: lists, tables and RDF. Payloads of 10.5072 are invented, the others real."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from claims import claims_of, facts_of
from said import said

from harvesters._opencitations_quads import rows_of_quads
from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Record
from kg.harvest.world import open_world

OPENCITATIONS = load_source("opencitations")
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


def test_a_real_table_of_works(real: Path) -> None:
    found = {one.key: one for one in in_file(real / "meta_articles_sample.csv")}
    article = OPENCITATIONS.triples(found["https://doi.org/10.1016/j.bej.2023.108849"])
    chapter = OPENCITATIONS.triples(found["https://doi.org/10.1007/978-3-031-30541-2_18"])

    assert len(found) == 5
    assert said(article, "rdf:type") == ["pan:Publication"]
    assert said(article, "dcterms:issued") == ["2023-03"]
    assert said(article, "schema:isPartOf") == ["Biochemical Engineering Journal"]
    assert said(article, "dcterms:creator", "foaf:name") == ["Eri Iwamoto", "Kenji Kadoi", "Tsuyoshi Nakama"]
    assert "https://orcid.org/0000-0002-9370-6293" in said(article, "dcterms:creator")
    assert said(article, "pan:teamComplete") == []
    assert [one[2] for one in claims_of(article)] == ["https://openalex.org/W4319166369", META + "0634096228"]
    assert said(chapter, "schema:additionalType") == ["book chapter"]
    assert said(chapter, "dcterms:issued") == ["2023"]


def test_real_rdf(real: Path) -> None:
    found = {one.key: one for one in in_file(real / "meta_subset_12.nq.gz")}
    title = "Reference Question Analysis And Search Strategy Development By Man And Machine"

    article = OPENCITATIONS.triples(found[META + "0615065459"])

    assert said(article, "dcterms:title") == [title]
    # Of the 1,000 statements 94 are dates and 89 titles; issues and volumes of journals are no works.
    assert all(one.kind == "work" for one in found.values())
    dated = [one for one in found.values() if "pub_date" in one.body]
    assert len(dated) <= 94


def quads_of_one_article_that_is_cited() -> bytes:
    """An article of OCDM with one author, in an issue of a journal, and one citation of it."""
    oc, spar = "https://w3id.org/oc/meta/", "http://purl.org/spar/"
    work, ident, role, agent = f"{oc}br/0691", f"{oc}id/0691", f"{oc}ar/0691", f"{oc}ra/0691"
    journal, issue, orcid = f"{oc}br/0699", f"{oc}br/0698", f"{oc}id/0692"
    literal = "http://www.essepuntato.it/2010/06/literalreification/hasLiteralValue"
    part, rdf = "http://purl.org/vocab/frbr/core#partOf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    foaf, title = "http://xmlns.com/foaf/0.1/", "http://purl.org/dc/terms/title"
    ci, cito = "https://w3id.org/oc/index/ci/0692-0691", "http://purl.org/spar/cito/"
    lines = (
        (work, rdf, f"<{spar}fabio/Expression>"),
        (work, rdf, f"<{spar}fabio/JournalArticle>"),
        (work, title, '"Growth"'),
        (work, "http://prismstandard.org/namespaces/basic/2.0/publicationDate", '"2021-03"'),
        (work, f"{spar}datacite/hasIdentifier", f"<{ident}>"),
        (ident, f"{spar}datacite/usesIdentifierScheme", f"<{spar}datacite/doi>"),
        (ident, literal, '"10.5072/data"'),
        (work, f"{spar}pro/isDocumentContextFor", f"<{role}>"),
        (role, f"{spar}pro/withRole", f"<{spar}pro/author>"),
        (role, f"{spar}pro/isHeldBy", f"<{agent}>"),
        (agent, f"{foaf}familyName", '"Holm"'),
        (agent, f"{foaf}givenName", '"Siri"'),
        (agent, f"{spar}datacite/hasIdentifier", f"<{orcid}>"),
        (orcid, f"{spar}datacite/usesIdentifierScheme", f"<{spar}datacite/orcid>"),
        (orcid, literal, '"0000-0002-1825-0097"'),
        (work, part, f"<{issue}>"),
        (issue, part, f"<{journal}>"),
        (issue, rdf, f"<{spar}fabio/JournalIssue>"),
        (issue, title, '""'),
        (journal, rdf, f"<{spar}fabio/Journal>"),
        (journal, title, '"Ice"'),
        (ci, f"{cito}hasCitingEntity", f"<{oc}br/0692>"),
        (ci, f"{cito}hasCitedEntity", f"<{work}>"),
        (ci, "http://www.w3.org/ns/prov#atLocation", "<https://w3id.org/oc/index/coci/>"),
    )
    graph = f"<{oc}br/>"
    return "".join(f"<{s}> <{p}> {o} {graph} .\n" for s, p, o in lines).encode()


def test_rdf_in_full_reads_like_the_table() -> None:
    rows = rows_of_quads(quads_of_one_article_that_is_cited())

    assert rows == [
        {
            "id": "omid:br/0691 doi:10.5072/data",
            "title": "Growth",
            "author": "Holm, Siri [orcid:0000-0002-1825-0097]",
            "pub_date": "2021-03",
            "venue": "Ice",
            "type": "journal article",
        },
        {"oci": "0692-0691", "citing": "omid:br/0692", "cited": "omid:br/0691", "index": "coci"},
    ]
    (claim,) = facts_of(mapped("citation", rows[1]), "CitationClaim")
    assert claim["claimOrigin"] == "coci"


def test_no_quads_are_no_quads() -> None:
    with pytest.raises(BadRecord, match="No valid N-Quads"):
        rows_of_quads(b"<a> <b> c")


def test_lists_in_files_are_known_by_what_their_rows_share(tmp_path: Path) -> None:
    other = {**ROW, "oci": "0693-0691", "citing": "omid:br/0693 doi:10.5072/paper.2"}
    reference = {**ROW, "oci": "0692-0694", "cited": "omid:br/0694 doi:10.5072/data.2"}
    written(tmp_path, "a.json", [ROW, other])
    written(tmp_path, "b.json", [[ROW, reference]])
    written(tmp_path, "c.json", [other, reference])
    written(tmp_path, "citations_doi-10.5072_lonely.json", [])
    written(tmp_path, "d.json", [])
    written(tmp_path, "e.json", [{"count": "1"}])

    found = in_file(tmp_path)

    assert [one.key for one in found if isinstance(one, Record)] == [
        "10.5072/data citations",
        "10.5072/paper references",
        "0693-0691",
        "0692-0694",
        "10.5072/lonely citations",
    ]
    assert [one.origin for one in found if isinstance(one, Aside)] == ["d.json", "e.json"]


def test_tables_in_files_may_be_packed_and_narrowed(tmp_path: Path) -> None:
    table = (
        "oci,citing,cited,creation,timespan,journal_sc,author_sc\r\n"
        "1-2,omid:br/061 doi:10.5072/a,omid:br/062 doi:10.5072/b,2020,P1Y,no,no\r\n"
        "3-4,omid:br/063 doi:10.5072/c,omid:br/064 doi:10.5072/d,2020,P1Y,no,no\r\n"
        "5-6,nobody,omid:br/064,2020,P1Y,no,no\r\n"
    )
    path = tmp_path / "dump.csv.gz"
    path.write_bytes(gzip.compress(table.encode()))
    world = open_world(str(path), contained=False)
    world.options, world.identifiers = {"known": "yes"}, ["10.5072/d"]

    every, narrowed = in_file(path), list(OPENCITATIONS.records(world))

    assert [one.key for one in every if isinstance(one, Record)] == ["1-2", "3-4"]
    assert [one.origin for one in every if isinstance(one, Aside)] == ["dump.csv.gz#4"]
    assert [one.key for one in narrowed if isinstance(one, Record)] == ["3-4"]


def test_a_broken_table_loses_nothing_before_it_broke(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_bytes(b"citing,cited\ndoi:10.5072/a,doi:10.5072/b\n" + b"\xff,x\n" * 3)

    (broken,) = [one for one in in_file(path) if isinstance(one, Aside)]

    assert broken.outcome == "quarantined"
    assert "UTF-8" in broken.reason


def test_a_table_leaves_the_limit_of_fields_to_others_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    long = "x" * (before + 10)
    path = written(tmp_path, "dump.csv", f"id,title\ndoi:10.5072/paper,{long}\n")
    (found,) = in_file(path)

    assert isinstance(found, Record)
    assert csv.field_size_limit() == before
