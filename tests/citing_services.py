"""A store with data of two facilities, and two services that are asked who cites them. All is invented."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from commands import answer
from misbehaving_http import FakeTime
from replay import Reply, serving

from kg.harvest.provider_file import read_providers
from kg.rdf.names import PAN
from kg.resolve.facility import facility_by_name

PAPER = "10.5072/paper"
DATA = {"esrf": ("10.5072/e1", "10.5072/e2", "10.5072/e3", "10.5072/e4"), "ill": ("10.5072/i1", "10.5072/i2")}


def turtle() -> str:
    """Data of two facilities, with and without a DOI, and a dataset of no facility."""
    lines = ["@prefix dcat: <http://www.w3.org/ns/dcat#> .", f"@prefix pan: <{PAN}> ."]
    for name, dois in DATA.items():
        facility = facility_by_name(name)
        assert facility is not None
        lines += [f"<https://doi.org/{doi}> a dcat:Dataset ; pan:facility {facility.iri} ." for doi in dois]
        lines.append(f"<https://a.example/{name}> a dcat:Dataset ; pan:facility {facility.iri} .")
    lines.append("<https://doi.org/10.5072/nobody> a dcat:Dataset .")
    return "\n".join(lines)


def datacite(doi: str) -> dict[str, Any]:
    """What DataCite says of data that the paper cites."""
    related = {"relatedIdentifier": PAPER, "relatedIdentifierType": "DOI", "relationType": "IsCitedBy"}
    attributes = {"doi": doi, "titles": [{"title": doi}], "relatedIdentifiers": [related]}
    return {"data": {"id": doi, "type": "dois", "attributes": {**attributes, "state": "findable"}}}


def crossref(doi: str) -> dict[str, Any]:
    """What Crossref says of an article."""
    return {"status": "ok", "message": {"DOI": doi, "type": "journal-article", "title": ["A paper"]}}


@dataclass
class Services:
    """Two services below one address: what they answer, and what each was asked."""

    failing: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, target: str) -> Reply:
        name, _, doi = target.strip("/").replace("%2F", "/").partition("/")
        doi = doi.removeprefix("dois/").removeprefix("works/")
        self.asked.append(f"{name} {doi}")
        for wanted in (name, doi):
            if wanted in self.failing:
                return self.failing[wanted]
        body = json.dumps(datacite(doi) if name == "datacite" else crossref(doi)).encode()
        return Reply(body)

    def take(self) -> list[str]:
        """What was asked since it was last looked."""
        asked, self.asked = self.asked, []
        return asked


DOWN, UNKNOWN = Reply(b"", 503), Reply(b"{}", 404)


@contextmanager
def citation_services(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """A store with the data, and two services that know of citations; no others are asked."""
    monkeypatch.setattr("tenacity.nap.time", FakeTime())
    for name in ("DATACITE_TOKEN", "OPENALEX_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_STORE", str(folder / "store"))
    monkeypatch.setenv("KG_PROVIDERS", str(folder / "providers.toml"))
    monkeypatch.setenv("KG_ENCODER", "none")
    services = Services()
    with serving(services) as peer:
        (folder / "providers.toml").write_text(entries(peer.address))
        (folder / "data.ttl").write_text(turtle())
        answer("load", folder / "data.ttl", "--graph", "https://a.example/graph")
        yield services


def entries(address: str) -> str:
    """Every service that is asked about DOIs, two of them at the address and the others not in use."""
    at = {"datacitelinks": f"{address}/datacite", "crossref": f"{address}/crossref"}
    lines = []
    for name, provider in read_providers().items():
        known = [of for of in provider.endpoints if provider.facility is None]
        for endpoint in known:
            dialect = endpoint.dialect
            lines += [
                f"[[{name}.endpoints]]",
                f'dialect = "{dialect}"',
                f'location = "{at.get(dialect, address)}"',
            ]
            lines += [] if dialect in at else ["use = false"]
    return "\n".join(lines)
