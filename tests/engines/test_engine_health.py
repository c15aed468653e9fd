"""Whether the engine behind answers: what readiness, doctor and shell say of it, and how often they ask."""

import json
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from engines.scripted import JSON, NO, YES, Reply, Script, Scripted, always, scripted
from kg.cli.engine import engine as engine_fitness
from kg.cli.main import build
from kg.errors import BadInput, QueryFailed
from kg.query.pulse import Pulse
from kg.store.endpoint_http import Dataset, EndpointHttp
from kg.store.home import Home
from kg.store.remote import Access, remote_of
from kg.web.app import create_app

TABLE = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"x"}}]}}'
HTML = b"<html><title>x</title><h1>Not here</h1></html>"
GENERATION = "generation%2F1%3E"


def published_to(folder: Path, sample_home: Path, address: str, access: Access | None = None) -> Home:
    """A store whose indexes are here, and whose graphs are said to be in that engine."""
    shutil.copytree(sample_home, folder)
    facts_path = folder / "generations" / "000001" / "generation.json"
    facts = json.loads(facts_path.read_text())
    facts_path.unlink()  # it may be a hard link
    facts_path.write_text(json.dumps(facts | {"engine": address}))
    return Home(folder, remote_of(address, access))


@pytest.fixture
def engine() -> Iterator[Scripted]:
    with scripted(always(200, JSON, YES)) as server:
        yield server


@pytest.fixture
def site(engine: Scripted, sample_home: Path, tmp_path: Path) -> Iterator[TestClient]:
    access = Access(user="me", password="s3cret")
    app = create_app(published_to(tmp_path / "home", sample_home, engine.address(), access))
    with TestClient(app) as opened:
        yield opened


def _ready(site: TestClient) -> tuple[int, str, str]:
    answer = site.get("/health/ready")
    told = answer.json()
    assert "s3cret" not in answer.text
    return answer.status_code, told["status"], told.get("reason", "")


def _time_passes(site: TestClient) -> None:
    """Spare the test the seconds between two looks at the engine."""
    pulse: Any = site.app.state.service.pool._pulse  # type: ignore[attr-defined]
    pulse._looked = -1000.0


def test_a_service_is_ready_only_while_its_engine_answers(site: TestClient, engine: Scripted) -> None:
    assert _ready(site) == (200, "ready", "")
    engine.stop()
    _time_passes(site)
    status, state, reason = _ready(site)
    assert (status, state) == (503, "not ready")
    assert engine.address() in reason
    assert "does not answer" in reason
    engine.start()
    _time_passes(site)
    assert _ready(site) == (200, "ready", "")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (always(200, JSON, NO), "holds nothing of generation 1"),
        (always(401, "text/plain", b""), "KG_STORE_USER"),
        (always(404, "text/html", HTML), "404"),
        (always(200, "text/html", HTML), "text/html"),
        (always(503, "text/plain", b"starting"), "503"),
    ],
)
def test_an_engine_that_cannot_answer_is_not_ready(
    site: TestClient, engine: Scripted, reply: Script, said: str
) -> None:
    engine.reply = reply

    status, _, reason = _ready(site)

    assert status == 503
    assert said in reason
    assert engine.address() in reason


def test_an_engine_that_hangs_is_not_waited_for(site: TestClient, engine: Scripted) -> None:
    let_go = threading.Event()

    def hang(form: str) -> Reply:
        let_go.wait(30)
        return 200, JSON, YES

    engine.reply = hang
    try:
        status, _, reason = _ready(site)
    finally:
        let_go.set()

    assert status == 503
    assert "within 2 s" in reason


def test_many_readiness_calls_are_one_question(site: TestClient, engine: Scripted) -> None:
    engine.asked.clear()
    with ThreadPoolExecutor(8) as clients:
        statuses = list(clients.map(lambda _: site.get("/health/ready").status_code, range(40)))

    assert set(statuses) == {200}
    assert len(engine.asked) == 1
    assert GENERATION in engine.asked[0]


def test_one_looks_while_the_others_get_what_was_found_last() -> None:
    looking, go_on, looks = threading.Event(), threading.Event(), []

    def look() -> str | None:
        looks.append(1)
        if len(looks) == 1:
            return None
        looking.set()
        assert go_on.wait(30)
        return "It is gone."

    pulse = Pulse(look, every=0.0)
    assert pulse.problem() is None
    with ThreadPoolExecutor(1) as other:
        slow = other.submit(pulse.problem)
        assert looking.wait(30)
        assert pulse.problem() is None  # at once, though the other still looks
        go_on.set()
        assert slow.result() == "It is gone."
    assert len(looks) == 2


