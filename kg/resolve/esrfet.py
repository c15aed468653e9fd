"""ESRFET, the ESRF's own list of techniques, matched to PaNET by name.

ESRFET imports PaNET but equates none of its classes, so the match is ours: by the full name, else by an
acronym that one technique alone has. Names come from the package esrf-ontologies.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from esrf_ontologies.technique import get_all_techniques

from kg.rdf.panet import PanetTable, is_specifier, normal_name, panet_table

BY_FULL_NAME = 0.8
BY_ACRONYM = 0.5

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
    techniques = get_all_techniques()
    used = Counter(name for one in techniques for name in {_squeezed(name) for name in one.names})
    found = {}
    for one in techniques:
        full = [name for name in one.names if _is_full(name)]
        acronyms = [name for name in one.names if not _is_full(name) and used[_squeezed(name)] == 1]
        panet, confidence = _named(table, full), BY_FULL_NAME
        if panet is None:
            panet, confidence = _named(table, acronyms), BY_ACRONYM
        label = full[0] if full else one.names[0]
        local = _squeezed(one.iri.rpartition("#")[2])
        version = one.ontology_version.lstrip("v")
        found[local] = EsrfTechnique(one.iri, label, version, panet, confidence if panet else 0.0)
    return found


def _is_full(name: str) -> bool:
    """Whether the name is in words ("Ptychography", not "PTYCHO")."""
    return " " in name or (len(name) > 8 and name.isalpha() and not name.isupper())


def _named(table: PanetTable, names: list[str]) -> str | None:
    """The technique of PaNET that has one of these names, squeezed as short names are written."""
    return next((iri for name in names if (iri := _panet(table).get(_squeezed(name)))), None)


@lru_cache(maxsize=2)
def _panet(table: PanetTable) -> dict[str, str]:
    found: dict[str, str] = {}
    terms = table.terms.values()
    for term in terms:
        if not is_specifier(term.iri):
            for name in term.alt_labels:
                found.setdefault(_squeezed(name), term.iri)
    found |= {_squeezed(term.label): term.iri for term in terms if not is_specifier(term.iri)}
    return found


def _squeezed(name: str) -> str:
    return normal_name(name).replace(" ", "")
