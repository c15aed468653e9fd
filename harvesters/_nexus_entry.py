"""One NXentry or NXsubentry as `kg inspect` shows it."""

import re
from collections.abc import Iterator
from typing import Any

from harvesters._hdf5_node import Issue, Node
from harvesters._nexus_beam import beam_facts, beam_of, places_of
from harvesters._nexus_facility import facility_in
from harvesters._nexus_people import users_of
from harvesters._nexus_probe import PROBES, Probe, probe_of, probe_stated
from harvesters._nexus_reading import quantity_of, text_of, texts_of, time_of
from harvesters._nexus_technique import Found, technique_of
from harvesters._nexus_words import is_placeholder

_GENERIC_NAME = re.compile(r"(sas)?instrument[_ ]?\d*$", re.IGNORECASE)
_ESRFET_VERSION = re.compile(r"(ESRFET)/v[\d.]+/#")


def entries_of(root: Node, issues: list[Issue]) -> list[dict[str, Any]]:
    """All entries of a file: each NXentry, followed by the entries inside it."""
    return [facts for entry in root.of_kind("NXentry") for facts in _with_inner(entry, root, issues)]


def _with_inner(entry: Node, root: Node, issues: list[Issue]) -> Iterator[dict[str, Any]]:
    yield _facts(entry, root, issues)
    for inner in entry.of_kind("NXsubentry", "NXentry"):
        yield from _with_inner(inner, root, issues)


def _facts(entry: Node, root: Node, issues: list[Issue]) -> dict[str, Any]:
    scope = [entry, *entry.of_kind("NXsubentry")]
    instruments = [node for part in scope for node in part.of_kind("NXinstrument")]
    samples = _samples(scope, instruments)
    sources = [node for part in [*instruments, *scope] for node in part.of_kind("NXsource")]
    definitions = list(dict.fromkeys(_definitions(scope, issues)))
    probe = _probe(sources, definitions, instruments, issues)
    energies, wavelengths = places_of(instruments, samples, entry)
    source = _source(sources, issues)
    instrument, short_name = _instrument(instruments, root, issues)
    facility, facility_basis = _facility(source["name"], instrument, root)
    return {
        "path": entry.path,
        "kind": entry.kind,
        "title": text_of(entry, ["title"], issues),
        "definition": definitions[0] if definitions else None,
        "definitions": definitions,
        "start_time": time_of(entry, "start_time", issues),
        "end_time": time_of(entry, "end_time", issues),
        "instrument": instrument,
        "instrument_short_name": short_name,
        "facility": facility,
        "facility_basis": facility_basis,
        **_sample(samples, issues),
        "source": source,
        "probe": probe.name,
        "probe_basis": probe.basis,
        **beam_facts(beam_of(energies, wavelengths, probe, issues)),
        "experiment_identifier": text_of(entry, ["experiment_identifier"], issues),
        "collection_identifier": text_of(entry, ["collection_identifier"], issues),
        "entry_identifier": text_of(entry, ["entry_identifier", "entry_identifier_uuid"], issues),
        "experiment_description": text_of(entry, ["experiment_description"], issues),
        "program_name": text_of(entry, ["program_name"], issues),
        "users": [user for part in scope for user in users_of(part.of_kind("NXuser"), issues)],
        "techniques": [_technique(found) for found in _techniques(scope, definitions, probe, issues)],
        "processed": any(part.of_kind("NXprocess") for part in scope),
        "citations": _citations([*scope, *instruments], issues),
        "inferred_structure": entry.inferred,
    }


def _samples(scope: list[Node], instruments: list[Node]) -> list[Node]:
    return [node for part in [*scope, *instruments] for node in part.of_kind("NXsample")]


def _definitions(scope: list[Node], issues: list[Issue]) -> Iterator[str]:
    for part in scope:
        for text in texts_of(part, "definition", issues):
            if text == "NXentry":  # every entry is one, so it says nothing
                path = part.fields["definition"].path
                issues.append(Issue("definition-empty", path, "NXentry is no application definition."))
            else:
                yield text


def _probe(
    sources: list[Node], definitions: list[str], instruments: list[Node], issues: list[Issue]
) -> Probe:
    stated = [text for node in sources for text in texts_of(node, "probe", issues)]
    for text in stated:
        if probe_stated(text) is None:
            message = f"{text[:40]!r} is none of {', '.join(sorted(PROBES))}."
            issues.append(Issue("probe-unknown", sources[0].path, message))
    types = [text for node in sources for name in ("type", "radiation") for text in texts_of(node, name, [])]
    parts = [part for node in instruments for part in node.children]
    return probe_of(stated, types, definitions, parts)


def _source(sources: list[Node], issues: list[Issue]) -> dict[str, str | None]:
    named: dict[str, str | None] = {"name": None, "type": None}
    for node in sources[:1]:
        named["name"] = text_of(node, ["name"], issues)
        named["type"] = text_of(node, ["type", "radiation"], issues)
    return named


def _instrument(instruments: list[Node], root: Node, issues: list[Issue]) -> tuple[str | None, str | None]:
    """Full and short name: the field, the group's name where that is one, the root's attribute."""
    for node in instruments:
        short = node.attributes.get("short_name")
        if value := node.fields.get("name"):
            short = value.attributes.get("short_name") or short
        if short and is_placeholder(short):
            short = None
        if name := text_of(node, ["name"], issues) or short:
            return name, short
        if not _GENERIC_NAME.match(node.name):
            return node.name, None
    return root.attributes.get("instrument"), None


def _facility(source: str | None, instrument: str | None, root: Node) -> tuple[str | None, str | None]:
    """The label of the facility that the source, the instrument or the writing program names, and which."""
    said = {
        "source name": source,
        "instrument name": instrument,
        "file publisher": root.attributes.get("publisher"),
        "file creator": root.attributes.get("creator"),
    }
    for basis, text in said.items():
        if text and (facility := facility_in(text)):
            return facility.label, basis
    return None, None


def _sample(samples: list[Node], issues: list[Issue]) -> dict[str, Any]:
    def first(*names: str) -> str | None:
        return next((text for node in samples if (text := text_of(node, names, issues))), None)

    places = [(node, name) for node in samples for name in ("temperature", "sample_temperature")]
    temperature = quantity_of(places, "temperature", issues)
    return {
        "sample": first("name", "sample_name", "ID"),
        "sample_formula": first("chemical_formula"),
        "sample_description": first("description", "details"),
        "temperature_K": temperature.number if temperature else None,
        "temperature_path": temperature.path if temperature else None,
        "temperature_field": temperature.field if temperature else None,
    }


def _techniques(scope: list[Node], definitions: list[str], probe: Probe, issues: list[Issue]) -> list[Found]:
    """Identified techniques first, then those of the definitions; each term once."""
    found = []
    for part in scope:
        for name in sorted(name for name in part.fields if name.startswith("identifier_technique")):
            found += [_identified(text) for text in texts_of(part, name, issues)]
    found += [technique for text in definitions if (technique := technique_of(text, probe))]
    return list({technique.iri: technique for technique in reversed(found)}.values())[::-1]


def _identified(text: str) -> Found:
    return Found(_ESRFET_VERSION.sub(r"\1#", text), text, "identifier", 1.0)


def _technique(found: Found) -> dict[str, Any]:
    return {"iri": found.iri, "basis": found.basis, "confidence": found.confidence, "text": found.text}


def _citations(parts: list[Node], issues: list[Issue]) -> list[str]:
    cites = [node for part in parts for node in part.of_kind("NXcite")]
    return list(dict.fromkeys(text for node in cites for text in texts_of(node, "doi", issues)))
