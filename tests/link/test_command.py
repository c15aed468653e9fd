"""`kg link` in the shell, and the same answer of the service."""

import json
from pathlib import Path

import pytest
from commands import answer, kg
from serving import client
from typer.testing import CliRunner

from kg.cli.main import build
from kg.rdf.names import PANET

SAXS = PANET["PaNET01188"].value


def test_json_is_a_list_of_links() -> None:
    result = kg("link", "SAXS", "--words-only", "--limit", "2", "--json")

    links = json.loads(result.stdout)
    assert [set(link) >= {"iri", "label", "score", "basis"} for link in links] == [True, True]
    assert (links[0]["iri"], links[0]["certain"]) == (SAXS, True)


def test_it_says_whether_it_is_sure() -> None:
    assert kg("link", "SAXS", "--words-only").stdout.startswith(f"sure: small angle x-ray scattering  {SAXS}")
    unsure = kg("link", "tuning fork resonance", "--words-only").stdout.splitlines()
    assert unsure[0] == "unsure: one of these"
    assert len(unsure) == 6
    assert kg("link", "🙂", "--words-only").stdout == "No word to go by.\n"


def test_a_phrase_far_from_all_techniques_is_told_so() -> None:
    for phrase in ("foo bar baz", "gas chromatography"):
        first, *nearest = kg("link", phrase, "--words-only").stdout.splitlines()
        assert first == "Nothing in PaNET is near; the nearest are:"
        assert nearest


def test_many_phrases_make_a_table(tmp_path: Path) -> None:
    file = tmp_path / "terms.txt"
    file.write_bytes(b"\xef\xbb\xbfSAXS\r\n\r\nweird\ttab\xff\n")

    lines = kg("link", "--file", file, "--words-only", "--limit", "1").stdout.splitlines()

    assert lines[0] == "text\trank\tiri\tlabel\tscore\tbasis\tcertain"
    assert lines[1].split("\t")[:4] == ["SAXS", "1", SAXS, "small angle x-ray scattering"]
    assert all(line.count("\t") == 6 for line in lines)


def test_phrases_may_come_from_stdin() -> None:
    result = CliRunner().invoke(build(), ["link", "-", "--words-only", "--json"], input="SAXS\nXRD\n")

    document = json.loads(result.stdout)
    assert [(each["text"], each["links"][0]["certain"]) for each in document] == [
        ("SAXS", True),
        ("XRD", True),
    ]


def test_sssom_proposals_pass_our_own_check(tmp_path: Path) -> None:
    release = Path(__file__).parents[3] / "shared/data/ontologies/panet/PaNET_v1.3.0.csv"
    if not release.is_file():
        pytest.skip("needs a release of PaNET beside the repository")
    terms, table = tmp_path / "terms.txt", tmp_path / "links.sssom.tsv"
    terms.write_text("SAXS\nAuger electron spectroscopy\ntuning fork resonance\n")
    table.write_text(kg("link", "--file", terms, "--format", "sssom", "--words-only").stdout)

    rows = [line.split("\t") for line in table.read_text().splitlines() if line.startswith("phrase:")]
    assert [row[2] for row in rows[:2]] == ["skos:exactMatch", "skos:closeMatch"]
    assert {row[2] for row in rows[2:]} == {"skos:relatedMatch"}
    assert kg("ontology", "mappings", table, "--ontology", release).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["link"], "Give a phrase, or - to read"),
        (["link", "SAXS", "--context", "psi"], "says no probe"),
        (["link", "SAXS", "--file", "x"], "not both"),
        (["link", "--file", "/nowhere/terms.txt"], "cannot be read"),
    ],
)
def test_a_wrong_call_says_the_way_out(arguments: list[str], told: str) -> None:
    from kg.errors import BadInput

    result = kg(*arguments)

    assert isinstance(result.exception, BadInput)
    assert told in str(result.exception)


def test_the_service_answers_as_the_command(sample_home: Path) -> None:
    expected = json.loads(
        kg("link", "Powder diffraction", "--context", "ill", "--words-only", "--json").stdout
    )
    with client(sample_home) as site:
        got = site.get("/api/v1/link", params={"q": "Powder diffraction", "context": "ill"})
        assert (got.status_code, got.json()) == (200, expected)
        assert site.get("/api/v1/link").json() == []
        assert site.get("/api/v1/link", params={"q": "\0🙂" * 3_000}).json() == []
        assert site.get("/api/v1/link", params={"q": "x", "limit": "0"}).status_code == 400
        assert site.get("/api/v1/link", params={"q": "x", "context": "psi"}).status_code == 400


def test_names_of_other_releases_are_a_table_of_our_making(tmp_path: Path) -> None:
    template = (
        "ID,Label,Alt Label 1,Definition,RDF Type\nID,A rdfs:label,A skos:altLabel,A IAO:0000115,TYPE\n"
    )
    release = tmp_path / "old.csv"
    release.write_text(
        template
        + f"{SAXS},bent scattering of x-rays,SAXS,A definition that must not be copied,owl:Class\n"
        + f"{PANET}PaNET09999,a class that is gone,,,owl:Class\n"
    )
    out = tmp_path / "names.tsv"

    report = answer("ontology", "former-names", f"v0={release}", "--out", out)

    assert report["names"] == 1
    assert out.read_text().splitlines()[-1] == f"{SAXS}\tbent scattering of x-rays\tv0"
    assert "definition that" not in out.read_text()
