"""Lists of elements in a question: "contains Si and K", "enthält Eisen und Nickel", "iron-containing"."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.material import WORDS_TOO, elements, key, materials
from kg.read.matter import pieces
from kg.read.piece import FORMULA, basis_of
from kg.read.sentence import Found, Sentence
from kg.read.word_set import word_set
from kg.read.wording import Wording, wording

_CONTAINS = word_set(
    "contain contains containing contained enthalt enthalten enthaltend enthaltende enthaltenden contient"
    " contiennent contenant contiene contienen conteniendo contenga contengan contenente contenenti"
    " contengono contengano element elements elemente elementen elementos elementi comprising"
)
"""Words that say of what follows that it is made of these elements."""
_WITH = word_set("with mit avec con")
"""These say it of two elements or more, or of one given by its symbol."""
_LINKS = word_set("and und et y e plus as well both")
_ALTERNATIVE = word_set("or oder ou o od")
_FILLERS = word_set(
    "the both du de la le l d element elements elemente elementen elementos elementi chemical"
)
_CONTAINING = word_set("containing haltig haltige haltigen haltiges")
_LONGEST = 20


def element_lists(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each list of elements that something is said to contain; "or" between them makes several conditions."""
    del lexicon  # the elements are the same for every generation
    text = wording(sentence)
    for run in sentence.free_runs():
        for at in run:
            word = text.words[at]
            if word in _CONTAINS or word in _WITH:
                yield from _after(sentence, text, at, run.stop)
            elif word in _CONTAINING or (at + 1 < run.stop and text.words[at + 1] in _CONTAINING):
                yield from _before(sentence, text, at)


@dataclass
class _List:
    """One alternative of a list: its place, the symbols of its elements, and whether one is given as such."""

    start: int
    stop: int
    symbols: list[str] = field(default_factory=list)
    by_symbol: bool = False


def _after(sentence: Sentence, text: Wording, at: int, limit: int) -> Iterator[Found]:
    """The list after "contains"; each alternative of it begins where its first element stands."""
    lists = [one for one in _lists(sentence, text, at, min(limit, at + _LONGEST)) if one.symbols]
    count = sum(len(one.symbols) for one in lists)
    is_said = text.words[at] in _CONTAINS or count > 1 or any(one.by_symbol for one in lists)
    if count and is_said and not _is_more(sentence, text, lists[-1].stop, limit):
        for one in lists:
            yield _found(sentence, one.start, one.stop, tuple(one.symbols), one.by_symbol)


def _lists(sentence: Sentence, text: Wording, at: int, limit: int) -> list[_List]:
    lists = [_List(at, at + 1)]
    for place in range(at + 1, limit):
        word, last = text.words[place], lists[-1]
        element = _element(sentence, place)
        if element and text.words[at] in _WITH and _is_a_word(sentence, place):
            element = None
        if word in _ALTERNATIVE and last.symbols:
            lists.append(_List(place + 1, place + 1))
        elif element:
            last.symbols.append(element[0])
            last.by_symbol |= element[1]
            last.stop = place + 1
        elif not ((word in _LINKS and last.symbols) or (word in _FILLERS and not _is_end(text, place))):
            break
    return lists


def _is_a_word(sentence: Sentence, at: int) -> bool:
    """Whether the symbol of two letters is a word as well: "careful with As" speaks of no arsenic."""
    written = sentence.written(at, at + 1)
    return len(written) == 2 and written in WORDS_TOO


def _before(sentence: Sentence, text: Wording, at: int) -> Iterator[Found]:
    """The element before "-containing"."""
    one = _element(sentence, at)
    if one and at + 1 < len(text.words) and text.words[at + 1] in _CONTAINING:
        yield _found(sentence, at, at + 2, (one[0],), one[1])


def _is_end(text: Wording, at: int) -> bool:
    return text.is_apart(at) and "," not in text.gaps[at]


def _is_more(sentence: Sentence, text: Wording, stop: int, limit: int) -> bool:
    """Whether the list goes on as a sample: "containing gold nanoparticles"."""
    if stop >= limit or text.is_apart(stop):
        return False
    following = next(pieces(sentence, text, range(stop, min(limit, stop + 4))), None)
    return following is not None and following.start == stop and following.kind in ("head", "form")


def _element(sentence: Sentence, at: int) -> tuple[str, bool] | None:
    """The element that the word at `at` names, and whether by its symbol."""
    token = sentence.tokens[at]
    written = sentence.text[token.start : token.end]
    if written in elements():
        return written, True
    names = materials().get(key(sentence.tokens[at : at + 1]), ())
    sure = (of for of in names if of.mark != "^" or of.lang == sentence.lang)
    symbol = next((of.material.symbol for of in sure if of.material.symbol), None)
    return (symbol, False) if symbol else None


def _found(sentence: Sentence, start: int, stop: int, symbols: tuple[str, ...], by_symbol: bool) -> Found:
    symbols = tuple(dict.fromkeys(symbols))
    said = ", ".join(symbols)
    basis = FORMULA if by_symbol else basis_of(sentence.lang)
    chip = Chip("formula", said, "", said, sentence.span(start, stop), basis, op="contains", elements=symbols)
    return Found(start, stop, (chip,))
