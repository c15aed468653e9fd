"""Findings of real records, against counts made from their JSON without any of the product's code."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Record
from kg.harvest.world import open_world
from kg.rdf.names import PAN

Said = dict[tuple[str, str], set[str]]
"""(Rule, what stands there) -> the things that have it."""


def harvested(folder: Path) -> Said:
    source = load_source("scicat")
    found: Said = defaultdict(set)
    for item in source.records(open_world(str(folder), None, contained=False)):
        if not isinstance(item, Record):
            continue
        with suppress(BadRecord):
            triples = source.triples(item).triples
            things = {node: thing.value for thing, said, node in triples if said == PAN["finding"]}
            values = {(str(node), said): term.value for node, said, term in triples if node in things}
            for node, thing in things.items():
                rule, words = (values[str(node), PAN[name]] for name in ("rule", "sourceText"))
                found[rule, words].add(thing)
    return found


@pytest.fixture(scope="module")
def scicat(shared_data: Path) -> Path:
    return shared_data / "catalogues" / "scicat"


def by_rule(found: Said, rule: str) -> dict[str, int]:
    return {said: len(things) for (name, said), things in found.items() if name == rule}


def objects(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - foreign JSON
    if isinstance(tree, dict):
        yield tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from objects(inner)


def read(folder: Path) -> list[dict[str, Any]]:
    return [
        of for file in sorted(folder.glob("*.json")) for of in objects(json.loads(file.read_text("utf-8")))
    ]


def test_psi_names_accounts_and_lists_as_people(scicat: Path) -> None:
    creators = [name for of in read(scicat / "psi") for name in of.get("creator") or [] if "doi" in of]
    accounts = {name for name in creators if re.fullmatch(r"[a-z0-9_.-]+", name)}
    lists = {name for name in creators if re.search(r"\w+ \w[^,;]*[,;]\s*\w+ ", name)}

    found = harvested(scicat / "psi")

    assert accounts == {"nass_k", "slspearl", "mankowsky_r", "swissfelaramis-alvra", "slsmx"}
    assert by_rule(found, "person-account") == dict.fromkeys(accounts, 1)
    assert set(by_rule(found, "person-list")) == {name.strip() for name in lists}


def test_psi_has_dois_in_other_words(scicat: Path) -> None:
    related = [words for of in read(scicat / "psi") for words in of.get("relatedPublications") or []]
    with_doi = {words for words in related if re.search(r"10\.\d{4,}/", words)}
    alone = {words for words in with_doi if re.fullmatch(r"\s*https?://doi\.org/10\.\S+\s*", words)}

    found = by_rule(harvested(scicat / "psi"), "doi-in-text")

    assert {words.strip() for words in with_doi - alone} == set(found)
    assert len(found) == 13


def test_ess_calls_probes_techniques(scicat: Path) -> None:
    tagged: dict[str, set[str]] = defaultdict(set)
    for of in read(scicat / "ess"):
        for technique in of.get("techniques") or []:
            if technique["pid"].endswith(("PaNET00101", "PaNET01012")):
                tagged[technique["pid"]].add(of["pid"])

    found = by_rule(harvested(scicat / "ess"), "technique-probe")

    assert found == {pid: len(pids) for pid, pids in tagged.items()}
    assert sorted(found.values()) == [18, 72]


def test_ess_names_itself_as_licence_and_gives_dummy_orcids(scicat: Path) -> None:
    datasets = {of["pid"]: of for of in read(scicat / "ess") if "pid" in of and "datasetName" in of}
    licences = sum(of.get("license") == "ESS" for of in datasets.values())
    orcids = [of.get("orcidOfOwner") for of in datasets.values()]
    dummy = "https://orcid.org/0000-0000-0000-0000"

    found = harvested(scicat / "ess")

    assert by_rule(found, "licence-unknown") == {"ESS": licences}
    assert by_rule(found, "orcid-dummy") == {dummy: orcids.count(dummy), "default": orcids.count("default")}
    assert (licences, orcids.count(dummy), orcids.count("default")) == (91, 18, 1)


def test_desy_calls_one_technique_by_the_name_of_another_and_reads_celsius_as_coulomb(scicat: Path) -> None:
    records = read(scicat / "desy-photon-science")
    wrong = [
        t for of in records for t in of.get("techniques") or [] if t.get("pid", "").endswith("PaNET01177")
    ]
    coulombs = [of for of in records if of.get("unit") == "C" and of.get("unitSI") == "s A"]

    found = harvested(scicat / "desy-photon-science")

    assert [technique["name"] for technique in wrong] == ["X-Ray Reflectivity (XRR)"]
    assert by_rule(found, "technique-contradiction") == {"X-Ray Reflectivity (XRR)": 1}
    assert by_rule(found, "unit-si-differs") == {"s A for Cel": 1}
    assert len(coulombs) == 2  # both in one dataset, one temperature and its setpoint


def test_max_iv_gives_addresses_for_people(scicat: Path) -> None:
    datasets = {of["pid"]: of for of in read(scicat / "maxiv") if "pid" in of and "datasetName" in of}
    addresses = sum("@" in (of.get("principalInvestigator") or "") for of in datasets.values())
    foreign = [pid for pid, of in datasets.items() if '"unitSI": "Å"' in json.dumps(of, ensure_ascii=False)]

    found = harvested(scicat / "maxiv")

    assert by_rule(found, "person-email") == {"[e-mail address]": addresses}
    assert addresses == 24
    assert by_rule(found, "unit-si-foreign") == {"Å": len(foreign)}
    assert len(foreign) == 3
    assert {rule for rule, _ in found} == {"person-email", "doi-in-text", "unit-si-foreign"}  # nothing else


def test_ess_takes_the_coulombs_of_its_proton_charge_for_degrees(scicat: Path) -> None:
    datasets = {of["pid"]: of for of in read(scicat / "ess") if "pid" in of and "datasetName" in of}
    charges = [of["scientificMetadata"]["BL17:Det:PCharge:C"] for of in datasets.values()
               if "BL17:Det:PCharge:C" in (of.get("scientificMetadata") or {})]  # fmt: skip

    found = harvested(scicat / "ess")

    # The source's own SI value is 274.15 K for 1.00 C: its software, too, took the letter for Celsius.
    assert [(of["unit"], of["unitSI"], round(of["valueSI"])) for of in charges] == [("celsius", "K", 274)] * 3
    assert by_rule(found, "unit-quantity-differs") == {"celsius": 3}


def test_desy_states_inverse_angstrom_as_si(scicat: Path) -> None:
    stated = [of for of in read(scicat / "desy-public-data") if of.get("unitSI") == "1/Ang"]

    found = by_rule(harvested(scicat / "desy-public-data"), "unit-si-foreign")

    assert len(stated) == 10  # all in one dataset
    assert found == {"1/Ang": 1}
