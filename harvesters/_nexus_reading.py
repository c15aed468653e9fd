"""Take texts, times and quantities out of a node, and say as an issue why there is none."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from harvesters._hdf5_node import Issue, Node, Value
from harvesters._nexus_times import has_zone, instant
from harvesters._nexus_units import NORMAL_UNIT, Quantity, normalised
from harvesters._nexus_words import is_placeholder


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity in its normal unit: the median of what the file holds, its range, and where it was read."""

    number: float
    lowest: float
    highest: float
    path: str
    field: str


def texts_of(node: Node, name: str, issues: list[Issue]) -> list[str]:
    """The texts of a field that say something."""
    value = node.fields.get(name)
    if value is None:
        return []
    said = [text for text in value.texts if text]
    said += [f"{number:.15g}" for number in value.numbers]
    empty = [text for text in said if is_placeholder(text)]
    issues += [_placeholder(value.path, text) for text in empty]
    return [text for text in said if text not in empty]


def _placeholder(path: str, text: str) -> Issue:
    return Issue("placeholder", path, f"{text[:80]!r} stands where nobody wrote a value.")


def text_of(node: Node, names: Iterable[str], issues: list[Issue]) -> str | None:
    """The first text of the first of these fields that has one."""
    return next((text for name in names for text in texts_of(node, name, issues)), None)


def time_of(node: Node, name: str, issues: list[Issue]) -> str | None:
    """The time of a field in ISO 8601, flagged where it states no zone; None where it is no possible time."""
    text = text_of(node, [name], issues)
    if text is None:
        return None
    path = node.fields[name].path
    time = instant(text)
    if time is None:
        issues.append(Issue("time-invalid", path, f"{text[:80]!r} is no time that can be."))
    elif not has_zone(time):
        issues.append(Issue("zone-missing", path, f"{time} states no time zone."))
    return time


def quantity_of(
    places: Iterable[tuple[Node, str]], quantity: Quantity, issues: list[Issue]
) -> Reading | None:
    """The first of these fields that gives a positive number in a known unit."""
    for value, field in _fields(places):
        numbers = [number for number in value.numbers or _numbers(value.texts) if math.isfinite(number)]
        if not numbers:
            continue
        unit = value.attributes.get("units")
        if not unit:
            message = f"{numbers[0]:g} has no units, so it is not used as {quantity}."
            issues.append(Issue("unit-missing", value.path, message))
            continue
        found = [normalised(number, unit, quantity) for number in numbers]
        known = sorted(number for number in found if number is not None)
        if not known:
            issues.append(Issue("unit-unknown", value.path, f"{unit[:40]!r} is no known unit of {quantity}."))
        elif known[0] <= 0:
            message = f"{known[0]:g} {NORMAL_UNIT[quantity]} is not possible as {quantity}."
            issues.append(Issue("implausible", value.path, message))
        else:
            return Reading(median(known), known[0], known[-1], value.path, field)
    return None


def _fields(places: Iterable[tuple[Node, str]]) -> Iterator[tuple[Value, str]]:
    for node, name in places:
        if value := node.fields.get(name):
            yield value, _concept(node.kind, name)


def _concept(kind: str, name: str) -> str:
    """NeXus' own name of the field ("NXbeam-incident_energy"), also where a file calls it otherwise."""
    name = {"lambda": "wavelength", "sample_temperature": "temperature"}.get(name, name)
    if name.startswith("incident_") or kind == "NXbeam":
        return f"NXbeam-incident_{name.removeprefix('incident_')}"
    if name != "temperature" and kind not in ("NXmonochromator", "NXcrystal", "NXvelocity_selector"):
        return f"NXmonochromator-{name}"
    return f"{kind}-{name}"


def _numbers(texts: Iterable[str]) -> list[float]:
    found = []
    for text in texts:
        try:
            found.append(float(text))
        except ValueError:
            return []
    return found
