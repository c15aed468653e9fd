"""Small tables in PaNET's form."""

from collections.abc import Iterable

from kg.ontology.axiom import Axiom
from kg.ontology.document import Document, Fault
from kg.ontology.read.template import read_template

HEAD = (
    ",ID,Label,Alt,Definition,Type,Parent,Parent,Equivalent,Equivalent,Disjoint,Super,Domain,Range,Kind",
    ",ID,A rdfs:label,A skos:altLabel,A IAO:0000115,TYPE,SC %,SC %,EC %,EC %,DC %,SP %,DOMAIN,RANGE,"
    "CHARACTERISTIC SPLIT=|",
)
SC, EC, DC, SP = (6, 7), (8, 9), (10,), (11,)
PANET = "http://purl.org/pan-science/PaNET/"
ROWS = (
    ",PaNET:T1,technique,,,owl:Class,owl:Thing,,,,,,,,",
    ",PaNET:S1,probe,,,owl:Class,,,,,,,,,",
    ",PaNET:S2,x-ray,roentgen radiation,,owl:Class,probe,,,,,,,,",
    ",PaNET:P1,definedby,,,owl:ObjectProperty,,,,,,,technique,probe,asymmetric|irreflexive",
)


def table(*rows: str, head: Iterable[str] = HEAD, base: Iterable[str] = ROWS) -> Document:
    """The rows of a technique, a probe, x-ray and a property (rows 3 to 6), and then these."""
    return read_template("\n".join([*head, *base, *rows]).encode(), "small.csv")


def row(name: str, label: str, **cells: str) -> str:
    """A class with cells by column name: sc, sc2, ec, ec2, dc."""
    filled = [cells.get(name, "") for name in ("sc", "sc2", "ec", "ec2", "dc")]
    quoted = ['"' + text.replace('"', '""') + '"' if text else "" for text in filled]
    return f",PaNET:{name},{label},,,owl:Class,{','.join(quoted)},,,,"


def about(document: Document, name: str) -> set[Axiom]:
    """The axioms that say something of a term as their subject."""
    return {each for each in document.axioms if PANET + name in each.parts}


def only(document: Document) -> Fault:
    """The one fault of a document."""
    assert len(document.faults) == 1, document.faults
    return document.faults[0]
