"""A phrase as a regular expression of SPARQL that finds in a text what the word index finds there.

The index compares stems, an expression characters: it spells out the written words that share a stem. Signs
between words count as little as they do in the index.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from kg.index.words import stems_of

Written = Callable[[str], Sequence[str]]
"""The written words of a stem."""

NOTHING = "^$a"
"""Matches no text."""

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("", "s", "es", "e", "ed", "ing")
_APART = r"[^\p{L}\p{N}]"


def pattern(phrases: Iterable[str], written: Written | None = None) -> str:
    """An expression, for the flag "i", that any of the phrases makes true; without words nothing does.

    `written` are the words of a generation; without it, each word and its commonest English forms.
    """
    spelled = dict.fromkeys(_phrase(phrase, written or common_forms) for phrase in phrases)
    found = [each for each in spelled if each]
    return f"(^|{_APART})({'|'.join(found)})({_APART}|$)" if found else NOTHING


def common_forms(stem: str) -> Sequence[str]:
    """The commonest English forms of a stem, where no generation says which words are written."""
    tried = [stem + ending for ending in _ENDINGS]
    return [form for form in tried if stems_of(form) == [stem]]


def _phrase(phrase: str, written: Written) -> str:
    words = [(word, stems_of(word)) for word in _WORD.findall(phrase)]
    return f"{_APART}+".join(_word(word.lower(), stems[0], written) for word, stems in words if stems)


def _word(word: str, stem: str, written: Written) -> str:
    """The forms of one word, such as "film(s|ing)?"."""
    forms = sorted({word, *written(stem)}, key=lambda form: (len(form), form))
    start = _common_start(forms)
    rest = [form[len(start) :] for form in forms]
    if len(rest) == 1:
        return start
    return f"{start}({'|'.join(filter(None, rest))}){'?' if '' in rest else ''}"


def _common_start(forms: Sequence[str]) -> str:
    first, last = min(forms), max(forms)
    same = next((at for at, letter in enumerate(first) if last[at : at + 1] != letter), len(first))
    return first[:same]
