"""Identifiers that nobody filled in: `10.5291/ILL-DATA.xxx`, `10.5286/ISIS.E.RB#######`, "DOI to be added".

They come from templates and from facilities' own how-to pages (ISIS: "use 10.5286/ISIS.E.RBxxxxxxx where
xxxxxxx is the 7-digit RB number") and are copied into papers. Only what cannot be a registered identifier
counts, because a false alarm would lose a citation.
"""

import re
from functools import lru_cache
from urllib.parse import unquote

from kg.rdf.names import DOI
from kg.resolve.person import PLACEHOLDERS

_LINK = re.compile(r"^(?:doi:?\s*)?(?:https?://[^/\s]+/)?(?:doi:?\s*)?", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:\w+\.)?doi\.")
_DOI_START = re.compile(r"10\.\d{4,9}(?:\.\d+)*/")

_NO_PREFIX = re.compile(r"10\.(?:[xnyz#?*_]+|0+|\.{2,}|…)(?:/|$)")
_PHRASE = re.compile(
    r"\b(?:to be (?:determined|assigned|added|announced|confirmed|provided|minted|inserted|registered)"
    r"|tbd|tba|tbc|insert|placeholder|your[ _-]?doi|(?:doi|link)[ _-]here|forthcoming|pending"
    r"|not yet (?:known|assigned))\b"
)
_LAST_WORD = re.compile(r"(?:^|[./_-])(?:tbd|tba|tbc|todo|placeholder|your-?doi|pending|insert)$")

# The publisher's item identifiers of the 1990s hold <, >, [, ], # and ? in earnest: 10.1002/(SICI)…3.0.CO;2-Z
_SICI = re.compile(r"\d{4}-\d{3}[\dx]\(|\(sici\)")
_UNFILLED = re.compile(
    r"x{4,}|n{5,}|#{2,}|#$|\?{2,}|\*{2,}|_{3,}|\{[^}]*\}"  # runs, and slots of templates
    r"|<[^>\d]*(?:>|$)|\[[^\]\d]*\]"  # words in brackets: <proposal>, [number]; the last one may be cut off
    r"|(?:^|[./_:()-])x{3}(?=$|[./_:()-])"  # a whole part of it
)
_ELIDED = re.compile(r"[^\d]*(?:…|\.{3,})$")
_ONLY_ZEROS = re.compile(r"(?=.*0{5})[^1-9]*$|[^1-9]*(?<!\d)0-00-0+$")

# Where a facility's identifiers end in a number, everything that stands for one; the punctuation before a
# missing one is lost in the normal form ("10.5291/ILL-DATA.").
_STEM = re.compile(
    r"(?:10\.15151/esrf-(?:es|dc)(?:-|$)|10\.5291/ill-data(?:\.|$)|10\.5286/isis(?:\.e(?:\.(?:rb)?|$)|$)"
    r"|10\.5442/n[di]|10\.22003/xfel\.eu-data(?:-|$)|10\.5281/zenodo(?:\.(?!\w)|$))(?P<rest>.*)$"
)
_NO_NUMBER = re.compile(r"\D*$|[xnyz#?*_0.…\s-]*$")


# Nearly all identifiers are real DOIs in normal form: to see that takes a tenth of the time of all rules.
_PLAIN_DOI = re.compile(re.escape(str(DOI)) + r"10\.[1-9]\d{3,8}/(?=.*\d)[a-z0-9./():;,+=@&'-]+$")
_SUSPICIOUS = re.compile(
    r"xxx|nnnnn|\.\.\.|0{5}|0-00-0|tb[acd]|todo|placeholder|your|pending|insert"
    r"|/10\.(?:15151|5291|5286|5442|22003)/|/zenodo$"
)


@lru_cache(maxsize=65536)
def is_placeholder(said: str) -> bool:
    """Whether an identifier, as it was written or as IRI, only stands for one that was never filled in."""
    if _PLAIN_DOI.match(said) and not _SUSPICIOUS.search(said):
        return False
    return _is_placeholder(said)


@lru_cache(maxsize=8192)
def _is_placeholder(said: str) -> bool:
    text = unquote(said).strip().strip("\"'").lower()
    bare = _LINK.sub("", text, count=1).strip()
    if bare in PLACEHOLDERS or not bare.strip("<>[]{}()#?*_.…- "):
        return True
    if _NO_PREFIX.match(bare):
        return True
    found = _DOI_START.match(bare)
    if found is None:
        is_elsewhere = text.startswith("http") and not _RESOLVER.match(text)
        return not is_elsewhere and not _DOI_START.search(text) and _stands_for_one(bare)
    if stem := _STEM.match(bare):
        return bool(_NO_NUMBER.match(stem["rest"])) or _is_unfilled(stem["rest"])
    return _is_unfilled(bare[found.end() :])


def _stands_for_one(words: str) -> bool:
    """Of words that hold no DOI; an address or an accession number is none of these."""
    inner = words.strip("<>[]{}() ")
    is_slot = inner != words and inner in ("doi", "url", "link", "identifier", "accession number", "number")
    return is_slot or bool(_PHRASE.search(words)) or bool(re.fullmatch(r"x{3,}|n{3,}", words))


def _is_unfilled(suffix: str) -> bool:
    if _SICI.search(suffix):
        return False
    tests = (_UNFILLED.search, _LAST_WORD.search, _ELIDED.match, _ONLY_ZEROS.match)
    return any(test(suffix) for test in tests)
