"""Units as sources write them: UCUM code, QUDT unit, and the way to SI."""

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.rdf.names import UNIT
from kg.resolve.finding import Finding, excerpt
from kg.resolve.unit_expression import Ambiguous, Factor, combined, factors
from kg.resolve.unit_table import BASES, PLAIN, QUDT, TEMPERATURE, Dimension

NO_UNITS = frozenset({"", "-", "--", "none", "n/a", "[]", "null", "unitless", "dimensionless", "nx_unitless"})
"""What is written where a number has no unit; in lower case."""

ARBITRARY = frozenset({"a.u.", "au", "a.u", "arb", "arb.", "arb. units", "arbitrary", "arbitrary units"})
"""Units that nobody can convert, and that say so; in lower case."""

_SAME = 1e-3
"""How far a stated SI value may be off, relative: catalogues round."""
_TEMPERATURES = re.compile(r"temp|cryo|celsius|thermo|\bT\b", re.IGNORECASE)
_LENGTHS = re.compile(
    r"wave_?length|lambda|spacing|lattice|cell|resolution|radius|\brg\b|(?:^|[^a-z])q(?:$|[^a-z])|q_?m(?:in|ax)|momentum",
    re.IGNORECASE,
)
# No discharges and no rates: batteries are charged at "1 C", a rate by their capacity.
_CHARGES = re.compile(r"(?<!dis)(?<!re)charge(?!r)(?!.*rate)|coulomb", re.IGNORECASE)
_CURRENTS = re.compile(r"current|\bamp", re.IGNORECASE)
_COUNTS = re.compile(r"c(?:oun)?ts?/s(?:ec(?:ond)?)?|c/s(?:ec)?|cps|counts?/sec(?:ond)?s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. A value in it is `value * factor + offset` in coherent SI units, which `si` names (UCUM)."""

    ucum: str
    qudt: NamedNode | None
    factor: float
    offset: float
    dimension: Dimension
    is_si: bool = True

    @property
    def si(self) -> str:
        """The coherent SI unit, such as "kg.m2.s-2"; "1" for numbers without dimension."""
        powers = [(base, self.dimension[BASES.index(base)]) for base in _ORDER]
        ordered = sorted((part for part in powers if part[1]), key=lambda part: part[1] < 0)
        return ".".join(base + (str(power) if power != 1 else "") for base, power in ordered) or "1"

    def to_si(self, value: float) -> float:
        """The value in SI, rounded to fifteen digits: what floating point adds behind them is no finding."""
        return float(f"{value * self.factor + self.offset:.15g}")


_ORDER = ("kg", "m", "s", "A", "K", "mol", "cd", "rad")


@lru_cache(maxsize=8192)
def resolve_unit(said: str, quantity: str = "", field: str = "unit") -> tuple[Unit | None, Finding | None]:
    """The unit of a quantity of this name. Unknown, arbitrary and absent units give none.

    "A" and "C" mean ampere and coulomb in UCUM but angstrom and degree Celsius in many records, "deg" of a
    temperature may be either: these are taken only where the name of the quantity decides. A charge in
    degrees is neither: somebody took its "C" for Celsius.
    """
    words = said.strip()
    if words.lower() in NO_UNITS or words.lower() in ARBITRARY:
        return None, None
    if _COUNTS.fullmatch(words):
        return _unit([Factor(PLAIN["count"], "{count}", 1), *(factors("1/s") or [])]), None
    try:
        found = factors(words)
    except Ambiguous:
        remedy = f'Put brackets around what is divided by in "{excerpt(words)}".'
        return None, Finding("unit-ambiguous", field, said, None, 0.0, remedy)
    if found is None:
        return None, _unknown(said, field)
    unit, finding = _decided(found, said, quantity, field)
    if unit is not None and unit.dimension == TEMPERATURE and _is_charge(quantity):
        return None, _not_measured(said, quantity, field)
    return unit, finding


def si_finding(value: float, unit: Unit, stated: float, stated_unit: str, field: str) -> Finding | None:
    """What is wrong with an SI value that the source states beside its value and unit; None if nothing is.

    Another unit than a coherent one is fine, as long as the quantity is the same. An SI unit that cannot be
    read is compared as a number of coherent units.
    """
    theirs, _ = resolve_unit(stated_unit, "current")  # among SI units A is the ampere
    ours = unit.to_si(value)
    said = f"{_number(stated)} {stated_unit}".strip()
    understood = f"{_number(ours)} {unit.si}"
    if theirs is not None and _plain(theirs.dimension) != _plain(unit.dimension):
        remedy = f'Write the SI value in {unit.si}: "{excerpt(stated_unit)}" measures something else.'
        return Finding("unit-si-differs", field, f"{stated_unit} for {unit.ucum}", unit.si, 0.9, remedy)
    in_si = theirs.to_si(stated) if theirs is not None else stated
    if math.isclose(in_si, ours, rel_tol=_SAME, abs_tol=1e-300):
        return None
    remedy = f"Write {understood} for {_number(value)} {unit.ucum}, not {said}."
    return Finding("unit-si-differs", field, said, understood, 0.9, remedy)


def si_unit_finding(stated_unit: str, field: str) -> Finding | None:
    """What is wrong with a unit that should be one of SI: nobody knows it, or it is another."""
    unit, finding = resolve_unit(stated_unit, "current", field)  # among SI units A is the ampere
    if unit is None and finding is not None:
        remedy = f'Write the whole SI unit, such as kg.m2.s-2, instead of "{excerpt(stated_unit)}".'
        return replace(finding, remedy=remedy)
    if unit is None or unit.is_si:
        return None
    remedy = f'Write the SI value in {unit.si}: "{excerpt(stated_unit)}" is no unit of the SI.'
    return Finding("unit-si-foreign", field, stated_unit, unit.si, 0.9, remedy)


def _plain(dimension: Dimension) -> tuple[int, ...]:
    """Without the radian, which many leave away."""
    return dimension[:-1]


def _number(value: float) -> str:
    return f"{value:.6g}"


def _decided(found: list[Factor], said: str, quantity: str, field: str) -> tuple[Unit | None, Finding | None]:
    """The unit, when the letters that have two meanings can only have one of them here."""
    decided = []
    for factor in found:
        other = factor if _is_electric(factor, found) else _other_meaning(factor, said, quantity)
        if other is None:
            remedy = f'"{excerpt(said)}" has two meanings: write A or Ao, C or Cel, deg or Cel.'
            return None, Finding("unit-ambiguous", field, said, None, 0.0, remedy)
        decided.append(other)
    if len(decided) > 1 and any(factor.atom.offset for factor in decided):
        decided = [_difference(factor) for factor in decided]
    elif decided[0].atom.offset and decided[0].exponent != 1:
        decided = [_difference(decided[0])]
    return _unit(decided), None


def _is_electric(factor: Factor, found: list[Factor]) -> bool:
    """Whether A is the ampere: beside a volt or a watt, or multiplied by seconds."""
    others = [one for one in found if one is not factor]
    by_seconds = factor.exponent == 1 and any(one.code == "s" and one.exponent == 1 for one in others)
    return factor.code == "A" and (by_seconds or any(one.atom.dimension[3] for one in others))


def _other_meaning(factor: Factor, said: str, quantity: str) -> Factor | None:
    """The factor itself, or what its letter means for this quantity; None where nothing decides."""
    if factor.code == "A" and "amp" not in said.lower():
        if _LENGTHS.search(quantity):
            return Factor(PLAIN["Ao"], "Ao", factor.exponent)
        return factor if _CURRENTS.search(quantity) else None
    if factor.code == "C" and "coul" not in said.lower():
        if _is_charge(quantity):
            return factor
        is_temperature = _TEMPERATURES.search(quantity) and not _CHARGES.search(quantity)
        return Factor(PLAIN["Cel"], "Cel", factor.exponent) if is_temperature else None
    if factor.code == "deg" and _TEMPERATURES.search(quantity):
        return None
    return factor


def _is_charge(quantity: str) -> bool:
    """Whether the name says a charge, and no temperature beside it."""
    return bool(_CHARGES.search(quantity)) and not _TEMPERATURES.search(quantity)


def _difference(factor: Factor) -> Factor:
    """A degree of a scale as a difference: "Cel/min" has no zero."""
    return factor._replace(atom=factor.atom._replace(offset=0.0))


def _unit(found: list[Factor]) -> Unit:
    ucum, factor, dimension = combined(found)
    offset = found[0].atom.offset if len(found) == 1 else 0.0
    name = QUDT.get(ucum)
    is_si = all(one.atom.is_si for one in found)
    return Unit(ucum, UNIT[name] if name else None, factor, offset, dimension, is_si)


def _not_measured(said: str, quantity: str, field: str) -> Finding:
    remedy = (
        f'"{excerpt(said)}" measures temperature, "{excerpt(quantity, 60)}" is a charge: write C for coulomb.'
    )
    return Finding("unit-quantity-differs", field, said, None, 0.0, remedy)


def _unknown(said: str, field: str) -> Finding:
    if said.startswith("NX_"):
        remedy = f'"{excerpt(said)}" is a category of units: write the unit itself, such as mm.'
    else:
        remedy = f'Write "{excerpt(said)}" as a unit of UCUM, such as keV, mm or Ao-1.'
    return Finding("unit-unknown", field, said, None, 0.0, remedy)
