"""The words of DataCite metadata, without those that only say that nobody knows."""

import re

from harvesters._read import first_text, items
from kg.harvest.payload import Json

# Appendix 3 of the kernel: "(:unkn)" and its kin; icat.oaipmh also writes ":null" and "(:null)".
_UNKNOWN = re.compile(r"(?=[(:])\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?$", re.IGNORECASE)


def said(body: Json, *names: str) -> str | None:
    """The first text under these names that says something."""
    if not isinstance(body, dict):
        return None
    for name in names:
        value = body.get(name)
        if not value:
            continue
        # Nearly all are texts: what is none (a number, a list) goes the long way.
        words = value.strip() if isinstance(value, str) else first_text(body, name)
        if words and not (words[0] in "(:" and is_unknown(words)):
            return words
    return None


def is_unknown(words: str) -> bool:
    """Whether the words stand for "not known" by the kernel's convention."""
    return _UNKNOWN.match(words) is not None


def entries(body: dict[str, Json], name: str) -> list[dict[str, Json]]:
    """The objects in the list under this name; one that stands alone counts as a list of one."""
    value = body.get(name)
    if isinstance(value, list):
        return [entry for entry in value if isinstance(entry, dict)]
    return [value] if value and isinstance(value, dict) else []


def listed(body: dict[str, Json], name: str) -> list[str]:
    """The texts in a list of texts; one that stands alone counts as a list of one."""
    value = body.get(name)
    if not value:
        return []
    found = [value] if isinstance(value, str) else items(body, name)
    texts = (words.strip() for words in found if isinstance(words, str))
    return [words for words in dict.fromkeys(texts) if words and not is_unknown(words)]
