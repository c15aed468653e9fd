import re
import shutil
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from serving import client

from kg.errors import BadInput
from kg.harvest.ledger import Ledger
from kg.harvest.runs import last_runs
from kg.query.question import Observed
from kg.store.home import Home
from kg.web.state import State
from kg.web.watch.gauges import Gauge, Gauges
from kg.web.watch.metering import kind_of_path
from kg.web.watch.metrics import Metrics


def shown(metrics: Metrics) -> dict[str, float]:
    """The samples as Prometheus fetches them, by name with labels."""
    server = metrics.serve("127.0.0.1", 0)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=10) as answer:
            assert answer.headers["Content-Type"].startswith("text/plain")
            text = answer.read().decode()
    finally:
        server.close()
    pairs = [line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in pairs}


def test_queries_are_counted_by_lane_and_outcome() -> None:
    metrics = Metrics()
    for outcome, seconds in [("ok", 0.003), ("ok", 0.3), ("timeout", 30.0)]:
        metrics.observe(Observed("ASK {}", "192.0.2.1", outcome, "fast", seconds, 100, 1))

    found = shown(metrics)

    assert found['kg_query_seconds_count{lane="fast",outcome="ok"}'] == 2
    assert found['kg_query_seconds_bucket{lane="fast",le="0.005",outcome="ok"}'] == 1
    assert found['kg_query_seconds_bucket{lane="fast",le="0.5",outcome="ok"}'] == 2
    assert found['kg_query_seconds_sum{lane="fast",outcome="timeout"}'] == 30
    assert found['kg_query_answer_bytes_total{lane="fast"}'] == 300
    assert not [name for name in found if "192.0.2" in name or "ASK" in name]


def test_who_is_not_let_in_is_counted_from_zero_on() -> None:
    metrics = Metrics()
    metrics.denied("bad-token")
    metrics.denied("bad-token")

    found = shown(metrics)

    assert found['kg_auth_failures_total{reason="bad-token"}'] == 2
    assert found['kg_auth_failures_total{reason="missing-role"}'] == 0
    assert found["kg_process_resident_memory_bytes"] > 1e6


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "front"),
        ("", "front"),
        ("/sparql", "sparql"),
        ("/datasets/doi.org/10.5072/x", "datasets"),
        ("/.well-known/void", ".well-known"),
        ("/wp-admin.php", "other"),
        ("//sparql", "sparql"),
        ("/\u00e9" * 1000, "other"),
    ],
)
def test_strangers_make_no_new_kinds(path: str, kind: str) -> None:
    assert kind_of_path(path) == kind


def state_of(**told: Any) -> State:  # noqa: ANN401
    status = told.pop("status", {"ready": True})
    return cast(State, SimpleNamespace(status=lambda: status, facts=told.get("facts")))


def gauges(state: State, home: Home) -> dict[tuple[str, ...], float]:
    return {(gauge.name, *gauge.labels.values()): gauge.value for gauge in Gauges(state, home)()}


FACTS = {
    "generation": 7,
    "triples": 1000,
    "sources": {"scicat": {"live": 5, "quarantined": 2}, "nexus": {"live": 1}},
    "findings_by_severity": {"Violation": 3},
}
STATUS = {
    "ready": True,
    "reason": None,
    "workers": 2,
    "busy": 1,
    "waiting": 4,
    "respawns": 9,
    "rss_bytes": [100, 200],
    "clients": 3,
    "generation": 7,
}


def test_gauges_say_what_workers_generation_and_disk_are_like(tmp_path: Path) -> None:
    made = (datetime.now(UTC) - timedelta(hours=2)).isoformat(timespec="seconds")

    found = gauges(state_of(facts=FACTS | {"created": made}, status=STATUS), Home(tmp_path))

    assert 7200 <= found.pop(("kg_generation_age_seconds",)) < 7260
    assert abs(found.pop(("kg_disk_free_bytes",)) - shutil.disk_usage(tmp_path).free) < 1 << 30
    assert found == {
        ("kg_ready",): 1,
        ("kg_query_workers",): 2,
        ("kg_query_busy",): 1,
        ("kg_query_waiting",): 4,
        ("kg_query_respawns",): 9,
        ("kg_query_clients",): 3,
        ("kg_query_worker_resident_bytes", "0"): 100,
        ("kg_query_worker_resident_bytes", "1"): 200,
        ("kg_generation",): 7,
        ("kg_triples",): 1000,
        ("kg_quarantined_records", "scicat"): 2,
        ("kg_quarantined_records", "nexus"): 0,
        ("kg_shacl_results", "Violation"): 3,
    }


def test_before_the_first_generation_there_is_little_to_say(tmp_path: Path) -> None:
    state = state_of(facts=None, status={"ready": False, "reason": "Nothing."})

    found = gauges(state, Home(tmp_path / "not-there"))

    assert found == {("kg_ready",): 0}


def test_gauges_of_one_name_are_one_family() -> None:
    metrics = Metrics()

    def reading() -> Iterator[Gauge]:
        yield Gauge("kg_x", "An x.", 1, {"source": "a"})
        yield Gauge("kg_x", "An x.", 2, {"source": 'b"\n'})

    metrics.read(reading)
    found = shown(metrics)

    assert found['kg_x{source="a"}'] == 1
    assert found['kg_x{source="b\\"\\n"}'] == 2


def test_the_lag_of_a_source_counts_from_its_last_finished_run(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with Ledger(home.ledger_path, home.payloads_path) as ledger:
        ledger.runs.finish(ledger.runs.begin("scicat", "https://a.example.org"), {})
        ledger.runs.finish(ledger.runs.begin("scicat", "https://b.example.org"), {})
        ledger.runs.begin("nexus", "never finished")
    reading = Gauges(state_of(), home)

    lags = [gauge for gauge in reading() if gauge.name == "kg_harvest_lag_seconds"]
    with Ledger(home.ledger_path, home.payloads_path):
        in_use = [gauge.labels for gauge in reading() if gauge.name == "kg_harvest_lag_seconds"]

    (lag,) = lags
    assert lag.labels == {"source": "scicat"}
    assert 0 <= lag.value < 60
    assert in_use == [{"source": "scicat"}], "what was known stays known while a harvest runs"


def test_a_ledger_that_is_none_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database" * 100)

    assert last_runs(tmp_path / "ledger.sqlite") is None
    assert last_runs(tmp_path / "missing.sqlite") is None


def test_a_scrape_looks_for_no_newer_generation(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client(sample_home) as opened:
        state: State = opened.app.state.service  # type: ignore[attr-defined]
        monkeypatch.setattr(State, "_open_newest", lambda self: pytest.fail("opened a generation"))
        monkeypatch.setattr("kg.web.state._LOOK_SECONDS", 0.0)

        found = gauges(state, Home(sample_home))

    assert found[("kg_ready",)] == 1
    assert found[("kg_generation",)] == 1
    assert found[("kg_quarantined_records", "scicat")] >= 0
    assert 0 <= found[("kg_harvest_lag_seconds", "scicat")] < 3600


def test_a_port_in_use_is_a_clear_error() -> None:
    metrics = Metrics()
    server = metrics.serve("127.0.0.1", 0)
    try:
        with pytest.raises(BadInput, match=re.escape(str(server.port))):
            metrics.serve("127.0.0.1", server.port)
    finally:
        server.close()
