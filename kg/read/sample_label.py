"""The English name of a sample from its pieces: "couches minces de fer" is an iron thin film."""

from collections.abc import Iterator, Sequence

from kg.read.piece import Piece
from kg.read.word_set import word_set
from kg.read.wording import Wording

_OF_OTHERS = word_set("aus von d de del della dei delle degli dell di da du des au aux al alla")
_ON = word_set("on auf sur sobre su")
_IN = word_set("in im en dans within nel nello nella nell nei negli nelle")
BETWEEN = frozenset({"of", "a"}) | _OF_OTHERS | _ON | _IN
"""Small words that join two pieces to one name."""

ARTICLES = word_set("the a an der die das dem den einer einem la le les el los las il lo gli i l un une una")
_ROMANCE = frozenset({"fr", "es", "it"})


def sample_label(text: Wording, phrase: Sequence[Piece]) -> str:
    """The English phrase in the singular."""
    label = ""
    for joint, unit in _units(text, phrase):
        label = _joined(label, joint, _unit(unit))
    return label


def _units(text: Wording, phrase: Sequence[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Pieces side by side, and the small word before them."""
    joint, unit = "", [phrase[0]]
    for piece in phrase[1:]:
        if piece.start > unit[-1].stop:
            yield joint, unit
            joint, unit = text.words[unit[-1].stop], []
        unit.append(piece)
    yield joint, unit


def _unit(unit: Sequence[Piece]) -> str:
    """Adjectives that stand behind their noun go before it; nothing is said twice."""
    behind = [of for of in unit if of.kind in ("weak", "form") and of.lang in _ROMANCE and of is not unit[0]]
    rest = [of for of in unit if of not in behind]
    labels = (of.label for of in (*behind, *rest) if of.label and of.kind != "empty")
    return " ".join(dict.fromkeys(labels))


def _joined(before: str, joint: str, after: str) -> str:
    if not before or not after:
        return before or after
    if joint in _ON:
        return f"{before} on {after}"
    if joint in _IN:
        return f"{before} in {after}"
    if joint == "of":
        return f"{before} of {after}"
    return f"{after} {before}"
