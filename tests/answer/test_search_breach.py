"""No hit breaks a condition, as judged by a slow check that reads the RDF itself and shares no code."""

from datetime import date
from pathlib import Path

import pytest
from condition_world import World, open_world
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from searching import TODAY

from kg.answer.search import search
from kg.store.home import Home

_FACTS = """
SELECT ?dataset ?property ?value WHERE {
  { ?dataset a dcat:Dataset ; ?property ?value }
}
"""


class Oracle:
    """What the graph says of each dataset, and of the parts of each collection."""

    def __init__(self, world: World) -> None:
        self.facts: dict[str, dict[str, set[str]]] = {}
        for row in world.reader.rows(_FACTS):
            name = row["property"].value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
            self.facts.setdefault(row["dataset"].value, {}).setdefault(name, set()).add(row["value"].value)
        self.broader: dict[str, set[str]] = {}
        for row in world.reader.rows("SELECT ?a ?b WHERE { ?a pan:broaderOrSelf ?b }"):
            self.broader.setdefault(row["a"].value, set()).add(row["b"].value)

    def values(self, iri: str, name: str) -> set[str]:
        own = self.facts[iri].get(name, set())
        parts = self.facts[iri].get("hasPart", set()) & self.facts.keys()
        return own | {value for part in parts for value in self.facts[part].get(name, set())}

    def measured(self, iri: str) -> set[str]:
        return {up for technique in self.values(iri, "technique") for up in self.broader.get(technique, ())}

    def access(self, iri: str, day: date) -> str:
        days = {value[:10] for value in self.facts[iri].get("available", ())}
        if days:
            return "open" if min(days) <= day.isoformat() else "embargoed"
        rights = {value.rsplit("/", 1)[-1] for value in self.facts[iri].get("accessRights", ())}
        return "open" if rights == {"PUBLIC"} else "closed" if rights else "unknown"

    def year(self, iri: str) -> str | None:
        starts = self.values(iri, "collectionStart") or self.facts[iri].get("issued", set())
        return min(starts)[:4] if starts else None


@pytest.fixture(scope="module")
def world(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    generation = Home(sample_home).current()
    assert generation is not None
    return open_world(generation.graph, tmp_path_factory.mktemp("breach"))


@pytest.fixture(scope="module")
def oracle(world: World) -> Oracle:
    return Oracle(world)


TECHNIQUES = {
    "small angle scattering": "PaNET01124",
    "neutron reflectometry": "PaNET01239",
    "tomography": "PaNET01129",
    "powder diffraction": "PaNET01030",
}
FACILITIES = {
    "Aurora Light Source": "aurora-light-source",
    "Borealis Neutron Centre": "borealis-neutron-centre",
}


@given(
    technique=st.sampled_from([None, *TECHNIQUES]),
    facility=st.sampled_from([None, *FACILITIES]),
    left_out=st.sampled_from([None, *TECHNIQUES]),
    access=st.sampled_from([None, "open", "closed", "embargoed"]),
    year=st.sampled_from([None, 2019, 2020, 2021, 2022]),
    level=st.sampled_from([None, "raw", "processed"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_hit_breaks_a_condition(
    world: World,
    oracle: Oracle,
    technique: str | None,
    facility: str | None,
    left_out: str | None,
    access: str | None,
    year: int | None,
    level: str | None,
) -> None:
    words = [technique or "", f"at {facility}" if facility else "", f"not {left_out}" if left_out else ""]
    answer = search(
        world.engine, " ".join(filter(None, words)), limit=1000, as_of=TODAY, access=access, year=year,
        data_level=level,
    )  # fmt: skip

    for hit in answer.hits:
        measured = oracle.measured(hit.iri)
        asked = "http://purl.org/pan-science/PaNET/" + TECHNIQUES[technique] if technique else None
        if asked and oracle.values(hit.iri, "technique"):
            assert asked in measured, hit.iri
        if left_out:
            assert "http://purl.org/pan-science/PaNET/" + TECHNIQUES[left_out] not in measured
        if facility:
            assert any(of.endswith("/" + FACILITIES[facility]) for of in oracle.values(hit.iri, "facility"))
        if access:
            assert oracle.access(hit.iri, TODAY) == access == hit.access
        if year:
            assert oracle.year(hit.iri) == str(year)
        if level:
            kinds = {kind.rsplit("#", 1)[-1].lower() for kind in oracle.values(hit.iri, "dataKind")}
            assert level in kinds
