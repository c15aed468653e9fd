"""Access is read where data are spoken of, not pores or circuits."""

import pytest
from questions import ask, of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("open data on fossils", ["open"]),
        ("open scans of fossils", ["open"]),
        ("freely available reflectivity data", ["open"]),
        ("publicly accessible fossil scans", ["open"]),
        ("fossil tomography, open access", ["open"]),
        ("Tomographie, frei zugänglich", ["open"]),
        ("offene Daten zu Knochen", ["open"]),
        ("données publiques sur les os", ["open"]),
        ("datos de acceso abierto", ["open"]),
        ("dati aperti di tomografia", ["open"]),
        ("embargoed data from ESRF", ["embargoed"]),
        ("datasets under embargo", ["embargoed"]),
        ("closed datasets of proteins", ["closed"]),
        ("gesperrte Datensätze zu Proteinen", ["closed"]),
        ("datasets open on 2026-05-01", ["open as of 2026-05-01"]),
        ("data opening this year", ["open opens 2026-12-31"]),
        ("température inférieure à 10 K, données ouvertes", ["open"]),
        ("X-ray data of open tomography at ILL", ["open"]),
        ("only open datasets", ["open"]),
        ("reflectometry that is publicly available", ["open"]),
        ("öffentlich verfügbare Messungen", ["open"]),
        ("mesures en accès ouvert", ["open"]),
        ("medidas abiertas de arcillas", ["open"]),
        ("no embargoed data", ["-embargoed"]),
        ("data not yet open", ["-open"]),
        ("embargo ends in 2027", ["open opens 2027-12-31"]),
        ("no longer embargoed", ["open"]),
        ("nicht mehr unter Embargo", ["open"]),
        ("données qui ne sont plus sous embargo", ["open"]),
        ("datos ya no embargados", ["open"]),
        ("dati non più sotto embargo", ["open"]),
        ("no longer open data", ["-open"]),
        ("formerly embargoed", []),
        ("previously embargoed data", []),
        ("formerly under embargo", []),
        ("no longer under embargo", ["open"]),
        ("ehemals unter Embargo", []),
        ("non open data", ["-open"]),
        ("non-open data", ["-open"]),
        ("open or embargoed", ["open", "embargoed"]),
        ("open or closed", ["open", "closed"]),
        ("open or closed data", ["open", "closed"]),
        ("open, closed or embargoed data", ["open", "closed", "embargoed"]),
        ("offene oder gesperrte Daten", ["open", "closed"]),
        ("données ouvertes ou sous embargo", ["open", "embargoed"]),
        ("datos abiertos o cerrados", ["open", "closed"]),
        ("dati aperti o chiusi", ["open", "closed"]),
    ],
)
def test_access_is_read(text: str, wanted: list[str]) -> None:
    assert of(text, "access") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "aluminium open cell foam",
        "metal organic open framework",
        "open circuit voltage of cells",
        "open-source software",
        "closed loop cryostat",
        "offene Poren in Keramik",
        "public health and dust",
        "mousse à pores ouverts",
        "datos de espuma de celda abierta",
        "closed cell foams by tomography",
        "schiuma a celle aperte",
        "restricted rotor",
        "open or closed cells",
    ],
)
def test_other_open_things_are_no_access(text: str) -> None:
    assert of(text, "access") == []


@pytest.mark.parametrize(
    "text", ["open or embargoed", "open or closed data", "données ouvertes ou sous embargo"]
)
def test_states_of_which_any_may_be_have_one_number(text: str) -> None:
    first, second = ask(text).chip("access")

    assert first.any_of is not None
    assert first.any_of == second.any_of
