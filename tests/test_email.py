"""E-mail addresses in harvested texts: left out, unless a setting says otherwise. All is invented."""

import json
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from typer.testing import CliRunner

from kg.cli.main import build
from kg.resolve.email import SHOWN_INSTEAD, keeping_addresses, publishable, without_addresses

ADDRESS = "ada@example.org"


def kg(*arguments: object) -> dict[str, object]:
    result = CliRunner().invoke(build(), [*map(str, arguments), "--json"])
    assert result.exit_code == 0, result.output
    document: dict[str, object] = json.loads(result.stdout)
    return document


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that read one record whose description names an address."""
    monkeypatch.setenv("KG_ENCODER", "none")
    monkeypatch.delenv("KG_KEEP_EMAIL", raising=False)
    record = dataset(1) | {"description": f"Ask {ADDRESS} for the key."}
    folder = write_catalogue(tmp_path / "catalogue", [record])
    store = tmp_path / "store"
    kg("harvest", "scicat", folder, "--store", store)
    return store


def text(store: Path, tmp_path: Path) -> str:
    file = tmp_path / "all.nq"
    kg("dump", file, "--store", store)
    return file.read_text("utf-8")


def test_addresses_are_left_out(store: Path, tmp_path: Path) -> None:
    assert ADDRESS not in text(store, tmp_path)
    assert f"Ask {SHOWN_INSTEAD} for the key." in text(store, tmp_path)


def test_the_setting_keeps_them_and_its_absence_takes_them_out_again(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_KEEP_EMAIL", "yes")
    again = kg("harvest", "scicat", tmp_path / "catalogue", "--store", store)
    kept = text(store, tmp_path)
    monkeypatch.delenv("KG_KEEP_EMAIL")
    kg("replay", "--store", store)

    assert again["mapped"] == 1
    assert f"Ask {ADDRESS} for the key." in kept
    assert "e-mail addresses kept" in kept  # the mapping is another one, and the record says so
    assert ADDRESS not in text(store, tmp_path)


def test_messages_never_hold_them() -> None:
    with keeping_addresses():
        assert publishable(ADDRESS) == ADDRESS
        assert without_addresses(ADDRESS) == SHOWN_INSTEAD
    assert publishable(ADDRESS) == SHOWN_INSTEAD
