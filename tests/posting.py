"""Small versions of an ontology to be posted for review, and releases that a store has taken in."""

from pathlib import Path
from typing import Any

from catalogue import dataset, write_catalogue
from starlette.testclient import TestClient

from kg import pipeline
from kg.rdf.names import GRAPH, PANET
from kg.store.home import Home
from kg.vocabulary import Release, choose_release
from kg.writer import open_writer

ROOT, DIFFRACTION, POWDER = (f"{PANET}PaNET{number}" for number in ("00001", "01022", "01030"))
SAS, SAXS = f"{PANET}PaNET01124", f"{PANET}PaNET01188"
CHECK = "/api/v1/ontology/check"
_HEAD = "ID,Label,Type,Parent\nID,A rdfs:label,TYPE,SC %\n"

TABLE = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix pan: <https://w3id.org/pan-kg/def#> .
<{graph}panet/{version}> a owl:Ontology ; owl:versionInfo "{version}" ;
  dcterms:source <http://purl.org/pan-science/PaNET/PaNET.owl> .
"""


def template(*rows: tuple[str, str, str]) -> bytes:
    """A ROBOT template of (IRI, label, parent's label)."""
    return (_HEAD + "".join(f'{iri},"{label}",owl:Class,{parent}\n' for iri, label, parent in rows)).encode()


BEFORE = template(
    (ROOT, "photon and neutron technique", ""),
    (DIFFRACTION, "diffraction", "photon and neutron technique"),
    (POWDER, "powder diffraction", "diffraction"),
)
"""Three classes in a line: 3 pairs."""

AFTER = template(
    (ROOT, "photon and neutron technique", ""),
    (DIFFRACTION, "diffraction", "photon and neutron technique"),
    (POWDER, "powder diffraction", "photon and neutron technique"),
)
"""The lowest goes up: the pair (powder diffraction, diffraction) is lost, and nothing gained."""

BROKEN = template(
    (ROOT, "photon and neutron technique", ""),
    (DIFFRACTION, "diffraction", "photon and neutron technique"),
    (POWDER, "powder diffraction", "difraction"),
)
"""The parent of row 5, in column 4, is misspelt."""


def table(version: str, body: str) -> bytes:
    """A table of PaNET as `kg ontology update` writes it; `body` is Turtle."""
    return (TABLE.format(graph=GRAPH, version=version) + body).encode()


def home_with_releases(folder: Path) -> Path:
    """A store that took in 8.0.0 and then 9.0.0, in which SAS has another name and SAXS is retired.

    Three datasets state SAXS. The file that 9.0.0 was made from is `BEFORE`.
    """
    told = [dataset(number) | {"techniques": [{"pid": SAXS, "name": "SAXS"}]} for number in range(3)]
    home = Home(folder / "home")
    pipeline.harvest(home, "scicat", [str(write_catalogue(folder / "catalogue", told))])
    older = table(
        "8.0.0",
        f"""
<{ROOT}> a owl:Class ; rdfs:label "technique" ; pan:broaderOrSelf <{ROOT}> .
<{SAXS}> a owl:Class ; rdfs:label "saxs" ; rdfs:subClassOf <{ROOT}> ; pan:broaderOrSelf <{SAXS}>, <{ROOT}> .
""",
    )
    newer = table(
        "9.0.0",
        f"""
<{ROOT}> a owl:Class ; rdfs:label "technique" ; pan:broaderOrSelf <{ROOT}> .
<{SAS}> a owl:Class ; rdfs:label "narrow angle scattering" ; rdfs:subClassOf <{ROOT}> ;
  obo:IAO_0000115 "Scattering <b>near</b> the beam." ; pan:statedBroader <{ROOT}> ;
  pan:broaderOrSelf <{SAS}>, <{ROOT}> .
<{SAXS}> a owl:Class ; rdfs:label "saxs" ; owl:deprecated true ; dcterms:isReplacedBy <{SAS}> ;
  pan:broaderOrSelf <{SAXS}>, <{SAS}>, <{ROOT}> .
""",
    )
    with open_writer(home) as writer:
        choose_release(writer, Release("panet", "8.0.0", "", source="a/folder/old.csv"), older, BEFORE)
        choose_release(writer, Release("panet", "9.0.0", "", source="a/folder/PaNET.csv"), newer, BEFORE)
    pipeline.publish(home)
    return folder / "home"


def files(before: bytes = BEFORE, after: bytes = AFTER, name: str = "after.csv") -> dict[str, Any]:
    return {"before": ("before.csv", before), "after": (name, after)}


def refused(site: TestClient, status: int, **request: Any) -> str:  # noqa: ANN401 - as the client takes it
    answer = site.post(CHECK, **request)
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["type"].startswith("/problems/")
    assert "/kg/" not in told["detail"]
    assert "Traceback" not in told["detail"]
    return str(told["detail"])
