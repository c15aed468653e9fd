"""The level of data is read; raw materials have none."""

import pytest
from questions import of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("raw data of micelles", ["raw"]),
        ("raw and processed data of micelles", ["raw", "processed"]),
        ("Rohdaten von Proteinen", ["raw"]),
        ("données brutes de catalyseurs", ["raw"]),
        ("datos brutos de arcillas", ["raw"]),
        ("dati grezzi di proteine", ["raw"]),
        ("simulated data of water", ["simulated"]),
        ("reduced data from reflectometry", ["processed"]),
        ("unreduced neutron data", ["raw"]),
        ("mesures traitées", ["processed"]),
        ("datos procesados de SAXS", ["processed"]),
        ("reconstructed tomography volumes", ["processed"]),
        ("simulations of water diffusion", ["simulated"]),
    ],
)
def test_a_level_is_read(text: str, wanted: list[str]) -> None:
    assert of(text, "data_level") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "raw milk proteins",
        "critical raw materials",
        "raw cotton fibres",
        "reduced graphene oxide",
        "SAXS and molecular simulations",
    ],
)
def test_other_raw_things_are_no_level(text: str) -> None:
    assert of(text, "data_level") == []
