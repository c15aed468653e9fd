import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from kg.cli.main import build, run
from kg.errors import BadInput, BadQuery, QueryFailed
from kg.query.failures import out_of_memory

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CLASSES = "PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT ?d { ?d a dcat:Dataset } ORDER BY ?d LIMIT 2"


def query(home: Path, *arguments: str, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(build(), ["query", "--store", str(home), *arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_json_is_the_standard_document(sample_home: Path) -> None:
    told = json.loads(query(sample_home, COUNT, "--json").stdout)

    assert told["head"]["vars"] == ["n"]
    assert int(told["results"]["bindings"][0]["n"]["value"]) > 1000


def test_a_query_comes_from_a_file_or_from_stdin(sample_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "count.rq"
    file.write_text(COUNT)

    from_file = query(sample_home, str(file), "--format", "csv").stdout
    from_stdin = query(sample_home, "-", "--format", "csv", stdin=COUNT).stdout

    assert from_file == from_stdin
    assert from_file.startswith("n\r\n") or from_file.startswith("n\n")


def test_a_table_shows_each_row_and_their_number(sample_home: Path) -> None:
    shown = query(sample_home, CLASSES).stdout

    assert shown.count("https://") == 2
    assert shown.rstrip().endswith("2 rows")


def test_an_ask_says_yes_or_no(sample_home: Path) -> None:
    assert query(sample_home, "ASK { ?s ?p ?o }").stdout == "yes\n"


def test_a_graph_comes_as_turtle(sample_home: Path) -> None:
    dataset = "?s a <http://www.w3.org/ns/dcat#Dataset>"
    graph = query(sample_home, f"CONSTRUCT {{ {dataset} }} WHERE {{ {dataset} }} LIMIT 1").stdout

    assert graph.startswith("@prefix dcat: <http://www.w3.org/ns/dcat#> .\n")
    assert graph.count("@prefix") == 1
    assert graph.endswith(" a dcat:Dataset .\n")


@pytest.mark.parametrize(
    ("arguments", "error", "reason"),
    [
        (["SELECT * {"], BadQuery, "line 1"),
        (["SELECT * { SERVICE <http://x/> {} }"], BadQuery, "SERVICE"),
        (["no-such-file.rq"], BadInput, "no-such-file.rq"),
        ([COUNT, "--format", "pdf"], BadInput, "json, csv"),
        (["SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "1"], QueryFailed, "."),
    ],
)
def test_what_cannot_be_answered_is_an_error(
    sample_home: Path, arguments: list[str], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        query(sample_home, *arguments)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("nt", "<https://doi.org/10.5072/aurora.0001> <"),
        ("ntriples", "<https://doi.org/10.5072/aurora.0001> <"),
        ("nq", "<https://doi.org/10.5072/aurora.0001> <"),
        ("ttl", "@prefix"),
        ("trig", "@prefix"),
        ("jsonld", "[{"),
        ("json", "[{"),
        ("rdf", "<?xml"),
        ("xml", "<?xml"),
    ],
)
def test_a_graph_comes_in_every_syntax_of_the_endpoint(sample_home: Path, name: str, begins: str) -> None:
    shown = query(sample_home, "DESCRIBE <https://doi.org/10.5072/aurora.0001>", "--format", name).stdout

    assert shown.startswith(begins)
    assert ("rdf:RDF" in shown) == (name in ("rdf", "xml"))


def test_a_table_comes_as_xml(sample_home: Path) -> None:
    shown = query(sample_home, COUNT, "--format", "xml").stdout

    assert "<sparql" in shown
    assert '<variable name="n"/>' in shown


@pytest.mark.parametrize(
    ("text", "name", "said", "unsaid"),
    [
        (COUNT, "turtle", "SELECT has no --format turtle; it has json, csv, tsv, xml, table.", "nt"),
        ("PREFIX select: <u:> ASK {}", "nq", "ASK has no --format nq; it has json, csv", "turtle"),
        (
            "CONSTRUCT WHERE { ?s a ?c }",
            "csv",
            "CONSTRUCT has no --format csv; it has turtle, nt, rdf, jsonld, trig, nq, json, xml.",
            "tsv",
        ),
        ("DESCRIBE <u:a>", "tsv", "DESCRIBE has no --format tsv", "csv"),
    ],
)
def test_a_format_that_does_not_fit_is_refused_by_those_that_do(
    sample_home: Path, text: str, name: str, said: str, unsaid: str
) -> None:
    with pytest.raises(BadInput) as refused:
        query(sample_home, text, "--format", name)

    assert said in str(refused.value)
    assert unsaid not in str(refused.value).partition("it has")[2].replace(".", ",").split(", ")
    assert "/" not in str(refused.value)  # no media type


@pytest.mark.parametrize("text", ["SELCT ?s WHERE ?s ?p ?o", "SELCT ?s " * 400, "querry.rq"])
def test_what_is_neither_file_nor_query_is_told_both(sample_home: Path, text: str) -> None:
    with pytest.raises(BadInput, match="No such file, and not a query: '") as refused:
        query(sample_home, text)

    assert text[:20] in str(refused.value)
    assert len(str(refused.value)) < 450


def test_the_help_names_every_format_and_tells_files_from_queries() -> None:
    shown = " ".join(CliRunner().invoke(build(), ["query", "--help"]).output.split())

    assert all(
        name in shown
        for name in ["table", "json", "xml", "csv", "tsv", "turtle", "nt", "rdf", "jsonld", "trig", "nq"]
    )
    assert "is a query; all else is a file" in shown


def test_the_shell_names_the_setting_that_allows_more_memory(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = typer.Typer()

    @app.command()
    def fail() -> None:
        raise out_of_memory(512)

    monkeypatch.setattr("kg.cli.main.build", lambda asked: app)
    monkeypatch.setattr("sys.argv", ["kg"])
    with pytest.raises(SystemExit):
        run()

    told = capsys.readouterr().err
    assert "512 MB" in told
    assert "KG_QUERY_MEMORY" in told


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="kg harvest"):
        query(tmp_path, COUNT)


def test_a_file_named_like_a_keyword_is_a_file(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "select.rq").write_text(COUNT)
    monkeypatch.chdir(tmp_path)

    assert json.loads(query(sample_home, "select.rq", "--json").stdout)["head"]["vars"] == ["n"]


def test_a_describe_without_braces_is_a_query(sample_home: Path) -> None:
    done = query(sample_home, "DESCRIBE <https://doi.org/10.5072/aurora.0001>", "--format", "turtle")

    assert "pan:DataCollection" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["query", "ASK {}", "--timeout", "-1"], {}, "timeout"),
        (["query", "ASK {}"], {"KG_QUERY_TIMEOUT": "-3"}, "KG_QUERY_TIMEOUT=-3"),
        (["serve"], {"KG_PORT": "abc"}, "KG_PORT=abc"),
        (["serve", "--port", "99999"], {}, "65535"),
        (["query", ""], {}, "empty"),
    ],
)
def test_a_value_that_cannot_be_is_named(
    arguments: list[str], environment: dict[str, str], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
