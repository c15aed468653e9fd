"""What kind of work a DOI shows by itself, where no source says what it is.

Only forms under which a registrant registers nothing else. Repositories that take everything (Zenodo,
figshare) show nothing.
"""

import re
from functools import lru_cache

from kg.citation.dating import date_from_doi
from kg.citation.identifier import doi_of, level_of
from kg.rdf.claim import WorkKind

_DATA = tuple(
    re.compile(pattern)
    for pattern in (
        r"10\.5061/dryad\.",
        r"10\.17632/[a-z0-9]{10}(?:\.\d+)?$",  # Mendeley Data
        r"10\.2210/pdb[0-9a-z]{4}/pdb$",  # structures of the wwPDB
        r"10\.2210/rcsb_pdb|10\.2210/pdb\d",
        r"10\.5517/(?:ccdc\.csd\.)?cc[0-9a-z]+$",  # structures of the CCDC
        r"10\.1594/pangaea\.\d+$",
        r"10\.15468/(?:dl\.)?[a-z0-9]{6}$",  # datasets and downloads of GBIF
        r"10\.5524/\d{6}$",  # GigaDB
        r"10\.7910/dvn/",
        r"10\.3886/(?:icpsr|e)\d+",
        r"10\.15785/sbgrid/\d+$",
        r"10\.18430/m3",  # Integrated Resource for Reproducibility in MX
        r"10\.6019/(?:empiar|pxd|s-biad)",  # archives of EMBL-EBI
    )
)
_OTHER_LEVELS = ("instrument",)


@lru_cache(maxsize=65536)
def kind_from_doi(iri: str) -> WorkKind | None:
    """The kind; None where the form leaves it open. Forms of articles are those that show a date, too."""
    level = level_of(iri)
    if level is not None:
        return "other" if level in _OTHER_LEVELS else "dataset"
    if any(pattern.match(doi_of(iri) or "") for pattern in _DATA):
        return "dataset"
    return "publication" if date_from_doi(iri) else None
