"""The words of questions for numbers, with their roles: an index of `lexicon/asked.tsv`."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.rdf.shipped import shipped
from kg.read.token import tokens

Roles = Mapping[str, frozenset[str]]
"""Role -> the languages in which words have it."""


@cache
def asked_words() -> Mapping[tuple[str, ...], Roles]:
    """Normal words -> their roles."""
    found: dict[tuple[str, ...], dict[str, frozenset[str]]] = {}
    for lang, role, words in _rows((shipped("lexicon") / "asked.tsv").read_text("utf-8").splitlines()):
        roles = found.setdefault(tuple(plain_word(token.word) for token in tokens(words)), {})
        roles[role] = roles.get(role, frozenset()) | {lang}
    return found


@cache
def longest_asked() -> Mapping[str, int]:
    """First word -> how many the longest phrase that begins with it has."""
    longest: dict[str, int] = {}
    for words in asked_words():
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def plain_word(word: str) -> str:
    """Without accents, as many write; ß stays, since it is no accent.

    >>> plain_word("année"), plain_word("größte")
    ('annee', 'großte')
    """
    if word.isascii():
        return word
    return "".join(of for of in unicodedata.normalize("NFKD", word) if not unicodedata.combining(of))


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in [of for of in lines if not of.startswith("#")][1:]:
        lang, role, words = line.split("\t")
        for each in words.split("|"):
            yield lang, role, each
