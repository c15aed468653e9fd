"""The names a question is read with: techniques of PaNET, facilities and instruments of the generation."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from kg.index.documents import Named
from kg.rdf.panet import PanetTable, panet_table
from kg.read.asked_words import longest_asked
from kg.read.chip import Chip
from kg.read.dictionary import LANGUAGES, Dictionary, read_dictionary
from kg.read.entry import _SMALL_WORDS, FIRST_WORD, Entry, Slot
from kg.read.material import elements, longest_names
from kg.read.misspelt import misspelt
from kg.read.place_names import first_words, known_names, names_in_graph, shipped_facilities
from kg.read.technique_names import (
    ALIGNED_NAME,
    RETIRED_NAME,
    aligned_names,
    normal_name,
    our_names,
    panet_names,
)
from kg.read.token import tokens
from kg.read.typing_error import Spelling, known_words
from kg.read.unmapped_names import unmapped_names
from kg.read.vocabulary import languages_of

__all__ = [
    "ALIGNED_NAME", "FIRST_WORD", "RETIRED_NAME", "Entry", "Lexicon", "Slot", "build_lexicon", "name_forms",
    "normal_name", "shipped_lexicon",
]  # fmt: skip


@dataclass
class Lexicon:
    """Normal tokens of a name -> what has that name, and further ways to find a name written freely."""

    table: PanetTable
    named: dict[str, Named]
    entries: dict[tuple[str, ...], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    bags: dict[tuple[str, ...], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """English words of a technique's name in alphabetical order -> what is called so."""
    squeezed: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """Letters and digits of a facility's or an instrument's name -> what is called so."""
    dictionary: Dictionary = field(default_factory=read_dictionary)
    spelling: Spelling = field(default_factory=Spelling)
    samples: Container[str] = frozenset()
    """Names of samples in the graph, as by `kg.index.properties.sample_key`."""
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Word of a person's name, as by `kg.index.properties.name_tokens` -> IRIs of the people."""
    person_name: Callable[[str], str] = str
    """The name of a person by IRI; the IRI where none is known."""
    _longest: dict[str, int] = field(default_factory=dict)

    def longest_from(self, word: str) -> int:
        """Tokens of the longest name that begins with this word."""
        return self._longest.get(word, 0)

    @cached_property
    def _places(self) -> list[str]:
        return sorted(self.squeezed)

    def has_place_from(self, squeezed: str) -> bool:
        """Whether the name of a facility or an instrument, squeezed together, begins with these letters."""
        at = bisect_left(self._places, squeezed)
        return at < len(self._places) and self._places[at].startswith(squeezed)

    def called(self, name: str) -> list[Entry]:
        """Everything of this name, as a whole or without a final "technique"."""
        return self.entries.get(_key(name)) or self.entries.get(normal_name(name)) or []

    def label(self, iri: str) -> str:
        """The label of a technique, facility or instrument; the IRI itself where none is known."""
        if iri in self.table.terms:
            return self.table.terms[iri].label
        return self.named[iri].label if iri in self.named else iri

    def with_wholes(self, facilities: Iterable[str]) -> frozenset[str]:
        """The facilities and those that they are part of."""
        found = list(facilities)
        for iri in found:  # grows while it is read; a facility is not entered twice
            whole = self.named[iri].operator if iri in self.named else None
            if whole and whole not in found:
                found.append(whole)
        return frozenset(found)

    def operators(self, chip: Chip) -> frozenset[str]:
        """The facilities whose instrument a chip may mean; empty where the graph does not say."""
        if chip.iris:
            return frozenset(
                filter(None, (self.named[iri].operator for iri in chip.iris if iri in self.named))
            )
        known = self.squeezed.get("".join(_key(chip.label)), ())
        return frozenset(of.operator for of in known if of.slot == "instrument" and of.operator)

    def add(self, name: str, entry: Entry) -> None:
        """Take in a name; a thing is not entered twice under one."""
        key = _key(name)
        if not key:
            return
        _enter(self.entries, key, entry)  # type: ignore[arg-type]
        if entry.slot in ("facility", "instrument"):
            _enter(self.squeezed, "".join(key), entry)  # type: ignore[arg-type]
        self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))


