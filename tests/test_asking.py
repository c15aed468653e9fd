"""What a citation source is asked with: given DOIs, the operator's address, keys. All of it is invented."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from citing_services import Services, citation_services, crossref
from commands import answer, kg
from misbehaving_http import answer as raw
from misbehaving_http import listening
from pydantic import ValidationError
from replay import Reply, serving

from kg.errors import BadInput
from kg.harvest.ledger import Ledger
from kg.settings import Settings
from kg.store.home import Home


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with citation_services(tmp_path, monkeypatch) as services:
        yield services


def test_dois_can_be_given_and_need_no_store(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "empty"))
    (tmp_path / "dois.txt").write_text("https://doi.org/10.5072/X\n10.5072/y\n")
    provider = "datacite-links"
    answer("harvest", provider, "--option", f"dois=@{tmp_path / 'dois.txt'}")

    assert services.take() == ["datacite 10.5072/x", "datacite 10.5072/y"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["citations", "update"], "no generation was published"),
        (["citations", "sources"], "There is no store"),
        (["citations", "update", "--source", "scicat"], "not asked about DOIs. There are: .*crossref"),
        (["harvest", "scicat", ".", "--option", "dois=10.5072/a"], "this is none"),
        (["harvest", "crossref", "--option", "dois=nonsense"], "'nonsense' .* is no DOI"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_way_out(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "empty"))
    with pytest.raises(BadInput, match=told):
        raise kg(*arguments).exception or AssertionError("it went through")
    assert services.take() == []


def test_a_facility_without_data_is_named(services: Services) -> None:
    with pytest.raises(BadInput, match="holds no data with a DOI of Paul Scherrer Institute"):
        raise kg("citations", "update", "--facility", "psi").exception or AssertionError


def test_what_has_not_changed_is_not_sent_again(services: Services, tmp_path: Path) -> None:
    body = json.dumps(crossref("10.5072/a")).encode()

    def behave(head: bytes, send: Callable[[bytes], None]) -> None:
        is_known = b'if-none-match: "1"' in head.lower()
        send(raw(b"", "304 Not Modified", ETag='"1"') if is_known else raw(body, ETag='"1"'))

    with listening(behave) as peer:
        arguments = ("harvest", "crossref", peer.address, "--option", "dois=10.5072/a")
        first, again = answer(*arguments), answer(*arguments)

    assert (first["mapped"], again["mapped"], again["unchanged"]) == (1, 0, 1)
    assert peer.header("If-None-Match", 0) is None
    assert peer.header("If-None-Match", 1) == '"1"'


@pytest.mark.parametrize("is_polite", [True, False])
def test_the_operators_address_is_told_to_services_that_ask_for_it_only(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_polite: bool
) -> None:
    monkeypatch.setenv("KG_CONTACT", "data@a.example")
    with listening([raw(json.dumps(crossref("10.5072/a")).encode())]) as peer:
        (tmp_path / "providers.toml").write_text(
            f"[[crossref.endpoints]]\ndialect = 'crossref'\nlocation = '{peer.address}'\n"
            f"mailto = {str(is_polite).lower()}\n"
        )
        answer("harvest", "crossref", "--option", "dois=10.5072/a")

    assert ("mailto:data@a.example" in (peer.header("User-Agent") or "")) == is_polite


def test_a_key_from_the_environment_is_sent_and_kept_nowhere(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "k3y-0123456789"
    monkeypatch.setenv("A_KEY", secret)
    said = crossref("10.5072/a")
    said["message"]["link"] = f"https://a.example/works?api_key={secret}"
    with listening([raw(json.dumps(said).encode(), ETag='"1"')]) as peer:
        (tmp_path / "providers.toml").write_text(
            f"[[crossref.endpoints]]\ndialect = 'crossref'\nlocation = '{peer.address}'\n"
            "key_env = 'A_KEY'\nkey_param = 'api_key'\n"
        )
        result = kg("harvest", "crossref", "--option", "dois=10.5072/a", "--json")
        listed = kg("citations", "sources", "--json")

    assert result.exit_code == 0
    assert peer.targets == [f"/works/10.5072%2Fa?api_key={secret}"]
    assert secret not in result.output + listed.output
    files = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert [path.name for path in files if secret.encode() in path.read_bytes()] == []
    assert secret.encode() not in (payload_of(tmp_path / "store", "crossref") or b"")


def payload_of(store: Path, source: str) -> bytes:
    """The kept payload of the one record of a source."""
    home = Home(store)
    with Ledger(home.ledger_path, home.payloads_path) as ledger:
        entry = ledger.find(source, "work", "10.5072/a")
        assert entry is not None
        payload = ledger.payload(entry.raw)
    assert payload is not None
    return payload


def test_a_mailbox_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CONTACT", "me at home)\r\nX: y")
    with pytest.raises(ValidationError):
        Settings()


def test_probing_a_service_asks_about_works_that_it_should_know(services: Services) -> None:
    found = answer("sources", "probe", "crossref")

    assert services.take() == ["crossref 10.5061/dryad.8515"]
    assert [(of["answers"], of["recognised"]) for of in found["endpoints"]] == [(True, True)]


def test_a_recorded_answer_of_datacite_is_asked_for_and_understood(
    services: Services,
) -> None:
    file = (
        Path(__file__).resolve().parents[1].parent
        / "shared/data/citations/datacite/doi_10.5061_dryad.8515.json"
    )
    with serving(lambda _: Reply(file.read_bytes())) as peer:
        found = answer("harvest", "datacitelinks", peer.address, "--option", "dois=10.5061/DRYAD.8515")

    assert peer.seen == ["/dois/10.5061/dryad.8515"]
    assert (found["mapped"], found["walked"]["done"], found["failed"]) == (1, 1, [])
