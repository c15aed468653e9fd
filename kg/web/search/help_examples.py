"""What can be asked for in a search, with our own examples in five languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of condition; an example must be read as a chip of `slot` ("ask": as a question for numbers).

    `examples` are pairs of language and text.
    """

    name: str
    title: str
    why: str
    slot: str
    examples: tuple[tuple[str, str], ...]
    negated: bool = False
    any_of: bool = False


KINDS = (
    Kind(
        "technique",
        "Technique",
        "Names, other names and acronyms of PaNET; narrower techniques are found, too.",
        "technique",
        (
            ("en", "SAXS"),
            ("en", "small angle scattering"),
            ("de", "Röntgenbeugung"),
            ("fr", "diffraction des rayons X"),
            ("es", "difracción de rayos X"),
            ("it", "diffrazione di raggi X"),
        ),
    ),
    Kind(
        "place",
        "Facility and instrument",
        "An instrument stands for its facility, too.",
        "facility",
        (
            ("en", "tomography at ESRF"),
            ("de", "Tomographie am BESSY II"),
            ("fr", "tomographie à SOLEIL"),
            ("es", "tomografía en ALBA"),
            ("it", "tomografia a Elettra"),
        ),
    ),
    Kind(
        "sample",
        "Sample",
        "A material by its name in any of these languages.",
        "sample",
        (
            ("en", "tomography of batteries"),
            ("de", "Tomographie von Batterien"),
            ("fr", "tomographie de batteries"),
            ("es", "tomografía de baterías"),
            ("it", "tomografia di batterie"),
        ),
    ),
    Kind(
        "formula",
        "Formula and elements",
        "A formula in any order of its elements, or elements that must be in it.",
        "formula",
        (
            ("en", "XRD of Fe2O3"),
            ("en", "contains Si and K"),
            ("de", "enthält Si und K"),
            ("fr", "contient Si et K"),
            ("es", "contiene Si y K"),
            ("it", "contiene Si e K"),
        ),
    ),
    Kind(
        "quantity",
        "Quantities",
        "A number with its unit; records that say it in another unit are found, too.",
        "parameter",
        (
            ("en", "XRD below 30 K"),
            ("en", "imaging between 8 and 20 keV"),
            ("de", "XRD unter 30 K"),
            ("fr", "XRD en dessous de 30 K"),
            ("es", "XRD por debajo de 30 K"),
            ("it", "XRD sotto 30 K"),
        ),
    ),
    Kind(
        "date",
        "Dates",
        "When the data were collected; where a record does not say, when it was published.",
        "date",
        (
            ("en", "XAS between 2015 and 2018"),
            ("de", "XAS seit 2019"),
            ("fr", "XAS depuis 2019"),
            ("es", "XAS desde 2019"),
            ("it", "XAS dal 2019"),
        ),
    ),
    Kind(
        "access",
        "Access",
        "Open, embargoed or closed on the day that is given beside the box.",
        "access",
        (
            ("en", "open data"),
            ("en", "embargoed until 2027"),
            ("de", "offene Daten"),
            ("fr", "données ouvertes"),
            ("es", "datos abiertos"),
            ("it", "dati aperti"),
        ),
    ),
    Kind(
        "level",
        "Raw, processed or simulated",
        "What kind of data a record says it holds.",
        "data_level",
        (
            ("en", "raw data"),
            ("de", "Rohdaten"),
            ("fr", "données brutes"),
            ("es", "datos brutos"),
            ("it", "dati grezzi"),
        ),
    ),
    Kind(
        "not",
        "What must not be",
        "“Not”, “without” and their like leave out what follows.",
        "facility",
        (
            ("en", "SAXS but not at DESY"),
            ("de", "SAXS, aber nicht am DESY"),
            ("fr", "SAXS mais pas au DESY"),
            ("es", "SAXS pero no en DESY"),
            ("it", "SAXS ma non a DESY"),
        ),
        negated=True,
    ),
    Kind(
        "or",
        "One of several",
        "“Or” asks for one of them; everything else must hold together.",
        "technique",
        (
            ("en", "SAXS or WAXS"),
            ("de", "SAXS oder WAXS"),
            ("fr", "SAXS ou WAXS"),
            ("es", "SAXS o WAXS"),
            ("it", "SAXS o WAXS"),
        ),
        any_of=True,
    ),
    Kind(
        "numbers",
        "Numbers",
        "Counts instead of a list, each with the list behind it and its SPARQL.",
        "ask",
        (
            ("en", "how many datasets per year"),
            ("en", "top 5 instruments"),
            ("de", "wie viele Datensätze pro Jahr"),
            ("fr", "combien de jeux de données par an"),
            ("es", "cuántos conjuntos de datos por año"),
            ("it", "quanti dataset per anno"),
        ),
    ),
    Kind(
        "words",
        "Exact words and identifiers",
        "Words in quotation marks must stand in the record as they are.",
        "text",
        (
            ("en", '"critical angle"'),
            ("de", '"kritischer Winkel"'),
            ("fr", '"angle critique"'),
            ("es", '"ángulo crítico"'),
            ("it", '"angolo critico"'),
        ),
    ),
)
"""The kinds in the order of the page."""
