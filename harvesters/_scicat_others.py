"""SciCat's instrument and proposal records as triples."""

from pyoxigraph import NamedNode

from harvesters._describe import Description, prose
from harvesters._place import describe_instrument, instrument_node, operator, proposal_node, site
from harvesters._read import first_text, identifier, items
from harvesters._scicat_place import instrument_identity
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCT, PAN, PROV, RDF
from kg.rdf.terms import moment


def instrument_triples(record: Record) -> Mapped:
    """An instrument record: what it is called, and whose it is."""
    body = record.body
    pid = identifier(body, "pid", "_id", "id", "uniqueName")
    if pid is None:
        raise BadRecord("An instrument without pid.")
    node, label, facility = instrument_identity(pid, first_text(body, "name", "uniqueName"), record)
    description = Description(node)
    describe_instrument(description, node, label, facility)
    description.say(DCT["identifier"], prose(pid))
    description.say_moment(DCT["modified"], body.get("updatedAt"), "updatedAt")
    return Mapped(node, description.triples)


def proposal_triples(record: Record) -> Mapped:
    """A proposal record: its id, title, abstract and beamtimes; the people behind it are not published."""
    body = record.body
    proposal = identifier(body, "proposalId", "_id", "id")
    if proposal is None:
        raise BadRecord("A proposal without proposalId.")
    scope = site(record, None, "scicat")
    description = Description(proposal_node(proposal, scope))
    description.say(RDF["type"], PAN["Proposal"])
    description.say(DCT["identifier"], prose(proposal))
    description.say(DCT["title"], prose(body.get("title")))
    description.say(DCT["description"], prose(body.get("abstract")))
    if parent := first_text(body, "parentProposalId"):
        description.say(DCT["isPartOf"], proposal_node(parent, scope))
    description.say_moment(DCT["modified"], body.get("updatedAt"), "updatedAt")
    for number, period in enumerate(items(body, "MeasurementPeriodList")):
        node = thing_iri("investigation", scope, proposal, str(number))
        _describe_beamtime(description, record, period, node)
    return Mapped(description.about, description.triples)


def _describe_beamtime(description: Description, record: Record, period: Json, node: NamedNode) -> None:
    """One stay at an instrument; one without its beginning says nothing."""
    if not isinstance(period, dict) or (start := moment(period.get("start"))) is None:
        return
    description.add(node, RDF["type"], PAN["Investigation"])
    description.add(node, PAN["proposal"], description.about)
    description.add(node, PROV["startedAtTime"], start)
    description.add(node, PROV["endedAtTime"], moment(period.get("end")))
    name = first_text(period, "instrument")
    if name is None or "@" in name:
        return
    if "/" in name:
        instrument, label, facility = instrument_identity(name, None, record)
    else:
        label, facility = name, operator(record)
        instrument = instrument_node(name, facility, site(record, None, "scicat"))
    describe_instrument(description, instrument, label, facility)
    description.add(node, PAN["instrument"], instrument)
