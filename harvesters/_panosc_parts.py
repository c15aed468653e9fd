"""Parts of PaNOSC documents and datasets: instruments, samples, parameters, files, access."""

from pyoxigraph import NamedNode

from harvesters._composition import describe_formula
from harvesters._describe import Description, prose
from harvesters._distribution import MOST as MOST_FILES
from harvesters._distribution import Stored, describe_amount, describe_file
from harvesters._parameters import MOST as MOST_PARAMETERS
from harvesters._parameters import describe_parameters
from harvesters._place import (
    describe_instrument,
    facility_called,
    instrument_by_id,
    instrument_node,
    operator,
)
from harvesters._read import branch, first_text, identifier, items
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Record
from kg.rdf.mint import digest, digest_iri, doi_iri, handle_iri, thing_iri
from kg.rdf.names import ACCESS, DCT, PAN, QUDT, RDF, SCHEMA
from kg.rdf.terms import decimal
from kg.resolve.facility import Facility

_FORMULA = {"chemical_formula", "sample_chemical_formula", "chemicalformula"}


def pid_iri(pid: str, kind: str, scope: str) -> NamedNode:
    """A DOI or handle as such, as in every other source; else (a bare number) ours within the provider."""
    return doi_iri(pid) or handle_iri(pid) or thing_iri(kind, scope, pid)


def facility_of(instrument: dict[str, Json]) -> Facility | None:
    """The facility that an instrument says it belongs to."""
    name = first_text(instrument, "facility")
    return facility_called(name) if name else None


def instrument_of(name: str | None, pid: str | None, facility: Facility | None, scope: str) -> NamedNode:
    """The instrument by its name, without one by its number."""
    return instrument_node(name, facility, scope) if name else instrument_by_id(pid or "", facility, scope)


def describe_used_instrument(description: Description, record: Record, body: Json, scope: str) -> None:
    """The instrument, by name at its facility; a dataset that came without it has at least its number."""
    stated = branch(body, "instrument")
    facility = facility_of(stated) or operator(record)
    name, pid = first_text(stated, "name"), identifier(stated, "pid") or identifier(body, "instrumentId")
    if name or pid:
        node = instrument_of(name, pid, facility, scope)
        describe_instrument(description, node, name, facility)
        description.add(node, DCT["identifier"], prose(pid))
        description.say(PAN["instrument"], node)


def describe_samples(description: Description, body: Json, scope: str) -> None:
    """The samples; a formula among the parameters is that of the sample, where there is one."""
    samples = [one for one in items(body, "samples") if isinstance(one, dict)]
    formula = _formula(body)
    for sample in samples or ([{}] if formula else []):
        pid, name = identifier(sample, "pid"), first_text(sample, "name")
        about = description.about.value
        node = pid_iri(pid, "sample", scope) if pid else digest_iri("sample", about, name or "")
        description.say(PAN["sample"], node)
        description.add(node, RDF["type"], PAN["Sample"])
        description.add(node, DCT["identifier"], prose(pid))
        description.add(node, SCHEMA["name"], prose(name))
        description.add(node, DCT["description"], prose(sample.get("description")))
        if len(samples) < 2:
            describe_formula(description, node, formula, "parameters[chemical_formula].value")


def describe_listed_parameters(description: Description, parameters: list[Json]) -> None:
    """Name, value and unit of the first parameters; a name that comes again gets a number."""
    measured: dict[str, Json] = {}
    plain: dict[str, Json] = {}
    for one in parameters:
        name = first_text(one, "name") if isinstance(one, dict) else None
        if name is None or one.get("value") in (None, "", []):
            continue
        if len(measured) + len(plain) == MOST_PARAMETERS:
            break
        path, number = name, 1
        while path in measured or path in plain:
            number += 1
            path = f"{name} {number}"
        unit = first_text(one, "unit")
        if unit:
            measured[path] = {"value": one["value"], "unit": unit}
        elif name.lower() not in _FORMULA:
            plain[path] = one["value"]
    describe_parameters(description, measured, "parameters")
    _describe_plain(description, plain)


def describe_files(description: Description, body: Json) -> None:
    """How many files, how large together, and the first by their own names."""
    files = [one for one in items(body, "files") if isinstance(one, dict)]
    describe_amount(description, len(files), body.get("size"))
    for one in files[:MOST_FILES]:
        name, folder = first_text(one, "name"), first_text(one, "path")
        if path := _path(folder, name):
            describe_file(description, description.about, Stored(path, one.get("size")))


def describe_public(description: Description, body: Json) -> None:
    """Public or not, where that is said."""
    if body.get("isPublic") is True:
        description.say(DCT["accessRights"], ACCESS["PUBLIC"])
    elif body.get("isPublic") is False:
        description.say(DCT["accessRights"], ACCESS["NON_PUBLIC"])


def _describe_plain(description: Description, values: dict[str, Json]) -> None:
    scope = digest(description.about.value)
    for name, value in values.items():
        node = thing_iri("parameter", scope, name)
        description.say(PAN["parameter"], node)
        description.add(node, RDF["type"], PAN["Parameter"])
        description.add(node, SCHEMA["name"], prose(name))
        number = None if isinstance(value, str) else decimal(value)
        words = value if isinstance(value, str) else write_json(value).decode()
        if number is not None:
            description.add(node, QUDT["numericValue"], number)
        else:
            description.add(node, SCHEMA["value"], prose(words))


def _formula(body: Json) -> str | None:
    named = (one for one in items(body, "parameters") if isinstance(one, dict))
    stated = (one for one in named if (first_text(one, "name") or "").lower() in _FORMULA)
    return next((said for one in stated if (said := first_text(one, "value"))), None)


def _path(folder: str | None, name: str | None) -> str | None:
    """Folder and name together; some give the whole path in one of them."""
    if folder is None or name is None or folder.endswith(name):
        return folder or name
    return f"{folder.rstrip('/')}/{name}"
