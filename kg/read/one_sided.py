"""An "or" of which one side is not understood: the other side alone would ask for too much."""

from collections.abc import Sequence
from dataclasses import replace

from kg.read.sentence import Found, Sentence
from kg.read.small_words import GENERIC, PREPOSITIONS
from kg.read.wording import Wording

OR = frozenset({"or", "oder", "ou", "o", "u", "oppure", "od", "bzw", "beziehungsweise"})
_EITHER = frozenset({"either", "entweder", "soit", "sea", "sia"})
_ENDS = frozenset(".;:!?()[]")


def without_one_sided(sentence: Sentence, text: Wording, found: Sequence[Found]) -> list[Found]:
    """The findings, those that "or" joins to words nobody understood as words, each with a remark.

    "SAXS or blorbium" asks for neither alone. What is listed before goes with it: "SANS, SAXS or blorbium".
    """
    understood = {at for one in found if _is_answered(one) for at in range(one.start, one.stop)}
    fillers = {at for one in found if one.filler for at in range(one.start, one.stop)}
    conditions = {at for one in found if one.chips for at in range(one.start, one.stop)}
    left: dict[int, int] = {}
    for at in range(1, len(text.words) - 1):
        if at in conditions or not _is_or(sentence, text, at):
            continue
        one, other = _before(text, found, at), _behind(text, found, at)
        if one is not None and other is None and _is_open(text, fillers, understood, at):
            left |= dict.fromkeys(_listed(text, found, one), at)
        elif other is not None and one is None and _is_unread_before(text, understood, at):
            left[other] = at
    kept = [replace(one, chips=(), is_left=True) if place in left else one for place, one in enumerate(found)]
    remarks = [_remark(sentence, at, [found[place] for place in left if left[place] == at]) for at in
               sorted(set(left.values()))]  # fmt: skip
    return [*kept, *remarks]


def _is_answered(one: Found) -> bool:
    """Whether it is a condition, says nothing, or is told of by a remark of its own."""
    return bool(one.chips or one.filler or one.ask or one.unmapped or one.unknown)


def _is_or(sentence: Sentence, text: Wording, at: int) -> bool:
    """Whether the word is "or" and no symbol ("U", "O")."""
    return text.words[at] in OR and sentence.written(at, at + 1) not in ("O", "U")


def _before(text: Wording, found: Sequence[Found], at: int) -> int | None:
    """The condition right before the word, unless a sentence ends there or it is left out anyway."""
    if _is_end(text, at):
        return None
    return next((place for place, one in enumerate(found) if one.chips and one.stop == at), None)


def _behind(text: Wording, found: Sequence[Found], at: int) -> int | None:
    """The condition behind the word, prepositions and "not" aside."""
    place = at + 1
    starts = {one.start: number for number, one in enumerate(found) if one.chips}
    while place < len(text.words) and not _is_end(text, place):
        if place in starts:
            return starts[place]
        if text.words[place] not in PREPOSITIONS | _EITHER:
            return None
        place += 1
    return None


def _is_open(text: Wording, fillers: set[int], understood: set[int], at: int) -> bool:
    """Whether what follows "or" is not understood, or is "or not"."""
    place = at + 1
    if text.words[place] in ("not", "nicht", "non", "no", "pas"):
        return place + 1 == len(text.words) or text.is_apart(place + 1)
    while place < len(text.words) and not _is_end(text, place):
        if place not in understood:
            return True
        if place not in fillers:
            return False
        place += 1
    return False


def _is_unread_before(text: Wording, understood: set[int], at: int) -> bool:
    """Whether the word before "or", general words aside, is one that nobody understood."""
    place = at - 1
    while place >= 0 and not _is_end(text, place + 1):
        if place not in understood:
            return True
        if text.words[place] not in GENERIC:
            return False
        place -= 1
    return False


def _listed(text: Wording, found: Sequence[Found], last: int) -> list[int]:
    """The conditions of one kind in the list that ends with this one; none where they are left out."""
    listed = [last]
    slot = found[last].chips[0].slot
    for place in range(last - 1, -1, -1):
        one, following = found[place], found[listed[-1]]
        if one.stop != following.start or text.gaps[one.stop].strip() != ",":
            break
        if not one.chips or one.chips[0].slot != slot:
            break
        listed.append(place)
    return listed if not any(chip.negated for place in listed for chip in found[place].chips) else []


def _is_end(text: Wording, at: int) -> bool:
    return bool(set(text.gaps[at]) & _ENDS)


def _remark(sentence: Sentence, at: int, left: Sequence[Found]) -> Found:
    labels = " and ".join(
        f'"{chip.label}"' for one in sorted(left, key=lambda of: of.start) for chip in one.chips
    )
    said = f'"{sentence.written(at, at + 1)}" joins {labels} with words that are not understood'
    return Found(at, at, unknown=f"{said}: neither side is a condition, all are searched for as words.")
