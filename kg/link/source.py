"""Which of two sources of x-rays a text speaks of, where PaNET has one technique for each of them."""

import re

_SOURCES = {
    "laser": re.compile(
        r"femtosecond|free[\s-]+electron[\s-]+laser|\b(\w*x)?fels?\b|\bswissfel\b|\blcls\b|\bsacla\b"
    ),
    "ring": re.compile(r"synchrotron|storage[\s-]+ring"),
}


def is_of_other_source(text: str, name: str) -> bool:
    """Whether the text says one source only, and the name the other.

    >>> is_of_other_source("serial crystallography at the XFEL", "serial synchrotron crystallography")
    True
    """
    said, meant = _sources(text), _sources(name)
    return len(said) == len(meant) == 1 and said != meant


def _sources(text: str) -> set[str]:
    small = text.casefold()
    return {source for source, pattern in _SOURCES.items() if pattern.search(small)}
