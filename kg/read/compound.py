"""German compounds: "Eisenschichten" is a layer of iron."""

from functools import lru_cache

from kg.read.material import Material, materials
from kg.read.word_set import word_set
from kg.read.wording import folded

_JOINTS = ("", "s", "n", "en", "es", "er", "e")
_SHORTEST = 3
_LONGEST = 40
_SAYS_NOTHING = Material("", "empty")
FILLERS = word_set(
    "probe proben messung messungen messdaten daten datensatz datensatze aufnahme aufnahmen bild bilder"
    " untersuchung untersuchungen analyse analysen spektrum spektren studie studien experiment experimente"
    " material materialien werkstoff werkstoffe stuck stucke system systeme praparat praparate scan"
)
"""Last parts that make no other sample of it: "Stahlproben", "Knochenaufnahmen"."""
_KINDS = ("head", "form", "weak", "empty")


@lru_cache(maxsize=4096)
def compound(word: str) -> tuple[Material, ...]:
    """The materials that a normal word is made of, two or three; none where it is no such compound.

    A part that says nothing has no label.

    >>> [of.label for of in compound("eisenschichten")]
    ['iron', 'film']
    """
    return _split(folded(word), 3) if 2 * _SHORTEST <= len(word) <= _LONGEST else ()


def _split(word: str, most: int) -> tuple[Material, ...]:
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        first = german_part(word[:at])
        if first is None or first.kind == "empty":
            continue
        last = _SAYS_NOTHING if word[at:] in FILLERS else _german(word[at:])
        rest = (last,) if last else _split(word[at:], most - 1) if most > 2 else ()
        if rest and any(of.kind == "head" for of in (first, *rest)):
            return (first, *rest)
    return ()


def german_part(word: str) -> Material | None:
    """What a first part of a compound, with the joint that follows it, names: "eisen", "stahls"."""
    stems = (word.removesuffix(joint) for joint in _JOINTS if word.endswith(joint))
    return next(filter(None, map(_german, stems)), None)


def _german(word: str) -> Material | None:
    if len(word) < _SHORTEST:
        return None
    names = materials().get((word,), ())
    return next((of.material for of in names if of.lang == "de" and of.material.kind in _KINDS), None)
