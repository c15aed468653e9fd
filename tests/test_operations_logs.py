import json
import os
import stat
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kg.citation.label import Word
from kg.errors import BadInput, KgError, QueryFailed, StoreBusy, StoreFull
from kg.query.question import Observed
from kg.web.change.writing import Writing, Written
from kg.web.rights.audit import Audited, AuditLog
from kg.web.rights.principal import Principal, Role
from kg.web.watch.query_log import QueryLog, network_of, text_hash

ADA = Principal("ada\ud800", frozenset({Role.OPERATOR, Role.READER}))
BODY = b"<a:a> <a:b> <a:c> ."


class Changing:
    """A `Writing` that does as it is told; `calls` are the changes that reached it."""

    def __init__(self, answer: Written | BaseException | None = None) -> None:
        self.answer = answer
        self.calls: list[str] = []

    def update(self, sparql: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> Written:
        return self._change("update") or Written(0)

    def put(self, graph: str | None, body: bytes, media_type: str) -> Written:
        return self._change("put") or Written(0)

    def post(self, graph: str | None, body: bytes, media_type: str) -> Written:
        return self._change("post") or Written(0)

    def delete(self, graph: str | None) -> Written | None:
        return self._change("delete")

    def label(self, word: Word) -> Written:
        return self._change("label") or Written(0)

    def problem(self) -> str | None:
        return "full"

    def _change(self, name: str) -> Written | None:
        self.calls.append(name)
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def audited(writing: Writing, folder: Path) -> Audited:
    return Audited(writing, AuditLog(folder / "logs" / "audit.jsonl"), ADA, "request-1")


def test_every_change_is_entered_before_and_after(tmp_path: Path) -> None:
    writing = audited(Changing(Written(7)), tmp_path)

    writing.update("INSERT DATA {}")
    writing.put("http://example.org/g", BODY, "text/turtle")
    writing.post(None, BODY, "text/turtle")
    writing.delete("http://example.org/g")
    assert writing.problem() == "full"

    entered = lines(writing.log.path)
    assert [(line["action"], line["graph"], line["outcome"], line["generation"]) for line in entered] == [
        (action, graph, outcome, generation)
        for action, graph in [
            ("update", None),
            ("put", "http://example.org/g"),
            ("post", "default"),
            ("delete", "http://example.org/g"),
        ]
        for outcome, generation in [("begun", None), ("ok", 7)]
    ]
    assert {line["principal"] for line in entered} == {"ada\ud800"}
    assert {line["request"] for line in entered} == {"request-1"}
    assert entered[2]["roles"] == ["operator", "reader"]
    assert (entered[2]["bytes"], entered[2]["sha256"]) == (len(BODY), sha256(BODY).hexdigest())
    assert entered[0]["time"] <= entered[-1]["time"]
    assert entered[0]["time"].endswith("+00:00")
    assert stat.S_IMODE(os.stat(writing.log.path).st_mode) == 0o600


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (BadInput("x"), "bad-request"),
        (StoreBusy("x"), "store-busy"),
        (StoreFull("x"), "store-full"),
        (QueryFailed("x", "timeout"), "timeout"),
        (RuntimeError("x"), "bug"),
        (KeyboardInterrupt(), "stopped"),
        (None, "not-found"),
    ],
)
def test_the_outcome_is_entered_and_handed_on(
    tmp_path: Path, answer: BaseException | None, outcome: str
) -> None:
    writing = audited(Changing(answer), tmp_path)

    if answer is None:
        assert writing.delete("http://example.org/g") is None
    else:
        with pytest.raises(type(answer)):
            writing.delete("http://example.org/g")

    assert [line["outcome"] for line in lines(writing.log.path)] == ["begun", outcome]


def test_nothing_is_changed_that_cannot_be_entered(tmp_path: Path) -> None:
    changing = Changing(Written(7))
    writing = audited(changing, tmp_path)
    writing.log.path.mkdir()

    with pytest.raises(KgError, match="audit log"):
        writing.update("INSERT DATA {}")

    assert changing.calls == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_stops_changes(tmp_path: Path) -> None:
    changing = Changing(Written(7))
    log = AuditLog(tmp_path / "audit.jsonl")
    log.path.symlink_to("/dev/full")

    with pytest.raises(StoreFull):
        Audited(changing, log, ADA, "r").update("INSERT DATA {}")

    assert changing.calls == []


def test_the_audit_log_is_appended_to(tmp_path: Path) -> None:
    first, second = audited(Changing(Written(1)), tmp_path), audited(Changing(Written(2)), tmp_path)

    first.update("INSERT DATA {}")
    second.update("INSERT DATA {}")

    assert [line["generation"] for line in lines(first.log.path)] == [None, 1, None, 2]


def observed(sparql: str = "ASK {}", client: str = "192.0.2.77") -> Observed:
    return Observed(sparql, client, "timeout", "slow", 0.25, 12, 3)


def test_a_query_is_logged_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "queries.jsonl"
    log = QueryLog(str(path))

    log(observed("SELECT *  WHERE\n{ ?secret ?p ?o }"))
    log.close()

    (line,) = lines(path)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "query": sha256(b"SELECT * WHERE { ?secret ?p ?o }").hexdigest(),
        "length": 33,
        "lane": "slow",
        "outcome": "timeout",
        "seconds": 0.25,
        "bytes": 12,
        "generation": 3,
        "network": "192.0.2.0/24",
    }
    assert "secret" not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(os.stat(path).st_mode) & stat.S_IROTH == 0


def test_texts_are_logged_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    log = QueryLog(str(path), texts=True)

    log(observed('ASK { ?s ?p "line\n\u2028\udcff" }'))
    log(observed())
    log.close()

    assert [
        json.loads(line).get("text") for line in path.read_text(encoding="utf-8").split("\n") if line
    ] == [
        'ASK { ?s ?p "line\n\u2028\udcff" }',
        "ASK {}",
    ]


def test_the_layout_of_a_query_does_not_change_its_hash() -> None:
    assert text_hash("ASK  {\n}") == text_hash(" ASK { } ") != text_hash("ASK { ?x a ?y }")
    assert text_hash("\udcff") != text_hash("")


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("192.0.2.77/32", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("testclient", None),
        ("", None),
        ("192.0.2.77, 10.0.0.1", None),
    ],
)
def test_a_client_is_logged_as_its_network(client: str, network: str | None) -> None:
    assert network_of(client) == network


def test_the_query_log_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    log = QueryLog(str(path), file_bytes=2000, old_files=2)

    for number in range(100):
        log(observed(f"ASK {{ ?s ?p {number} }}"))
    log.close()

    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["queries.jsonl", "queries.jsonl.1", "queries.jsonl.2"]
    assert all(file.stat().st_size <= 2000 for file in files)
    assert lines(path)[-1]["query"] == text_hash("ASK { ?s ?p 99 }")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_log_that_cannot_be_written_fails_no_query_and_complains_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "queries.jsonl"
    path.symlink_to("/dev/full")
    log = QueryLog(str(path), file_bytes=0)

    for _ in range(5):
        log(observed())
    log.close()

    assert len(caplog.records) == 1
    assert capsys.readouterr().err == ""


def test_a_log_in_a_place_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(BadInput, match="query log"):
        QueryLog(str(tmp_path / "file" / "queries.jsonl"))


def test_a_dash_is_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    QueryLog("-")(observed())

    assert json.loads(capsys.readouterr().err)["outcome"] == "timeout"
