"""Settings as the environment gives them."""

from pathlib import Path

import pytest
from platformdirs import user_data_path

from kg.cli.stores import home_of
from kg.settings import Settings


def test_an_empty_variable_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"KG_{name.upper()}", raising=False)
    unset = Settings()
    for name in Settings.model_fields:
        monkeypatch.setenv(f"KG_{name.upper()}", "")

    assert Settings() == unset
    assert Settings().model_fields_set == set()


def test_an_empty_store_is_not_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", "")
    monkeypatch.setenv("KG_STORE_FOLDER", "")

    assert home_of(None).path == user_data_path("pan-kg") / "store"
    assert home_of("http://127.0.0.1:1/query").path.parent == user_data_path("pan-kg") / "remote"
