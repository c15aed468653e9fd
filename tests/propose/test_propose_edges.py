"""The proposals over HTTP and in the shell."""

import json
from pathlib import Path

import pytest
from commands import answer as asked
from commands import kg
from misbehaving_http import answer, listening
from releasing import store_with_scattering
from starlette.testclient import TestClient

from kg.errors import QueryFailed
from kg.propose.model import Model
from kg.web.app import create_app
from kg.web.asking import Asking

PHRASES = {"phrases": [{"slot": "technique", "phrase": "SAXS"}, {"slot": "facility", "phrase": "Atlantis"}]}


def said(content: object) -> bytes:
    return answer(json.dumps({"choices": [{"message": {"content": json.dumps(content)}}]}).encode())


@pytest.fixture(autouse=True)
def without_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "none")


def test_over_http_a_reading_and_a_query(tmp_path: Path) -> None:
    home = store_with_scattering(tmp_path)
    query = {"sparql": "SELECT ?d { ?d a dcat:Dataset ; pan:flavour ?f }"}
    with listening([said(PHRASES), said(query)]) as listener:
        app = create_app(home, model=Model(listener.address, "tiny-1"))
        with TestClient(app, base_url="http://127.0.0.1") as client:
            reading = client.post(
                "/api/v1/propose", json={"question": "thin things", "kind": "reading"}
            ).json()
            written = client.post("/api/v1/propose", json={"question": "thin things", "kind": "query"}).json()
            nonsense = client.post("/api/v1/propose", json={"question": "x" * 3000})
    assert reading["sentence"] == "SAXS"
    assert [one["phrase"] for one in reading["refused"]] == ["Atlantis"]
    assert [problem for problem in written["problems"] if "flavour" in problem]
    assert nonsense.status_code == 400
    sent = b"".join(listener.asked)
    assert b"dataset 0" not in sent.lower()  # no title of a record leaves the house


def test_without_a_model_there_is_no_such_address(tmp_path: Path) -> None:
    app = create_app(store_with_scattering(tmp_path))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.post("/api/v1/propose", json={"question": "x"}).status_code == 404


def test_in_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = store_with_scattering(tmp_path)
    assert "No language model is set" in str(kg("propose", "x", "--store", home.path).exception)
    with listening([said(PHRASES)]) as listener:
        monkeypatch.setenv("KG_MODEL_ADDRESS", listener.address)
        monkeypatch.setenv("KG_MODEL_NAME", "tiny-1")
        monkeypatch.setenv("KG_MODEL_TOKEN", "sesame")
        told = asked("propose", "thin things", "--store", home.path)
        text = kg("propose", "thin things", "--store", home.path).stdout
    assert told["proposed_by"] == "tiny-1"
    assert told["sentence"] == "SAXS"
    assert "nothing was run" in text
    assert "sesame" not in text + json.dumps(told)


def test_page_and_api_share_the_places_to_ask() -> None:
    asking = Asking(Model("http://127.0.0.1:9/v1", "tiny-1"))
    with asking.place(), asking.place():
        with pytest.raises(QueryFailed, match="busy") as error, asking.place():
            pass
        assert error.value.wait
    with asking.place() as model:
        assert model.name == "tiny-1"
