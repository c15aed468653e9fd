"""Recognise techniques: by a name as it stands, by its words in another order or language, or mistyped."""

import re
from collections.abc import Iterator, Sequence

from kg.read.chip import Ambiguous, Chip
from kg.read.dictionary import LANGUAGES
from kg.read.entry import Entry
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.technique_names import LANGUAGE_NAMES
from kg.read.technique_words import Word, word_in, words_in

_RANK, _RANK_FREE, _RANK_MISTYPED = 1, 2, 5
_LONGEST_NAME, _MOST_WORDS = 14, 9
_SHORTEST_SURE = 7
"""Letters from which on a mistyped word tells something without two more words that are right."""

_GAP = re.compile(r"[\s\-‐‑‒–—'’.]{0,4}")
"""What may stand between the words of one name; a comma or a slash begins something else."""

_PLURAL = frozenset({"neutron", "ray", "electron", "muon", "photon", "crystal", "powder", "ion"})
_TAILS = frozenset(
    {
        "neutron",
        "ray x",
        "electron",
        "muon",
        "photon",
        "powder",
        "crystal single",
        "angle small",
        "angle wide",
    }
    | {"angle small ultra", "grazing incidence", "contrast fase", "absorption contrast", "ray soft x"}
    | {"hard ray x", "cold neutron", "thermal neutron", "neutron polarised", "polarised ray x"}
    | {"angle small very", "flight time", "light", "ion", "laue"}
)
"""Words that may follow "of", "with" or "mit" in a name: after others the sample begins."""
_X_ALONE = frozenset({"fr", "es", "it"})
_SAMPLE_WORDS = frozenset({"magnetic", "linear", "natural", "nuclear", "crystal", "structure", "thermal"})


def techniques(sentence: Sentence, lexicon: Lexicon, said: frozenset[str]) -> Iterator[Found]:
    """What may be a technique; `said` are the question's words and the probes of its facilities."""
    for start in range(len(sentence.tokens)):
        yield from _as_it_stands(sentence, lexicon, said, start)
    for lang in LANGUAGES:
        words = words_in(sentence, lexicon, lang)
        if lang == "en" or any(word and word.is_foreign for word in words):
            for start, word in enumerate(words):
                if word is not None and word.meaning is not None:
                    yield from _freely(sentence, lexicon, said, words, start, lang)


def _as_it_stands(sentence: Sentence, lexicon: Lexicon, said: frozenset[str], start: int) -> Iterator[Found]:
    """The longest name that begins at `start`, in its own order of words."""
    tokens = sentence.tokens
    before = tokens[start - 1].word if start else None
    longest = lexicon.longest_from(tokens[start].word)
    for stop in range(min(len(tokens), start + longest), start, -1):
        entries = lexicon.entries.get(tuple(token.word for token in tokens[start:stop]), [])
        if not entries or not is_whole(sentence, start, stop):
            continue
        written = sentence.written(start, stop)
        meant = [
            of
            for of in entries
            if of.slot in ("technique", "text") and (of.is_meant(written, before) or of.context & said)
        ]  # the context, too, may say what is meant, whatever the capitals: "pdf of metallic glass"
        if found := _found(sentence, meant, said, start, stop, _RANK):
            yield found
            return


