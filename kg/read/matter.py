"""Find the pieces of samples' names in a question: names of the tables, compounds, formulae."""

from collections.abc import Iterator, Sequence

from kg.read.compound import compound
from kg.read.formula import formula_at, formula_of, symbol_at
from kg.read.material import Name, key, longest_names, materials
from kg.read.misspelt import misspelt
from kg.read.piece import FORMULA, Piece, basis_of, part_of
from kg.read.sentence import Sentence
from kg.read.small_words import SMALL
from kg.read.word_set import word_set
from kg.read.wording import Wording, folded

SMALL_WORDS = {
    "de": word_set("der die das dem den des von an am aus auf in im und mit bei eines einer einem"),
    "fr": word_set("d de du des l la le les au aux sur en et dans une un"),
    "es": word_set("de del la el los las en y sobre un una"),
    "it": word_set("d di del della dei delle degli dell l il lo la gli le su in e nell nella un una"),
}
"""Before a word that several languages have, these tell whose it is."""


def pieces(sentence: Sentence, text: Wording, run: range) -> Iterator[Piece]:
    """The pieces in a run of free words, each the longest at its place."""
    at = run.start
    while at < run.stop:
        piece = _piece(sentence, text, at, run.stop)
        if piece is None:
            at += 1
        else:
            yield piece
            at = piece.stop


def _piece(sentence: Sentence, text: Wording, at: int, limit: int) -> Piece | None:
    named = _named(sentence, text, at, limit)
    formula = formula_at(sentence, at, limit)
    if formula and (named is None or formula.stop > named.stop):
        return formula
    return named or _compound(sentence, at) or symbol_at(sentence, at) or _misspelt(sentence, at)


def _named(sentence: Sentence, text: Wording, at: int, limit: int) -> Piece | None:
    (first,) = key(sentence.tokens[at : at + 1])
    for stop in range(min(limit, at + longest_names().get(first, 0)), at, -1):
        names = materials().get(key(sentence.tokens[at:stop]), ())
        meant = [name for name in names if _is_meant(sentence, text, name, at, stop)]
        if meant:
            return _of_name(sentence, _preferred(meant, sentence.lang), at, stop)
    return None


def _is_meant(sentence: Sentence, text: Wording, name: Name, at: int, stop: int) -> bool:
    written = sentence.written(at, stop)
    if name.is_acronym and written not in (name.written, f"{name.lemma}s"):
        return False
    if _is_shouted(sentence, written) and not name.is_acronym:
        return False
    if not text.hangs_together(at, stop) and "(" not in name.written:
        return False
    if not _is_spelt_so(name, written):
        return False
    is_alone = stop - at == len(sentence.tokens)  # then its language is known by itself only
    if name.mark != "^" or (sentence.lang == name.lang and not is_alone):
        return True
    return at > 0 and text.words[at - 1] in SMALL_WORDS.get(name.lang, ())


def _is_spelt_so(name: Name, written: str) -> bool:
    """Whether a name that is another word without its accents has them: "uña" is a nail, "una" an article."""
    is_another = name.mark == "^" or folded(written) in SMALL
    return not is_another or name.written.isascii() or not written.isascii()


def _is_shouted(sentence: Sentence, written: str) -> bool:
    """Whether one word stands in capitals among others: a beamline or a programme may be called CORAL."""
    return written.isupper() and len(written) > 2 and not sentence.text.isupper()


def _preferred(names: Sequence[Name], lang: str) -> Name:
    """A name in the question's language before an English one before others; else the table's order."""
    return min(names, key=lambda of: (of.lang != lang, of.lang != "en"))


def _of_name(sentence: Sentence, name: Name, at: int, stop: int) -> Piece:
    written = sentence.written(at, stop)
    material = name.material
    is_narrower = material.kind == "weak" or f" {material.label} " in f" {name.lemma} "
    label = name.lemma if is_narrower and name.lang == "en" else material.label
    basis = basis_of(name.lang)
    if name.is_acronym and formula_of(written):
        label, basis = written, FORMULA
    parts = (part_of(material, written),) if material.kind in ("head", "form") else ()
    return Piece(at, stop, label, material.kind, parts, basis, name.lang, name.mark != "?")


def _compound(sentence: Sentence, at: int) -> Piece | None:
    """A compound as written stands for each of its parts in records of its language."""
    found = compound(sentence.tokens[at].word)
    if not found:
        return None
    parts = tuple(part_of(of, sentence.written(at, at + 1)) for of in found if of.kind in ("head", "form"))
    label = " ".join(of.label for of in found if of.label and of.kind != "empty")
    return Piece(at, at + 1, label, "head", parts, basis_of("de"), "de")


def _misspelt(sentence: Sentence, at: int) -> Piece | None:
    """A name with a typing error counts only in company, and in English."""
    name = misspelt(sentence.tokens[at].word) if sentence.lang == "en" else None
    if name is None:
        return None
    basis = f'typing error in "{name.lemma}"; {basis_of("en")}'
    parts = (part_of(name.material),)
    return Piece(at, at + 1, name.material.label, "head", parts, basis, is_sure=False)
