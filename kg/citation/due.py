"""The graphs that are due: of each cited work its pairs, and which DOIs are counted as it."""

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from kg.citation.book import Book
from kg.citation.rdf import graph_of, joined_graph, joined_graph_of, pair_graph
from kg.citation.row import Pair
from kg.citation.work import Work


def graphs_of(database: sqlite3.Connection, due: Sequence[str]) -> dict[str, bytes]:
    """Both graphs of each work that is due, by name; nothing in them where it is another's identifier now."""
    book = Book(database)
    works = {known.iri: known.work for known in book.works_named(due)}
    names = book.claim_names(due)
    found = {graph(iri).value: b"" for iri in due for graph in (graph_of, joined_graph_of)}
    found |= {joined_graph_of(iri).value: joined_graph(work) for iri, work in works.items()}
    for cited, pairs in groupby(book.pairs_citing(due), key=attrgetter("cited")):
        said = [(pair, _claims_of(book, pair, names)) for pair in pairs if "not-data" not in pair.flags]
        work = works.get(cited, Work())
        found[graph_of(cited).value] = pair_graph(said, work.facilities, work)
    return found


def _claims_of(book: Book, pair: Pair, names: Mapping[tuple[str, str], Sequence[str]]) -> Sequence[str]:
    if "contradictory-direction" in pair.flags:
        return [claim.node for claim in book.claims_of(pair)]
    return names.get((pair.citing, pair.cited), ())
