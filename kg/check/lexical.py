"""Which texts are values of an XSD datatype; the patterns hold for Python and for SPARQL's REGEX alike."""

import re
from datetime import date

from kg.rdf.names import XSD

_ZONE = "(Z|[+-][0-9]{2}:[0-9]{2})?"
_DAY = "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}"
_INTEGER = "[+-]?[0-9]+"
_FLOAT = r"([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN)"

PATTERNS: dict[str, str] = {
    str(XSD) + name: f"^{pattern}$"
    for name, pattern in {
        "boolean": "(true|false|1|0)",
        "date": _DAY + _ZONE,
        "dateTime": _DAY + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?" + _ZONE,
        "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
        "double": _FLOAT,
        "float": _FLOAT,
        "gYear": "-?[0-9]{4,}" + _ZONE,
        "int": _INTEGER,
        "integer": _INTEGER,
        "long": _INTEGER,
        "nonNegativeInteger": r"(\+?[0-9]+|-0+)",
        "positiveInteger": r"\+?0*[1-9][0-9]*",
    }.items()
}
"""Datatype IRI -> pattern of its texts. A text of another datatype passes as it is."""

DAYS = frozenset({str(XSD) + "date", str(XSD) + "dateTime"})
"""Datatypes whose texts must also name a day that exists."""

_COMPILED = {datatype: re.compile(pattern) for datatype, pattern in PATTERNS.items()}


def is_well_formed(text: str, datatype: str) -> bool:
    """Whether the text is a value of the datatype (its IRI); true for datatypes that are not known here.

    >>> is_well_formed("2021-02-30", str(XSD) + "date")
    False
    """
    pattern = _COMPILED.get(datatype)
    if pattern is None:
        return True
    if not pattern.match(text):
        return False
    return datatype not in DAYS or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return text.lstrip("-")[4] != "-"  # years beyond 9999 or before 1 are no matter for this calendar
    return True
