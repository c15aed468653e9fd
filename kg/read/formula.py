"""Chemical formulae in a question: "SrTiO3", "Co/Pt"; words in capitals and names of beamlines are none."""

import re

from kg.read.material import WORDS_TOO, elements
from kg.read.piece import FORMULA, Piece, part_of
from kg.read.sentence import Sentence
from kg.read.word_set import word_set
from kg.resolve.formula import Formula, read_formula

_CHUNK = re.compile(r"[^\s,;:!?\"'’|<>=]{2,60}")
_BEFORE = frozenset(" \t\n\r\u00a0([{\"'’")
_JOINT = re.compile(r"[/–—-]")
_START = re.compile(r"[A-Z]")
_DIGIT = re.compile(r"[\d₀-₉]")
_LIKE_A_NAME = re.compile(r"[A-Z]{1,3}[\d₀-₉]{1,3}[A-Z]?$")
_IN_CAPITALS = word_set(
    "CO2 H2O D2O NO2 SO2 SO3 NH3 ND3 BF3 SF6 CH4 CD4 UO2 UO3 VO2 WO2 WO3 PH3 H2S D2S N2O B4C C60 C70 N2 O2 H2"
    " UF4 UF6 YH2 YH3 UH3 K2O"
)
"""Formulae that look like the names of beamlines do (I22, ID01, P10, IN15) and are none."""

_MOST_WITHOUT_AMOUNT = 4
"""Elements of a formula without any amount, such as CuInGaSe."""

_IN_NO_COMPOUND = word_set("He Ne Ar Kr Rn Po At Fr Ra Ac Pa Np Am Cm Bk Cf Es Fm Md No Lr Tc")
"""Elements that nobody writes into a formula without an amount: noble gases, and what hardly exists."""

_TWO_LETTER_WORDS = WORDS_TOO - {"Al"}


def formula_of(written: str) -> Formula | None:
    """The formula that a written word surely is: several elements, or with amounts.

    >>> [bool(formula_of(word)) for word in ("NaCl", "CO2", "ID01", "CO", "In", "HOPE")]
    [True, True, False, False, False, False]
    """
    if not _START.match(written) or (len(written) < 3 and written not in _IN_CAPITALS):
        return None
    plain = written.translate(_SUBSCRIPTS)
    if plain == plain.upper():
        telling = _DIGIT.search(plain) and not _LIKE_A_NAME.match(plain)
        if plain not in _IN_CAPITALS and not telling:
            return None
    formula = read_formula(written)
    if (
        formula is None
        or (not _DIGIT.search(plain) and _is_a_name(formula))
        or (len(formula.elements) == 1 and plain not in _IN_CAPITALS)
    ):
        return None
    return formula


def _is_a_name(formula: Formula) -> bool:
    """Whether letters without an amount rather abbreviate something ("PaNOSC", "CHeSS")."""
    return len(formula.elements) > _MOST_WITHOUT_AMOUNT or bool(_IN_NO_COMPOUND & {*formula.elements})


_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def formula_at(sentence: Sentence, at: int, limit: int) -> Piece | None:
    """The formula, or the elements joined by "/" or "-", that begins at a token."""
    chunk = _chunk(sentence, at)
    for written in filter(None, (chunk, chunk.rstrip(".)]}"))):
        stop = _stop(sentence, at, limit, sentence.tokens[at].start + len(written))
        if stop is None:
            continue
        if formula_of(written):
            return Piece(at, stop, written, "head", ((written,),), FORMULA)
        if parts := _joined(written):
            return Piece(at, stop, written, "head", parts, FORMULA)
    return None


def symbol_at(sentence: Sentence, at: int) -> Piece | None:
    """The element whose symbol stands at a token: two letters that are no word ("Cu", not "In")."""
    token = sentence.tokens[at]
    written = sentence.text[token.start : token.end]
    if len(written) != 2 or written in _TWO_LETTER_WORDS or written not in elements():
        return None
    element = elements()[written]
    return Piece(at, at + 1, element.label, "head", (part_of(element, written),), FORMULA, is_sure=False)


def _chunk(sentence: Sentence, at: int) -> str:
    token = sentence.tokens[at]
    if token.start and sentence.text[token.start - 1] not in _BEFORE:
        return ""
    found = _CHUNK.match(sentence.text, token.start)
    return found.group().rstrip(".") if found else ""


def _stop(sentence: Sentence, at: int, limit: int, end: int) -> int | None:
    """The token after the chunk that ends at `end`; None where the chunk leaves the free run."""
    stop = at
    while stop < len(sentence.tokens) and sentence.tokens[stop].end <= end:
        stop += 1
    return stop if at < stop <= limit else None


def _joined(written: str) -> tuple[tuple[str, ...], ...]:
    """The parts of "Co/Pt": all are symbols or formulae, and one at least can be nothing else."""
    pieces = _JOINT.split(written)
    if len(pieces) < 2 or not all(piece in elements() or formula_of(piece) for piece in pieces):
        return ()
    if all(piece in WORDS_TOO for piece in pieces):
        return ()
    return tuple(part_of(elements()[of], of) if of in elements() else (of,) for of in pieces)
