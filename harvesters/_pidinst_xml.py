"""PIDINST records in XML, turned into the fields of its JSON schema, so that there is one mapping."""

from kg.harvest.payload import Json
from kg.harvest.xml import Element

_TEXTS = ("schemaVersion", "landingPage", "name", "description")
_AGENTS = (("owners", "owner"), ("manufacturers", "manufacturer"), ("instrumentTypes", "instrumentType"))
_LISTS = (
    ("dates", "date"),
    ("relatedIdentifiers", "relatedIdentifier"),
    ("alternateIdentifiers", "alternateIdentifier"),
)


def is_instrument(element: Element) -> bool:
    """Whether this is the root of a PIDINST record; namespaces are not looked at."""
    return element.local == "instrument"


def fields_of(instrument: Element) -> dict[str, Json]:
    """The fields of a record, in the words of the JSON schema."""
    found: dict[str, Json] = {name: instrument.said(name) for name in _TEXTS}
    identifier = instrument.first("identifier")
    found["identifier"] = _valued(identifier, "identifier") if identifier else {}
    for group, member in _AGENTS:
        found[group] = [_named(one, member) for one in instrument.all(group, member)]
    model = instrument.first("model")
    found["model"] = _named(model, "model") if model else {}
    found["measuredVariables"] = instrument.texts("measuredVariables", "measuredVariable")
    for group, member in _LISTS:
        found[group] = [_valued(one, member) for one in instrument.all(group, member)]
    return found


def _named(element: Element, member: str) -> dict[str, Json]:
    """Owners, manufacturers and types: name and identifier. A contact is not taken along."""
    identifier = element.first(f"{member}Identifier")
    return {
        f"{member}Name": element.said(f"{member}Name"),
        f"{member}Identifier": _valued(identifier, f"{member}Identifier") if identifier else {},
    }


def _valued(element: Element, name: str) -> dict[str, Json]:
    """An element's text under its name, beside its attributes."""
    return {key.rpartition("}")[2]: value for key, value in element.attributes.items()} | {
        name: element.said()
    }
