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

# The first group is the DOI of the concept or the whole.
_RULES: tuple[tuple[re.Pattern[str], Kind, str], ...] = (
    (re.compile(r"(10\.\d{4,9}/(?:m9\.)?figshare\.(?:c\.)?\d+)\.v\d+$"), "version", "figshare .vN"),
    # Repositories that run on figshare: SAGE, Monash, Carnegie Mellon, 4TU.
    (re.compile(r"(10\.(?:25384/sage\.|26180/|1184/r1/|4121/)\d+)\.v\d+$"), "version", "figshare .vN"),
    (re.compile(r"(10\.26434/chemrxiv(?:-\d{4}-[a-z0-9]+|\.\d+))[-.]v\d+$"), "version", "ChemRxiv vN"),
    (re.compile(r"(10\.21203/rs\.\d+\.rs-\d+)/v\d+$"), "version", "Research Square /vN"),
    (re.compile(r"(10\.21203/rs\.\d+\.\d+)/v\d+$"), "version", "Research Square /vN"),
    (re.compile(r"(10\.20944/preprints\d{6}\.\d{4})\.v\d+$"), "version", "Preprints.org .vN"),
    (re.compile(r"(10\.48550/arxiv\.(?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7}))v\d+$"), "version", "arXiv vN"),
    (re.compile(r"(10\.7554/elife\.\d{5,6})\.\d$"), "version", "eLife reviewed preprint .N"),
    (re.compile(r"(10\.12688/[a-z0-9]+\.\d+)\.\d+$"), "version", "F1000 .N"),
    (re.compile(r"(10\.17632/[a-z0-9]{10})\.\d+$"), "version", "Mendeley Data .N"),
    (re.compile(r"(10\.17504/protocols\.io\.[a-z0-9]+)/v\d+$"), "version", "protocols.io /vN"),
    (re.compile(r"(10\.5061/dryad\.[a-z0-9]+)/\d+$"), "part", "Dryad /N"),
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
    if is_component(part, whole) or _top(part) == _top(whole):
        return True
    levels = level_of(part), level_of(whole)
    return levels == ("part", "experiment") and facility_of(part) == facility_of(whole)


def _top(iri: str) -> str:
    found = rolled_up(iri)
    return found.iri if found else iri