def is_whole(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether the tokens [start, stop) do not split one written word."""
    tokens = sentence.tokens
    if stop < len(tokens) and tokens[stop][1:] == tokens[stop - 1][1:]:
        return False
    return not start or tokens[start][1:] != tokens[start - 1][1:]


def _freely(
    sentence: Sentence,
    lexicon: Lexicon,
    said: frozenset[str],
    words: Sequence[Word | None],
    start: int,
    lang: str,
) -> Iterator[Found]:
    """The longest run of words from `start` that are those of a name, in any order, small words between."""
    best, keys, used, small = None, list[str](), list[Word](), 0
    for stop in range(start + 1, _reach(sentence, words, start) + 1):
        word = words[stop - 1]
        assert word is not None
        used.append(word)
        if word.meaning is None:
            small = stop
            continue
        keys += word.meaning.keys
        if len(keys) > _MOST_WORDS:
            break
        entries = _entries(lexicon, keys, lang)
        if not entries or not is_whole(sentence, start, stop) or not _is_likely(used, lang):
            continue
        if small and not _is_tail(sentence, words, small, stop, lang):
            continue
        meant = [of for of in entries if _is_written(of, sentence, start, stop, lang)]
        rank = _RANK_MISTYPED if any(of.corrected for of in used) else _RANK_FREE
        best = _found(sentence, meant, said, start, stop, rank, _why(used, lang)) or best
    if best is not None:
        yield best


def _entries(lexicon: Lexicon, keys: Sequence[str], lang: str) -> list[Entry]:
    """What these words name in this language; Romance ones may leave out the rays: "absorption X"."""
    found = [of for of in lexicon.bags.get(tuple(sorted(keys)), ()) if of.lang in ("", lang)]
    if found or lang not in _X_ALONE or "x" not in keys or "ray" in keys:
        return found
    return [of for of in lexicon.bags.get(tuple(sorted((*keys, "ray"))), ()) if of.lang in ("", lang)]


def _reach(sentence: Sentence, words: Sequence[Word | None], start: int) -> int:
    """How far words of techniques follow each other without a comma or the like."""
    tokens = sentence.tokens
    for stop in range(start + 1, min(len(tokens), start + _LONGEST_NAME)):
        end, begin = tokens[stop - 1].end, tokens[stop].start
        if words[stop] is None or (begin > end and not _GAP.fullmatch(sentence.text, end, begin)):
            return stop
    return min(len(tokens), start + _LONGEST_NAME)


def named_by(
    sentence: Sentence, lexicon: Lexicon, said: frozenset[str], places: Sequence[int]
) -> Found | None:
    """The technique that these tokens, wherever they stand, name in the first language in which they do."""
    for lang in LANGUAGES:
        words = [word_in(lexicon, sentence.tokens[at].word, lang) for at in places]
        known = [word for word in words if word is not None]
        if len(known) == len(places):
            keys = sorted(key for word in known if word.meaning for key in word.meaning.keys)
            fitting = [of for of in lexicon.bags.get(tuple(keys), ()) if of.lang in ("", lang)]
            if fitting and (lang == "en" or any(word.is_foreign for word in known)):
                return _found(
                    sentence, fitting, said, places[0], places[-1] + 1, _RANK_FREE, _why(known, lang)
                )
    return None


def _is_written(entry: Entry, sentence: Sentence, start: int, stop: int, lang: str) -> bool:
    """Names of one word are acronyms as often as not: capitals count."""
    return stop - start > 1 or entry.is_meant(sentence.written(start, stop), None) or lang != "en"


def _is_likely(used: Sequence[Word], lang: str) -> bool:
    """Whether words in this language are enough to be sure."""
    corrected = [word.corrected for word in used if word.corrected]
    meanings = [word.meaning for word in used if word.meaning]
    if (len(meanings) == 1 and meanings[0].in_company) or len(corrected) > 2:
        return False
    if any(len(word) < _SHORTEST_SURE for word in corrected) and len(meanings) - len(corrected) < 2:
        return False
    return lang == "en" or any(word.is_foreign for word in used)


def _is_tail(sentence: Sentence, words: Sequence[Word | None], small: int, stop: int, lang: str) -> bool:
    """Whether what follows the last small word belongs to a technique, not to a sample."""
    tail = [key for word in words[small:stop] if word and word.meaning for key in word.meaning.keys]
    if lang not in (
        "en",
        "de",
    ):  # the adjective of a technique stands before "de", that of a sample behind it
        return " ".join(tail) not in _SAMPLE_WORDS
    if " ".join(sorted(tail)) not in _TAILS:
        return False
    is_plural = lang == "de" or sentence.written(stop - 1, stop).casefold().endswith("s")
    return tail[-1] not in _PLURAL or is_plural


def _why(used: Sequence[Word], lang: str) -> str:
    corrected = [word.corrected for word in used if word.corrected]
    if corrected:
        return f"typing error of {', '.join(corrected)}"
    return f"{LANGUAGE_NAMES[lang]} words, unreviewed" if lang != "en" else ""


def _found(
    sentence: Sentence,
    entries: Sequence[Entry],
    said: frozenset[str],
    start: int,
    stop: int,
    rank: int,
    why: str = "",
) -> Found | None:
    """One technique, or a choice between several; a meaning that the context asks for comes first."""
    fitting = [of for of in entries if of.fits(said)]
    in_context = [of for of in fitting if of.context]
    fitting = in_context or [of for of in fitting if of.basis == "label"] or fitting
    if not any(of.slot == "technique" for of in fitting):
        return None
    span, written = sentence.span(start, stop), sentence.written(start, stop)
    by_iri = {of.iri: of for of in reversed(fitting)}
    if len(by_iri) > 1:
        choices = tuple((of.slot, of.iri, of.label) for of in reversed(by_iri.values()))
        return Found(start, stop, ambiguous=Ambiguous(written, span, choices), rank=rank)
    (entry,) = by_iri.values()
    basis = "; ".join(filter(None, (why, "" if why and entry.basis.endswith("unreviewed") else entry.basis)))
    if in_context:
        told = sorted("x-ray" if word == "ray" else word for word in entry.context & said)
        basis += f"; told by {', '.join(told)}"
    return Found(start, stop, (Chip("technique", written, entry.iri, entry.label, span, basis),), rank=rank)
