"""What the audit log says of an update, and of those who were not let in."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from rights import Noted

from kg.web.change.writing import Written
from kg.web.rights.audit import LONGEST_TEXT, Audited, AuditLog
from kg.web.rights.principal import NotAllowed, NotAuthenticated, Principal, Role
from kg.web.rights.refused import MOST_A_MINUTE, Refusals

ADA = Principal("ada", frozenset({Role.OPERATOR}))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_update_is_entered_with_its_text_and_the_graphs_it_writes_to(tmp_path: Path) -> None:
    writing = Audited(Noted(Written(7)), AuditLog(tmp_path / "audit.jsonl"), ADA, "request-1")
    sparql = (
        "CLEAR GRAPH <http://example.org/g> ; # \x1b[2J\x7f\u2028\ud800\nINSERT DATA { <a:a> <a:b> <a:c> }"
    )
    writing.update(sparql)
    writing.update("CLEAR ALL #" + "x" * 300_000)

    begun, done, large, _ = lines(writing.log.path)
    assert begun["graphs"] == done["graphs"] == ["default", "http://example.org/g"]
    assert (begun["text"], begun["characters"], begun["graph_count"]) == (sparql, len(sparql), 2)
    assert begun["sha256"] == sha256(sparql.encode(errors="surrogatepass")).hexdigest()
    assert "text" not in done
    assert (large["graphs"], large["graph_count"], large["characters"]) == (None, None, 300_011)
    assert large["text"] == "CLEAR ALL #" + "x" * (LONGEST_TEXT - 11)
    raw = writing.log.path.read_bytes()
    assert all(32 <= byte < 127 or byte == 10 for byte in raw)
    assert raw.count(b"\n") == 4


def test_who_is_refused_is_entered_without_the_token(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    seconds = [0.0]
    refusals = Refusals(log, lambda: seconds[0])

    refusals.enter(NotAuthenticated("x", reason="bad-token"), {"action": "update"})
    refusals.enter(NotAllowed("x", Principal("ada", frozenset({Role.READER}))), {"action": "put"})
    for _ in range(MOST_A_MINUTE + 40):
        refusals.enter(NotAuthenticated("x"), {"action": "put"})
    seconds[0] = 60.0
    refusals.enter(NotAuthenticated("x"), {"action": "delete"})

    entered = lines(log.path)
    for line in entered:
        del line["time"]
    nobody: dict[str, Any] = {"principal": None, "roles": [], "left_out": 0}
    assert entered[:2] == [
        nobody | {"action": "update", "outcome": "bad-token"},
        {"principal": "ada", "roles": ["reader"], "action": "put", "outcome": "missing-role", "left_out": 0},
    ]
    assert len(entered) == MOST_A_MINUTE + 1
    assert entered[-1] == nobody | {"action": "delete", "outcome": "no-token", "left_out": 42}


def test_a_refusal_that_cannot_be_entered_stays_a_refusal(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    log.path.mkdir()

    Refusals(log).enter(NotAuthenticated("x"), {"action": "put"})

    assert "audit log" in caplog.text
