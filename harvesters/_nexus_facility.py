"""The facility that a source, an instrument or a writing program names somewhere in a longer text."""

import re
from functools import lru_cache

from kg.resolve.facility import Facility, facility_by_name
from kg.resolve.instrument import instrument_key as key_of_spellings

_WORD = re.compile(r"[^\s,;@()/|]+")
_AT = re.compile(r"\s+(?:at|@)\s+")
_LONGEST_NAME = 6
_MOST_WORDS = 16


def instrument_key(name: str) -> str:
    """What tells an instrument from others of its facility: "dmc" for "DMC at SINQ", as in catalogues.

    After "at" a file may say more than the facility's name.
    """
    short, _, place = _AT.sub("\n", name, count=1).partition("\n")
    meant = short if short and place and facility_in(place) else name
    return key_of_spellings(meant) or meant.lower()


@lru_cache(maxsize=4096)
def facility_in(text: str) -> Facility | None:
    """The known facility that is the text, or a run of its words ("DMC at SINQ"); the longest run wins.

    A single word counts only as an acronym in capitals: "diamond monochromator" names no facility.
    """
    if whole := facility_by_name(text):
        return whole
    words = _WORD.findall(text)[:_MOST_WORDS]
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            if not run[0].isupper() or (length == 1 and not (run.isupper() and len(run) >= 3)):
                continue
            if facility := facility_by_name(run):
                return facility
    return None
