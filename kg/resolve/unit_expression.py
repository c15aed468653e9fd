"""Units written as expressions: "kg m^2 / s^2", "1/angstrom", "Å-1", "counts/s", "mbar l/s/cm^2"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.resolve.unit_table import (
    LONG_PREFIXES,
    METRIC,
    NONE,
    PLAIN,
    PREFIXES,
    SYMBOLS,
    WORDS,
    Atom,
    Dimension,
)

LONGEST = 60
"""Characters of a unit; longer texts are sentences."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
_SIGNS = str.maketrans(
    {"·": ".", "•": ".", "⋅": ".", "×": ".", "*": ".", "−": "-", "µ": "u", "μ": "u", "Å": "Å"}
)
_TOKEN = re.compile(
    r"(?P<blank>\s+)|(?P<number>\d+(?:\.\d+)?)|(?P<power>\^(?:\([+-]?\d+\)|[+-]?\d+))|(?P<sign>[./()])"
    r"|(?P<name>[^\W\d_](?:[^\W\d]|_(?=[^\W\d]))*|[°º%℃]\w*)(?P<exponent>[+-]?\d+)?"
)
_MOST_EXPONENT = 12


class Factor(NamedTuple):
    """One unit of an expression, with its power."""

    atom: Atom
    code: str
    exponent: int


class Ambiguous(ValueError):
    """The expression may be read in two ways."""


def factors(text: str) -> list[Factor] | None:
    """The units in an expression and their powers; None for what is no such expression.

    Raises:
        Ambiguous: a product after a slash without brackets ("J/kg K").
    """
    if len(text) > LONGEST:
        return None
    plain = _RAISED.sub(lambda found: "^" + found.group().translate(_SUPERSCRIPTS), text.strip())
    plain = re.sub(r"\bper\b", "/", plain.translate(_SIGNS).replace("..", "^").replace("\u212b", "Å"))
    plain = re.sub(r"\s*([./^])\s*", r"\1", plain)
    whole = _named(re.sub(r"(?<=[^\W\d]) (?=[^\W\d])", "_", plain)) if len(plain) > 3 else _named(plain)
    if whole is not None:
        return [whole]
    tokens = list(_tokens(plain))
    return _product(tokens) if tokens and tokens[-1] is not None else None


def combined(found: list[Factor]) -> tuple[str, float, Dimension]:
    """The UCUM code, the factor to coherent SI units and the dimension of a product of units."""
    powers: dict[str, int] = {}
    factor, dimension = 1.0, list(NONE)
    for atom, code, exponent in found:
        powers[code] = powers.get(code, 0) + exponent
        factor *= atom.factor**exponent
        dimension = [total + exponent * of for total, of in zip(dimension, atom.dimension, strict=True)]
    parts = [(code, power) for code, power in powers.items() if power and code != "1"]
    ordered = sorted(parts, key=lambda part: part[1] < 0)
    ucum = ".".join(code if power == 1 else _raised(code, power) for code, power in ordered) or "1"
    m, kg, s, a, k, mol, cd, rad = dimension
    return ucum, factor, (m, kg, s, a, k, mol, cd, rad)


def _raised(code: str, power: int) -> str:
    return f"{code}{power}" if code[-1].isalpha() else f"({code}){power}"


_Token = Factor | str


def _tokens(text: str) -> Iterator[_Token | None]:
    """Units with their own power, and the signs between them; None where the text is no expression."""
    place, is_after_unit = 0, False
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            yield None
            return
        place = found.end()
        if found["blank"]:
            if is_after_unit and place < len(text) and text[place] not in "./^)":
                yield " "
                is_after_unit = False
            continue
        if found["name"]:
            unit = _named(found["name"])
            power = int(found["exponent"] or 1)
            if unit is None or abs(power) > _MOST_EXPONENT:
                yield None
                return
            yield unit._replace(exponent=unit.exponent * power)
        elif found["number"]:
            if float(found["number"]) != 1:
                yield None
                return
            yield Factor(PLAIN["1"], "1", 1)
        else:
            yield found["power"] or found["sign"]
        is_after_unit = bool(found["name"] or found["power"] or found["number"]) or found["sign"] == ")"


def _product(tokens: list[_Token | None]) -> list[Factor] | None:
    """Products and quotients from left to right; brackets hold together."""
    found, rest = _bracket(tokens, depth=0)
    return found if found and not rest else None


def _bracket(tokens: list[_Token | None], depth: int) -> tuple[list[Factor] | None, list[_Token | None]]:
    found: list[Factor] = []
    latest: list[Factor] = []
    sign, has_divided = 1, False
    while tokens:
        token, *tokens = tokens
        if token == ")" and depth:
            return found or None, tokens
        if isinstance(token, Factor):
            latest = [token]
        elif token == "(" and depth < 4:
            inner, tokens = _bracket(tokens, depth + 1)
            if inner is None:
                return None, []
            latest = inner
        elif token == "/":
            sign, has_divided = -1, True
            continue
        elif token in {".", " "}:
            if token == " " and has_divided:
                raise Ambiguous
            sign = 1
            continue
        elif isinstance(token, str) and token.startswith("^") and latest:
            power = int(token.strip("^()"))
            if abs(power) > _MOST_EXPONENT:
                return None, []
            found[-len(latest) :] = [
                one._replace(exponent=one.exponent * power) for one in found[-len(latest) :]
            ]
            continue
        else:
            return None, []
        found += [one._replace(exponent=one.exponent * sign) for one in latest]
    return (found or None) if depth == 0 else None, []  # an open bracket was never closed


def _named(name: str) -> Factor | None:
    """A unit by its symbol, its spelling in use, its prefixed symbol, or its name."""
    name = SYMBOLS.get(name, name)
    if name == "cps":
        return Factor(Atom("{count}.s-1", 1.0, (0, 0, -1, 0, 0, 0, 0, 0)), "{count}.s-1", 1)
    if found := METRIC.get(name) or PLAIN.get(name):
        return Factor(found, found.ucum, 1)
    for length in (2, 1):
        prefix, symbol = name[:length], name[length:]
        if prefix in PREFIXES and symbol in METRIC:
            return _prefixed(prefix, METRIC[symbol])
    return _worded(name)


def _worded(name: str) -> Factor | None:
    word = name.lower()
    for candidate in (word, word.removesuffix("s")):
        symbol = WORDS.get(candidate) or (candidate if candidate in PLAIN and len(candidate) > 2 else None)
        if symbol and symbol != word:
            return _named(symbol)
        if symbol:
            return Factor(PLAIN[symbol], PLAIN[symbol].ucum, 1) if symbol in PLAIN else _metric(symbol)
        for long, prefix in LONG_PREFIXES.items():
            symbol = WORDS.get(candidate.removeprefix(long)) if candidate.startswith(long) else None
            if symbol in METRIC:
                return _prefixed(prefix, METRIC[symbol])
    return None


def _metric(symbol: str) -> Factor | None:
    return Factor(METRIC[symbol], METRIC[symbol].ucum, 1) if symbol in METRIC else None


def _prefixed(prefix: str, atom: Atom) -> Factor:
    code = f"{prefix}{atom.ucum}"
    return Factor(Atom(code, PREFIXES[prefix] * atom.factor, atom.dimension, is_si=atom.is_si), code, 1)
