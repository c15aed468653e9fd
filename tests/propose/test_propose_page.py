"""The proposal of a language model as a page: shown, labelled, not run, and text whatever it says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from misbehaving_http import answer, listening
from releasing import store_with_scattering
from serving import BROWSER, PAYLOADS, Page, is_harmless
from starlette.testclient import TestClient

from kg.propose.model import Model
from kg.web.app import create_app
from kg.web.asking import AT_ONCE


@pytest.fixture(autouse=True)
def without_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "none")


@contextmanager
def site(folder: Path, *phrases: tuple[str, str]) -> Iterator[TestClient]:
    """A service whose model always proposes these phrases."""
    told = {"phrases": [{"slot": slot, "phrase": phrase} for slot, phrase in phrases]}
    said = answer(json.dumps({"choices": [{"message": {"content": json.dumps(told)}}]}).encode())
    with listening([said] * (AT_ONCE + 2)) as listener:
        app = create_app(store_with_scattering(folder), model=Model(listener.address, "tiny-1"))
        with TestClient(app, base_url="http://127.0.0.1", headers=BROWSER) as client:
            yield client


def test_the_search_page_offers_it_and_says_what_is_sent(tmp_path: Path) -> None:
    with site(tmp_path) as client:
        text = client.get("/search?q=thin+things").text
        front = client.get("/").text

    assert "tiny-1 may propose another reading" in text
    assert '<form action="/propose" method="post"><input type="hidden" name="q" value="thin things">' in text
    assert "/propose" not in front


def test_a_proposal_is_labelled_shown_and_not_run(tmp_path: Path) -> None:
    with site(tmp_path, ("technique", "SAXS"), ("facility", "Atlantis")) as client:
        text = client.post("/propose", data={"q": "thin things"}).text

    assert "Proposed by tiny-1, not run: <b>SAXS</b>" in text
    assert "technique: <b>small angle x-ray scattering</b>" in text
    assert "“Atlantis” (facility): Nothing here is known as the facility “Atlantis”." in text
    assert '<a class="button" href="/search?q=SAXS">Search for this</a>' in text
    assert '<ol class="hits"' not in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_the_model_says_is_text(tmp_path: Path, payload: str) -> None:
    with site(tmp_path, ("technique", payload), (payload, "SAXS")) as client:
        shown = Page(client.post("/propose", data={"q": payload}).text)

    assert is_harmless(shown)
    assert shown.scripts == []
    assert "Search for this" not in shown.text


@pytest.mark.parametrize("question", ["", "   ", "x" * 3000])
def test_no_question_or_a_long_one_is_refused(tmp_path: Path, question: str) -> None:
    with site(tmp_path) as client:
        assert client.post("/propose", data={"q": question}).status_code == 400


def test_a_model_that_does_not_answer_is_said_on_the_page(tmp_path: Path) -> None:
    app = create_app(store_with_scattering(tmp_path), model=Model("http://127.0.0.1:9", "tiny-1", timeout=1))
    with TestClient(app, base_url="http://127.0.0.1", headers=BROWSER) as client:
        answered = client.post("/propose", data={"q": "thin things"})

    assert answered.status_code == 502
    assert 'role="alert"' in answered.text
    assert 'href="/search?q=thin+things"' in answered.text


def test_without_a_model_there_is_neither_address_nor_offer(tmp_path: Path) -> None:
    with TestClient(create_app(store_with_scattering(tmp_path)), headers=BROWSER) as client:
        assert client.post("/propose", data={"q": "x"}).status_code == 404
        assert "language model" not in client.get("/search?q=thin").text
