"""German compounds of a sample and a technique: "Knochentomographie", "Zementmikrotomographie"."""

from collections.abc import Iterator

from kg.read.chip import Chip
from kg.read.compound import german_part
from kg.read.entry import Entry
from kg.read.lexicon import Lexicon
from kg.read.material import Material
from kg.read.negation import negation_before
from kg.read.piece import basis_of, part_of
from kg.read.sentence import Found, Sentence
from kg.read.token import Token
from kg.read.word_set import word_set
from kg.read.wording import folded, wording

_TAILS = word_set(
    "graphie graphien grafie grafien metrie metrien skopie skopien beugung beugungen streuung streuungen"
    " diffraktion"
)
"""Of techniques; "Wasserabsorption" is a process."""
_LEAST, _MOST = 9, 40
_SHORTEST = 3
_RANK = 6
"""After everything else that one word may be: "Proteinkristallographie" is a technique as a whole."""


def compound_techniques(sentence: Sentence, lexicon: Lexicon, said: frozenset[str]) -> Iterator[Found]:
    """Both conditions of each such word, unless "or" or "not" would have to choose between them."""
    if any(token.word == "oder" for token in sentence.tokens):
        return
    for at, token in enumerate(sentence.tokens):
        plain = folded(token.word)
        if not _LEAST <= len(plain) <= _MOST or not plain.endswith(tuple(_TAILS)):
            continue
        if negation_before(sentence, wording(sentence), at) is None:
            yield from _found(lexicon, sentence, at, plain, said)


def _found(
    lexicon: Lexicon, sentence: Sentence, at: int, plain: str, said: frozenset[str]
) -> Iterator[Found]:
    for cut in range(_SHORTEST, len(plain) - _SHORTEST):
        matter = german_part(plain[:cut])
        if matter is None or matter.kind != "head":
            continue
        if entry := _technique(lexicon, plain[cut:], said):
            yield Found(at, at + 1, _chips(sentence, sentence.tokens[at], cut, entry, matter), rank=_RANK)
            return


def _technique(lexicon: Lexicon, word: str, said: frozenset[str]) -> Entry | None:
    """The one technique that a German word names by itself."""
    meaning = lexicon.dictionary.meaning(word, "de")
    if meaning is None or meaning.in_company:
        return None
    entries = lexicon.bags.get(tuple(sorted(meaning.keys)), ())
    fitting = [of for of in entries if of.lang in ("", "de") and of.fits(said)]
    fitting = [of for of in fitting if of.basis == "label"] or fitting
    only = fitting[0] if len({of.iri for of in fitting}) == 1 else None
    return only if only and only.slot == "technique" else None


def _chips(sentence: Sentence, token: Token, cut: int, entry: Entry, matter: Material) -> tuple[Chip, Chip]:
    """The conditions in the order of the word; both have the whole word where letters cannot be counted."""
    whole = token.start, token.end
    is_counted = len(token.word) == token.end - token.start == len(folded(token.word))
    first, last = (
        ((token.start, token.start + cut), (token.start + cut, token.end)) if is_counted else (whole, whole)
    )
    texts = part_of(matter, sentence.text[slice(*first)])
    sample = Chip(
        "sample", matter.label, "", matter.label, first, basis_of("de"), words=texts, parts=(texts,)
    )
    said = sentence.text[slice(*last)]
    basis = "; ".join(dict.fromkeys(("German words, unreviewed", *entry.basis.split("; "))))
    return sample, Chip("technique", said, entry.iri, entry.label, last, basis)
