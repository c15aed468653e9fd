import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@contextmanager
def serving(home: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process of `kg serve` and the address it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--store", str(home), "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"KG_ENCODER": "none", "PATH": "/usr/bin:/bin"},
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().removeprefix("Serving on ").strip()
    finally:
        process.kill()
        process.communicate()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


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
