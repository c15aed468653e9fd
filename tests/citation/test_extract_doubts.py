"""What is too doubtful, or too large, to be taken for what it says."""

from dataclasses import replace

import pytest
from citation_books import doi
from pyoxigraph import Literal

from kg.citation.extract import extract
from kg.rdf.claim import Claim, StatedCount, claim_triples, count_triples
from kg.rdf.names import PAN, XSD

SAME = Claim(doi("10.5072/session.1"), doi("10.5072/session.2"), "same-record", "one title")


@pytest.mark.parametrize(("confidence", "joined"), [(0.5, 0), (0.79, 0), (0.8, 1), (1.0, 1)])
def test_two_identifiers_become_one_work_only_where_the_source_is_sure(
    confidence: float, joined: int
) -> None:
    found = extract(claim_triples(replace(SAME, confidence=confidence), "openaire", "key"))

    assert len(found.edges) == joined
    assert len(found.claims) == 1


def test_a_doubtful_version_is_still_a_version() -> None:
    said = replace(SAME, relation="IsVersionOf", confidence=0.5)

    assert [edge.kind for edge in extract(claim_triples(said, "openaire", "key")).edges] == ["version"]


@pytest.mark.parametrize(("digits", "number"), [("9" * 18, 10**18 - 1), ("1" + "0" * 18, None)])
def test_a_number_is_taken_whole_or_not_at_all(digits: str, number: int | None) -> None:
    count = StatedCount(doi("10.5072/data.1"), "viewCount", 0)
    triples = [
        (node, name, Literal(digits, datatype=XSD["integer"]) if name == PAN["number"] else value)
        for node, name, value in count_triples(count, "datacitelinks", "key")
    ]

    assert [one.number for one in extract(triples).counts] == ([] if number is None else [number])
