"""The place of each creator in the list of their source, for references that name them in that order.

RDF keeps no order: the place is stated on the share that a creator had in the work (`schema:position`, from
1). Only sources whose lists have an order state one; of the others it is not known.
"""

from collections.abc import Collection

from pyoxigraph import NamedNode

from harvesters._describe import Description
from kg.rdf.mint import digest_iri
from kg.rdf.names import DCT, PROV, RDF, SCHEMA
from kg.rdf.terms import Literal, integer


def describe_order(
    description: Description,
    work: NamedNode,
    since: int = 0,
    role: str = "creator",
    shared: Collection[NamedNode | None] = (),
) -> None:
    """State the place of the creators of a work, in the order in which they were described.

    `since` is the number of triples that the description had before the first of them, `shared` are those
    whose share is described already. Who stands in the list twice has the first of these places; a creator
    who is alone has none.
    """
    said = (triple for triple in description.triples[since:] if triple[0] == work)
    named = (value for _, predicate, value in said if predicate == DCT["creator"])
    creators = [node for node in dict.fromkeys(named) if isinstance(node, NamedNode)]
    if len(creators) < 2:
        return
    for place, creator in enumerate(creators, start=1):
        if creator not in shared:
            describe_share(description, work, creator, role)
        description.add(_share(work, creator, role), SCHEMA["position"], integer(place))


def describe_share(description: Description, work: NamedNode, agent: NamedNode, role: str) -> NamedNode:
    """State that somebody had a share in a work, as what; returns the share, of which more may be said."""
    share = _share(work, agent, role)
    description.add(work, PROV["qualifiedAttribution"], share)
    description.add(share, RDF["type"], PROV["Attribution"])
    description.add(share, PROV["agent"], agent)
    description.add(share, SCHEMA["roleName"], Literal(role))
    return share


def _share(work: NamedNode, agent: NamedNode, role: str) -> NamedNode:
    return digest_iri("attribution", work.value, agent.value, role)
