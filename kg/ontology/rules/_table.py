"""Tiny ROBOT templates of PaNET's form, for the examples of rules."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from kg.rdf.names import PANET, SKOS

Row = Mapping[str, Sequence[str]]

_COLUMNS = {
    "label": ("Label", "A rdfs:label"),
    "alt": ("Alt Label", "A " + SKOS["altLabel"].value),
    "definition": ("Definition", "A IAO:0000115"),
    "source": ("Definition Source", "A IAO:0000119"),
    "kind": ("RDF Type", "TYPE"),
    "parent": ("Parent IRI", "SC %"),
    "equal": ("Equivalent", "EC %"),
    "disjoint": ("Disjoint Classes", "DC %"),
    "super": ("Super Property", "SP %"),
    "domain": ("Domain", "DOMAIN"),
    "range": ("Range", "RANGE"),
    "characteristic": ("Characteristic", "CHARACTERISTIC SPLIT=|"),
    "retired": ("Deprecated", "AT owl:deprecated^^xsd:boolean"),
    "replaced": ("Replaced By", "AI IAO:0100001"),
}


def row(number: str, label: str, **cells: str | Sequence[str]) -> Row:
    """One row: the digits of its IRI after `PaNET`, its label, and the cells of other columns by their key.

    `kind` is a local name of OWL, Class where it is not given; a string stands for one cell.
    """
    given = {key: (value,) if isinstance(value, str) else tuple(value) for key, value in cells.items()}
    kinds = given.pop("kind", ("Class",))
    typed = tuple(f"owl:{name}" for name in kinds)
    return {"id": (f"{PANET}PaNET{number}",), "label": (label,), "kind": typed, **given}


def table(*rows: Row) -> str:
    """The rows as CSV text with PaNET's two header rows; only columns in use are written."""
    widths = {key: max((len(each.get(key, ())) for each in rows), default=0) for key in _COLUMNS}
    titles, templates = ["ID"], ["ID"]
    for key, (title, template) in _COLUMNS.items():
        titles += [title] * widths[key]
        templates += [template] * widths[key]
    written = StringIO()
    out = csv.writer(written, lineterminator="\n")
    out.writerows([titles, templates])
    for each in rows:
        cells = [each["id"][0]]
        for key, width in widths.items():
            values = list(each.get(key, ()))
            cells += values + [""] * (width - len(values))
        out.writerow(cells)
    return written.getvalue()


PROBES = (
    row("00001", "photon and neutron technique", parent="owl:Thing"),
    row("2000000", "photon and neutron specifiers", parent="owl:Thing"),
    row("2001000", "probe", parent="photon and neutron specifiers"),
    row("2003000", "process", parent="photon and neutron specifiers"),
    row("2011000", "photon", parent="probe"),
    row("2011001", "neutron", parent="probe"),
    row("2012000", "scattering", parent="process"),
    row(
        "1001000",
        "definedbyprobe",
        kind="ObjectProperty",
        domain="photon and neutron technique",
        range="probe",
    ),
    row(
        "1002000",
        "definedbyprocess",
        kind="ObjectProperty",
        domain="photon and neutron technique",
        range="process",
    ),
)
"""The upper part of PaNET in small: both roots, two branches of specifiers, two properties."""
