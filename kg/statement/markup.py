r"""A text without what typesetting put in it: tags, entities, LaTeX, soft hyphens, marks of footnotes.

A statement is pasted from Word, a web page, a PDF or a LaTeX source. What it says is the same in all of them,
so `<a href="https://doi.org/10.5072/a.1">` and `\href{https://doi.org/10.5072/a.1}{data}` name one DOI.
Where every sign stood is kept.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

Edit = tuple[int, int, str]

# Tags of HTML and JATS only: "ILL-DATA.<proposal>" is a slot of a template, which has to be seen.
_TAG = re.compile(
    r"</?(?:a|abbr|article|b|body|br|center|cite|code|div|em|ext-link|font|h[1-6]|head|html|i|italic|bold|li|link"
    r"|meta|monospace|ol|o:p|p|pre|s|script|sec|section|small|span|strong|style|sub|sup|table|tbody|td|th|title"
    r"|tr|tt|u|ul|uri|xref)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_LINKED = re.compile(r"(?:href|src)\s{0,3}=\s{0,3}([\"']?)([^\"'\s<>]{1,400})\1", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_PARTING_ENTITIES = frozenset("<>\"'\u00a0‘’“”")
# A stroke after the prefix may be a wrong one, "10.15151\ESRF-ES-77"; any other begins a command.
_COMMAND = re.compile(r"(1[0O][.,]\s?\d{4,9}\s?\\)|\\[A-Za-z]{1,30}\*?", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?=[_#%&$\-/])")
_BRACES = re.compile(r"\}\s{0,3}\{")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,400}?)(?<![\s*])\1(?![\w*])")
_INVISIBLE = re.compile(
    "\u00ad[ \t]*\r?\n[ \t]*|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_HYPHEN = re.compile("[\u2010\u2011]")
_NOTE = re.compile(
    r"(?<=\S)[¹²³⁰⁴-⁹†‡§]+|(?<=[\w)])\[\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\]|(?<=\w)[’']s\b|(?<=\w)(?:—|–(?=[a-z]))"
)
_GLUED = re.compile(r"(?<=[\w)])(?=https?://(?:dx\.|www\.)?doi\.org/10\.)", re.IGNORECASE)
_UNPRINTED = re.compile(r"[^\S\n\t]|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text as it is read; `places` says for every sign where it stood."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original for one of the text."""
        if start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    r"""The text without markup; a control sign becomes a blank.

    >>> plain('see <a href="https://doi.org/10.5072/a.1">data</a>').text.split()
    ['see', 'https://doi.org/10.5072/a.1', 'data']
    >>> plain(r"\url{https://doi.org/10.5291/ILL\_DATA.1}").text
    '    {https://doi.org/10.5291/ILL_DATA.1}'
    """
    found = Plain(text, range(len(text)))
    for edits in _STEPS:
        found = _edited(found, edits(found.text))
    return found


def _edited(of: Plain, edits: Iterator[Edit]) -> Plain:
    """With stretches replaced; every new sign stands where the stretch began, or its own of as many did."""
    text: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, new in edits:
        if new == of.text[start:end]:
            continue
        text += [of.text[at:start], new]
        places += of.places[at:start]
        is_alike = len(new) == end - start
        places += of.places[start:end] if is_alike else [of.places[min(start, len(of.places) - 1)]] * len(new)
        at = end
    if not text:
        return of
    text.append(of.text[at:])
    places += of.places[at:]
    return Plain("".join(text), places)


def _replacing(
    pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]
) -> Callable[[str], Iterator[Edit]]:
    def edits(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield *found.span(), new(found)

    return edits


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _links_kept(found: re.Match[str]) -> str:
    """A tag as blanks, but for the addresses in it."""
    kept = list(_blanks(found))
    for link in _LINKED.finditer(found.group()):
        kept[link.start(2) : link.end(2)] = link.group(2)
    return "".join(kept)


def _letter(found: re.Match[str]) -> str:
    letter = unescape(found.group())
    return " " if letter in _PARTING_ENTITIES else letter if len(letter) == 1 else found.group()


def _inner(found: re.Match[str]) -> str:
    marks = len(found.group(1))
    return " " * marks + found.group(2) + " " * marks


_STEPS = (
    _replacing(_INVISIBLE, lambda _: ""),
    _replacing(_HYPHEN, lambda _: "-"),
    _replacing(_TAG, _links_kept),
    _replacing(_ENTITY, _letter),
    _replacing(_ESCAPED, lambda _: ""),
    _replacing(_COMMAND, lambda found: found.group(1) or _blanks(found)),
    _replacing(_BRACES, _blanks),
    _replacing(_STRONG, _inner),
    _replacing(_NOTE, _blanks),
    _replacing(_GLUED, lambda _: " "),
    _replacing(_UNPRINTED, _blanks),
)
