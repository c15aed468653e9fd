"""ESRFET, the ESRF's own list of techniques, with the terms of PaNET that the shipped alignment gives them.

ESRFET imports PaNET but equates none of its classes, so the match is ours: by name, each one looked at.
Labels and versions come from the package esrf-ontologies.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from esrf_ontologies.technique import get_all_techniques

from kg.rdf.panet import PanetTable, normal_name, panet_table
from kg.resolve.alignment import aligned_terms, esrfet_alignment

_ID = re.compile(
    r"(?:(?:https?:)?//(?:www\.)?(?:w3id\.org/PaN|purl\.org/pan-science)/ESRFET(?:/v?\d[\w.]*)?(?:\.owl)?/?[#/]"
    r"|ESRFET[:_#])(?P<local>[^/#\s]{1,60})/?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EsrfTechnique:
    """One technique of ESRFET; `panet` is the IRI that it was matched to, None where no name fits."""

    iri: str
    label: str
    version: str
    panet: str | None
    confidence: float


def esrf_technique(identifier: str) -> EsrfTechnique | None:
    """The technique with this id in any spelling; None for what is no id of ESRFET or not in it."""
    found = _ID.match(unquote(identifier.strip())) if "ESRFET" in identifier.upper() else None
    return _by_local_name(panet_table()).get(_squeezed(found["local"])) if found else None


def is_esrfet_id(identifier: str) -> bool:
    """Whether the text is spelled as an id of ESRFET, known or not."""
    return "ESRFET" in identifier.upper() and _ID.match(unquote(identifier.strip())) is not None


@lru_cache(maxsize=2)
def _by_local_name(table: PanetTable) -> dict[str, EsrfTechnique]:
    aligned, found = _aligned(table), {}
    for one in get_all_techniques():
        panet, confidence = aligned.get(one.iri, (None, 0.0))
        label = next(filter(_is_full, one.names), one.names[0])
        local = _squeezed(one.iri.rpartition("#")[2])
        found[local] = EsrfTechnique(one.iri, label, one.ontology_version.lstrip("v"), panet, confidence)
    return found


def _aligned(table: PanetTable) -> dict[str, tuple[str, float]]:
    """Term of ESRFET -> the one term of PaNET that means the same, and how sure that is."""
    exact = [one for one in esrfet_alignment() if one.is_exact]
    found = {one.esrfet: (aligned_terms(one, table), one.confidence) for one in exact}
    return {iri: (panet[0], sure) for iri, (panet, sure) in found.items() if len(panet) == 1}


def _is_full(name: str) -> bool:
    """Whether the name is in words ("Ptychography", not "PTYCHO")."""
    return " " in name or (len(name) > 8 and name.isalpha() and not name.isupper())


def _squeezed(name: str) -> str:
    return normal_name(name).replace(" ", "")
