"""Chemical formulae, to elements and a normalised composition in the order of Hill."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kg.resolve.finding import Finding, excerpt
from kg.resolve.person import PLACEHOLDERS

LONGEST = 200
_DEEPEST = 6
_MOST_ATOMS = 1_000_000

_ELEMENTS = frozenset((
    "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar",
    "K", "Ca", "Sc", "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br",
    "Kr", "Rb", "Sr", "Y", "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te",
    "I", "Xe", "Cs", "Ba", "La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm",
    "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn",
    "Fr", "Ra", "Ac", "Th", "Pa", "U", "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr",
    "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og", "D", "T",
))  # fmt: skip
_HYDROGEN = {"D": "H", "T": "H"}
_NO_FORMULAE = PLACEHOLDERS | {"no", "yes"}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_MARKED_CHARGE = re.compile(r"\^\{?\(?(\d*)([+-])\)?\}?$|\^\{?([+-])(\d*)\}?$")
_BARE_CHARGE = re.compile(r"([+-])$")
_TOKEN = re.compile(
    r"(?P<isotope>\^\{?(\d{1,3})\}?(?=[A-Z])|\[(\d{1,3})(?=[A-Z][a-z]?\])|\((\d{1,3})(?=[A-Z][a-z]?\)))"
    r"|(?P<element>[A-Z][a-z]?)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|_?\{?(?P<count>\d+(?:\.\d+)?|\.\d+|n|x|y|z|δ)(?P<rest>(?:[+-](?:\d+(?:\.\d+)?|x|y|z|n|δ))*)\}?"
)
_DOTS = re.compile(r"\s*[·•⋅∙*]\s*")
_FULL_STOP = re.compile(r"([A-Za-z)\]}]\d*)\.(?=[\d.]*(?:H2O|D2O)(?:$|[.·])|[A-Z(\[])")
"""Between the parts of a hydrate. A full stop is one before water or a letter; else it is a decimal point."""

_SHOUTED = re.compile(r"[A-Z]{5,}$")


@dataclass(frozen=True, slots=True)
class Formula:
    """What a formula says. `composition` is None where amounts are open ("·nH2O", "La1-xSrxMnO3").

    `elements` are symbols by alphabet, isotopes of hydrogen as H; `charge` is in elementary charges.
    """

    composition: str | None
    elements: tuple[str, ...]
    charge: int = 0


class _NoFormula(ValueError):
    pass


@lru_cache(maxsize=8192)
def read_formula(said: str) -> Formula | None:
    """The formula in a text; None for a text that is none as a whole.

    Read are element symbols with whole or decimal amounts, brackets, hydrates, deuterium and tritium
    (`D2O`, `[2H]2O`, `^2H2O`), other isotopes in these ways, sub- and superscripts, and a charge at the end
    (`SO4^2-`, `NH4+`, `Fe3+`). Hill's order: carbon, hydrogen, then by alphabet; without carbon by alphabet.
    """
    text = said.strip()
    if not text or len(text) > LONGEST or text.casefold() in _NO_FORMULAE or _SHOUTED.match(text):
        return None  # "POISON" is a word in capitals
    text = _RAISED.sub(lambda found: "^" + found.group().translate(_SUPERSCRIPTS), text).translate(
        _SUBSCRIPTS
    )
    text, charge = _without_charge(text)
    try:
        amounts: dict[str, Fraction | None] = {}
        for number, part in enumerate(_DOTS.split(_FULL_STOP.sub(r"\1·", text))):
            for symbol, amount in _part(part, is_first=number == 0):
                known = amounts.get(symbol, Fraction(0))
                amounts[symbol] = None if amount is None or known is None else known + amount
    except (_NoFormula, IndexError):
        return None
    if not amounts:
        return None
    elements = tuple(sorted({_HYDROGEN.get(symbol, symbol.lstrip("^0123456789")) for symbol in amounts}))
    return Formula(_hill(amounts), elements, charge)


def formula_finding(said: str, field: str) -> Finding | None:
    """What to mend where a formula is asked for and none stands."""
    if not said.strip() or said.strip().casefold() in PLACEHOLDERS or read_formula(said) is not None:
        return None
    remedy = (
        f'Write a formula such as SrTiO3, and "{excerpt(said.strip())}" in the description of the sample.'
    )
    return Finding("formula-unreadable", field, said, None, 0.0, remedy)


def _without_charge(text: str) -> tuple[str, int]:
    if marked := _MARKED_CHARGE.search(text):
        number, sign = marked[1] or marked[4] or "1", marked[2] or marked[3]
        return text[: marked.start()], int(sign + number)
    bare = _BARE_CHARGE.search(text)
    if bare is None:
        return text, 0
    body, sign = text[: bare.start()].rstrip(), bare.group()
    digits = re.search(r"\d+$", body)
    single = re.fullmatch(r"([A-Z][a-z]?)(\d)", body)
    if single:  # "Fe3+": of a lone element the digit is the charge
        return single[1], int(sign + single[2])
    if digits and len(digits.group()) == 2 and sign == "-":  # "SO42-"
        return body[:-1], int(sign + body[-1])
    return body, int(sign + "1")


_Amounts = list[tuple[str, Fraction | None]]


def _part(part: str, is_first: bool) -> _Amounts:
    """One part of "CuSO4·5H2O": its atoms, times the number in front.

    In front of the first part the number may be a factor or an isotope ("2H2O"): the amounts stay open.
    """
    tokens = list(_tokens(part.strip()))
    times: Fraction | None = Fraction(1)
    if tokens and tokens[0][0] == "count":
        times = None if is_first else _amount(tokens[0][1])
        tokens = tokens[1:]
    found, rest = _group(tokens, 0)
    if rest or not found:
        raise _NoFormula
    return [(symbol, _times(amount, times)) for symbol, amount in found]


def _group(tokens: list[tuple[str, str]], depth: int) -> tuple[_Amounts, list[tuple[str, str]]]:
    found: _Amounts = []
    isotope = ""
    while tokens:
        (kind, value), *tokens = tokens
        if kind == "close":
            if not depth:
                raise _NoFormula
            return found, tokens
        if kind == "isotope":
            isotope = value
            continue
        if kind == "open":
            if depth >= _DEEPEST:
                raise _NoFormula
            inner, tokens = _group(tokens, depth + 1)
        elif kind == "element":
            inner, isotope = [(_isotope(isotope, value), Fraction(1))], ""
        else:
            raise _NoFormula
        if tokens and tokens[0][0] == "count":
            amount = _amount(tokens[0][1])
            tokens = tokens[1:]
            inner = [(symbol, _times(of, amount)) for symbol, of in inner]
        found += inner
    if depth:
        raise _NoFormula
    return found, []


def _isotope(number: str, symbol: str) -> str:
    if symbol not in _ELEMENTS:
        raise _NoFormula
    if not number:
        return symbol
    if symbol == "H" and number in {"1", "2", "3"}:
        return {"1": "H", "2": "D", "3": "T"}[number]
    return f"^{number}{symbol}"


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place, opened_for_isotope = 0, False
    while place < len(text):
        if text[place] == " " and place and text[place - 1] != " ":
            place += 1
            continue
        found = _TOKEN.match(text, place)
        if found is None:
            raise _NoFormula
        place = found.end()
        if found["isotope"]:
            opened_for_isotope = found.group()[0] in "[("
            yield "isotope", next(filter(None, found.groups()[1:4]))
        elif found["element"]:
            symbol = found["element"]
            if symbol not in _ELEMENTS and symbol[:1] in _ELEMENTS:
                raise _NoFormula
            yield "element", symbol
        elif found["open"]:
            yield "open", found["open"]
        elif found["close"]:
            if opened_for_isotope:
                opened_for_isotope = False
                continue
            yield "close", found["close"]
        else:
            yield "count", found["count"] + (found["rest"] or "")


def _amount(said: str) -> Fraction | None:
    """The number; None for a variable, "n" or "1-x"."""
    if re.search(r"[a-zδ]", said):
        return None
    parts = re.findall(r"[+-]?\d*\.?\d+", said)
    number = sum((Fraction(part) for part in parts), Fraction(0))
    if not 0 < number <= _MOST_ATOMS:
        raise _NoFormula
    return number


def _times(amount: Fraction | None, times: Fraction | None) -> Fraction | None:
    return None if amount is None or times is None else amount * times


def _hill(amounts: dict[str, Fraction | None]) -> str | None:
    first = {"C": 0, "H": 1, "D": 2, "T": 3} if "C" in amounts else {}

    def place(symbol: str) -> tuple[int, str, str]:
        plain = symbol.lstrip("^0123456789")
        return first.get(plain, 4), plain, symbol

    parts = []
    for symbol in sorted(amounts, key=place):
        amount = amounts[symbol]
        if amount is None:
            return None
        shown = f"[{symbol[1:]}]" if symbol.startswith("^") else symbol
        parts.append(shown + _shown(amount))
    return "".join(parts)


def _shown(amount: Fraction) -> str:
    if amount == 1:
        return ""
    return str(amount.numerator) if amount.denominator == 1 else f"{float(amount):.6g}"
