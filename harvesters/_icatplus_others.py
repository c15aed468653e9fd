"""Instruments, techniques and parameters of the ESRF's catalogue as triples."""

from pyoxigraph import Literal

from harvesters._describe import Description, prose
from harvesters._icatplus_dataset import icatplus_facility
from harvesters._icatplus_dictionary import definition
from harvesters._place import describe_instrument, instrument_node
from harvesters._read import first_text, identifier
from kg.errors import BadRecord
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCT, RDF, SCHEMA, SKOS
from kg.rdf.terms import iri
from kg.resolve.technique import resolve_technique


def instrument_triples(record: Record) -> Mapped:
    """An instrument, by its name at the facility."""
    body = record.body
    name = first_text(body, "name", "instrumentName")
    if name is None:
        raise BadRecord("An instrument without name.")
    facility, _ = icatplus_facility(record, None)
    description = Description(instrument_node(name, facility, facility.slug))
    describe_instrument(description, description.about, name, facility)
    description.say(DCT["identifier"], prose(identifier(body, "id") or name))
    full = first_text(body, "fullName")
    description.say(DCT["alternative"], prose(full) if full != name else None)
    description.say(DCT["description"], prose(body.get("description")))
    return Mapped(description.about, description.triples)


def technique_triples(record: Record) -> Mapped:
    """A technique as the catalogue names it, and the class of PaNET that it was taken for."""
    body = record.body
    pid, name = first_text(body, "pid"), first_text(body, "name")
    about = iri(pid)
    if about is None:
        raise BadRecord("A technique without pid.")
    description = Description(about)
    description.say(RDF["type"], SKOS["Concept"])
    description.say(SKOS["prefLabel"], prose(name))
    description.say(SKOS["definition"], prose(body.get("description")))
    found = resolve_technique(pid, name, "techniques[]")
    if found.iri is not None and found.iri != about:
        description.say(SKOS["closeMatch"], found.iri)
    for finding in found.findings:
        description.find(finding)
    return Mapped(about, description.triples)


def parameter_triples(record: Record) -> Mapped:
    """A name of a parameter: its meaning, its unit, and the field of NeXus by the ESRF's dictionary."""
    body = record.body
    name = first_text(body, "name")
    if name is None:
        raise BadRecord("A parameter without name.")
    facility, _ = icatplus_facility(record, None)
    description = Description(thing_iri("parameter-name", facility.slug, name))
    known = definition(name)
    description.say(RDF["type"], SKOS["Concept"])
    description.say(SKOS["notation"], Literal(name))
    description.say(SKOS["prefLabel"], prose(name))
    meaning = first_text(body, "description") or (known.text if known else None)
    description.say(SKOS["definition"], prose(meaning))
    unit = first_text(body, "units", "unit") or (known.unit if known else None)
    description.say(SCHEMA["unitText"], prose(unit))
    description.say(SKOS["relatedMatch"], known.nexus if known else None)
    return Mapped(description.about, description.triples)
