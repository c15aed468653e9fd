import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from service_process import ENDLESS, ask, get, query, serving
from typer.testing import CliRunner

from kg.cli.main import build
from kg.cli.serve import is_loopback


def test_one_line_is_printed_when_the_service_answers(sample_home: Path) -> None:
    with serving(sample_home) as (process, address):
        front = get(address)
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=20)

    assert "PaN knowledge graph" in front
    assert rest == ""
    assert process.returncode == 0


def test_a_port_in_use_is_a_clear_error(sample_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "kg", "serve", "--store", str(sample_home), "--port", port],
            capture_output=True,
            text=True,
            timeout=60,
        )

    assert done.returncode == 2
    assert done.stdout == ""
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr


def test_the_timeout_option_stops_queries(sample_home: Path) -> None:
    with serving(sample_home, "--timeout", "1", "--memory", "900") as (_, address):
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(f"{address}sparql?query={urllib.parse.quote(ENDLESS)}")
        told = json.loads(caught.value.read())

    assert (caught.value.code, told["timeoutSeconds"]) == (503, 1)


def test_a_client_that_leaves_frees_its_worker(sample_home: Path) -> None:
    """Over a real connection: a second query waits for the one worker no longer than it takes to notice."""
    with serving(sample_home, "--timeout", "25") as (_, address):
        host, port = urllib.parse.urlsplit(address).hostname, urllib.parse.urlsplit(address).port
        with socket.create_connection((host, port or 0)) as leaving:
            leaving.sendall(
                f"GET /sparql?query={urllib.parse.quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            )
            time.sleep(0.5)
        started = time.monotonic()
        answer = get(f"{address}sparql?query=ASK%20%7B%7D")

    assert json.loads(answer)["boolean"] is True
    assert time.monotonic() - started < 15


def test_importing_the_service_leaves_torch_out() -> None:
    code = "import sys, kg.web.app, kg.cli.serve; print({'torch', 'onnxruntime'} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--timeout", "nan"),
        ("--timeout", "inf"),
        ("--timeout", "0"),
        ("--timeout", "3601"),
        ("--timeout", "-1"),
        ("--memory", "10"),
        ("--workers", "0"),
        ("--budget", "nan"),
        ("--budget", "-1"),
        ("--default-graph", "none"),
        ("--metrics-port", "70000"),
        ("--token-file", "/nowhere/tokens"),
    ],
)
def test_an_option_that_cannot_be_is_refused(sample_home: Path, option: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", "--store", str(sample_home), "--port", "0", option, value],
        capture_output=True,
        text=True,
        timeout=60,
        env={"KG_ENCODER": "none", "PATH": "/usr/bin:/bin"},
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert option.lstrip("-").replace("-", " ") in done.stderr.lower().replace("-", " ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KG_QUERY_TIMEOUT", "nan"),
        ("KG_QUERY_TIMEOUT", "inf"),
        ("KG_GRACE", "-1"),
        ("KG_METRICS_PORT", "x"),
        ("KG_OIDC_ISSUER", "http://login.example.org"),
        ("KG_PUBLIC_ADDRESS", "data.example.org"),
        ("KG_UPDATE_TIMEOUT", "0"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_its_name(sample_home: Path, name: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", "--store", str(sample_home), "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
        env={"KG_ENCODER": "none", "PATH": "/usr/bin:/bin", "KG_OIDC_AUDIENCE": "x", name: value},
    )

    assert done.returncode == 2
    assert name in done.stderr or value in done.stderr
    assert "Traceback" not in done.stderr


def test_the_help_says_that_one_process_serves() -> None:
    shown = " ".join(CliRunner().invoke(build(), ["serve", "--help"]).output.split())

    assert "one service per store" in shown


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("localhost.example.org", False),
    ],
)
def test_only_loopback_is_no_public_address(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize("options", [["--public"], ["--host", "0.0.0.0"]], ids=["public", "host"])
def test_strangers_are_not_served_without_containment(
    sample_home: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.errors import BadInput

    def refuse() -> None:
        raise BadInput("Serving strangers is refused.")

    monkeypatch.setattr("kg.query.sandbox.require_containment", refuse)

    done = CliRunner().invoke(build(), ["serve", "--store", str(sample_home), "--port", "0", *options])

    assert "Serving strangers is refused" in str(done.exception)
    assert "Serving on" not in done.output


@pytest.mark.parametrize(("mode", "sees"), [("union", True), ("plain", False)])
def test_the_default_graph_is_the_union_or_what_is_in_no_graph(
    sample_home: Path, mode: str, sees: bool
) -> None:
    with serving(sample_home, "--default-graph", mode) as (_, address):
        in_default = query(address, "ASK { ?s ?p ?o }").json()["boolean"]
        in_graphs = query(address, "ASK { GRAPH ?g { ?s ?p ?o } }").json()["boolean"]

    assert (in_default, in_graphs) == (sees, True)


def test_metrics_are_on_their_own_port_only(sample_home: Path) -> None:
    with serving(sample_home, "--metrics-port", "0") as (process, address):
        for _ in range(3):
            assert query(address, "ASK {}").status == 200
        assert query(address, "ASK { broken").status == 400
        missing = ask(f"{address}metrics").status
        place = _told(process, r"Metrics on (http://127\.0\.0\.1:\d+/metrics)")
        found = get(place)

    assert missing == 404
    assert 'kg_http_requests_total{kind="sparql",status="200"} 3.0' in found
    assert 'kg_http_requests_total{kind="sparql",status="400"} 1.0' in found
    assert re.search(r'kg_query_seconds_count\{lane="\w+",outcome="ok"\} 3\.0', found)
    assert 'outcome="refused"' in found
    assert "kg_ready 1.0" in found
    assert "kg_generation 1.0" in found


def _told(process: subprocess.Popen[str], pattern: str) -> str:
    """What the service says on stderr, once it says it."""
    assert process.stderr is not None
    for _ in range(50):
        if found := re.search(pattern, process.stderr.readline()):
            return found.group(1)
    raise AssertionError(f"never said {pattern}")


def test_the_query_log_holds_every_query(sample_home: Path, tmp_path: Path) -> None:
    log = tmp_path / "queries.jsonl"
    with serving(sample_home, "--timeout", "1", KG_QUERY_LOG=str(log)) as (_, address):
        query(address, "ASK {}")
        query(address, "ASK {")
        query(address, ENDLESS)

    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["outcome"] for line in lines] == ["ok", "refused", "timeout"]
    assert {line["network"] for line in lines} == {"127.0.0.0/24"}
    assert lines[2]["seconds"] >= 0.9
    assert lines[0]["generation"] == 1


def test_the_access_log_tells_neither_what_was_asked_nor_exactly_who_asked(sample_home: Path) -> None:
    with serving(sample_home, KG_PROXIES="127.0.0.1") as (process, address):
        for path in ("search?q=hush", "sparql?query=ASK%7B%3Fhush%20a%20%3Fx%7D", "health/live"):
            assert ask(f"{address}{path}", headers={"X-Forwarded-For": "203.0.113.77"}).status == 200
        assert ask(f"{address}health/live", headers={"X-Forwarded-For": "2001:db8:1:2::77"}).status == 200
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)

    lines = [line.partition(" INFO ")[2] for line in said.splitlines() if "HTTP/1.1" in line]
    assert lines == [
        '203.0.113.0/24 - "GET /search HTTP/1.1" 200',
        '203.0.113.0/24 - "GET /sparql HTTP/1.1" 200',
        '203.0.113.0/24 - "GET /health/live HTTP/1.1" 200',
        '2001:db8:1::/48 - "GET /health/live HTTP/1.1" 200',
    ]
    assert "hush" not in said
    assert ".77" not in said


