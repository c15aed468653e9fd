"""The alignment of ESRFET with PaNET that ships as `ontologies/bridges/esrfet-panet.sssom.tsv`.

Whoever has both releases makes it again with `esrfet_to_panet`; a test compares it with the file.
"""

from collections.abc import Collection

from kg.ontology.document import Document
from kg.ontology.mappings.align import Candidate, candidates
from kg.ontology.mappings.metadata import BUILT_IN
from kg.rdf.names import ESRFET, PANET
from kg.rdf.panet import is_specifier

_ESRFET, _PANET = str(ESRFET), str(PANET)

FALSE_FRIENDS = {
    ("EDS", "PaNET01193"): "ESRFET's sample is under electrons, PaNET's under x-rays",
    ("MICRO-XRF", "PaNET01113"): "PaNET's fluorescence microscopy bears the acronym, but is wider",
}
"""Candidates that a look at both sides rejected, and why."""

UNDECIDED = {
    "S-XRD": "bears SXRD (scanning), as SCXRD does; in PaNET it is single crystal diffraction",
    "S-XEOL": "bears the full name of XEOL",
    "XRF": "its acronym is that of PaNET01177 x-ray fluorescence; its full name decides, PaNET01095",
    "XPCI": "PaNET01334 came after 1.3.0",
}
"""Techniques whose names lead to several terms or none, told in the table for its reviewer."""

CATEGORIES = ("CDI", "EM", "MX", "NRS", "PDF", "XMχD", "XNCD")
"""Techniques whose match PaNET renames after 1.3.0: the match may have to become broadMatch."""

_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "match_string",
)


def esrfet_to_panet(esrfet: Document, panet: Document, techniques: Collection[str], made_on: str) -> bytes:
    """The table as SSSOM TSV: exact matches by shared names without ambiguity, unreviewed.

    `techniques` are the IRIs of ESRFET's techniques (it has classes of other things), `made_on` is the date
    written into it, as 2026-11-21.
    """
    targets = [iri for iri in panet.classes if iri.startswith(_PANET) and not is_specifier(iri)]
    known = [iri for iri in techniques if iri in esrfet.terms]
    found = [each for each in candidates(esrfet, panet, known, targets) if _ids(each) not in FALSE_FRIENDS]
    lines = [*_metadata(esrfet, panet, made_on), "\t".join(_COLUMNS), *map(_row, found)]
    return ("\n".join(lines) + "\n").encode()


def _ids(candidate: Candidate) -> tuple[str, str]:
    return candidate.subject.removeprefix(_ESRFET), candidate.object.removeprefix(_PANET)


def _row(candidate: Candidate) -> str:
    subject, found = _ids(candidate)
    cells = (
        f"esrfet:{subject}",
        candidate.subject_label,
        "skos:exactMatch",
        f"panet:{found}",
        candidate.object_label,
        "semapv:LexicalMatching",
        f"{candidate.confidence:g}",
        "|".join(candidate.names),
    )
    return "\t".join(cells)


def _metadata(esrfet: Document, panet: Document, made_on: str) -> list[str]:
    rejected = "; ".join(f"{one} - {other} ({why})" for (one, other), why in FALSE_FRIENDS.items())
    undecided = "; ".join(f"{one} ({why})" for one, why in UNDECIDED.items())
    return [
        "#curie_map:",
        f"#  esrfet: {_ESRFET}",
        f"#  panet: {_PANET}",
        *(f"#  {prefix}: {BUILT_IN[prefix]}" for prefix in ("semapv", "skos")),
        "#mapping_set_id: https://w3id.org/pan-kg/bridges/esrfet-panet",
        f'#mapping_set_version: "{made_on}"',
        "#mapping_set_title: ESRFET techniques to PaNET techniques, lexical, unreviewed",
        "#license: https://creativecommons.org/licenses/by/4.0/",
        "#subject_source: https://w3id.org/PaN/ESRFET",
        f'#subject_source_version: "{esrfet.version or "v0.1.0"}"',
        "#object_source: http://purl.org/pan-science/PaNET/PaNET.owl",
        '#object_source_version: "1.3.0"',
        f'#mapping_date: "{made_on}"',
        "#comment: >-",
        "#  Lexical, unreviewed: names that both vocabularies use, by no one's authority but that.",
        "#  Confidence 0.9 where full name and acronym agree, 0.8 full name, 0.5 acronym alone.",
        "#  Labels by the European Synchrotron Radiation Facility (ESRFET) and the PaNET contributors.",
        f"#  Rejected: {rejected}.",
        f"#  Called categories (-based techniques) in PaNET's table of June 2026: {', '.join(CATEGORIES)}.",
        f"#  Not matched by a name of their own: {undecided}.",
    ]
