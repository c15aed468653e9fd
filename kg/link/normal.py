"""The words that count of a name or a text, in one spelling: what people vary is gone."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 2_000
"""Characters read of a text; a name of a technique is shorter."""

MOST_WORDS = 60
"""Words read of a text."""

_DASHES = re.compile(r"[\s_\-‐‑‒–—―−/·.,:;+&()\[\]{}'\"’“”]+")

_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"\b(?:x|roentgen|röntgen)[ -]?(?:rays?|radiation|strahlung)\b|\b(?:röntgen|roentgen)\b", "xray"),
        (r"\bgamma[ -]?rays?\b", "gamma"),
        (r"\b(?:vacuum[ -]ultra[ -]?violet|vuv)\b", "vuv"),
        (r"\b(?:extreme[ -]ultra[ -]?violet|euv|xuv)\b", "euv"),
        (r"\bultra[ -]?violet\b", "uv"),
        (r"\binfra[ -]?red\b", "ir"),
        (r"\btera[ -]?hertz\b", "thz"),
        (r"\bradiation[ -]therap", "radiotherap"),
        (r"\bin[ -](situ|vivo|vitro|operando)\b", r"in\1"),
        (r"\btime[ -]of[ -]flight\b", "tof"),
        (r"\btime[ -](?:dependent|resolving)\b", "time resolved"),
        (r"\bquasi[ -]elastic", "quasielastic"),
        (r"\bultra[ -]fast\b", "ultrafast"),
        (r"\bnon[ -]linear", "nonlinear"),
        (r"\bnon[ -]resonant", "nonresonant"),
        (r"\bphoto[ -]?(?:electron[ -]?)?emission\b", "photoelectron"),
        (r"\bphoto[ -]electron", "photoelectron"),
        (r"\bmulti[ -]?(?=[a-z]{4})", "multi "),
        (r"[µμ][ -]?", "micro "),
    )
)

_FAMILIES = tuple(
    (re.compile(pattern), stem)
    for pattern, stem in (
        (r"spectr(?:oscop|omet|ogra|um|a$)", "spectroscopy"),
        (r"microscop", "microscopy"),
        (r"diffract", "diffraction"),
        (r"tomogra", "tomography"),
        (r"crystallogra", "crystallography"),
        (r"scatter", "scattering"),
        (r"imag(?:e|es|ing|ery)$", "imaging"),
        (r"reflecto?met|reflectivit", "reflectometry"),
        (r"lithogra", "lithography"),
        (r"hologra", "holography"),
        (r"radiogra", "radiography"),
        (r"ptychogra", "ptychography"),
        (r"topogra", "topography"),
        (r"interferom", "interferometry"),
        (r"ellipsom", "ellipsometry"),
        (r"polarim", "polarimetry"),
        (r"fluoresc", "fluorescence"),
        (r"luminesc", "luminescence"),
        (r"absor(?:b|pt)", "absorption"),
        (r"emi(?:ssion|ssive|tt)", "emission"),
        (r"dispersi|dispersed", "dispersion"),
        (r"polari[sz]", "polarization"),
        (r"angular|angles?$", "angle"),
        (r"macromolecul", "macromolecule"),
        (r"magneti[cs]", "magnetic"),
        (r"resonan", "resonance"),
        (r"coheren", "coherence"),
        (r"dichroi", "dichroism"),
        (r"birefringen", "birefringence"),
        (r"neutron", "neutron"),
        (r"focus", "focus"),
        (r"photoelectron", "photoelectron"),
        (r"gr[ae]y", "gray"),
        (r"characteri[sz](?:e|ing|ation)", "characterize"),
        (r"elemental$", "element"),
        (r"therap", "therapy"),
    )
)

_JOINED = re.compile(
    r"([a-z]{3,12}?)(imaging|imager|scatter(?=ing|ed)|diffract(?=ion)|tomogra(?=ph)|lithogra(?=ph)|"
    r"luminesc(?=ence|ent)|fluoresc(?=ence|ent)|spectroscop|spectromet|microscop|crystallogra(?=ph)|"
    r"hologra(?=ph)|emission|therapy|absorption|focus|probe|beam|grafting|analy[sz])"
)
"""Compounds, cut before the word that says what is done: nanolithography, backscattering, microfocus."""

_NO_PLURAL = ("ss", "us", "is", "xs", "ps", "xas", "sas", "sans", "anes", "pes", "rens", "afs", "pcs")
"""Ends of words, most of them acronyms, whose s is no plural."""

_EMPTY = frozenset(
    {
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "on",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "to",
        "via",
        "with",
        "s",
    }
    | {"with", "s", "based", "using", "computed", "defined", "versus", "synchrotron", "radiation"}
    | {"analysis", "analyses", "analytical", "experiment", "experiments", "experimental", "experimentally"}
    | {"measurement", "measurements", "method", "methods", "study", "studies", "technique", "techniques"}
)
"""Words that tell no technique from another."""


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a text that count, in their order; what says nothing of a technique is left out.

    A text of nothing else keeps its words ("Analysis").

    >>> words("Small-Angle X-ray Scattering measurements")
    ('small', 'angle', 'xray', 'scattering')
    >>> words("microCT and Röntgen-diffractometry")
    ('microct', 'xray', 'diffraction')
    """
    said = _said(text)
    parts = [part for word in said for part in _parts(word)]
    told = [_family(word) for word in parts if word not in _EMPTY]
    return tuple(told or [_family(word) for word in parts])[:MOST_WORDS]


def _said(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    text = " ".join(_DASHES.sub(" ", text).split())
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return [word for word in ("".join(filter(str.isalnum, word)) for word in text.split()) if word][
        :MOST_WORDS
    ]


def _parts(word: str) -> tuple[str, ...]:
    found = _JOINED.match(word)
    if found and len(word) <= 40 and not word.startswith(("photoelectron", "macromolec")):
        return found[1], word[found.end(1) :]
    return (word,)


def _family(word: str) -> str:
    for pattern, stem in _FAMILIES:
        if pattern.match(word):
            return stem
    return _singular(word)


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURAL):
        return word[:-1]
    return word
