"""Samples in a question: neighbouring words for materials, elements and formulae become one condition each.

A record meets such a chip where it holds one text of each of its `parts`; of one part these are its `words`.
Words that only say more ("thin", "buried") stand in the label and in no part: they rank and never filter.
Unknown words beside them stay unread, so that they are searched as words and never a constraint.
"""

from collections.abc import Iterator, Sequence

from kg.read.chip import Chip
from kg.read.formula import formula_of
from kg.read.graph_sample import samples_of_graph
from kg.read.joined import apart
from kg.read.lexicon import Lexicon
from kg.read.piece import FORMULA, Piece
from kg.read.sample_label import ARTICLES, BETWEEN, sample_label
from kg.read.sentence import Found, Sentence
from kg.read.word_set import word_set
from kg.read.wording import Wording, wording
from kg.resolve.formula import read_formula

_BEFORE_A_SAMPLE = (BETWEEN - {"a"}) | {"an", "bei", "contain", "containing", "within", "inside"}
"""After these a doubtful word is a sample; not after the English article, "a concret proposal"."""
_APPARATUS = word_set(
    "detector detectors monochromator monochromators lens lenses filter filters window windows cryostat edge"
    " edges cryocooler atmosphere pressure flow shielding undulator wiggler anvil source sources target"
    " targets beam beamline calibrant calibration capillary capillaries can holder container furnace mirror"
    " mirrors bath jet chamber collimator slit slits aperture nozzle grating optics analyser analyzer vessel"
    " drift pixel strip crystallography cristallographie kristallographie cristalografia cristallografia"
    " detektor fenster atmosphare strahl kante ofen"
)
"""What stands after a material that belongs to the instrument or the method: "silicon detector"."""

_SMALL = BETWEEN | ARTICLES
_ADJECTIVES = word_set(
    "thin thick single buried porous amorphous crystalline magnetic metallic organic inorganic hybrid liquid"
    " solid supported doped layered nanostructured atmospheric biological ancient natural synthetic living"
    " fresh cracked corroded strained deformed nanoscale commercial bimetallic ultrafine frozen dry wet"
    " fibrous atomic elemental conducting insulating mixed pure based rich coated"
)
"""Weak words of the table that stand before a noun; others, as "crack", may stand behind one."""

_STATES = word_set("crack fracture corrosion strain stress deformation powder crystal particle grain growth")
"""Weak nouns that tell, standing behind a doubtful word, that matter is meant: "shell growth"."""

_PROCESSES = word_set("growth")
"""Weak nouns that, with "of" behind them, are no state of the sample."""

_SHELLS = word_set("k l m l1 l2 l3 m4 m5")
_FREE = word_set("free frei freie freien freier freies freiem")
_LONGEST_GAP = 3


def samples(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Every sample that the free words name: by the tables, by a formula, or by a name in this graph."""
    text = wording(sentence)
    for run in sentence.free_runs():
        yield from samples_of_graph(sentence, lexicon, run)
        for whole in _phrases(text, apart(sentence, text, run)):
            phrase = _trimmed(whole)
            if phrase and _is_sample(text, phrase):
                yield Found(phrase[0].start, phrase[-1].stop, (_chip(sentence, text, phrase),))


def _phrases(text: Wording, found: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Pieces that stand side by side, or with "of" or "on" between them."""
    phrase: list[Piece] = []
    for piece in found:
        if phrase and not _belongs(text, phrase[-1].stop, piece):
            yield phrase
            phrase = []
        if piece.kind != "never":
            phrase.append(piece)
    if phrase:
        yield phrase


def _trimmed(phrase: list[Piece]) -> list[Piece]:
    """Without English adjectives at the end, and what is done by it: "growth of trees" is about trees."""
    if len(phrase) > 1 and phrase[0].label in _PROCESSES and phrase[0].stop < phrase[1].start:
        phrase = phrase[1:]
    stop = len(phrase)
    while stop and phrase[stop - 1].kind == "weak" and phrase[stop - 1].lang == "en":
        if phrase[stop - 1].label not in _ADJECTIVES:
            break
        stop -= 1
    return phrase[:stop]


def _belongs(text: Wording, stop: int, piece: Piece) -> bool:
    between = text.words[stop : piece.start]
    if piece.kind == "never" or len(between) > _LONGEST_GAP:
        return False
    if any(text.is_apart(at) for at in range(stop, piece.start + 1)):
        return False
    return not between or (between[0] in BETWEEN and _SMALL.issuperset(between))


def _is_sample(text: Wording, phrase: Sequence[Piece]) -> bool:
    """Whether the pieces name a sample, and neither a part of an instrument nor something that is absent."""
    filtering = [piece for piece in phrase if piece.parts]
    if not filtering or _is_of_an_instrument(text, phrase[-1].stop):
        return False
    if len(filtering) > 1:
        return True
    only = filtering[0]
    if only.kind != "head":
        return False
    before = text.words[only.start - 1] if only.start and not text.is_apart(only.start) else ""
    is_described = any(of.kind == "weak" and of.label != "single" and of.stop == only.start for of in phrase)
    is_described |= any(of.label in _STATES and of.start == only.stop for of in phrase)
    return only.is_sure or is_described or before in _BEFORE_A_SAMPLE


def _is_of_an_instrument(text: Wording, stop: int) -> bool:
    after = () if stop < len(text.words) and text.is_apart(stop) else text.words[stop : stop + 2]
    if not after:
        return False
    is_edge = after[0] in _SHELLS and after[-1] in ("edge", "edges", "kante")
    return after[0] in _APPARATUS or after[0] in _FREE or is_edge


def _chip(sentence: Sentence, text: Wording, phrase: Sequence[Piece]) -> Chip:
    start, stop = phrase[0].start, phrase[-1].stop
    written, span = sentence.written(start, stop), sentence.span(start, stop)
    parts = tuple(dict.fromkeys(part for piece in phrase for part in piece.parts))
    basis = "; ".join(dict.fromkeys(piece.basis for piece in phrase if piece.label))
    label = sample_label(text, phrase)
    if len(phrase) == 1 and phrase[0].basis == FORMULA and formula_of(written):
        formula = read_formula(written)
        composition = (formula.composition if formula else None) or written
        return Chip("formula", written, "", composition, span, basis, words=parts[0])
    words = parts[0] if len(parts) == 1 else (label, written)
    words = tuple(dict.fromkeys((label, *words)))
    return Chip("sample", label, "", label, span, basis, words=words, parts=parts)
