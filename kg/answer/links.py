"""Small looks into a generation's graph: what is said of a thing, and the named things around it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.rdf.names import DCT, FOAF, ORCID, RDFS, SCHEMA
from kg.rdf.terms import Term
from kg.store.graph_reader import GraphReader

_NAMES = (DCT["title"], RDFS["label"], FOAF["name"], SCHEMA["name"], DCT["identifier"])


@dataclass(frozen=True, slots=True)
class Link:
    """A thing and the name to show for it; `label` is None where nothing names it."""

    iri: str
    label: str | None


class Values:
    """What is said of one thing, by property."""

    def __init__(self, pairs: dict[str, list[Term]]) -> None:
        self._pairs = pairs

    def texts(self, property_: NamedNode) -> tuple[str, ...]:
        """The distinct values as text, IRIs whole, sorted."""
        return tuple(sorted({term.value for term in self._pairs.get(property_.value, ())}))

    def text(self, property_: NamedNode) -> str | None:
        """The first of the values in order; None for none."""
        return next(iter(self.texts(property_)), None)


def about(reader: GraphReader, thing: NamedNode) -> Values:
    """Everything said of a thing in any record."""
    pairs: dict[str, list[Term]] = defaultdict(list)
    for row in reader.rows("about", thing=thing):
        pairs[row["property"].value].append(row["value"])
    return Values(pairs)


def linked(reader: GraphReader, thing: NamedNode, property_: NamedNode) -> tuple[Link, ...]:
    """What a thing points to, sorted by label."""
    values = (row["value"] for row in reader.rows("values_of", thing=thing, property=property_))
    return _named(reader, (value for value in values if isinstance(value, NamedNode)))


def pointing(reader: GraphReader, property_: NamedNode, thing: NamedNode) -> tuple[Link, ...]:
    """What points to a thing, sorted by label."""
    things = (row["thing"] for row in reader.rows("things_pointing_here", property=property_, value=thing))
    return _named(reader, (of for of in things if isinstance(of, NamedNode)))


def label_of(reader: GraphReader, thing: NamedNode) -> str | None:
    """The name to show for a thing: its title, label or name, else its identifier."""
    for property_ in _NAMES:
        for row in reader.rows("value_of", thing=thing, property=property_):
            return row["value"].value
    return None


def name_words(name: str) -> frozenset[str]:
    """The words of a person's name, whatever their order, case, accents and commas."""
    parts = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return frozenset(re.findall(r"\w+", bare.casefold())) or frozenset({name})


def each_person_once(people: Iterable[Link]) -> tuple[Link, ...]:
    """People without an ORCID who are called as another one are left out; two ORCIDs are two people."""
    everybody = list(people)
    names = {name_words(of.label or of.iri) for of in everybody if of.iri.startswith(str(ORCID))}
    found = []
    for person in everybody:
        words = name_words(person.label or person.iri)
        if person.iri.startswith(str(ORCID)) or words not in names:
            names.add(words)
            found.append(person)
    return tuple(found)


def _named(reader: GraphReader, things: Iterable[NamedNode]) -> tuple[Link, ...]:
    links = [Link(thing.value, label_of(reader, thing)) for thing in things]
    return tuple(sorted(links, key=lambda of: (of.label or "", of.iri)))