def _enter(index: dict[object, list[Entry]], key: object, entry: Entry) -> None:
    known = index[key]
    if not any(_same(other, entry) for other in known):
        known.append(entry)


def _same(one: Entry, other: Entry) -> bool:
    return (one.slot, one.iri, one.context, one.lang) == (
        other.slot,
        other.iri,
        other.context,
        other.lang,
    ) and (bool(one.iri) or one.operator == other.operator)


def build_lexicon(
    table: PanetTable,
    named: Iterable[Named],
    with_data: Container[str] = (),
    aligned: Iterable[tuple[str, str]] = (),
    known: Container[str] = frozenset(),
) -> Lexicon:
    """All names of techniques, facilities and instruments; `with_data` are IRIs of facilities that have some.

    These may be asked for by the first word of their name, where nothing else has that word in its name.
    `aligned` are names that another vocabulary has for a technique of PaNET; they count where nothing else
    is called so. `known` are words, small, that are no typing errors, such as those of the word index.
    """
    lexicon = Lexicon(table, {of.iri: of for of in named})
    _add_techniques(lexicon, aligned)
    for name, entry in (*names_in_graph(lexicon.named.values()), *known_names(lexicon.named)):
        lexicon.add(name, entry)
    for name, entry in list(first_words(lexicon.named, lexicon.entries, with_data)):
        lexicon.add(name, entry)
    exist = known_words() | _place_words(lexicon)
    lexicon.spelling = Spelling.of(lexicon.dictionary.written, _heads(lexicon), exist, known)
    _load_tables(table)
    return lexicon


def _load_tables(table: PanetTable) -> None:
    """Read what is kept for all lexicons, lest the first question of a process wait for it."""
    longest_asked()
    longest_names()
    elements()
    misspelt("anything")
    languages_of("anything")
    unmapped_names(table)


def _heads(lexicon: Lexicon) -> Iterator[str]:
    """Folded words that name a technique by themselves, in whichever language."""
    for word, languages in lexicon.dictionary.written.items():
        meanings = (lexicon.dictionary.meaning(word, lang) for lang in languages)
        if any(of and not of.in_company and tuple(sorted(of.keys)) in lexicon.bags for of in meanings):
            yield word


def _add_techniques(lexicon: Lexicon, aligned: Iterable[tuple[str, str]]) -> None:
    table, dictionary = lexicon.table, lexicon.dictionary
    for term in sorted(table.terms.values(), key=lambda term: term.retired):  # names in force come first
        names = [one for one in panet_names(term, table) if not (term.retired and lexicon.called(one[0]))]
        for name, entry in names:
            lexicon.add(name, entry)
            _enter(lexicon.bags, dictionary.key(name), entry)  # type: ignore[arg-type]
    ours = list(our_names(table))
    for lang in LANGUAGES:  # English first: its words are what the others are understood by
        for name, of, entry in ours:
            if of == lang and (entry.context or not entry.iri or not _by_panet(lexicon, name)):
                lexicon.add(name, entry)
                _enter(lexicon.bags, dictionary.key(name, lang), entry)  # type: ignore[arg-type]
    for name, entry in list(aligned_names(aligned, table, lambda name: bool(lexicon.called(name)))):
        lexicon.add(name, entry)
        _enter(lexicon.bags, dictionary.key(name), entry)  # type: ignore[arg-type]


def _by_panet(lexicon: Lexicon, name: str) -> bool:
    return any(not of.basis.endswith("unreviewed") for of in lexicon.called(name))


def _place_words(lexicon: Lexicon) -> frozenset[str]:
    named = (name for of in lexicon.named.values() for name in of.names)
    return frozenset(word for name in named for word in _key(name))


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon without any store: PaNET and the facilities and instruments that the product knows."""
    return build_lexicon(panet_table(), shipped_facilities().values())


def _key(text: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in tokens(text))


def name_forms(name: str) -> tuple[str, ...]:
    """A name and its adjective, as running text has them; nothing for names that are other words, too.

    >>> name_forms("ptychography")
    ('ptychography', 'ptychographic')
    """
    if len(name) < 3 or name.casefold() in _SMALL_WORDS - {"sans"}:
        return ()
    adjective = re.sub(r"(graph|scop|metr)y$", r"\1ic", name)
    return (name,) if adjective == name else (name, adjective)
