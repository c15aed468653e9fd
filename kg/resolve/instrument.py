"""Instruments as sources name them: one key for the spellings of one name, and the place that names it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.facility import Facility, facility_by_location, facility_by_name
from kg.resolve.finding import Finding, excerpt

_AT = re.compile(r"\s+(?:at(?: the)?|@)\s+|\s*@\s*")
_GENERIC = re.compile(r"^(?:beam\s?line|instrument|endstation|end station)[\s:_-]+(?=\S*\d)", re.IGNORECASE)
_SPACED_NUMBER = re.compile(r"(?<=[^\W\d_])[\s_-]+(?=\d)")
_BLANKS = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument as a text names it: `key` is equal for all its spellings at one facility."""

    key: str
    name: str
    facility: Facility | None


@lru_cache(maxsize=8192)
def instrument_key(name: str) -> str:
    """The name without what people vary: case, the blank before a number, "Beamline", the facility's name.

    >>> instrument_key("ID 21"), instrument_key("Beamline I22"), instrument_key("DMC at SINQ")
    ('id21', 'i22', 'dmc')
    """
    short, _ = _without_place(name.strip())
    plain = _SPACED_NUMBER.sub("", _GENERIC.sub("", short))
    return _BLANKS.sub(" ", plain).strip().casefold()


@lru_cache(maxsize=8192)
def resolve_instrument(
    said: str, field: str = "instrumentId"
) -> tuple[NamedInstrument | None, Finding | None]:
    """The instrument that a name or a place such as "/DESY/PETRA III/P08" stands for; None for no name.

    A place whose facility is spelled in another case than the facility's own gets a finding: the same
    instrument stands under two identifiers in such catalogues.
    """
    text = said.strip()
    if not text:
        return None, None
    place = facility_by_location(text) if "/" in text else None
    facility, name = place or (None, None)
    if facility and name:
        label = name.upper() if name.islower() and not name.isalpha() else name
        return NamedInstrument(instrument_key(label), label, facility), _spelling(
            text, facility, label, field
        )
    short, facility_named = _without_place(text)
    key = instrument_key(text)
    return (NamedInstrument(key, short, facility_named), None) if key else (None, None)


def _without_place(name: str) -> tuple[str, Facility | None]:
    """Of "DMC at SINQ", DMC and PSI; words after "at" that are no known facility belong to the name."""
    short, place, *_ = (*_AT.split(name, maxsplit=1), "")
    facility = facility_by_name(place) if short.strip() and place.strip() else None
    return (short.strip(), facility) if facility else (name, None)


def _spelling(said: str, facility: Facility, label: str, field: str) -> Finding | None:
    first = next(part.strip() for part in said.split("/") if part.strip())
    if not (first.islower() and first.isalpha()):
        return None
    remedy = f'Write the id in one case in all records; here it is "{excerpt(said)}".'
    return Finding("instrument-spelling", field, said, f"{facility.label}, {label}", 0.9, remedy)
