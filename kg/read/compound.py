"""German compounds: "Eisenschichten" is a layer of iron."""

from functools import lru_cache

from kg.read.material import Material, materials
from kg.read.wording import folded

_JOINTS = ("", "s", "n", "en", "es", "er", "e")
_SHORTEST = 3
_LONGEST = 40
_KINDS = ("head", "form", "weak", "empty")


@lru_cache(maxsize=4096)
def compound(word: str) -> tuple[Material, ...]:
    """The materials that a normal word is made of, two or three; none where it is no such compound.

    >>> [of.label for of in compound("eisenschichten")]
    ['iron', 'film']
    """
    return _split(folded(word), 3) if 2 * _SHORTEST <= len(word) <= _LONGEST else ()


def _split(word: str, most: int) -> tuple[Material, ...]:
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        first = _first(word[:at])
        if first is None or first.kind == "empty":
            continue
        last = _german(word[at:])
        rest = (last,) if last else _split(word[at:], most - 1) if most > 2 else ()
        if rest and any(of.kind == "head" for of in (first, *rest)):
            return (first, *rest)
    return ()


def _first(word: str) -> Material | None:
    stems = (word.removesuffix(joint) for joint in _JOINTS if word.endswith(joint))
    return next(filter(None, map(_german, stems)), None)


def _german(word: str) -> Material | None:
    if len(word) < _SHORTEST:
        return None
    names = materials().get((word,), ())
    return next((of.material for of in names if of.lang == "de" and of.material.kind in _KINDS), None)
