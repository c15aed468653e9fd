"""Small tables, and `kg ontology` run on them in a folder of its own."""

from pathlib import Path
from typing import Any

import commands
import pytest
from typer.testing import Result

PREFIX = "http://purl.org/pan-science/PaNET/PaNET"
HEADER = "ID,Label,Alt Label,Definition,Definition Source,RDF Type,Parent IRI\n"
TEMPLATE = (
    "ID,A rdfs:label,A http://www.w3.org/2004/02/skos/core#altLabel,A IAO:0000115,A IAO:0000119,TYPE,SC %\n"
)


def row(number: str, label: str, parent: str, alt: str = "") -> str:
    return f"{PREFIX}{number},{label},{alt},what {label} is,https://example.org/{number},owl:Class,{parent}\n"


TOP = row("00001", "photon and neutron technique", "owl:Thing")
SCATTERING = row("00200", "scattering", "photon and neutron technique")
IMAGING = row("00300", "imaging", "photon and neutron technique")
DIFFRACTION = row("01022", "diffraction", "scattering")
MOVED = row("01022", "diffraction", "imaging")
DANGLING = row("01022", "diffraction", "Scatering")


def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No store, no colours, no configuration of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("KG_STORE", raising=False)


def table(name: str, *rows: str) -> str:
    Path(name).write_text(HEADER + TEMPLATE + "".join(rows), "utf-8")
    return name


def kg(*words: str) -> Result:
    return commands.kg("ontology", *words)


def answer(*words: str, code: int = 0) -> dict[str, Any]:
    return commands.answer("ontology", *words, code=code)


def first_version() -> str:
    return table("before.csv", TOP, SCATTERING, IMAGING, DIFFRACTION)
