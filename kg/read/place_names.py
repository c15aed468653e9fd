"""The names of facilities and instruments: those of the graph, and further ones that are publicly known."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import RdfFormat, parse

from kg.index.documents import Named
from kg.rdf.names import DCT, RDFS, SKOS
from kg.rdf.shipped import shipped
from kg.read.entry import FIRST_WORD, Entry
from kg.read.rows import rows, spellings
from kg.read.token import tokens

KNOWN_INSTRUMENT = "publicly known instrument, unreviewed; no record of this graph names it"

_INSTRUMENT = re.compile(r"\d|[A-Z].*[A-Z]")
"""Instrument names that a question can be read by; others, such as "diffractometer", are words like any."""

_COUNTRY_OR_KIND = frozenset(
    {"japan", "china", "korea", "brazil", "canadian", "deutsches", "european", "australian", "swiss"}
    | {"french", "materials", "linac", "national", "advanced", "institut", "institute", "laboratory"}
    | {"synchrotron", "centre", "center", "light", "neutron", "photon", "laser", "research", "university"}
    | {"spallation"}
)  # fmt: skip
"""First words that a question may well use without meaning the facility."""


def names_in_graph(named: Iterable[Named]) -> Iterator[tuple[str, Entry]]:
    """All names of the graph's facilities and instruments."""
    for of in named:
        for name in of.names:
            if of.kind == "facility" or _INSTRUMENT.search(name):
                yield name, Entry(of.kind, of.iri, of.label, "name", name, of.operator)


@cache
def shipped_facilities() -> dict[str, Named]:
    """Short name -> facility that the product knows by name (`ontologies/facilities.ttl`)."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse((shipped("ontologies") / "facilities.ttl").read_bytes(), format=RdfFormat.TURTLE):
        said[str(quad.subject.value)][str(quad.predicate.value)].append(str(quad.object.value))
    found = {}
    for iri, of in said.items():
        label, whole = of[RDFS["label"].value][0], of[DCT["isPartOf"].value]
        names = (label, *of[SKOS["notation"].value], *of[SKOS["altLabel"].value])
        short = of[DCT["identifier"].value][0]
        found[short] = Named("facility", iri, label, names, whole[0] if whole else None)
    return found


@cache
def _spellings() -> dict[str, list[str]]:
    return {short: spellings(cell) for short, cell in rows("facilities.tsv", 2)}


@cache
def _instruments() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((short, tuple(spellings(cell))) for short, cell in rows("instruments.tsv", 2))


@cache
def probes() -> dict[str, str]:
    """Facility -> the one probe that it has: photon, neutron or muon; those with several are not in it."""
    return {iri: probe for iri, probe in rows("facility-probes.tsv", 2) if iri != "iri"}


def known_names(named: Mapping[str, Named]) -> Iterator[tuple[str, Entry]]:
    """Further spellings of the facilities in `named`, and their publicly known instruments."""
    facilities = {short: named[of.iri] for short, of in shipped_facilities().items() if of.iri in named}
    for short, names in _spellings().items():
        if of := facilities.get(short):
            for name in names:
                yield (
                    name,
                    Entry("facility", of.iri, of.label, "known spelling, unreviewed", name, of.operator),
                )
    for short, instruments in _instruments():
        if of := facilities.get(short):
            for name in instruments:
                yield name, Entry("instrument", "", name, KNOWN_INSTRUMENT, name, of.iri)


def first_words(
    named: Mapping[str, Named], keys: Mapping[tuple[str, ...], list[Entry]], with_data: Container[str]
) -> Iterator[tuple[str, Entry]]:
    """Distinctive first words of facilities with data: neither short nor in any other name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, entries in keys.items():
        for word in key:
            owners[word].update(entry.iri or entry.name for entry in entries)
    for of in named.values():
        first = of.label.split(" ")[0]
        key = tuple(word for word, _, _ in tokens(first))
        if of.kind != "facility" or of.iri not in with_data or not _is_distinctive(first, of.label):
            continue
        if len(key) == 1 and owners[key[0]] == {of.iri}:
            yield first, Entry("facility", of.iri, of.label, FIRST_WORD, first, of.operator)


def _is_distinctive(first: str, label: str) -> bool:
    if first.casefold() in _COUNTRY_OR_KIND or " " not in label:
        return False
    return len(first) > 4 and first.isalpha() and first[0].isupper()
