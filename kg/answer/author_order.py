"""The order of those who made a work, as the graph has it: one list is followed, the others come behind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from kg.answer.links import Link, each_person_once, linked, name_words
from kg.citation.author_list import is_worth, places, rank
from kg.rdf.mint import graph_source
from kg.rdf.names import DCT
from kg.store.graph_reader import GraphReader

_AT_ONCE = 500
_PLACES = """
SELECT ?work ?graph ?who ?place WHERE {
  VALUES ?work { WORKS }
  GRAPH ?graph {
    ?work prov:qualifiedAttribution ?share . ?share schema:position ?place ; prov:agent ?who .
    ?work dcterms:creator ?who
  }
}
"""

Order = Mapping[str, int]
"""Creator -> place in the list that is followed."""


def orders(reader: GraphReader, works: Sequence[str]) -> dict[str, Order]:
    """Work -> the order of its creators, for those of which a record states one."""
    stated: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for start in range(0, len(works), _AT_ONCE):
        some = " ".join(str(NamedNode(iri)) for iri in works[start : start + _AT_ONCE])
        for row in reader.rows(_PLACES.replace("WORKS", some)):
            work, graph, who, place = (row[name].value for name in ("work", "graph", "who", "place"))
            stated[work][graph][who].append(place)
    return {work: order for work, lists in stated.items() if (order := _followed(lists))}


def order_of(reader: GraphReader, work: NamedNode) -> Order:
    """The order of the creators of one work; empty where it is not known."""
    return orders(reader, (work.value,)).get(work.value, {})


def creators_in_order(reader: GraphReader, work: NamedNode) -> tuple[tuple[Link, ...], int]:
    """The creators of a work as pages show them, and how many of them, from the first, stand in order."""
    creators = linked(reader, work, DCT["creator"])
    order = order_of(reader, work) if len(creators) > 1 else {}
    return in_order(creators, order, lambda of: of.label or "")


def in_order(
    people: Iterable[Link], order: Order, sorted_by: Callable[[Link], Any]
) -> tuple[tuple[Link, ...], int]:
    """People, each once, in their order, and how many from the first that is; the others are sorted.

    Who has an ORCID in one record and only a name in another stands in the place that either has.
    """
    everybody = sorted(people, key=lambda of: (sorted_by(of), of.iri))
    shown = each_person_once(everybody)
    order = _order_shown(everybody, shown, order)
    first = sorted((of for of in shown if of.iri in order), key=lambda of: order[of.iri])
    if not is_worth(first):
        return shown, 0
    return (*first, *(of for of in shown if of.iri not in order)), len(first)


def note_on_order(creators: int, known: int) -> str | None:
    """What whoever cites a work should know of the order of its creators, `known` of which stand in it."""
    if creators <= max(1, known):
        return None
    if not known:
        return "Creators are sorted by name; their own order is not known here."
    return (
        f"The first {known} creators are in their own order; the others, whose place is not known, by name."
    )


def _followed(lists: Mapping[str, Mapping[str, Iterable[str]]]) -> Order:
    """Of the lists of several graphs, the one that counts."""
    known = {graph: order for graph, stated in lists.items() if (order := places(stated))}
    chosen = min(
        known,
        key=lambda graph: (rank(True, len(known[graph]), graph_source(graph) or ""), graph),
        default=None,
    )
    return known[chosen] if chosen is not None else {}


def _order_shown(everybody: Iterable[Link], shown: Sequence[Link], order: Order) -> dict[str, int]:
    """With the places of those left out given to their one namesake who is shown."""
    namesakes: dict[frozenset[str], list[str]] = defaultdict(list)
    for one in shown:
        namesakes[_words(one)].append(one.iri)
    found: dict[str, int] = {}
    for one in everybody:
        if one.iri in order:
            same = namesakes[_words(one)]
            iri = one.iri if one.iri in same or len(same) != 1 else same[0]
            found[iri] = min(order[one.iri], found.get(iri, order[one.iri]))
    return found


def _words(person: Link) -> frozenset[str]:
    return name_words(person.label or person.iri)