@pytest.mark.parametrize(("product", "is_heard"), [("Virtuoso/07", True), ("Other/1", False)])
def test_only_an_engine_that_announces_its_end_has_a_moment_more(product: str, is_heard: bool) -> None:
    """Both answer a fifth later than they may."""
    late = threading.Event()

    def reply(form: str) -> Reply:
        if "ASK" in form:
            return 200, JSON, YES
        late.wait(2.4)
        return 200, JSON, TABLE

    with scripted(reply, product) as server:
        http = EndpointHttp(remote_of(server.address()))
        try:
            if is_heard:
                http.query("SELECT ?a {}", JSON, Dataset(), 2.0, 1 << 20).file.close()
                return
            with pytest.raises(QueryFailed, match="longer than 2 s") as failed:
                http.query("SELECT ?a {}", JSON, Dataset(), 2.0, 1 << 20)
            assert failed.value.kind == "timeout"
        finally:
            http.close()
            late.set()


@pytest.mark.parametrize(
    ("reply", "state", "detail", "remedy"),
    [
        (always(401, "text/plain", b""), "fail", "(401)", "KG_STORE_TOKEN"),
        (always(403, "text/plain", b""), "fail", "(403)", "KG_STORE_USER"),
        (always(404, "text/html", HTML), "fail", "404", "https://host/sparql"),
        (always(200, "text/html", HTML), "fail", "text/html", "https://host/sparql"),
        (always(500, "text/plain", b"no"), "fail", "500", "Start the engine"),
        (always(200, JSON, NO), "fail", "generation 1", "kg publish"),
    ],
)
def test_the_doctor_says_what_an_engine_needs(
    sample_home: Path, tmp_path: Path, reply: Script, state: str, detail: str, remedy: str
) -> None:
    with scripted(reply) as server:
        home = published_to(tmp_path / "home", sample_home, server.address())
        assert home.remote
        found = engine_fitness(home, home.remote)

    assert (found.check, found.state) == ("store", state)
    assert server.address() in found.detail
    assert detail in found.detail
    assert remedy in str(found.remedy)


def _doctor(store: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, dict[str, Any]]:
    monkeypatch.setenv("KG_STORE_FOLDER", str(folder))
    monkeypatch.setenv("KG_ENCODER", "none")
    done = CliRunner().invoke(build(), ["doctor", "--store", store, "--port", "0", "--json"])
    findings = {finding["check"]: finding for finding in json.loads(done.stdout)}
    return done.exit_code, findings["store"]


def test_the_doctor_asks_the_engine_and_not_a_folder_of_its_name(
    engine: Scripted, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = published_to(tmp_path / "home", sample_home, engine.address())
    current = home.current()
    assert current

    code, found = _doctor(engine.address(), home.path, monkeypatch)
    assert (code, found["state"]) == (0, "ok")
    assert f"generation 1, {current.facts['triples']:,} triples" in found["detail"]

    code, found = _doctor(engine.address(), tmp_path / "other", monkeypatch)
    assert (code, found["state"]) == (0, "warn")
    assert "KG_STORE_FOLDER" in found["remedy"]

    engine.stop()
    code, found = _doctor(engine.address(), home.path, monkeypatch)
    assert (code, found["state"]) == (1, "fail")
    assert "does not answer" in found["detail"]
    assert found["remedy"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (always(404, "text/html", HTML), "answered 404: Not here"),
        (always(200, "text/html", HTML), "answered text/html"),
        (always(200, JSON, YES), "does answer as an engine"),
    ],
)
@pytest.mark.parametrize("command", ["query", "search", "dump"])
def test_a_mistyped_address_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: Script, said: str, command: str
) -> None:
    monkeypatch.setenv("KG_STORE_FOLDER", str(tmp_path / "none"))
    text = {"query": "ASK {}", "search": "sans", "dump": str(tmp_path / "out.nq")}[command]
    with scripted(reply) as server:
        address = server.address("/sparq")
        done = CliRunner().invoke(build(), [command, text, "--store", address])

    assert isinstance(done.exception, BadInput)
    assert f"{address} holds no published generation" in str(done.exception)
    assert "SPARQL 1.1 engine" in str(done.exception)
    assert said in str(done.exception)
