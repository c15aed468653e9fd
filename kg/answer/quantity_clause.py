"""A quantity as lines of a SPARQL pattern: its parameters by every name that sources give them, in SI units.

It follows `kg.index.quantities`: lower and upper ends of one name are an interval, an energy is that of the
probe, and where only one of energy and wavelength is stated, the other follows from it. As numbers carry
fifteen digits in one and seventeen in the other, a value on the very end of a range may be on either side.
"""

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal

from kg.answer.pattern_lines import DATASET, indented, union
from kg.answer.probe_clause import probe_clause
from kg.index.documents import Probe
from kg.index.parameter_names import ParameterName, ParameterNames
from kg.index.quantities import H2_2M, H_C, is_positive
from kg.rdf.names import XSD
from kg.read.chip import Chip

INF = float("inf")
ENERGIES: Mapping[str, tuple[Probe, ...]] = {
    "photon energy": ("photon", "x-ray"),
    "neutron energy": ("neutron",),
}

_Range = tuple[float, float, bool, bool]
"""Lowest, highest, and whether each end is left out."""


def asked_quantities(label: str) -> tuple[str, ...]:
    """The quantities that a label asks for; an energy of no said probe is a photon's or a neutron's."""
    return tuple(ENERGIES) if label == "energy" else (label,)


def quantity_clause(chip: Chip, name: str, names: ParameterNames) -> list[str]:
    """The lines for a parameter chip; `names` are those of the generation."""
    if chip.si is None:
        return ["FILTER(false)"]
    within = (*chip.si, *chip.strict)
    branches: list[list[str]] = []
    for place, quantity in enumerate(asked_quantities(chip.label)):
        branches += _branches(quantity, within, f"{name}q{place}", names)
    return (
        union(branches)
        if branches
        else ["# no source of this generation states such a quantity", "FILTER(false)"]
    )


def _branches(quantity: str, within: _Range, name: str, names: ParameterNames) -> list[list[str]]:
    found = _stated(quantity, names.get(quantity, ()), within, name)
    if quantity in ENERGIES:
        by_probe = _stated("energy", names.get("energy", ()), within, f"{name}e")
        probe = probe_clause(ENERGIES[quantity], f"{name}Probe")
        found += [[*branch, *probe] for branch in by_probe]
        if waves := names.get("wavelength"):
            found += _implied(quantity, waves, "wavelength", within, names, name)
    elif quantity == "wavelength":
        for place, (energy, _) in enumerate(ENERGIES.items()):
            found += _implied(quantity, _energies(energy, names), energy, within, names, f"{name}w{place}")
    return found


def _energies(quantity: str, names: ParameterNames) -> tuple[ParameterName, ...]:
    return (*names.get(quantity, ()), *names.get("energy", ()))


def _implied(
    quantity: str, by: Sequence[ParameterName], given: str, within: _Range, names: ParameterNames, name: str
) -> list[list[str]]:
    """From the other of energy and wavelength, where it is not stated itself and the probe is known."""
    if not by:
        return []
    energy = quantity if quantity in ENERGIES else given
    own = _energies(quantity, names) if quantity in ENERGIES else names.get(quantity, ())
    turned = _turned(within, neutron=energy == "neutron energy", to_energy=given != "wavelength")
    conditions = [*probe_clause(ENERGIES[energy], f"{name}Of"), *_not_stated(own, f"{name}No")]
    branches = _stated(given if given == "wavelength" else "energy", by, turned, f"{name}By")
    return [[*branch, *conditions] for branch in branches]


def _turned(within: _Range, *, neutron: bool, to_energy: bool) -> _Range:
    low, high, without_low, without_high = within
    return (_other(high, neutron, to_energy), _other(low, neutron, to_energy), without_high, without_low)


def _other(value: float, neutron: bool, to_energy: bool) -> float:
    """Energy of a wavelength or, with `to_energy` False, the wavelength of an energy."""
    if value <= 0:
        return INF
    if value == INF:
        return 0.0
    if not neutron:
        return H_C / value
    return float(H2_2M / value**2 if to_energy else (H2_2M / value) ** 0.5)


def _not_stated(names: Iterable[ParameterName], name: str) -> list[str]:
    listed = list(names)
    if not listed:
        return []
    return ["MINUS {", *indented(_parameter(listed, name)), "}"]


def _stated(quantity: str, names: Sequence[ParameterName], within: _Range, name: str) -> list[list[str]]:
    if not names:
        return []
    value = f"?{name}Value"
    points = [*_parameter(names, name), _filter(_inside(value, value, within, quantity))]
    return [points, *(_spanning(quantity, low, high, within, f"{name}i{place}")
                      for place, (low, high) in enumerate(_intervals(names)))]  # fmt: skip


def _intervals(names: Sequence[ParameterName]) -> list[tuple[list[ParameterName], list[ParameterName]]]:
    """Names of lower ends with those of the upper ends that belong to them."""
    by_words = {name.of for name in names if name.end is not None}
    pairs = (
        ([name for name in names if name.of == of and name.end == end] for end in (0, 1))
        for of in sorted(by_words)
    )
    return [(low, high) for low, high in pairs if low and high]


def _spanning(
    quantity: str, low: Sequence[ParameterName], high: Sequence[ParameterName], within: _Range, name: str
) -> list[str]:
    """An interval that reaches over what is asked; one of whose ends lies within is found by that end."""
    inside = _inside(f"?{name}lValue", f"?{name}hValue", within, quantity)
    return [*_parameter(low, f"{name}l"), *_parameter(high, f"{name}h"), _filter(inside)]


def _inside(low: str, high: str, within: _Range, quantity: str) -> list[str]:
    lowest, highest, without_low, without_high = within
    tests = []
    if lowest > -INF:
        tests.append(f"{high} {'>' if without_low else '>='} {_number(lowest)}")
    if highest < INF:
        tests.append(f"{low} {'<' if without_high else '<='} {_number(highest)}")
    if low != high:
        tests.append(f"{low} <= {high}")
    return [*tests, f"{low} > 0"] if is_positive(quantity) and lowest <= 0 else tests


def _filter(tests: Sequence[str]) -> str:
    return f"FILTER({' && '.join(tests) or 'true'})"


def _parameter(names: Sequence[ParameterName], name: str) -> list[str]:
    """A parameter of the dataset, or of the measurement that made it, with one of these names."""
    said = " ".join(str(Literal(each.name)) for each in names)
    (unit,) = {each.unit for each in names}
    return [
        f"VALUES ?{name}Name {{ {said} }}",
        *union([[f"?dataset pan:parameter ?{name} ."],
                [f"?dataset prov:wasGeneratedBy ?{name}Run . ?{name}Run pan:parameter ?{name} ."]]),
        f"?{name} schema:name ?{name}Name ; pan:siUnit {Literal(unit)} ; pan:siValue ?{name}Value .",
        DATASET,
    ]  # fmt: skip


def _number(value: float) -> str:
    return str(Literal(repr(value), datatype=XSD["double"]))
