"""The axioms of a row about a property."""

from pyoxigraph import NamedNode

from kg.ontology.axiom import axiom
from kg.ontology.document import ANNOTATION_PROPERTY, DATA_PROPERTY, Cell
from kg.ontology.expression import Compound
from kg.ontology.read.template.entry import Entry
from kg.ontology.read.template.header import Column
from kg.ontology.read.template.names import ANNOTATIONS, CLASSES
from kg.ontology.read.template.reading import Filled, Reading
from kg.ontology.read.template.shown import shown
from kg.rdf.names import RDFS

COLUMNS = ("P", "SP", "EP", "DP", "IP", "DOMAIN", "RANGE", "CHARACTERISTIC")

_PROPERTY_TYPES = {
    "": "SP",
    "subproperty": "SP",
    "equivalent": "EP",
    "disjoint": "DP",
    "inverse": "IP",
}
_AXIOMS = {
    "SP": "Sub{}PropertyOf",
    "EP": "Equivalent{}Properties",
    "DP": "Disjoint{}Properties",
    "IP": "Inverse{}Properties",
}
_CHARACTERISTICS = {
    "functional": "Functional",
    "inverse functional": "InverseFunctional",
    "inversefunctional": "InverseFunctional",
    "reflexive": "Reflexive",
    "irreflexive": "Irreflexive",
    "symmetric": "Symmetric",
    "asymmetric": "Asymmetric",
    "transitive": "Transitive",
}
_ANNOTATIONS = {"SP": "subPropertyOf", "DOMAIN": "domain", "RANGE": "range"}


def read_property(entry: Entry, filled: Filled, reading: Reading) -> None:
    """States what the cells say about the property."""
    told = reading.chosen(entry, "PROPERTY_TYPE", _PROPERTY_TYPES, filled, ("P",))
    sort = "Data" if entry.kind == DATA_PROPERTY else "Object"
    for column, text in filled:
        role = column.role if column.role != "P" else told
        place = entry.row.place(column.index)
        for part in column.values(text) if role else ():
            if entry.kind == ANNOTATION_PROPERTY:
                _annotate(entry, role, part, place, reading)
            elif role == "CHARACTERISTIC":
                _characteristic(entry, sort, part, column, reading)
            elif role in _AXIOMS:
                _relate(entry, sort, role, part, column, reading)
            elif role == "RANGE" and sort == "Data":
                found = reading.cells.datatype(part, entry.iri, place)
                reading.say("DataPropertyRange", entry.iri, found, place)
            else:
                klass = reading.cells.klass(part, column, entry.iri, place)
                reading.say(f"{sort}Property{role.capitalize()}", entry.iri, klass, place)


def _annotate(entry: Entry, role: str, text: str, place: Cell, reading: Reading) -> None:
    """OWL draws no conclusions from annotation properties, so these stay annotations."""
    if role not in _ANNOTATIONS:
        return
    sort = ANNOTATIONS if role == "SP" else CLASSES
    found = reading.cells.reference(text, sort, entry.iri, place)
    if found:
        prop = RDFS[_ANNOTATIONS[role]].value
        reading.draft.annotate(entry.iri, prop, NamedNode(found), place)


def _relate(entry: Entry, sort: str, role: str, text: str, column: Column, reading: Reading) -> None:
    place = entry.row.place(column.index)
    found = reading.cells.prop(text, column, entry.iri, place)
    if sort == "Data" and (role == "IP" or isinstance(found, Compound)):
        message = f"{shown(text)}: a data property has no inverse."
        reading.fault("bad-expression", message, text, entry, column, lost=True)
        return
    reading.say(_AXIOMS[role].format(sort), entry.iri, found, place)


def _characteristic(entry: Entry, sort: str, text: str, column: Column, reading: Reading) -> None:
    name = _CHARACTERISTICS.get(" ".join(text.lower().split()))
    if name is None or (sort == "Data" and name != "Functional"):
        allowed = ", ".join(_CHARACTERISTICS) if sort == "Object" else "functional"
        said = f"{shown(text.strip())} is no characteristic of this property; ROBOT knows {allowed}."
        reading.fault("bad-expression", said, text, entry, column, lost=True)
        return
    reading.draft.state(axiom(f"{name}{sort}Property", [entry.iri]), entry.row.place(column.index))
