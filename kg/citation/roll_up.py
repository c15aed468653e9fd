"""Versions and parts that an identifier shows by itself: `10.6084/m9.figshare.6587519.v1`.

Only patterns that their registrant documents or always follows. An identifier that merely looks alike is left
alone: two works made one would lose citations unseen. PLOS' `.s001` and the like are components of an article
(`kg.citation.identifier.is_component`), not parts of data.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from kg.citation.identifier import doi_of, facility_of, is_component, level_of
from kg.rdf.names import DOI

Kind = Literal["version", "part"]


class RolledUp(NamedTuple):
    """The IRI that stands for the whole, what the identifier was of it, and the rule, for people to read."""

    iri: str
    kind: Kind
    rule: str


# How all of them end; few other identifiers do.
_ENDING = re.compile(r"(?:v|[./-])\d{1,3}$")

# Repositories that figshare runs under their owners' prefixes, with what stands before figshare's own number.
# DOIs of each are cited both ways, `<number>` and `<number>.vN` (the base DOI leads to the latest version:
# https://info.figshare.com/docs/how-versioning-works). Only these: under other prefixes ".v2" may be
# anything, and some of the owners register DOIs of other forms under the same prefix.
_ON_FIGSHARE = (
    "10.1184/r1/",  # Carnegie Mellon
    "10.4121/",  # 4TU.ResearchData
    "10.5522/04/",  # University College London
    "10.7294/",  # Virginia Tech
    "10.11583/dtu.",  # Technical University of Denmark
    "10.15131/shef.data.",  # Sheffield
    "10.15482/usda.adc/",  # Ag Data Commons
    "10.17028/rd.lboro.",  # Loughborough
    "10.17044/scilifelab.",
    "10.17045/sthlmuni.",  # Stockholm
    "10.17608/k6.auckland.",
    "10.17862/cranfield.rd.",
    "10.21954/ou.rd.",  # Open University
    "10.25375/uct.",  # Cape Town
    "10.25384/sage.",
    "10.25394/pgs.",  # Purdue
    "10.25405/data.ncl.",  # Newcastle
    "10.25422/azu.data.",  # Arizona
    "10.25439/rmt.",  # RMIT
    "10.25446/oxford.",
    "10.25909/",  # Adelaide
    "10.26180/",  # Monash
    "10.26181/",  # La Trobe
    "10.26188/",  # Melbourne
)
_HOSTED = "|".join(map(re.escape, _ON_FIGSHARE))
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

# The first group is the DOI of the concept or the whole.
_RULES: tuple[tuple[re.Pattern[str], Kind, str], ...] = (
    (re.compile(r"(10\.\d{4,9}/(?:m9\.)?figshare\.(?:c\.)?\d+)\.v\d+$"), "version", "figshare .vN"),
    # Items have at least seven digits there: the repositories are younger than figshare's first million.
    (re.compile(rf"((?:{_HOSTED})(?:c\.)?\d{{7,9}})\.v\d+$"), "version", "figshare .vN"),
    (re.compile(rf"(10\.4121/{_UUID})\.v\d+$"), "version", "4TU.ResearchData .vN"),
    (re.compile(r"(10\.26434/chemrxiv(?:-\d{4}-[a-z0-9]+|\.\d+))[-.]v\d+$"), "version", "ChemRxiv vN"),
    (re.compile(r"(10\.21203/rs\.\d+\.rs-\d+)/v\d+$"), "version", "Research Square /vN"),
    (re.compile(r"(10\.21203/rs\.\d+\.\d+)/v\d+$"), "version", "Research Square /vN"),
    (re.compile(r"(10\.20944/preprints\d{6}\.\d{4})\.v\d+$"), "version", "Preprints.org .vN"),
    (re.compile(r"(10\.48550/arxiv\.(?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7}))v\d+$"), "version", "arXiv vN"),
    (re.compile(r"(10\.7554/elife\.\d{5,6})\.\d$"), "version", "eLife reviewed preprint .N"),
    (re.compile(r"(10\.12688/[a-z0-9]+\.\d+)\.\d+$"), "version", "F1000 .N"),
    (re.compile(r"(10\.17632/[a-z0-9]{10})\.\d+$"), "version", "Mendeley Data .N"),
    (re.compile(r"(10\.17504/protocols\.io\.[a-z0-9]+)/v\d+$"), "version", "protocols.io /vN"),
    # Dryad's packages and files until 2019, with a version or without: http://wiki.datadryad.org/DOI_Usage
    (re.compile(r"(10\.5061/dryad\.[a-z0-9]+)\.\d+$"), "version", "Dryad .N"),
    (re.compile(r"(10\.5061/dryad\.[a-z0-9]+)(?:\.\d+)?/\d+(?:\.\d+)?$"), "part", "Dryad /N"),
    (re.compile(r"(10\.5286/isis\.e\.rb\d{5,8})-\d+$"), "part", "ISIS -N"),
)


@lru_cache(maxsize=65536)
def rolled_up(iri: str) -> RolledUp | None:
    """The concept of a version or the whole of a part; None where the identifier shows neither.

    Args:
        iri: a DOI in normal form.
    """
    doi = doi_of(iri)
    if doi is None or not _ENDING.search(doi):
        return None
    for pattern, kind, rule in _RULES:
        if found := pattern.match(doi):
            return RolledUp(f"{DOI}{found[1]}", kind, rule)
    return None


def is_one_work(part: str, whole: str) -> bool:
    """Whether a stated part and its whole are one work for counting, as their identifiers show.

    So it is where the part's DOI extends the whole's, where both roll up to the same, and at a facility whose
    patterns say that the one is a part and the other an experiment. A collection that users made of several
    sessions is not one work with them.
    """
    return is_part_shown(part, whole) or is_part_by_level(part, whole)


def is_part_shown(part: str, whole: str) -> bool:
    """Whether the DOIs themselves show of which whole this is a part."""
    return is_component(part, whole) or _top(part) == _top(whole)


def is_part_by_level(part: str, whole: str) -> bool:
    """Whether a facility's patterns say that the one is a part and the other an experiment; not of which."""
    levels = level_of(part), level_of(whole)
    return levels == ("part", "experiment") and facility_of(part) == facility_of(whole)


def _top(iri: str) -> str:
    found = rolled_up(iri)
    return found.iri if found else iri
