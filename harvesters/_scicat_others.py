"""SciCat's instrument and proposal records as triples."""

from harvesters._describe import Description, prose
from harvesters._read import first_text, identifier
from harvesters._scicat_identity import site
from harvesters._scicat_place import describe_instrument, instrument_identity
from kg.errors import BadRecord
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCT, PAN, RDF


def instrument_triples(record: Record) -> Mapped:
    """An instrument record: what it is called, and whose it is."""
    pid = identifier(record.body, "pid", "_id", "id", "uniqueName")
    if pid is None:
        raise BadRecord("An instrument without pid.")
    node, label, facility = instrument_identity(pid, record)
    description = Description(node)
    describe_instrument(description, node, first_text(record.body, "name") or label, facility)
    description.say(DCT["identifier"], prose(pid))
    return Mapped(node, description.triples)


def proposal_triples(record: Record) -> Mapped:
    """A proposal record: its id, title and abstract; the people behind it are not published."""
    proposal = identifier(record.body, "proposalId", "_id", "id")
    if proposal is None:
        raise BadRecord("A proposal without proposalId.")
    description = Description(thing_iri("proposal", site(record, None), proposal))
    description.say(RDF["type"], PAN["Proposal"])
    description.say(DCT["identifier"], prose(proposal))
    description.say(DCT["title"], prose(record.body.get("title")))
    description.say(DCT["description"], prose(record.body.get("abstract")))
    return Mapped(description.about, description.triples)
