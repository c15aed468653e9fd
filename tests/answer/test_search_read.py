"""`kg read`, `kg search --why-not` and their addresses, also with hostile text."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import answer, kg
from serving import client
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kg.cli.main import build
from kg.errors import BadInput

KEYS = {"text", "lang", "entity", "chips", "unmatched", "ambiguous", "sparql"}
CHIP_KEYS = {"slot", "value", "iri", "label", "op", "unit", "span", "negated", "basis"}
HOSTILE = [
    "", "zebra " * 10_000, "\x00\x07\x1b[31m", "\u202eeval\u2066", "<script>alert(1)</script>", "🦄" * 200,
    "}} UNION { ?s ?p ?o } #", "SERVICE <http://evil.example/> {}", "\\u000A} #", "\ud800",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def test_a_reading_has_the_promised_keys(sample_home: Path) -> None:
    document = answer("read", "tomography at Aurora since 2021", "--store", sample_home)

    assert set(document) >= KEYS
    assert all(set(chip) >= CHIP_KEYS for chip in document["chips"])
    assert {chip["slot"] for chip in document["chips"]} == {"technique", "facility", "date"}
    (date,) = [chip for chip in document["chips"] if chip["slot"] == "date"]
    assert date["value"] == {"from": "2021-01-01", "to": None}
    assert document["sparql"].count("\n  # ") == 3


def test_without_a_store_the_shipped_names_serve_and_the_answer_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "none"))
    result = kg("read", "SAXS at ESRF last year", "--today", "2026-05-06")

    assert result.exit_code == 0
    assert "that this program ships" in result.stderr
    assert "small angle x-ray scattering" in result.stdout
    assert "from 2025-01-01 to 2025-12-31" in result.stdout


def test_a_named_store_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    error = kg("read", "SAXS", "--store", tmp_path / "none").exception

    assert isinstance(error, BadInput)
    assert "holds no published generation" in str(error)


def test_the_address_reads_as_the_command(sample_home: Path, site: TestClient) -> None:
    text = "neutron reflectometry below 10 K, not open"
    command = answer("read", text, "--as-of", "2026-01-01", "--today", "2026-01-01", "--store", sample_home)
    by_address = site.get("/api/v1/read", params={"q": text, "as_of": "2026-01-01", "today": "2026-01-01"})

    assert by_address.json() == command


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gets_a_calm_answer_and_no_condition(site: TestClient, text: str) -> None:
    query = text.encode("utf-8", "surrogatepass")[:6000]
    for path in ("read", "search", "search/why-not"):
        found = site.get(f"/api/v1/{path}", params={"q": query, "iri": query or b"x"})
        assert found.status_code == 200, (path, found.text[:300])
        reading = found.json().get("reading", found.json())
        assert reading.get("chips", []) == []


def test_why_not_over_http_and_by_the_command_agree(sample_home: Path, site: TestClient) -> None:
    (hit, *_) = site.get("/api/v1/search", params={"q": "tomography", "limit": "1"}).json()["hits"]
    asked = {"q": "tomography", "iri": hit["iri"], "as_of": "2026-01-01"}

    by_address = site.get("/api/v1/search/why-not", params=asked).json()
    by_command = answer(
        "search", "tomography", "--why-not", hit["iri"], "--as-of", "2026-01-01", "--store", sample_home
    )

    assert by_address == by_command
    assert (by_address["found"], by_address["rank"]) == (True, 1)
    assert site.get("/api/v1/search/why-not", params={"q": "tomography"}).status_code == 400


def test_filters_repeat_and_negate_in_an_address(site: TestClient) -> None:
    def records(**asked: object) -> int:
        found = site.get("/api/v1/search", params=asked | {"limit": 100}).json()  # type: ignore[arg-type]
        assert len(found["hits"]) == found["total"]
        return sum(hit["group_size"] for hit in found["hits"])

    raw, processed, everything = records(data_level="raw"), records(data_level="processed"), records()

    assert 0 < processed < raw < everything
    assert records(data_level=["raw", "processed"]) == raw + processed  # no record here is both
    assert records(**{"not": "data_level:raw"}) == everything - raw
    assert records(q="tomography", off="0") == everything


def test_each_facet_value_gives_the_hits_that_it_promises(site: TestClient) -> None:
    facets = site.get("/api/v1/search", params={"q": "tomography"}).json()["facets"]

    assert {"facility", "technique", "instrument", "year", "access", "data_level", "sample", "person"} <= {
        *facets
    }
    for name, values in facets.items():
        for value in values[:3]:
            asked = {"q": "tomography", name: value["value"]}
            assert site.get("/api/v1/search", params=asked).json()["total"] == value["count"], (name, value)


def test_the_command_says_what_is_asked_for_and_how_to_choose_a_meaning(sample_home: Path) -> None:
    asked = kg("read", "newest datasets on catalysis", "--store", sample_home).stdout
    unsure = kg("read", "PDF", "--store", sample_home).stdout

    assert "asked: newest first" in asked
    assert "Nothing here is a condition" not in asked
    assert "write which, such as “pair distribution function”" in unsure


def test_why_not_of_an_unknown_record_fails(sample_home: Path) -> None:
    asked = ["search", "tomography", "--why-not", "10.1234/none", "--store", str(sample_home)]

    plain, as_json = (CliRunner().invoke(build(), [*asked, *more]) for more in ([], ["--json"]))

    assert isinstance(plain.exception, BadInput)
    assert "No dataset '10.1234/none'" in str(plain.exception)
    assert as_json.exit_code == 2
    assert json.loads(as_json.stdout)["exists"] is False
