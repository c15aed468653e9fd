"""Small invented releases of PaNET, and a store whose datasets state one of its techniques."""

import atexit
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from catalogue import dataset, write_catalogue
from commands import answer

from kg import pipeline
from kg.answer.engine import Engine
from kg.answer.search import search
from kg.rdf.names import PANET
from kg.store.home import Home
from kg.store.reader import Reader

DAY = date(2026, 1, 1)

ROOT, SAS, WIDER, HEIR = (PANET[f"PaNET{number}"].value for number in ("00001", "01124", "09999", "09998"))

_HEAD = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
"""
_ROOT = f'<{ROOT}> a owl:Class ; rdfs:label "photon and neutron technique" .'
_WIDER = f'<{WIDER}> a owl:Class ; rdfs:label "scattering of any angle" ; rdfs:subClassOf <{ROOT}> .'
NARROW = f"""<{SAS}> a owl:Class ; rdfs:label "narrow angle scattering" ; skos:altLabel "NAS" ;
  obo:IAO_0000115 "Scattering near the beam." ; obo:IAO_0000119 "https://example.org/nas" ;
  rdfs:subClassOf <{WIDER}> ."""
RETIRED = f"""<{SAS}> a owl:Class ; rdfs:label "obsolete narrow angle scattering" ; owl:deprecated true ;
  obo:IAO_0100001 <{HEIR}> .
<{HEIR}> a owl:Class ; rdfs:label "near beam scattering" ; rdfs:subClassOf <{WIDER}> ."""
IMPOSSIBLE = f'<{SAS}> a owl:Class ; rdfs:label "nothing" ; rdfs:subClassOf owl:Nothing .'


def release(version: str | None, *statements: str) -> bytes:
    """A release with a root and one class below it, and these statements."""
    said = f' ; owl:versionInfo "{version}"' if version else ""
    about = f"<{PANET}PaNET.owl> a owl:Ontology ; dcterms:license <https://example.org/licence>{said} ."
    return "\n".join([_HEAD, about, _ROOT, _WIDER, *statements]).encode()


def write_release(folder: Path, version: str | None, *statements: str) -> Path:
    """It as a file."""
    folder.mkdir(exist_ok=True)
    file = folder / f"release-{version}.ttl"
    file.write_bytes(release(version, *statements))
    return file


def store_with_scattering(folder: Path) -> Home:
    """Three datasets state SAS by its IRI, and a fourth by the label that 1.3.0 has for it."""
    shutil.copytree(_scattering(), folder, dirs_exist_ok=True)
    return Home(folder / "home")


@cache
def _scattering() -> Path:
    """Where that store is, harvested once for all tests of a process: they change their copies."""
    folder = Path(mkdtemp(prefix="scattering-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    told = [dataset(number) | {"techniques": [{"pid": SAS, "name": "SAS"}]} for number in range(3)]
    told.append(dataset(3) | {"techniques": [{"pid": "", "name": "small angle scattering"}]})
    catalogue = write_catalogue(folder / "catalogue", told)
    pipeline.harvest(Home(folder / "home"), "scicat", [str(catalogue)])
    return folder


def update(home: Home, *arguments: object, code: int = 0) -> dict[str, Any]:
    return answer("ontology", "update", *arguments, "--store", home.path, code=code)


def reader(home: Home, number: int | None = None) -> Reader:
    generation = home.generation(number) if number else home.current()
    assert generation is not None
    return Reader(generation.graph)


def chips(home: Home, text: str) -> list[tuple[str | None, str]]:
    generation = home.current()
    assert generation is not None
    found = search(Engine.open(generation, None, "none"), text, as_of=DAY)
    return [(chip.iri, chip.basis) for chip in found.reading.chips if chip.slot == "technique"]


def hits(home: Home, text: str) -> int:
    generation = home.current()
    assert generation is not None
    found = search(Engine.open(generation, None, "none"), text, as_of=DAY)
    return sum(hit.group_size for hit in found.hits)
