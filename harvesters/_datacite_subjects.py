"""Subjects of DataCite records by their scheme: proposals, instruments, techniques, keywords."""

import re

from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, prose
from harvesters._place import describe_instrument, describe_proposal, instrument_node, proposal_node
from kg.harvest.payload import Json
from kg.rdf.names import DCAT, DCT, PAN, SCHEMA
from kg.rdf.terms import iri
from kg.resolve.facility import Facility
from kg.resolve.technique import assign, resolve_technique

_SEVERAL = re.compile(r"[,;]")
_TECHNIQUES = re.compile(r"panet|esrfet|technique", re.IGNORECASE)


def describe_subjects(
    description: Description,
    attributes: dict[str, Json],
    facility: Facility | None,
    scope: str,
    is_data: bool,
) -> None:
    """State every subject; `scope` is where proposals and instruments are unique (see `harvesters._place`).

    ESRF writes several proposals into one subject ("LS-3436,LS-3437"), and names the kind of proposal apart.
    """
    proposals: list[str] = []
    kinds: list[str] = []
    for subject in _subjects(attributes):
        words, scheme = said(subject, "subject"), (said(subject, "subjectScheme") or "").casefold()
        address = said(subject, "valueUri", "valueURI")
        if scheme in {"proposal", "proposal number", "proposal id"} and words:
            proposals += _several(words)
        elif scheme in {"instrument", "beamline"} and words:
            _describe_instruments(description, words, facility, scope, is_data)
        elif _TECHNIQUES.search(f"{scheme} {address or ''}"):
            _describe_technique(description, address, words, is_data)
        else:
            description.say(DCAT["keyword"], prose(words))
            description.say(DCT["subject"], iri(address))
            if scheme == "proposal type description" and words:
                kinds.append(words)
    _describe_proposals(description, attributes, proposals, kinds, scope)


def _subjects(attributes: dict[str, Json]) -> list[dict[str, Json]]:
    return entries(attributes, "subjects") + [{"subject": words} for words in listed(attributes, "subjects")]


def _several(words: str) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(words) if part.strip()]


def _describe_instruments(
    description: Description, words: str, facility: Facility | None, scope: str, is_data: bool
) -> None:
    for name in _several(words):
        node = instrument_node(name, facility, scope)
        describe_instrument(description, node, name, facility)
        description.say(PAN["instrument"] if is_data else DCT["subject"], node)


def _describe_technique(
    description: Description, address: str | None, words: str | None, is_data: bool
) -> None:
    if not (address or words):
        return
    technique = resolve_technique(address, words, "subjects[]")
    if is_data:
        description.triples += assign(description.about, technique)
    else:
        description.say(DCT["subject"], technique.iri)
        for finding in technique.findings:
            description.find(finding)
    if technique.iri is None:
        description.say(DCAT["keyword"], prose(words))


def _describe_proposals(
    description: Description, attributes: dict[str, Json], proposals: list[str], kinds: list[str], scope: str
) -> None:
    """A funding reference with the proposal's number as award tells the proposal's title (ESRF)."""
    titles = {
        number: said(award, "awardTitle")
        for award in entries(attributes, "fundingReferences")
        if (number := said(award, "awardNumber"))
    }
    for number in dict.fromkeys(proposals):
        node = proposal_node(number, scope)
        describe_proposal(description, node, number, titles.get(number))
        for kind in kinds:
            description.add(node, SCHEMA["additionalType"], prose(kind))
