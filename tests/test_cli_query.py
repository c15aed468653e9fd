import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.main import build
from kg.errors import BadInput, BadQuery, QueryFailed

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
    graph = query(sample_home, "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 1").stdout

    assert "@prefix dcat:" in graph


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
