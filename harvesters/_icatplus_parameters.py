"""Parameters of ICAT+ datasets, typed by the ESRF's dictionary."""

from collections.abc import Iterator

from harvesters._describe import Description
from harvesters._distribution import describe_amount
from harvesters._icat_quantity import Quantity, describe_quantity
from harvesters._icatplus_dictionary import Definition, definition
from harvesters._parameters import MOST
from harvesters._read import first_text
from kg.harvest.payload import Json
from kg.rdf.names import PAN
from kg.rdf.terms import decimal

_NOT_HERE = {
    "definition", "endDate", "location", "proposal", "startDate", "datasetName", "input_datasets", "scanType",
    "technique_pid", "technique_pid_esrfet_version", "Sample_chemical_formula", "Sample_name", "scanNumber",
}  # fmt: skip
"""What is said of the dataset itself elsewhere, or is a path within the facility."""

_NUMBERS = {"NX_NUMBER", "NX_FLOAT", "NX_INT"}


def stated_parameters(body: dict[str, Json]) -> dict[str, tuple[str, str | None]]:
    """Name -> value and unit, from a list of `{name, value}` or from an object."""
    told = body.get("parameters", body.get("parameter"))
    found: dict[str, tuple[str, str | None]] = {}
    if isinstance(told, dict):
        told = [{"name": name, "value": value} for name, value in told.items()]
    for one in told if isinstance(told, list) else ():
        if not isinstance(one, dict) or (name := first_text(one, "name")) is None:
            continue
        value = one.get("value")
        words = value.strip() if isinstance(value, str) else "" if value is None else str(value)
        if words and not isinstance(value, dict | list):
            found.setdefault(name, (words, first_text(one, "units", "unit")))
    return found


def describe_typed_parameters(
    description: Description, parameters: dict[str, tuple[str, str | None]]
) -> None:
    """State the first `MOST`, measured ones before words and those before the positions of motors.

    `__fileCount` and `__volume` (bytes) are what ICAT+ counts itself.
    """
    files, size = (parameters.get(name, ("", None))[0] for name in ("__fileCount", "__volume"))
    describe_amount(description, _whole(files), _whole(size))
    for name, (words, unit), known in sorted(_usable(parameters), key=_place)[:MOST]:
        unit = unit or (known.unit if known else None)
        node = describe_quantity(description, Quantity(name, words, unit, f"parameters[{name}].units"))
        if node is not None and known is not None:
            description.add(node, PAN["nexusField"], known.nexus)


_Told = tuple[str, tuple[str, str | None], Definition | None]


def _usable(parameters: dict[str, tuple[str, str | None]]) -> Iterator[_Told]:
    for name, told in parameters.items():
        if not name.startswith("__") and name not in _NOT_HERE and not _is_path(told[0]):
            yield name, told, definition(name)


def _place(told: _Told) -> int:
    _, (words, unit), known = told
    if known is None or known.is_position:
        return 2
    is_number = known.kind in _NUMBERS and decimal(words) is not None
    return 0 if is_number and (unit or known.unit) else 1


def _is_path(words: str) -> bool:
    """Whether the words hold a path of the facility's file system."""
    return any(part.startswith(("/data/", "/users/", "/mnt/", "/gpfs", "\\\\")) for part in words.split())


def _whole(words: str) -> Json:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else None
