"""What stands around a file's dataset: facility, instrument, people, sample, techniques, parameters."""

from collections.abc import Iterator
from typing import Any

from harvesters._composition import understood_composition
from harvesters._nexus_facility import instrument_key
from harvesters._nexus_people import without_address
from harvesters._parameters import understood_quantity
from kg.rdf.mint import digest_iri, doi_iri, thing_iri
from kg.rdf.names import DCT, FOAF, NEXUS, PAN, QUDT, RDF, RDFS, SCHEMA
from kg.rdf.terms import NamedNode, Triple, decimal, iri, text
from kg.resolve.facility import Facility, facility_by_name, new_facility
from kg.resolve.technique import FROM_DEFINITION, Technique, assign, resolve_technique
from kg.resolve.unit import resolve_unit

Entries = list[dict[str, Any]]

_QUANTITIES = (
    ("energy", "energy_keV", "keV"),
    ("wavelength", "wavelength_angstrom", "angstrom"),
    ("temperature", "temperature_K", "K"),
)


def facility(dataset: NamedNode, entries: Entries, stated: str | None) -> Iterator[Triple]:
    """Where it was measured: what the file says, else what the operator named."""
    found, basis = _facility(entries, stated)
    if found is not None and basis is not None:
        yield dataset, PAN["facility"], found.iri
        yield from _literal(dataset, PAN["facilityBasis"], basis)
        yield found.iri, RDF["type"], PAN["Facility"]
        yield from _literal(found.iri, RDFS["label"], found.label)


def instrument(dataset: NamedNode, entries: Entries, stated: str | None) -> Iterator[Triple]:
    """The instrument of the first entry that names one."""
    name = next((entry["instrument"] for entry in entries if entry["instrument"]), None)
    if name is None or text(name) is None:
        return
    found, _ = _facility(entries, stated)
    node = thing_iri("instrument", found.slug if found else "nexus", instrument_key(name))
    yield dataset, PAN["instrument"], node
    yield node, RDF["type"], PAN["Instrument"]
    yield from _literal(node, RDFS["label"], name)
    if found is not None:
        yield node, PAN["operatedBy"], found.iri


def techniques(dataset: NamedNode, entries: Entries) -> list[Triple]:
    """Each technique once, with the highest confidence that any entry gives it."""
    best: dict[str, dict[str, Any]] = {}
    for technique in (technique for entry in entries for technique in entry["techniques"]):
        if technique["confidence"] > best.get(technique["iri"], {"confidence": -1.0})["confidence"]:
            best[technique["iri"]] = technique
    return [triple for technique in best.values() for triple in assign(dataset, _technique(technique))]


def people(dataset: NamedNode, key: str, entries: Entries, author: str | None) -> Iterator[Triple]:
    """The users of all entries, and the author of a file, as creators.

    Those without an ORCID are known within this file only.
    """
    users = [user for entry in entries for user in entry["users"]]
    if author and (name := without_address(author)):
        users.append({"name": name, "affiliation": None, "orcid": None})
    for user in users:
        person = iri(user["orcid"]) or digest_iri("person", key, user["name"])
        yield dataset, DCT["creator"], person
        yield person, RDF["type"], PAN["Person"]
        yield from _literal(person, FOAF["name"], user["name"])
        yield from _literal(person, SCHEMA["affiliation"], user["affiliation"])


def sample(dataset: NamedNode, key: str, entries: Entries) -> Iterator[Triple]:
    """The samples that entries name, one thing for each name in the file."""
    for entry in entries:
        if not (entry["sample"] or entry["sample_formula"]):
            continue
        node = digest_iri("sample", key, entry["sample"] or "", entry["sample_formula"] or "")
        yield dataset, PAN["sample"], node
        yield node, RDF["type"], PAN["Sample"]
        yield from _literal(node, SCHEMA["name"], entry["sample"] or entry["sample_formula"])
        yield from _literal(node, PAN["chemicalFormula"], entry["sample_formula"])
        for predicate, term in understood_composition(entry["sample_formula"] or ""):
            yield node, predicate, term
        yield from _literal(node, DCT["description"], entry["sample_description"])


def parameters(
    dataset: NamedNode, measurement: NamedNode, key: str, entry: dict[str, Any]
) -> Iterator[Triple]:
    """Energy, wavelength and temperature in their normal units, each tied to the field it was read from."""
    for name, number, unit in _QUANTITIES:
        path = entry[f"{name}_path"]
        if path is None:  # a number that only follows from another one is not stated again
            continue
        node = digest_iri("parameter", key, entry["path"], path, name)
        yield dataset, PAN["parameter"], node
        yield measurement, PAN["parameter"], node
        yield node, RDF["type"], PAN["Parameter"]
        yield from _literal(node, SCHEMA["name"], name)
        if (value := decimal(entry[number])) is not None:
            yield node, QUDT["numericValue"], value
            understood, _ = resolve_unit(unit, name)
            assert understood is not None  # these three units are our own
            for predicate, term in understood_quantity(float(value.value), understood):
                yield node, predicate, term
        yield from _literal(node, SCHEMA["unitText"], unit)
        yield from _literal(node, PAN["hdf5Path"], path)
        yield node, PAN["nexusField"], NEXUS[entry[f"{name}_field"]]


def probe(dataset: NamedNode, measurement: NamedNode, key: str, entry: dict[str, Any]) -> Iterator[Triple]:
    """The radiation as a parameter, with what says so."""
    if entry["probe"] is None:
        return
    node = digest_iri("parameter", key, entry["path"], "probe")
    yield dataset, PAN["parameter"], node
    yield measurement, PAN["parameter"], node
    yield node, RDF["type"], PAN["Parameter"]
    yield from _literal(node, SCHEMA["name"], "probe")
    yield from _literal(node, SCHEMA["value"], entry["probe"])
    basis = entry["probe_basis"]
    yield from _literal(node, RDFS["comment"], basis if basis == "stated" else f"inferred from {basis}")
    if basis == "stated":
        yield node, PAN["nexusField"], NEXUS["NXsource-probe"]


def citations(dataset: NamedNode, entries: Entries) -> Iterator[Triple]:
    """The publications that the file asks to be cited with it."""
    for doi in (doi for entry in entries for doi in entry["citations"]):
        if cited := doi_iri(doi):
            yield dataset, DCT["relation"], cited


def _technique(technique: dict[str, Any]) -> Technique:
    if technique["basis"] == "identifier":
        return resolve_technique(technique["iri"], None)
    return Technique(NamedNode(technique["iri"]), technique["text"], FROM_DEFINITION, technique["confidence"])


def _facility(entries: Entries, stated: str | None) -> tuple[Facility | None, str | None]:
    for entry in entries:
        if entry["facility"] and (found := facility_by_name(entry["facility"])):
            return found, entry["facility_basis"]
    if stated:
        return facility_by_name(stated) or new_facility(stated), "operator"
    return None, None


def _literal(subject: NamedNode, predicate: NamedNode, value: str | None) -> Iterator[Triple]:
    if (term := text(value)) is not None:
        yield subject, predicate, term
