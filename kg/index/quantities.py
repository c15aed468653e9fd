"""Which quantity a parameter of a source is: by its SI unit and every word of its name.

A name counts when it holds the quantity's own word and besides it only words that change nothing about what
is meant ("mean", "sample", "setpoint"). Any other word may make it something else: the temperature of a
detector, the energy of a chopper. Such parameters are left out and counted under the reason; they stay in
the graph.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.index.documents import Probe, Quantity

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_ENDS = {"min": 0, "minimum": 0, "lowest": 0, "max": 1, "maximum": 1, "highest": 1}
_NEUTRAL = _ENDS.keys() | {
    "sample", "mean", "average", "avg", "nominal", "set", "setpoint", "target", "actual", "measured", "value",
    "start", "end", "initial", "final", "of", "the", "environment", "experiment", "experimental",
    "measurement", "in", "at", "applied",
}  # fmt: skip
_BEAM = {"incident", "incoming", "beam", "mono", "monochromator", "primary", "photon", "xray", "x", "ray",
         "rays", "neutron"}  # fmt: skip
_ENERGY_OF = {"x-ray": "photon energy", "photon": "photon energy", "neutron": "neutron energy"}

H_C = 6.62607015e-34 * 299792458.0
"""Energy times wavelength of light, in J m: exact constants of the SI."""

H2_2M = 6.62607015e-34**2 / (2 * 1.67492750056e-27)
"""Energy times squared wavelength of a neutron, in J m²; its mass as of CODATA 2022."""


@dataclass(frozen=True, slots=True)
class _Kind:
    unit: str
    heads: tuple[frozenset[str], ...]
    others: frozenset[str] = frozenset()
    positive: bool = False


def _kind(unit: str, heads: str, others: str = "", *, positive: bool = False) -> _Kind:
    split = tuple(frozenset(head.split()) for head in heads.split("|"))
    return _Kind(unit, split, frozenset(others.split()), positive)


_JOULE, _METRE = "kg.m2.s-2", "m"
_KINDS = {
    "temperature": _kind(
        "K", "temperature|temp", "stage cryostat cryo substrate holder cell control sensor k", positive=True
    ),
    "pressure": _kind("kg.m-1.s-2", "pressure", "gas cell hydrostatic"),
    "magnetic field": _kind("kg.s-2.A-1", "magnetic field|field|magnet field|b field|b"),
    "electric field": _kind("kg.m.s-3.A-1", "electric field"),
    "voltage": _kind("kg.m2.s-3.A-1", "voltage"),
    "energy": _kind(_JOULE, "energy", positive=True),
    "wavelength": _kind(_METRE, "wavelength|lambda", positive=True),
    "pulse energy": _kind(_JOULE, "pulse energy", "xray x ray photon beam", positive=True),
    "exposure time": _kind(
        "s", "exposure time|exposure|count time|counting time", "frame per", positive=True
    ),
    "photon flux": _kind("s-1", "photon flux", "beam", positive=True),
    "resolution": _kind(_METRE, "resolution", "spatial high limit", positive=True),
    "detector distance": _kind(_METRE, "detector distance", "to", positive=True),
    "incident angle": _kind("rad", "incident angle|incidence angle", "grazing beam"),
    "pixel size": _kind(_METRE, "pixel size", "effective", positive=True),
    "voxel size": _kind(_METRE, "voxel size", "effective", positive=True),
}

QUANTITIES = (*(name for name in _KINDS if name != "energy"), "photon energy", "neutron energy")
"""All names that a quantity can have."""


class Parameter(NamedTuple):
    """What a source states: name, value in coherent SI units, their UCUM code, and what it wrote."""

    name: str
    value: float
    unit: str
    written: str = ""


def quantity_of(name: str, unit: str) -> str | None:
    """The quantity that a name and a UCUM code of SI units mean; None where that is not certain.

    >>> quantity_of("sampleTemperature", "K"), quantity_of("detector_temperature", "K")
    ('temperature', None)
    """
    words = _words(name)
    for quantity, kind in _KINDS.items():
        neutral = _NEUTRAL | kind.others | (_BEAM if quantity in ("energy", "wavelength") else frozenset())
        if kind.unit == unit and any(head <= words and words - head <= neutral for head in kind.heads):
            return quantity
    return None


def named_as(name: str, unit: str) -> tuple[str, int | None, tuple[str, ...]] | None:
    """The quantity of a name, which end of an interval it is of (0 lower, 1 upper), and its other words.

    "energy" is that of a photon or of a neutron, as the probe tells.
    """
    quantity, words = quantity_of(name, unit), _words(name)
    if quantity is None:
        return None
    if quantity == "energy":
        quantity = _energy_of(words, None) or quantity
    ends = words & _ENDS.keys()
    return quantity, _ENDS[min(ends)] if ends else None, tuple(sorted(words - _ENDS.keys()))


def is_positive(quantity: str) -> bool:
    """Whether a value of it that is not above zero is none."""
    return quantity not in _KINDS or _KINDS[quantity].positive


def quantities(
    parameters: Iterable[Parameter], probe: Probe | None, left_out: Counter[str]
) -> tuple[Quantity, ...]:
    """The quantities of one dataset, sorted; reasons of what is left out are counted in `left_out`.

    Energies are a photon's or a neutron's by their name, else by the probe. A wavelength of a known
    probe also gives the energy, and an energy the wavelength, unless the source states both.
    """
    found: dict[str, set[Quantity]] = defaultdict(set)
    for one in _with_ends_joined(parameters, left_out):
        name = _energy_of(one.words, probe) if one.name == "energy" else one.name
        if name is None:
            left_out["energy of an unknown probe"] += 1
        else:
            found[name].add(Quantity(name, one.low, one.high, one.written))
    for implied in list(_implied(found, probe)):
        found[implied.name].add(implied)
    return tuple(sorted(one for of in found.values() for one in of))


class _Stated(NamedTuple):
    name: str
    words: frozenset[str]
    low: float
    high: float
    written: str


def _with_ends_joined(parameters: Iterable[Parameter], left_out: Counter[str]) -> Iterator[_Stated]:
    """Each stated value; a minimum and a maximum of the same name become one interval."""
    ends: dict[tuple[str, frozenset[str]], dict[int, list[Parameter]]] = {}
    for one in sorted(set(parameters)):
        name = quantity_of(one.name, one.unit)
        if name is None:
            left_out["name or unit of no known quantity"] += 1
        elif not math.isfinite(one.value) or (_KINDS[name].positive and one.value <= 0):
            left_out["value that is none"] += 1
        elif end := _words(one.name).intersection(_ENDS):
            rest = _words(one.name).difference(_ENDS)
            ends.setdefault((name, rest), {}).setdefault(_ENDS[min(end)], []).append(one)
        else:
            yield _Stated(name, _words(one.name), one.value, one.value, one.written)
    for (name, words), of in ends.items():
        low, high = of.get(0, []), of.get(1, [])
        if len(low) == len(high) == 1 and low[0].value <= high[0].value:
            written = f"{low[0].written} to {high[0].written}"
            yield _Stated(name, words, low[0].value, high[0].value, written)
        else:
            for one in (*low, *high):
                yield _Stated(name, words, one.value, one.value, one.written)


def _energy_of(words: frozenset[str], probe: Probe | None) -> str | None:
    if words & {"photon", "xray", "ray", "rays"}:
        return "photon energy"
    if "neutron" in words:
        return "neutron energy"
    return _ENERGY_OF.get(probe or "")


def _implied(found: dict[str, set[Quantity]], probe: Probe | None) -> Iterator[Quantity]:
    """The wavelength of a stated energy, or the other way round; nothing where both are stated."""
    energy = _ENERGY_OF.get(probe or "")
    if energy is None:
        return
    for have, want in ((energy, "wavelength"), ("wavelength", energy)):
        for one in sorted(found.get(have, ())) if want not in found else ():
            low, high = sorted(_other(end, want, probe) for end in (one.low, one.high))
            yield Quantity(want, low, high, f"follows from the {have} {one.written}".rstrip())


def _other(value: float, want: str, probe: Probe | None) -> float:
    if probe != "neutron":
        return H_C / value
    return math.sqrt(H2_2M / value) if want == "wavelength" else H2_2M / value**2


def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(name) if not word.isdigit() or len(word) > 2)
