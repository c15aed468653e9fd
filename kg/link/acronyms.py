"""Acronyms spelled out where they stand, and words of everyday knowledge put in PaNET's."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from kg.link.normal import words
from kg.rdf.panet import PanetTable, Term
from kg.rdf.shipped import shipped

_ACRONYM = re.compile(r"[A-Za-zµμχ0-9]*[A-Z][A-Za-zµμχ0-9]*[A-Z][A-Za-zµμχ0-9]*|[µμ][A-Z]+")
_WORD = re.compile(r"[\w-]+")
_WORDS_TOO = frozenset(
    [
        "sans",
        "led",
        "mad",
        "cat",
        "sad",
        "pes",
        "phd",
        "sas",
        "mr",
        "em",
        "ld",
        "cd",
        "ms",
        "ed",
        "sr",
        "tr",
        "ct",
        "stm",
        "ir",
        "uv",
        "ups",
    ]
)
"""Acronyms that are words or too short, written small; they count as they are written in the table."""


def spelled_out(text: str, table: PanetTable) -> str:
    """The text with its acronyms spelled out; the same text where it has none."""
    known = _acronyms(table)
    return _WORD.sub(lambda found: _full(found[0], known), text)


def _full(written: str, known: Mapping[str, str]) -> str:
    if whole := known.get(written) or known.get(_small(written)):
        return whole
    return re.sub(
        r"[^\W_]+", lambda part: known.get(part[0]) or known.get(_small(part[0])) or part[0], written
    )


def _small(written: str) -> str:
    """The key under which an acronym stands for any way of writing it."""
    return "" if written.casefold() in _WORDS_TOO else written.casefold()


@lru_cache(maxsize=2)
def _acronyms(table: PanetTable) -> dict[str, str]:
    """As written and, where that is no word, in small letters -> the name in full; ours, then PaNET's."""
    found: dict[str, str] = {}
    rows = [(short, full) for short, full in pairs("link-acronyms.tsv")]
    rows += [row for term in table.terms.values() if not term.retired for row in _of(term)]
    for short, full in rows:
        found[short] = full
        if small := _small(short):
            found[small] = full
    return found


def _of(term: Term) -> Iterator[tuple[str, str]]:
    for name in term.alt_labels:
        if _ACRONYM.fullmatch(name) and len(name) < 10:
            yield name, term.label


def synonyms(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words with those replaced that PaNET has others for."""
    for key, meant in _synonyms():
        for start in range(len(said) - len(key) + 1):
            if said[start : start + len(key)] == key:
                said = said[:start] + meant + said[start + len(key) :]
                break
    return said


@cache
def _synonyms() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((words(said), words(meant)) for said, meant in pairs("link-synonyms.tsv"))


@cache
def pairs(file: str) -> tuple[tuple[str, str], ...]:
    """The rows of a shipped table of two columns, without its heading."""
    text = (shipped("lexicon") / file).read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple((row[0], row[1]) for row in rows[1:])