@pytest.mark.parametrize(("proxies", "network"), [("", "127.0.0.0/24"), ("127.0.0.1", "203.0.113.0/24")])
def test_a_forwarded_address_counts_only_from_a_known_proxy(
    sample_home: Path, tmp_path: Path, proxies: str, network: str
) -> None:
    log = tmp_path / "queries.jsonl"
    with serving(sample_home, "--proxies", proxies, KG_QUERY_LOG=str(log)) as (_, address):
        forwarded = {"X-Forwarded-For": "203.0.113.9"}
        assert ask(f"{address}sparql?query=ASK%7B%7D", headers=forwarded).status == 200

    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["network"] == network


def test_without_tokens_there_is_nothing_to_write_to(sample_home: Path) -> None:
    with serving(sample_home) as (_, address):
        statuses = [ask(f"{address}{path}", method="POST").status for path in ("update", "rdf-graph-store")]

    assert statuses == [404, 404]


def test_a_client_that_used_its_budget_waits(sample_home: Path) -> None:
    with serving(sample_home, "--timeout", "3", "--budget", "1") as (_, address):
        heavy, light = query(address, ENDLESS), query(address, "ASK {}")

    assert (heavy.status, light.status) == (503, 429)
    assert light.json()["type"] == "/problems/budget"
    # Two seconds were saved up and three are spent; one second comes back in sixty.
    assert 50 <= int(light.headers["retry-after"]) <= 120


def test_without_a_bound_nobody_waits(sample_home: Path) -> None:
    with serving(sample_home, "--timeout", "3", "--budget", "0") as (_, address):
        statuses = [query(address, ENDLESS).status, query(address, "ASK {}").status]

    assert statuses == [503, 200]
