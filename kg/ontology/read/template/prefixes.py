"""IRIs as tables write them: in full, in angle brackets, or short as `prefix:name`."""

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.rdf.names import DC, DCT, FOAF, OBO, OBO_IN_OWL, OWL, PANET, PROV, RDF, RDFS, SKOS, XSD

# Of the OBO Foundry, those that stand near instruments, materials, processes and the making of ontologies.
_FOUNDRY = (
    "BFO BTO CHEBI CHEMINF CHMO CL CRO DUO ECO ENVO FIX GO IAO MI MOP MS NCBITaxon NCIT OBI OBIB OMO PATO PR "
    "REX RO RXNO SO STATO SWO UBERON UO"
)

PREFIXES: dict[str, str] = {
    **{prefix: f"{OBO}{prefix}_" for prefix in _FOUNDRY.split()},
    "obo": str(OBO),
    "oboInOwl": str(OBO_IN_OWL),
    "dc": str(DC),
    "dcterms": str(DCT),
    "dct": str(DCT),
    "foaf": str(FOAF),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
    "PaNET": str(PANET),
    # Never declared: the published files of 2021 hold IRIs that begin with it.
    "ExPaNDS": "ExPaNDS:",
}
"""What ROBOT knows of itself, and what PaNET's build declares."""

_BUILTIN = tuple(map(str, (OWL, RDF, RDFS, XSD)))

_SCHEMES = {"http", "https", "urn", "info", "tag", "doi", "mailto", "ftp", "ark"}
_BY_LOWER = {prefix.lower(): prefix for prefix in PREFIXES}
_SHORT = re.compile(r"([A-Za-z_][\w.-]*):(?!//)(\S*)")


@dataclass(frozen=True, slots=True)
class Expanded:
    """An IRI; with `prefix` it was kept as it is written, since nobody knows that prefix."""

    iri: str
    prefix: str | None = None

    @property
    def suggestion(self) -> str | None:
        """The same with the prefix spelt as it is known."""
        known = _BY_LOWER.get(self.prefix.lower()) if self.prefix else None
        return f"{known}:{self.iri.partition(':')[2]}" if known else None


def expand(text: str) -> Expanded | None:
    """The IRI that a text is or abbreviates; None where it is none.

    Like ROBOT, this takes an unknown prefix for the beginning of a whole IRI, but tells.
    """
    if text.startswith("<") and text.endswith(">"):
        return Expanded(text[1:-1]) if _is_iri(text[1:-1]) else None
    found = _SHORT.fullmatch(text)
    if found and (namespace := PREFIXES.get(found.group(1))) is not None:
        iri = namespace + found.group(2)
        return Expanded(iri) if _is_iri(iri) and found.group(2) else None
    if not _is_iri(text):
        return None
    scheme = text.partition(":")[0]
    return Expanded(text, None if scheme.lower() in _SCHEMES or "://" in text else scheme)


def is_builtin(iri: str) -> bool:
    """Whether OWL or RDF themselves define the name."""
    return iri.startswith(_BUILTIN)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return not text.endswith(":")
