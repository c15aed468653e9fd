"""What strangers may send to the check of an ontology: each costs a sentence, and the next one goes on."""

import asyncio
import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from posting import AFTER, BEFORE, CHECK, SAS, files, refused
from serving import client
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient

from kg.web.ontology import posted, reviewers

OWL_HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:owl="http://www.w3.org/2002/07/owl#">'
)


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


@pytest.mark.parametrize(
    ("request_", "status", "reason"),
    [
        ({"files": {"before": ("b.csv", BEFORE)}}, 400, "`after` is missing"),
        ({"files": files() | {"beside": ("c.csv", b"x")}}, 400, "no field 'beside'"),
        ({"files": {"before": ("b.csv", BEFORE)}, "data": {"after": "x"}}, 400, "must be a file"),
        ({"files": [("after", ("a.csv", b"x")), ("after", ("b.csv", b"x"))]}, 400, "send one"),
        ({"files": {"after": ("a\x1b\u202e.csv", b"x")}}, 400, "printable"),
        ({"json": {"after": {"name": "x.csv"}}}, 400, "two texts"),
        ({"json": {"after": {"name": "\n.csv", "text": "x"}}}, 400, "printable"),
        ({"json": [1]}, 400, "JSON object"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "not JSON"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, "form"),
        ({"content": b"x", "headers": {"content-type": "text/csv"}}, 415, "multipart/form-data"),
        (
            {
                "content": gzip.compress(b"{}"),
                "headers": {"content-type": "application/json", "content-encoding": "gzip"},
            },
            415,
            "Compressed",
        ),
    ],
)
def test_a_request_that_is_none_says_what_would_be(
    site: TestClient, request_: dict[str, Any], status: int, reason: str
) -> None:
    assert reason in refused(site, status, **request_)


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * 10_000_000)
    return target.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>{OWL_HEAD}<owl:Class>&l9;</owl:Class></rdf:RDF>'
OUTSIDE = (
    f'<!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/passwd">]>{OWL_HEAD}<owl:Class>&o;</owl:Class></rdf:RDF>'
)
DEEP = "Ontology(<urn:x> SubClassOf(" + "ObjectComplementOf(" * 100_000


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\x00\x01\x02" * 100, "binary"),
        ("a.zip", zipped(), "file ending"),
        ("a.csv", zipped(), "a.csv"),
        ("PaNET", AFTER, "file ending"),
        ("../../etc/passwd", b"root", "file ending"),
        ("a.owl", BOMB.encode(), "entity"),
        ("a.owl", OUTSIDE.encode(), "never fetched"),
        ("a.owl", b"<not>xml", "a.owl"),
        ("a.ofn", DEEP.encode(), "deeper than"),
        ("a.ttl", b"@prefix", "a.ttl"),
        ("a.csv", b"ID,x\n" + b"y,z\n" * 10, "no ROBOT template"),
    ],
)
def test_a_hostile_or_broken_file_costs_a_sentence(
    site: TestClient, name: str, data: bytes, reason: str
) -> None:
    assert reason in refused(site, 422, files=files(after=data, name=name))
    assert site.post(CHECK, files=files()).status_code == 200


def test_what_is_too_large_is_refused_before_it_is_read(site: TestClient) -> None:
    seventeen = b"x" * 17_000_000

    assert "17,000,000 bytes; after may have 16,000,000" in refused(site, 413, files=files(after=seventeen))
    assert "may have" in refused(site, 413, files=files(seventeen, seventeen + seventeen))


def test_a_row_of_a_hundred_thousand_cells_and_a_cell_of_a_megabyte_do_no_harm(site: TestClient) -> None:
    wide = BEFORE + b"x" + b"," * 100_000 + b"\n"
    long = BEFORE + f'{SAS},"{"label " * 170_000}",owl:Class,\n'.encode()

    for hostile in (wide, long):
        answer = site.post(CHECK, files=files(after=hostile))
        assert answer.status_code in (200, 422)
        assert len(answer.content) < 20_000_000


def test_imports_are_not_fetched(site: TestClient) -> None:
    ontology = OWL_HEAD + (
        '<owl:Ontology rdf:about="urn:x"><owl:imports rdf:resource="http://127.0.0.1:9/PaNET.owl"/></owl:Ontology>'
        '<owl:Class rdf:about="urn:x:1"/></rdf:RDF>'
    )
    sent = {"before": ("a.csv", BEFORE), "after": ("b.owl", ontology.encode())}

    rules = [each["rule"] for each in site.post(CHECK, files=sent).json()["findings"]]

    assert "missing-import" in rules


def test_no_file_of_a_stranger_is_read_in_the_process_that_serves(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("read in here")

    monkeypatch.setattr("kg.web.ontology.task.read_owl", never)
    monkeypatch.setattr("kg.ontology.read.template.reader.read_template", never)

    assert site.post(CHECK, files=files()).status_code == 200


def test_a_review_that_takes_too_long_is_stopped_and_the_next_one_goes_on(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr(reviewers, "_WALL_SECONDS", 0.0)
        assert "kg ontology check" in refused(site, 422, files=files())

    assert site.post(CHECK, files=files()).status_code == 200


def test_a_bug_of_ours_is_told_to_the_log_and_not_to_strangers() -> None:
    told = reviewers._told("The process that read it failed: KeyError: '/secret'")

    assert isinstance(told, RuntimeError)


def test_more_than_a_few_at_once_are_sent_away_for_a_moment(site: TestClient) -> None:
    kept = site.app.state.service.reviewers  # type: ignore[attr-defined]
    with ExitStack() as inside:
        for number in range(reviewers.MOST_INSIDE):
            inside.enter_context(kept.place(f"client {number}"))
        answer = site.post(CHECK, files=files())

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/busy")
    assert int(answer.headers["retry-after"]) > 0
    assert site.post(CHECK, files=files()).status_code == 200


def test_one_client_takes_no_more_than_its_share(site: TestClient) -> None:
    kept = site.app.state.service.reviewers  # type: ignore[attr-defined]
    with ExitStack() as inside:
        for _ in range(reviewers.MOST_OF_ONE):
            inside.enter_context(kept.place("testclient"))
        assert site.post(CHECK, files=files()).status_code == 503
        inside.enter_context(kept.place("another"))


def test_a_body_that_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted, "_READ_SECONDS", 0.01)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {"type": "http.request", "body": b"", "more_body": True}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/json")]}
    with pytest.raises(HTTPException) as refusal:
        asyncio.run(posted.read_posted(Request(scope, receive)))

    assert refusal.value.status_code == 408
