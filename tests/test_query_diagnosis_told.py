"""The same mistake is told in the same words wherever it is made."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from engines.servers import oxigraph, oxigraph_binary
from serving import BROWSER, client
from starlette.testclient import TestClient

from kg.cli.main import run
from kg.errors import BadQuery, KgError
from kg.query.question import Question
from kg.query.remote import RemoteAnswers
from kg.store.generation import Generation
from kg.store.home import Home
from kg.web.change.changes import Changes
from kg.web.state import Limits

QUERY = "SELECT ?s WHERE {\n  ?s a ?c\n  ?s ?p ?o\n}\n"
TOLD = "Not valid SPARQL at line 3, column 3: found `?s`, expected `.`, `;`, `,` or `}`. " + (
    "Is a dot missing before `?s`?"
)
EXCERPT = "  ?s ?p ?o\n  ^"
DIRECT = {"content-type": "application/sparql-query"}


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home, Limits(timeout=5, memory_mb=1000)) as opened:
        yield opened


def test_the_endpoint_tells_it_however_it_is_asked(site: TestClient) -> None:
    answers = (
        site.get("/sparql", params={"query": QUERY}),
        site.post("/sparql", data={"query": QUERY}),
        site.post("/sparql", content=QUERY, headers=DIRECT),
    )

    for answer in answers:
        told = answer.json()
        assert (answer.status_code, told["type"]) == (400, "/problems/bad-query")
        assert (told["detail"], told["line"], told["column"], told["excerpt"]) == (TOLD, 3, 3, EXCERPT)
        assert "SERVICE" not in told["engine_message"]
        assert "LATERAL" not in told["engine_message"]


def test_an_empty_query_is_told_as_such(site: TestClient) -> None:
    told = site.get("/sparql?query=").json()

    assert told["detail"] == (
        "Not valid SPARQL at line 1, column 1: the query is empty. "
        "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE."
    )


def test_the_excerpt_is_of_the_text_that_the_client_sent(site: TestClient) -> None:
    told = site.get("/sparql", params={"query": "SELECT * { <x> a }"}).json()

    assert (told["line"], told["column"]) == (1, 18)
    assert told["excerpt"] == "SELECT * { <x> a }\n" + " " * 17 + "^"
    assert "line 1, column 18:" in told["detail"]


def test_the_page_shows_line_and_caret(site: TestClient) -> None:
    page = site.get("/sparql", params={"query": QUERY}, headers=BROWSER).text

    assert 'data-line="3" data-column="3"' in page
    assert TOLD in unescape(page)
    assert f">{EXCERPT}</pre>" in unescape(page)


def test_a_line_of_markup_stays_text_on_the_page(site: TestClient) -> None:
    query = "SELECT * { ?s ?p <script>alert(1)</script> }"

    page = site.get("/sparql", params={"query": query}, headers=BROWSER).text

    assert "<script>alert" not in page
    assert "^</pre>" in page


def test_the_shell_shows_line_and_caret(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["kg", "query", "--store", str(sample_home), QUERY])

    with pytest.raises(SystemExit) as ended:
        run()

    assert ended.value.code == BadQuery.exit_code
    assert capsys.readouterr().err == f"{TOLD}\n{EXCERPT}\n"


def test_an_update_is_told_of_in_the_same_way(tmp_path: Path) -> None:
    changes = Changes(Home(tmp_path / "home"), seconds=10, memory_mb=1500, wait=2)
    try:
        with pytest.raises(BadQuery) as caught:
            changes.update("INSERT DAT { <a:a> <b:b> 1 }")
        with pytest.raises(BadQuery) as moved:
            changes.update("DELETE { ?s ?p ?o } WHERE { ?s ?p }", using=("http://g/",))
    finally:
        changes.close()

    error = caught.value
    assert str(error) == (
        "Not valid SPARQL at line 1, column 8: found `DAT`, expected DATA or a template in braces. "
        "Did you mean DATA?"
    )
    assert (error.line, error.column) == (1, 8)
    assert error.excerpt == "INSERT DAT { <a:a> <b:b> 1 }\n       ^"
    assert error.engine_message == "expected DATA"
    assert (moved.value.line, moved.value.column) == (1, 35)


def test_it_survives_the_way_between_processes() -> None:
    from kg.amend.refusal import as_json, from_json

    error: KgError = BadQuery("a", 1, 2, excerpt="b\n ^", engine_message="c")
    back = from_json(as_json(error))

    assert (type(back), str(back), vars(back)) == (BadQuery, "a", vars(error))


@pytest.mark.skipif(oxigraph_binary() is None, reason="the package oxigraph is not installed")
def test_another_engine_leads_to_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "generation.json").write_bytes(b"{}")
    with oxigraph(tmp_path) as remote:
        answers = RemoteAnswers(remote, Generation(tmp_path, 1), timeout=10)
        try:
            with pytest.raises(BadQuery) as plain:
                answers.run(Question(QUERY))
            with pytest.raises(BadQuery) as edited:  # whose text is sent with more in it
                answers.run(Question("SELECT * { GRAPH ?g { ?s ?p } }"))
        finally:
            answers.close()

    assert str(plain.value) == TOLD
    assert plain.value.excerpt == EXCERPT
    assert (edited.value.line, edited.value.column) == (1, 29)
