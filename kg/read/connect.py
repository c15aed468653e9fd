"""What connects the conditions of a question: "not", "without", "or", "either", "SANS/SAXS"."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from kg.read.negation import negation_at, negation_before
from kg.read.sentence import Found, Sentence
from kg.read.small_words import PREPOSITIONS
from kg.read.wording import Wording, wording

_OR = frozenset({"or", "oder", "ou", "o", "u", "oppure", "od", "bzw", "beziehungsweise"})
_AND = frozenset({"and", "und", "et", "y", "e", "ed", "as", "well", "sowie"})
_NOR = frozenset({"nor", "noch", "ni", "ne"})
_EITHER = frozenset({"either", "entweder", "soit", "sea", "sia", "o", "ou", "both"})
_ADJECTIVES = 2
"""Words that may describe what is excluded: "not porous silicon" asks for no silicon rather than for some."""
_ONE_THING = {"formula": "sample"}


class Joint(Enum):
    """How two conditions stand beside each other."""

    NONE = "none"
    LIST = "list"
    AND = "and"
    OR = "or"
    NOR = "nor"


def connect(sentence: Sentence, found: Sequence[Found]) -> list[Found]:
    """The findings with "not" and "or" understood; the words that say so become fillers.

    No chip is made or lost. An "or" between conditions of two kinds is said to be not understood.
    """
    text = wording(sentence)
    connected = list(found)
    free = _freed(sentence, found)
    places = [place for place, one in enumerate(found) if one.chips]
    joints = [_joint(text, free, found[a], found[b]) for a, b in pairwise(places)]
    negated = _negate(free, text, connected, places, joints)
    connected += negated
    connected += _any_of(sentence, text, connected, places, joints)
    return sorted(connected, key=lambda of: of.start)


def _freed(sentence: Sentence, found: Sequence[Found]) -> Sentence:
    """The sentence where fillers are free words: a negation may have been taken for one."""
    taken = {at for one in found if not one.filler for at in range(one.start, one.stop)}
    return replace(sentence, taken=frozenset(taken))


def _joint(text: Wording, sentence: Sentence, one: Found, other: Found) -> Joint:
    words = [word for word in text.words[one.stop : other.start] if word not in PREPOSITIONS]
    if any(at in sentence.taken for at in range(one.stop, other.start)):
        return Joint.NONE
    gaps = text.gaps[one.stop : other.start + 1]
    if not words:
        signs = "".join(gaps).strip()
        bare = one.stop == other.start
        return Joint.LIST if signs == "," else Joint.OR if signs in ("/", "|") and bare else Joint.NONE
    if len(words) > 2 or any(set(gap) & set(".;:!?()") for gap in gaps):
        return Joint.NONE
    last = words[-1]
    if (
        len(words) == 2
        and last not in _EITHER | _AND
        and negation_at(sentence, text, other.start - 1) is None
    ):
        return Joint.NONE
    if words[0] in _OR:
        return Joint.OR
    if words[0] in _NOR:
        return Joint.NOR
    return Joint.AND if words[0] in _AND else Joint.NONE


def _slot(one: Found) -> str:
    slot = one.chips[0].slot
    return _ONE_THING.get(slot, slot)


def _negate(
    sentence: Sentence, text: Wording, connected: list[Found], places: list[int], joints: list[Joint]
) -> list[Found]:
    """Negate what a negation stands before, and what is listed behind it; the words that said so."""
    said: list[Found] = []
    until = -1  # what is listed up to here is negated
    for number, place in enumerate(places):
        one = connected[place]
        between = _ADJECTIVES if _slot(one) == "sample" else 0
        words = negation_before(sentence, text, one.start, words_between=between)
        if all(chip.negated for chip in one.chips):
            words = None
        if words:
            said.append(Found(*words, filler=True))
            until = max(until, _end_of_list(connected, places, joints, number))
        if words or number <= until:
            chips = tuple(replace(chip, negated=True) for chip in one.chips)
            connected[place] = replace(one, chips=chips)
    return said


def _end_of_list(connected: list[Found], places: list[int], joints: list[Joint], number: int) -> int:
    """The last condition of the list that begins here: "not A, B or C", all of one kind."""
    end = number
    for at in range(number, len(joints)):
        if joints[at] is Joint.NONE or _slot(connected[places[at]]) != _slot(connected[places[at + 1]]):
            break
        if joints[at] is not Joint.LIST:
            end = at + 1
    return end


def _any_of(
    sentence: Sentence, text: Wording, connected: list[Found], places: list[int], joints: list[Joint]
) -> list[Found]:
    """Give one number to what "or" joins; the words that say so, or cannot be honoured."""
    said: list[Found] = []
    used = [chip.any_of for one in connected for chip in one.chips if chip.any_of is not None]
    unused = max(used, default=-1) + 1
    grouped: set[int] = set()
    for number, joint in enumerate(joints):
        a, b = connected[places[number]], connected[places[number + 1]]
        both_dates = _slot(a) == _slot(b) == "date" and joint is Joint.AND
        if joint is not Joint.OR and not both_dates:
            continue
        if a.chips[-1].negated and b.chips[0].negated:
            continue
        if _slot(a) != _slot(b) or a.chips[-1].negated or b.chips[0].negated:
            said += _not_understood(sentence, text, a, b)
            continue
        first = number
        while first not in grouped and first and joints[first - 1] in (Joint.LIST, Joint.OR):
            if not _is_alike(connected, places, first):
                break
            first -= 1
        grouped.update(range(first, number + 2))
        group = next((chip.any_of for chip in a.chips if chip.any_of is not None), unused + number)
        for at in range(first, number + 2):
            one = connected[places[at]]
            chips = tuple(replace(chip, any_of=group) for chip in one.chips)
            connected[places[at]] = replace(one, chips=chips)
    return said


def _is_alike(connected: list[Found], places: list[int], at: int) -> bool:
    one, other = connected[places[at - 1]], connected[places[at]]
    return _slot(one) == _slot(other) and not one.chips[0].negated


def _not_understood(sentence: Sentence, text: Wording, a: Found, b: Found) -> list[Found]:
    at = next((at for at in range(a.stop, b.start) if text.words[at] in _OR), None)
    if at is None:
        return []
    either, other = a.chips[-1].label, b.chips[0].label
    said = f'"{sentence.written(at, at + 1)}" joins conditions of one kind only'
    return [Found(at, at + 1, unknown=f'{said}: here both "{either}" and "{other}" hold.')]
