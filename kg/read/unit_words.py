"""Units that a question may name, as people write them, and what is measured in them.

Only units whose kind of quantity is certain, or made certain by a name beside them, are here: a question's
"5 mm" may be a sample, a beam or a distance.
"""

from typing import NamedTuple

from kg.read.wording import folded

TEMPERATURE, PRESSURE, FIELD = "temperature", "pressure", "magnetic field"
ENERGY, WAVELENGTH = "energy", "wavelength"


class UnitWord(NamedTuple):
    """One unit: `symbol` as it is shown, `code` as the table of units reads it, what it measures.

    `needs_name` says that the letter means other things, too, so that the quantity must be named.
    """

    symbol: str
    code: str
    kind: str
    needs_name: bool = False


def _units(kind: str, symbols: str, *, needs_name: bool = False) -> dict[str, UnitWord]:
    return {symbol: UnitWord(symbol, symbol, kind, needs_name) for symbol in symbols.split()}


_SYMBOLS: dict[str, UnitWord] = {
    **_units(TEMPERATURE, "K mK"),
    **_units(FIELD, "T mT"),
    **_units(PRESSURE, "Pa hPa kPa MPa GPa TPa bar mbar kbar Mbar atm Torr psi"),
    **_units(ENERGY, "eV keV meV"),
    **_units(ENERGY, "MeV", needs_name=True),
    **_units(WAVELENGTH, "nm pm", needs_name=True),
    "µm": UnitWord("µm", "um", WAVELENGTH, needs_name=True),
    "Å": UnitWord("Å", "Ao", WAVELENGTH, needs_name=True),
    "°C": UnitWord("°C", "Cel", TEMPERATURE),
    "°F": UnitWord("°F", "[degF]", TEMPERATURE),
    "G": UnitWord("G", "gauss", FIELD, needs_name=True),
}
_EXACT = {
    "°K": "K",
    "ºC": "°C",
    "℃": "°C",
    "º C": "°C",
    "° C": "°C",
    "° F": "°F",
    "μm": "µm",
    "um": "µm",
    "AA": "Å",
    "\u212b": "Å",
    "A\u030a": "Å",
    "å": "Å",
}
_NAMED_ONLY = {"C": "°C", "A": "Å"}
"""Letters that mean another unit as well: coulomb and the charging rate of batteries, ampere."""

_WORDS = {
    "K": "kelvin|kelvins|kelvingrade|degrees kelvin|degk",
    "mK": "millikelvin",
    "°C": "celsius|degc|deg c|degree c|degrees c|degree celsius|degrees celsius|degrees centigrade"
    "|grad celsius"
    "|degres celsius|degre celsius|degres c|grados celsius|grados c|gradi celsius|gradi c|grad c|centigrade",
    "°F": "fahrenheit|degrees fahrenheit|grad fahrenheit",
    "T": "tesla|teslas",
    "mT": "millitesla",
    "G": "gauss",
    "Pa": "pascal|pascals",
    "kPa": "kilopascal|kilopascals|kpa",
    "MPa": "megapascal|megapascals",
    "GPa": "gigapascal|gigapascals|gpa",
    "bar": "bar|bars|bares",
    "mbar": "millibar|mbars",
    "kbar": "kilobar|kilobars|kbars",
    "atm": "atm|atmosphere|atmospheres",
    "Torr": "torr",
    "eV": "ev|electronvolt|electronvolts|electron volts|elektronenvolt",
    "MeV": "megaelectronvolt",
    "keV": "kev|kiloelectronvolt|kiloelectronvolts|kiloelektronenvolt|kilo electronvolt",
    "meV": "millielectronvolt|millielectronvolts|millielektronenvolt",
    "Å": "angstrom|angstroms|angstroem|ang|angstromen|angstroms",
    "nm": "nanometer|nanometers|nanometre|nanometres|nanometro|nanometros|nanometri|nanometern",
    "pm": "picometer|picometre|picometers|picometres",
}
_BY_WORD = {folded(word): symbol for symbol, words in _WORDS.items() for word in words.split("|")}


def unit_word(written: str) -> UnitWord | None:
    """The unit that is written so; case decides where letters of two cases are two units ("meV", "MeV")."""
    if found := _SYMBOLS.get(_EXACT.get(written, written)):
        return found
    if written in _NAMED_ONLY:
        return _SYMBOLS[_NAMED_ONLY[written]]._replace(needs_name=True)
    symbol = _BY_WORD.get(" ".join(folded(written).split()))
    return _SYMBOLS[symbol] if symbol else None
