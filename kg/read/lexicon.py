"""The names a question is read with: techniques of PaNET, facilities and instruments of the generation."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.index.documents import Named
from kg.rdf.panet import PanetTable, Term, is_specifier
from kg.read.token import tokens

Slot = Literal["technique", "facility", "instrument"]

_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9μ-]{2,9}$")
_SUFFIX = re.compile(r"[-\s]based techniques?$|\s+techniques?$", re.IGNORECASE)
_LOWER_CASE_WORDS = frozenset(
    {"sans", "led", "mad", "cat", "sad", "pes", "pdf", "phd", "pcs", "tey", "sas"}  # techniques
    | {"ill", "cells", "als", "flash", "chess", "opal", "elbe", "doris", "fermi", "solaris", "sesame", "kara"}
)
"""Names that are words, too, when written small; they count as they are written in the table only."""

_AFTER = frozenset({"at", "from", "by", "in", "bei", "am", "an", "à", "au", "en", "the", "and", "or", "not"})
"""Where a name that is an everyday word must stand: "at Diamond" is meant, "Diamond anvil" is not."""

_EVERYDAY = frozenset({"diamond"})

FIRST_WORD = "first word of the name"
RETIRED_NAME = "name of a retired term"
ALIGNED_NAME = "ESRFET, aligned by name"

_COUNTRY_OR_KIND = frozenset(
    {
        "japan",
        "china",
        "korea",
        "brazil",
        "canadian",
        "deutsches",
        "european",
        "australian",
        "swiss",
        "french",
    }
    | {"materials", "linac", "national", "advanced", "institut", "institute", "laboratory", "synchrotron"}
    | {"centre", "center", "light", "neutron", "photon", "laser", "research", "university", "spallation"}
)
"""First words that a question may well use without meaning the facility."""

_INSTRUMENT = re.compile(r"\d|[A-Z].*[A-Z]")
"""Instrument names that a question can be read by; others, such as "diffractometer", are words like any."""

_GENERIC = re.compile(r"defined by |photon and neutron technique$|.*\bprobe$")
"""Classes that sort techniques and are none: "neutron" alone does not ask for every neutron technique."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one thing; `basis` says which kind of name."""

    slot: Slot
    iri: str
    label: str
    basis: str
    name: str

    def is_meant(self, written: str, before: str | None) -> bool:
        """Whether these words, standing after `before`, mean this thing."""
        small = self.name.casefold()
        if small in _EVERYDAY or self.basis == FIRST_WORD:
            return written == self.name and before in _AFTER
        if len(small) < 3 or small in _LOWER_CASE_WORDS:
            return written == self.name
        return self.slot != "instrument" or any(c.isdigit() for c in small) or not written.islower()


@dataclass
class Lexicon:
    """Normal tokens of a name -> what has that name."""

    table: PanetTable
    named: dict[str, Named]
    entries: dict[tuple[str, ...], list[Entry]] = field(default_factory=lambda: defaultdict(list))

    @property
    def longest(self) -> int:
        """Tokens of the longest name."""
        return max(map(len, self.entries), default=0)

    def called(self, name: str) -> list[Entry]:
        """Everything of this name, as a whole or without a final "technique"."""
        return self.entries.get(_key(name)) or self.entries.get(normal_name(name)) or []

    def label(self, iri: str) -> str:
        """The label of a technique, facility or instrument; the IRI itself where none is known."""
        if iri in self.table.terms:
            return self.table.terms[iri].label
        return self.named[iri].label if iri in self.named else iri


