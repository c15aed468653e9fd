"""Source values to RDF terms: each function gives a well-formed term, or None for any other value."""

import math
import re
from datetime import date, datetime

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.rdf.names import XSD

__all__ = [
    "Literal",
    "NamedNode",
    "Term",
    "Triple",
    "boolean",
    "calendar_date",
    "decimal",
    "integer",
    "iri",
    "is_blank",
    "moment",
    "text",
    "year",
]

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]
"""What a source says; pyoxigraph's own Triple takes two microseconds to make around a literal."""

LONGEST_LITERAL = 64_000
"""Characters kept of one literal; longer texts are cut and end in an ellipsis."""

_ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)([.,]\d+)?\s*(Z|z|[+-]\d\d:?\d\d)?$",
)


def text(value: object, language: str | None = None) -> Literal | None:
    """A non-empty text without the control characters that XML forbids; None for anything else."""
    if not isinstance(value, str):
        return None
    clean = (value if value.isprintable() else _ILLEGAL_IN_XML.sub("", value)).strip()
    if not clean:
        return None
    if len(clean) > LONGEST_LITERAL:
        clean = clean[: LONGEST_LITERAL - 1] + "…"
    return Literal(clean, language=language) if language else Literal(clean)


def iri(value: object) -> NamedNode | None:
    """An absolute http, https or urn IRI; characters that IRIs forbid are percent-encoded."""
    if not isinstance(value, str):
        return None
    candidate = value.strip()
    scheme = _SCHEME.match(candidate)
    if not scheme or scheme.group().lower() not in {"http:", "https:", "urn:"}:
        return None
    candidate = _ILLEGAL_IN_IRI.sub(lambda m: "".join(f"%{b:02X}" for b in m.group().encode()), candidate)
    try:
        return NamedNode(candidate)
    except ValueError:
        return None


def moment(value: object) -> Literal | None:
    """An xsd:dateTime from ISO 8601 text, blank or T, zone or none; impossible dates give None."""
    if isinstance(value, dict):  # MongoDB extended JSON
        value = value.get("$date")
    if not isinstance(value, str) or not (parts := _MOMENT.match(value.strip())):
        return None
    day, clock, fraction, zone = parts.groups()
    if fraction:
        fraction = fraction.replace(",", ".").rstrip("0").rstrip(".")
    if zone and zone != "Z":
        zone = _zone(zone)
    try:
        datetime.fromisoformat(f"{day}T{clock}{zone or ''}")
    except ValueError:
        return None
    return Literal(f"{day}T{clock}{fraction or ''}{zone or ''}", datatype=XSD["dateTime"])


def _zone(said: str) -> str:
    zone = said.upper() if len(said) != 5 else f"{said[:3]}:{said[3:]}"
    return "Z" if zone == "+00:00" else zone


def calendar_date(value: object) -> Literal | None:
    """An xsd:date from text that starts with an ISO date; impossible dates give None."""
    if isinstance(value, dict):
        value = value.get("$date")
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d(?!\d)", value.strip()):
        return None
    day = value.strip()[:10]
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    return Literal(day, datatype=XSD["date"])


def year(value: object) -> Literal | None:
    """An xsd:gYear between 1900 and 2999 from a number or text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = int(value)
    except (ValueError, OverflowError):
        return None
    return Literal(str(number), datatype=XSD["gYear"]) if 1900 <= number <= 2999 else None


def integer(value: object) -> Literal | None:
    """An xsd:integer from a whole number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not (math.isfinite(value) and value.is_integer()):
        return None
    return Literal(str(int(value)), datatype=XSD["integer"])


def decimal(value: object) -> Literal | None:
    """An xsd:double from a finite number, or from text that is one ("1.34E+12")."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return Literal(repr(number), datatype=XSD["double"]) if math.isfinite(number) else None


def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=XSD["boolean"])


def is_blank(term: object) -> bool:
    """Whether a term is a blank node, which harvested RDF never holds."""
    return isinstance(term, BlankNode)
