"""One parameter of an ICAT: name, value as number, text or date, and unit; as it stands and in SI."""

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from harvesters._describe import Description, prose
from harvesters._parameters import MOST, understood_quantity
from harvesters._read import branch, first_text, items
from kg.harvest.payload import Json, write_json
from kg.rdf.mint import digest, thing_iri
from kg.rdf.names import PAN, QUDT, RDF, SCHEMA
from kg.rdf.terms import decimal, moment
from kg.resolve.unit import NO_UNITS, resolve_unit


class Quantity(NamedTuple):
    """A parameter as it is stated; `field` is where its unit stands, for findings."""

    name: str
    value: Json
    unit: str | None = None
    field: str = "parameters[].type.units"


def describe_quantity(description: Description, quantity: Quantity, number: int = 0) -> NamedNode | None:
    """State the parameter; its node, None for one without a value.

    `number` tells apart parameters of the same name and unit.
    """
    if quantity.value is None or quantity.value in ("", [], {}):
        return None
    unit = (quantity.unit or "").strip()
    unit = "" if unit.casefold() in NO_UNITS else unit
    parts = (
        [quantity.name, unit, str(number)] if number else [quantity.name, unit] if unit else [quantity.name]
    )
    node = thing_iri("parameter", digest(description.about.value), *parts)
    description.say(PAN["parameter"], node)
    description.add(node, RDF["type"], PAN["Parameter"])
    description.add(node, SCHEMA["name"], prose(quantity.name))
    value = decimal(quantity.value)
    if value is None:
        description.add(node, SCHEMA["value"], _words(quantity.value))
    else:
        description.add(node, QUDT["numericValue"], value)
    if unit:
        description.add(node, SCHEMA["unitText"], prose(unit))
        if value is not None:
            understood, finding = resolve_unit(unit, quantity.name, quantity.field)
            description.find(finding)
            for predicate, term in understood_quantity(float(value.value), understood) if understood else ():
                description.add(node, predicate, term)
    return node


def describe_icat_parameters(description: Description, body: Json) -> None:
    """State the first `MOST` parameters of an entity of ICAT, with their ranges and errors."""
    seen: dict[tuple[str, str | None], int] = {}
    for stated in items(body, "parameters")[:MOST]:
        kind = branch(stated, "type")
        name, unit = first_text(kind, "name"), first_text(kind, "units")
        if not isinstance(stated, dict) or name is None:
            continue
        number = seen[name, unit] = seen.get((name, unit), -1) + 1
        node = describe_quantity(description, Quantity(name, _value(stated), unit), number)
        if node is not None:
            description.add(node, SCHEMA["minValue"], decimal(stated.get("rangeBottom")))
            description.add(node, SCHEMA["maxValue"], decimal(stated.get("rangeTop")))
            description.add(node, QUDT["standardUncertainty"], decimal(stated.get("error")))


def _value(stated: dict[str, Json]) -> Json:
    found = (stated.get(field) for field in ("numericValue", "stringValue", "dateTimeValue"))
    return next((value for value in found if value is not None and value != ""), None)


def _words(value: Json) -> Literal | None:
    if isinstance(value, str):
        return moment(value) or prose(value)
    return prose(write_json(value).decode())