def build_lexicon(
    table: PanetTable,
    named: Iterable[Named],
    with_data: Container[str] = (),
    aligned: Iterable[tuple[str, str]] = (),
) -> Lexicon:
    """All names of techniques, facilities and instruments; `with_data` are IRIs of facilities that have some.

    These may be asked for by the first word of their name, where nothing else has that word in its name.
    `aligned` are names that another vocabulary has for a technique of PaNET; they count where nothing else
    is called so.
    """
    lexicon = Lexicon(table, {of.iri: of for of in named})
    for term in sorted(table.terms.values(), key=lambda term: term.retired):  # names in force come first
        if not is_specifier(term.iri) and not _GENERIC.match(term.label):
            entries = _technique_entries(term, table)
            _add(lexicon, [each for each in entries if not (term.retired and _is_taken(lexicon, each[0]))])
    for of in lexicon.named.values():
        names = [name for name in of.names if of.kind == "facility" or _INSTRUMENT.search(name)]
        _add(lexicon, ((name, Entry(of.kind, of.iri, of.label, "name", name)) for name in names))
    _add(lexicon, list(_aligned_entries(lexicon, aligned)))
    _add(lexicon, list(_first_words(lexicon, with_data)))
    return lexicon


def _is_taken(lexicon: Lexicon, name: str) -> bool:
    return bool(lexicon.called(name))


def _aligned_entries(lexicon: Lexicon, aligned: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Entry]]:
    """Names of one technique alone, that stand for nothing else here."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    names: dict[tuple[str, ...], str] = {}
    for name, iri in aligned:
        owners[normal_name(name)].add(iri)
        names[normal_name(name)] = name
    for key, iris in owners.items():
        (iri, *others) = sorted(iris)
        if key and not others and iri in lexicon.table.terms and key not in lexicon.entries:
            label = lexicon.table.terms[iri].label
            yield names[key], Entry("technique", iri, label, ALIGNED_NAME, names[key])


def _first_words(lexicon: Lexicon, with_data: Container[str]) -> Iterator[tuple[str, Entry]]:
    """Distinctive first words; short ones, and all that stand in any other name, are left out."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, entries in lexicon.entries.items():
        for word in key:
            owners[word].update(entry.iri for entry in entries)
    for of in lexicon.named.values():
        first = of.label.split(" ")[0]
        key = normal_name(first)
        telling = first.casefold() not in _COUNTRY_OR_KIND
        distinctive = (
            telling
            and len(first) > 4
            and first.isalpha()
            and first[0].isupper()
            and " " in of.label
            and len(key) == 1
        )
        if of.kind == "facility" and of.iri in with_data and distinctive and owners[key[0]] == {of.iri}:
            yield first, Entry("facility", of.iri, of.label, FIRST_WORD, first)


def normal_name(text: str) -> tuple[str, ...]:
    """The tokens of a name, without a final "technique" or "-based techniques"."""
    return _key(_SUFFIX.sub("", text))


def _key(text: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in tokens(text))


def _technique_entries(term: Term, table: PanetTable) -> Iterator[tuple[str, Entry]]:
    """Its names; those of a retired term lead to what replaces it, under which its data are found, too."""
    if term.retired:
        heirs = [table.terms[iri] for iri in term.replaced_by if iri in table.terms] or [term]
        for name in (term.label, *term.alt_labels):
            for heir in heirs:
                yield name, Entry("technique", heir.iri, heir.label, RETIRED_NAME, name)
        return
    yield term.label, Entry("technique", term.iri, term.label, "label", term.label)
    for name in term.alt_labels:
        basis = "acronym" if _ACRONYM.match(name) else "alternative label"
        yield name, Entry("technique", term.iri, term.label, basis, name)


def name_forms(name: str) -> tuple[str, ...]:
    """A name and its adjective, as running text has them; nothing for names that are other words, too.

    >>> name_forms("ptychography")
    ('ptychography', 'ptychographic')
    """
    if len(name) < 3 or name.casefold() in _LOWER_CASE_WORDS - {"sans"}:
        return ()
    adjective = re.sub(r"(graph|scop|metr)y$", r"\1ic", name)
    return (name,) if adjective == name else (name, adjective)


def _add(lexicon: Lexicon, named: Iterable[tuple[str, Entry]]) -> None:
    for name, entry in named:
        short = _SUFFIX.sub("", name)
        # "x-ray probe-based techniques" asks for them; "x-ray probe" alone may say what the measurement used.
        names = {name} if short != name and _GENERIC.match(short) else {name, short}
        for key in filter(None, map(_key, names)):
            known = lexicon.entries[key]
            if not any(other.iri == entry.iri for other in known):
                known.append(entry)
