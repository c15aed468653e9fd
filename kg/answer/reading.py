"""Read a question: which words name a known technique, facility or instrument. Nothing is guessed."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from kg.answer.lexicon import Entry, Lexicon, tokens

_NEGATIONS = frozenset(
    {"not", "without", "no", "except", "excluding", "ohne", "nicht", "pas", "sin", "senza"}
)
_BETWEEN = frozenset({"at", "from", "in", "of", "the", "by", "any", "bei", "von", "de", "du", "à"})
_SMALL = _BETWEEN | frozenset(
    {"a", "an", "and", "as", "by", "data", "dataset", "for", "from", "in", "on", "or", "to", "using", "with"}
)
_SINCE = frozenset({"after", "before", "since", "until", "seit", "nach", "vor", "depuis", "desde", "dopo"})
_YEAR = re.compile(r"(19|20)\d\d([-–](19|20)\d\d)?")
_PREFERRED = ("facility", "technique", "instrument")
"""Which meaning a shared name gets: some instruments are called like a technique."""
_SIGNS = {
    "de": {"und", "mit", "von", "der", "die", "das", "für", "bei", "ohne", "messungen", "daten"},
    "fr": {"et", "avec", "des", "les", "du", "la", "le", "pour", "sans", "données", "sur"},
    "es": {"y", "con", "los", "las", "del", "el", "para", "sin", "datos", "medidas"},
    "it": {"e", "con", "dei", "gli", "il", "della", "per", "senza", "dati", "misure"},
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One understood part of the question; `span` is its place in it, `basis` why it was understood so."""

    slot: str
    value: str
    iri: str
    label: str
    span: tuple[int, int]
    basis: str
    negated: bool = False
    also: tuple[str, ...] = ()
    op: str | None = None
    unit: str | None = None

    @property
    def iris(self) -> frozenset[str]:
        """All things of this name: two sources may each have an IRI for one instrument."""
        return frozenset((self.iri, *self.also))


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words with more than one meaning: none is chosen."""

    text: str
    span: tuple[int, int]
    choices: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        choices = [{"iri": iri, "label": label} for iri, label in self.choices]
        return {"text": self.text, "span": list(self.span), "choices": choices}


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and what was understood of it; `unmatched` are the other words, for the word search."""

    text: str
    lang: str
    chips: tuple[Chip, ...]
    unmatched: tuple[str, ...]
    ambiguous: tuple[Ambiguous, ...]

    def chip(self, slot: str, *, negated: bool = False) -> tuple[Chip, ...]:
        """The chips of one slot."""
        return tuple(chip for chip in self.chips if chip.slot == slot and chip.negated is negated)

    @property
    def unread(self) -> tuple[str, ...]:
        """Words that sound like a condition and are none here: a negation of plain words, a year."""
        years = [of for of in (word.strip(".,;:!?()") for word in self.text.split()) if _YEAR.fullmatch(of)]
        telling = _NEGATIONS | _SINCE if years else _NEGATIONS
        words = [word for word in self.unmatched if word.casefold() in telling]
        return tuple(dict.fromkeys([*words, *years]))

    def as_json(self) -> dict[str, Any]:
        """The JSON form; `sparql` is added by the search."""
        return {
            "text": self.text,
            "lang": self.lang,
            "entity": "dataset",
            "chips": [
                asdict(chip) | {"span": list(chip.span), "also": list(chip.also)} for chip in self.chips
            ],
            "unmatched": list(self.unmatched),
            "unread": list(self.unread),
            "ambiguous": [choice.as_json() for choice in self.ambiguous],
        }


def read(lexicon: Lexicon, text: str) -> Reading:
    """Longest known name first, left to right; a name with several meanings becomes an `Ambiguous`."""
    words = tokens(text)
    chips: list[Chip] = []
    ambiguous: list[Ambiguous] = []
    unmatched: list[str] = []
    at, longest = 0, lexicon.longest
    while at < len(words):
        before = words[at - 1][0] if at else None
        length, entries = _match(lexicon, text, words[at : at + longest], before)
        if not entries:
            word, start, end = words[at]
            if word not in _SMALL and text[start:end] not in unmatched[-1:]:
                unmatched.append(text[start:end])
            at += 1
            continue
        span = (words[at][1], words[at + length - 1][2])
        if len(entries) == 1 or entries[0].slot != "technique":
            negated = _negated([word for word, _, _ in words[:at]])
            chips.append(_chip(entries, text, span, negated))
            unmatched = unmatched[:-1] if negated else unmatched  # the negation is understood
        else:
            ambiguous.append(Ambiguous(text[slice(*span)], span, tuple((of.iri, of.label) for of in entries)))
        at += length
    return Reading(text, _language(words), _implied(lexicon, chips), tuple(unmatched), tuple(ambiguous))


def _match(
    lexicon: Lexicon, text: str, words: list[tuple[str, int, int]], before: str | None
) -> tuple[int, list[Entry]]:
    """How many of the words the longest name takes, and what has that name."""
    for length in range(len(words), 0, -1):
        if length < len(words) and words[length][1:] == words[length - 1][1:]:
            continue  # never split one written word
        entries = lexicon.entries.get(tuple(word for word, _, _ in words[:length]), [])
        written = text[words[0][1] : words[length - 1][2]]
        entries = [of for of in entries if of.is_meant(written, before)]
        if entries:
            first = min((of.slot for of in entries), key=_PREFERRED.index)
            entries = [of for of in entries if of.slot == first]
            return length, [of for of in entries if of.basis == "label"] or entries
    return 0, []


def _chip(entries: list[Entry], text: str, span: tuple[int, int], negated: bool) -> Chip:
    first, *others = entries
    also = tuple(of.iri for of in others)
    return Chip(first.slot, text[slice(*span)], first.iri, first.label, span, first.basis, negated, also)


def _negated(before: list[str]) -> bool:
    """Whether a negation stands right before, small words aside: "not ILL", "without any tomography"."""
    while before and before[-1] in _BETWEEN:
        before = before[:-1]
    return bool(before) and before[-1] in _NEGATIONS


def _implied(lexicon: Lexicon, chips: list[Chip]) -> tuple[Chip, ...]:
    """Instruments may share a name; where the question names a facility, those operated there are meant."""
    facilities = {iri for chip in chips if chip.slot == "facility" and not chip.negated for iri in chip.iris}
    return tuple(
        _operated(lexicon, chip, facilities) if chip.slot == "instrument" else chip for chip in chips
    )


def _operated(lexicon: Lexicon, chip: Chip, facilities: set[str]) -> Chip:
    here = sorted(iri for iri in chip.iris if lexicon.named[iri].operator in facilities)
    return replace(chip, iri=here[0], also=tuple(here[1:])) if here else chip


def _language(words: list[tuple[str, int, int]]) -> str:
    found = {word for word, _, _ in words}
    scores = {language: len(found & signs) for language, signs in _SIGNS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= 2 else "en"
