"""Accession numbers of databases that hold measured data, where their names or shapes make them sure."""

import re
from collections.abc import Iterator

from kg.statement.mention import Mention

_SHAPES = (
    ("PDB", r"\bpdb_0000[0-9a-z]{4}\b"),
    ("EMDB", r"\bEMD-\d{4,5}\b"),
    ("EMPIAR", r"\bEMPIAR-\d{5}\b"),
    ("SASBDB", r"\bSASD[A-Z][A-Z0-9]\d\b"),
    ("PRIDE", r"\bPXD\d{6}\b"),
    ("GEO", r"\bG(?:SE|SM)\d{3,8}\b"),
    ("INSDC", r"\bPRJ(?:NA|EB|DB)\d{3,8}\b"),
    ("MetaboLights", r"\bMTBLS\d{1,6}\b"),
    ("ArrayExpress", r"\bE-[A-Z]{4}-\d{1,6}\b"),
)
"""Numbers that nothing else looks like."""

_LABELLED = (
    (
        "PDB",
        r"\b(?:ww)?PDB(?: ?-?(?:IDs?|codes?|entry|entries|accession(?: codes?| numbers?)?|under|with|as))*",
        r"[1-9][A-Za-z0-9]{3}\b",
    ),
    ("PDB", r"\bProtein Data Bank(?: \(PDB\))?(?:[a-z ]{0,40}(?:codes?|numbers?|IDs?|entry|entries))?",
     r"[1-9][A-Za-z0-9]{3}\b"),
    (
        "CCDC",
        r"\bCCDC(?: (?:deposition |reference )?(?:numbers?|nos?\.?|codes?|entry|entries))?",
        r"\d{6,7}\b",
    ),
    ("ICSD", r"\b(?:ICSD|CSD)(?: (?:deposition |reference )?(?:numbers?|nos?\.?|codes?))?", r"\d{5,7}\b"),
    ("COD", r"\bCOD(?: (?:IDs?|numbers?|nos?\.?|entry|entries))?", r"\d{7}\b"),
    ("BMRB", r"\bBMRB(?: (?:IDs?|codes?|entry|entries|accession(?: numbers?)?))?", r"\d{4,6}\b"),
)  # fmt: skip
"""Numbers that only the name before them makes sure; several may follow one name."""

_BETWEEN = r"(?:\s{0,3}[:#]?\s{0,3})"
_NEXT = r"\s{0,3}(?:,|;|and|&|/|–|-|,\s?and)\s{0,3}"
_SHAPED = [(name, re.compile(pattern)) for name, pattern in _SHAPES]
_NAMED = [
    (name, re.compile(label + _BETWEEN + f"(?={number})"), re.compile(number), re.compile(_NEXT))
    for name, label, number in _LABELLED
]


def accessions(text: str) -> Iterator[Mention]:
    """Each accession number, with the database that it is of."""
    for name, pattern in _SHAPED:
        for found in pattern.finditer(text):
            yield _mention(name, found)
    for name, label, number, following in _NAMED:
        for labelled in label.finditer(text):
            at = labelled.end()
            while one := number.match(text, at):
                if any(letter.isdigit() for letter in one.group()):
                    yield _mention(name, one)
                another = following.match(text, one.end())
                if another is None:
                    break
                at = another.end()


def _mention(name: str, found: re.Match[str]) -> Mention:
    number = found.group()
    return Mention(number, found.span(), "accession", f"{name}:{number.upper()}", None, repository=name)
