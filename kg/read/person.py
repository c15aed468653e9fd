"""People in a question: "by Jane Doe", "von Anna Beispiel", "PI Doe".

A name is a condition only where the graph knows it. A whole name may stand anywhere; a family name alone only
after "by" or what means as much, and several people of that name are a choice.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.index.properties import name_tokens
from kg.read.chip import Ambiguous, Chip
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.word_set import word_set
from kg.read.wording import Wording, wording

_BY = word_set("by von par por da author authors autor autorin auteur autore pi investigator creator")
_BY_SURE = _BY - {"von", "par", "por", "da"}
"""After these two capitalised words are a name; after the others they may be a place or a thing."""
_TITLES = word_set("dr prof professor professeur mr mrs ms frau herr mme")
_PARTICLES = word_set("van von der de den da del della di du la le ter ten")
_GROUPS = word_set("group team lab university institute institut facility beamline community")
_LONGEST = 6
_LOOKED_UP = 400
"""Words of a question that people are looked for in; a longer text is no question."""
_MOST_CHOICES = 20


@dataclass
class _People:
    """The people of the graph, by the words of their names; each word is looked up once a question."""

    lexicon: Lexicon
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def with_word(self, word: str) -> frozenset[str]:
        """Everybody in whose name the word stands."""
        if word not in self._known:
            self._known[word] = frozenset(self.lexicon.people.get(word, ()))
        return self._known[word]

    def called(self, words: Sequence[str]) -> frozenset[str]:
        """Everybody in whose name all words stand, two at least in full; the others may be initials."""
        whole = [word for word in words if len(word) > 1 and word not in _PARTICLES]
        initials = [word for word in words if len(word) == 1]
        if not whole or len(whole) + len(initials) < 2:
            return frozenset()
        found = frozenset.intersection(*map(self.with_word, whole))
        if initials:
            found = frozenset(of for of in found if self._has_initials(of, whole, initials))
        return found

    def of_family(self, word: str) -> frozenset[str]:
        """Everybody with this family name."""
        return frozenset(of for of in self.with_word(word) if word in self._family(of))

    def _family(self, iri: str) -> tuple[str, ...]:
        """The words before the comma; of a name without one the last word."""
        family, comma, _ = self.lexicon.person_name(iri).partition(",")
        return name_tokens(family) if comma else name_tokens(family)[-1:]

    def _has_initials(self, iri: str, whole: Sequence[str], initials: Sequence[str]) -> bool:
        others = [word for word in name_tokens(self.lexicon.person_name(iri)) if word not in whole]
        return all(any(word.startswith(letter) for word in others) for letter in initials)


def people(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """The people of this graph that are named, and what is written as a name and is nobody's here."""
    text, known = wording(sentence), _People(lexicon)
    for run in sentence.free_runs():
        limit = min(run.stop, _LOOKED_UP)
        for at in range(run.start, limit):
            if lexicon.people and _is_capitalised(sentence, at):
                yield from _whole(sentence, text, known, at, range(run.start, limit))
            if text.words[at] in _BY:
                yield from _after_by(sentence, text, known, at, limit)


def _whole(sentence: Sentence, text: Wording, known: _People, at: int, run: range) -> Iterator[Found]:
    """A whole name, in any order; "by" before it belongs to it."""
    for stop in range(_end_of_name(sentence, text, at, run.stop), at + 1, -1):
        if iris := known.called(text.words[at:stop]):
            yield _found(sentence, known, range(_begin(text, at, run), stop), at, iris)
            return


def _after_by(sentence: Sentence, text: Wording, known: _People, by: int, limit: int) -> Iterator[Found]:
    """A family name alone, or a name that is nobody's."""
    at = by + 1
    while at < limit and text.words[at] in _TITLES:
        at += 1
    stop = _end_of_name(sentence, text, at, limit)
    if stop == at or text.words[stop - 1] in _GROUPS | _PARTICLES:
        return
    if stop - at == 1:
        if iris := known.of_family(text.words[at]):
            yield _found(sentence, known, range(by, stop), at, iris)
    elif text.words[by] in _BY_SURE and not known.called(text.words[at:stop]):
        yield Found(by, by, unknown=f'Nobody is called "{sentence.written(at, stop)}" in this graph.')


def _end_of_name(sentence: Sentence, text: Wording, at: int, limit: int) -> int:
    """Where the words stop that are written as a name is."""
    stop = at
    while stop < min(limit, at + _LONGEST):
        is_apart = stop > at and text.is_apart(stop) and not _is_within(text, stop)
        if is_apart or not (
            _is_capitalised(sentence, stop) or (stop > at and text.words[stop] in _PARTICLES)
        ):
            break
        stop += 1
    return stop


def _is_within(text: Wording, at: int) -> bool:
    """Whether the punctuation before a word stands in a name: "J. Doe", "Doe, Jane"."""
    sign = text.gaps[at].strip()
    return sign in (",", "-") or (sign == "." and len(text.words[at - 1]) == 1)


def _is_capitalised(sentence: Sentence, place: int) -> bool:
    """As a name is written: a capital letter, then small ones; or an initial."""
    token = sentence.tokens[place]
    written = sentence.text[token.start : token.end]
    return written[0].isupper() and written.isalpha() and (len(written) == 1 or not written.isupper())


def _begin(text: Wording, at: int, run: range) -> int:
    start = at
    while start > run.start and text.words[start - 1] in _TITLES:
        start -= 1
    return start - 1 if start > run.start and text.words[start - 1] in _BY else start


def _found(sentence: Sentence, known: _People, place: range, at: int, iris: frozenset[str]) -> Found:
    """One person, or the choice between several; IRIs of one name are one person's."""
    names: dict[frozenset[str], list[str]] = defaultdict(list)
    for iri in sorted(iris):
        names[frozenset(name_tokens(known.lexicon.person_name(iri)))].append(iri)
    written, span = sentence.written(at, place.stop), sentence.span(at, place.stop)
    label = known.lexicon.person_name
    if len(names) == 1:
        ((first, *also),) = names.values()
        basis = "name of a person in this graph"
        chip = Chip("person", written, first, label(first), span, basis, also=tuple(also))
        return Found(place.start, place.stop, (chip,))
    listed = sorted((label(first), first) for first, *_ in names.values())[:_MOST_CHOICES]
    choice = Ambiguous(written, span, tuple(("person", iri, name) for name, iri in listed))
    return Found(place.start, place.stop, ambiguous=choice)
