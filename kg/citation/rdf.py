"""Pairs as RDF: one graph for each cited work, so that a change touches what it is about and no more.

Data that have several DOIs have another graph, which says what they are counted as.
"""

from collections.abc import Iterable

import orjson
from pyoxigraph import Literal, NamedNode

from kg.citation.identifier import doi_of
from kg.citation.row import Pair
from kg.citation.work import Work
from kg.rdf.mint import digest
from kg.rdf.names import CITO, GRAPH, PAN, PROV, RDF, XSD
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple, boolean

PREFIX = GRAPH["pairs/"].value
"""How the names of these graphs begin."""

_DATES = {"year": XSD["gYear"], "month": XSD["gYearMonth"], "day": XSD["date"]}


def graph_of(cited: str) -> NamedNode:
    """The graph of the pairs in which this work is cited, named by the identifier that stands for it."""
    return NamedNode(f"{PREFIX}p{digest(cited)}")


def joined_graph_of(first: str) -> NamedNode:
    """The graph that says which DOIs are one work of data, named by the identifier that stands for it."""
    return NamedNode(f"{PREFIX}j{digest(first)}")


def other_dois(work: Work) -> tuple[str, ...]:
    """The DOIs of data that are counted under another identifier of theirs; as IRIs."""
    return tuple(iri for iri in work.identifiers[1:] if doi_of(iri)) if work.kind == "dataset" else ()


def joined_graph(work: Work) -> bytes:
    """N-Triples that say of all these DOIs what they are counted as; nothing where there are none."""
    return canonical(
        (NamedNode(iri), PAN["countedAs"], NamedNode(work.identifiers[0])) for iri in other_dois(work)
    )


def pair_graph(
    pairs: Iterable[tuple[Pair, Iterable[str]]], facilities: Iterable[str], cited: Work | None = None
) -> bytes:
    """N-Triples of the pairs of one cited work; each with the names of the claims that say it.

    Counted ones are stated as plain citations, too. `cited` tells with what the work was measured.
    """
    said: list[Triple] = []
    about = [(PAN["citedFacility"], NamedNode(iri)) for iri in facilities]
    if cited is not None:
        about += [(PAN["citedInstrument"], NamedNode(iri)) for iri in cited.instruments]
        about += [(PAN["citedTechnique"], NamedNode(iri)) for iri in cited.techniques]
        about += [(PAN["citedProposal"], NamedNode(iri)) for iri in cited.proposals]
    for pair, claims in pairs:
        said += _pair_triples(pair)
        said += [(NamedNode(pair.node), predicate, value) for predicate, value in about]
        said += [(NamedNode(pair.node), PROV["wasDerivedFrom"], NamedNode(claim)) for claim in claims]
    return canonical(said)


def _pair_triples(pair: Pair) -> list[Triple]:
    node, citing, cited = (NamedNode(iri) for iri in (pair.node, pair.citing, pair.cited))
    said: list[Triple] = [
        (node, RDF["type"], CITO["Citation"]),
        (node, CITO["hasCitingEntity"], citing),
        (node, CITO["hasCitedEntity"], cited),
        (node, PAN["citationClass"], Literal(pair.klass)),
        (node, PAN["isCounted"], boolean(pair.is_counted)),
        (node, PAN["behind"], Literal(pair.behind)),
        (node, PAN["behindBasis"], Literal(orjson.dumps(pair.behind_basis).decode())),
        (node, PAN["reuse"], Literal(pair.reuse)),
        (node, PAN["reuseBasis"], Literal(orjson.dumps(pair.reuse_basis).decode())),
    ]
    if pair.date is not None:
        date = Literal(pair.date.text, datatype=_DATES[pair.date.precision])
        said.append((node, CITO["hasCitationCreationDate"], date))
        said.append((node, PAN["citingYear"], Literal(str(pair.date.year), datatype=XSD["gYear"])))
    said += [(node, PAN["citationFlag"], Literal(flag)) for flag in pair.flags]
    if pair.is_constructed:
        said.append((node, PAN["isConstructed"], boolean(True)))
    if pair.is_counted:
        said.append((citing, CITO["cites"], cited))
    return said
