"""W3C SPARQL 1.1 syntax, over HTTP: what is SPARQL is not refused, what is not is a 400."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import client
from starlette.testclient import TestClient
from w3c.suite import Case, cases, text_of

from kg.web.state import Limits

_KINDS = ("PositiveSyntaxTest11", "NegativeSyntaxTest11")
CASES = cases("syntax-query/manifest.ttl", *_KINDS)


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home, Limits(timeout=10, memory_mb=1000)) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_query_syntax(site: TestClient, case: Case) -> None:
    answer = site.post(
        "/sparql?default-graph-uri=urn:nothing",
        content=f"BASE <{case.action}>\n{text_of(case.action)}",
        headers={"content-type": "application/sparql-query"},
    )

    if case.kind == "NegativeSyntaxTest11":
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-query"), answer.text
    else:  # one calls a function that no engine has: it may be refused for that, by name
        assert answer.status_code == 200 or "<http://example/function>" in answer.json()["detail"], (
            answer.text
        )


def test_the_suite_is_whole() -> None:
    if not CASES:
        pytest.skip("the W3C SPARQL 1.1 suite is not at hand")
    assert len(CASES) == 94
