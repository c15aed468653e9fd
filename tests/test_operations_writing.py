import json
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from issuing import AUDIENCE, issuing
from service_process import Answered, ask, query, serving

from kg.errors import BadInput

pytestmark = pytest.mark.slow

TOKENS = {"operator": "o" * 20, "curator": "c" * 20, "reader": "r" * 20}
GRAPH = "https://example.org/written"
TRIPLE = b"<https://example.org/s> <https://example.org/p> 1 ."


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """A store of the test's own, to write to."""
    return Path(shutil.copytree(sample_home, tmp_path / "home"))


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "tokens"
    lines = [f"sha256:{sha256(it.encode()).hexdigest()} {role} {role}-1" for role, it in TOKENS.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    path.chmod(0o600)
    return path


def put(address: str, token: str | None) -> Answered:
    headers = {"Content-Type": "text/turtle"} | ({"Authorization": f"Bearer {token}"} if token else {})
    return ask(f"{address}rdf-graph-store?graph={quote(GRAPH)}", method="PUT", headers=headers, body=TRIPLE)


def is_written(address: str) -> bool:
    return bool(query(address, f"ASK {{ GRAPH <{GRAPH}> {{ ?s ?p 1 }} }}").json()["boolean"])


def test_a_token_writes_and_the_audit_log_says_who(home: Path, token_file: Path) -> None:
    with serving(home, "--token-file", str(token_file)) as (_, address):
        refused = [
            put(address, token).status for token in (None, "x" * 20, TOKENS["reader"], TOKENS["curator"])
        ]
        before = is_written(address)
        written = put(address, TOKENS["operator"])
        after = is_written(address)

    assert refused == [401, 401, 403, 403]
    assert (before, written.status, after) == (False, 201, True)
    log = (home / "audit.jsonl").read_text(encoding="utf-8")
    *failed, begun, done = [json.loads(line) for line in log.splitlines()]
    assert [(line["outcome"], line["principal"]) for line in failed] == [
        ("no-token", None),
        ("bad-token", None),
        ("missing-role", "reader-1"),
        ("missing-role", "curator-1"),
    ]
    assert {(line["action"], line["graph"], line["network"]) for line in failed} == {
        ("put", GRAPH, "127.0.0.0/24")
    }
    assert not any(token in log for token in ("x" * 20, *TOKENS.values()))
    assert (begun["outcome"], done["outcome"]) == ("begun", "ok")
    assert (done["principal"], done["action"], done["graph"]) == ("operator-1", "put", GRAPH)
    assert done["generation"] == int(written.headers["x-generation"])
    assert done["request"] == begun["request"]


def test_an_answer_without_rights_says_what_is_missing(home: Path, token_file: Path) -> None:
    with serving(home, "--token-file", str(token_file)) as (_, address):
        nobody, unknown, reader = (put(address, token) for token in (None, "x" * 20, TOKENS["reader"]))

    assert nobody.headers["www-authenticate"] == 'Bearer realm="pan-kg"'
    assert unknown.headers["www-authenticate"] == 'Bearer realm="pan-kg", error="invalid_token"'
    assert "operator" in reader.json()["detail"]
    assert (nobody.json()["type"], reader.json()["type"]) == ("/problems/no-token", "/problems/not-allowed")


def test_the_simplest_token_file_is_one_token(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("correct-horse-battery-staple\n", encoding="utf-8")

    with serving(home, KG_TOKEN_FILE=str(path)) as (process, address):
        written = put(address, "correct-horse-battery-staple")
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)

    assert written.status == 201
    assert "correct-horse" not in told
    assert "chmod 600" in told


def test_an_issuers_token_writes(home: Path, tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    with issuing() as issuer:
        settings = {
            "KG_OIDC_ISSUER": issuer.address,
            "KG_OIDC_AUDIENCE": AUDIENCE,
            "KG_OIDC_ROLES_CLAIM": "realm_access.roles",
            "KG_AUDIT_LOG": str(log),
        }
        with serving(home, **settings) as (process, address):
            reader = put(address, issuer.token(realm_access={"roles": ["reader"]}))
            expired = put(address, issuer.token(realm_access={"roles": ["operator"]}, exp=1))
            token = issuer.token(realm_access={"roles": ["operator"]})
            operator = put(address, token)
            process.send_signal(signal.SIGTERM)
            _, told = process.communicate(timeout=30)

        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]

    assert (reader.status, expired.status, operator.status) == (403, 401, 201)
    ada = f"{issuer.address}#ada"
    assert [(line["outcome"], line["principal"]) for line in lines] == [
        ("missing-role", ada), ("bad-token", None), ("begun", ada), ("ok", ada),
    ]  # fmt: skip
    assert not any(part in told for part in token.split("."))


def test_an_issuer_that_is_down_does_not_keep_the_service_from_starting(home: Path, token_file: Path) -> None:
    with issuing() as issuer:
        issuer.status = 503
        settings = {"KG_OIDC_ISSUER": issuer.address, "KG_OIDC_AUDIENCE": AUDIENCE}
        with serving(home, "--token-file", str(token_file), **settings) as (_, address):
            by_issuer, static = put(address, issuer.token()), put(address, TOKENS["operator"])

    assert (by_issuer.status, static.status) == (401, 201)


def test_an_issuer_without_audience_is_refused(home: Path) -> None:
    with serving(home, KG_OIDC_ISSUER="https://login.example.org/") as (process, address):
        _, told = process.communicate(timeout=30)

    assert (address, process.returncode) == ("", 2)
    assert "KG_OIDC_AUDIENCE" in told


def test_a_change_under_way_is_finished_when_the_service_ends(home: Path, token_file: Path) -> None:
    code = (
        "import sys; from service_process import ask; "
        "done = ask(sys.argv[1], method='PUT', body=sys.argv[2].encode(), headers="
        "{'Content-Type': 'text/turtle', 'Authorization': 'Bearer ' + sys.argv[3]}); print(done.status)"
    )
    with serving(home, "--token-file", str(token_file)) as (process, address):
        graph = f"{address}rdf-graph-store?graph={quote(GRAPH)}"
        put(address, TOKENS["reader"])
        asking = subprocess.Popen(
            [sys.executable, "-c", code, graph, TRIPLE.decode(), TOKENS["operator"]],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent,
        )
        audit = home / "audit.jsonl"
        while not (audit.exists() and "begun" in audit.read_text(encoding="utf-8")):
            assert asking.poll() is None
        process.send_signal(signal.SIGTERM)
        answered, _ = asking.communicate(timeout=60)
        process.wait(timeout=60)

    assert answered.strip() == "201"
    assert process.returncode == 0
    with serving(home) as (_, address):
        assert is_written(address)


def test_tokens_do_not_open_an_engine_elsewhere(token_file: Path, tmp_path: Path) -> None:
    from kg.cli.rights import rights_of
    from kg.settings import Settings
    from kg.store.home import Home
    from kg.store.remote import Access, remote_of

    home = Home(tmp_path / "folder", remote_of("http://127.0.0.1:1/query", Access()))
    settings = Settings(token_file=token_file)

    with (
        pytest.raises(BadInput, match="engine itself"),
        rights_of(home, settings, lambda reason: None),
    ):
        pass
