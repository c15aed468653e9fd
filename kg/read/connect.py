"""What connects the conditions of a question: "not", "without", "or", "either", "SANS/SAXS"."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from kg.read.negation import brackets, negation_at, negation_before
from kg.read.one_sided import OR as _OR
from kg.read.sentence import Found, Sentence
from kg.read.small_words import PREPOSITIONS
from kg.read.wording import Wording, wording

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

    No chip is made, and none lost but where a bracket behind "not" holds what cannot be left out. An "or"
    between conditions of two kinds is said to be not understood.
    """
    text = wording(sentence)
    free = _freed(sentence, found)
    found, negated = _outside(sentence, free, text, found)
    connected = list(found)
    places = [place for place, one in enumerate(connected) if one.chips]
    joints = [_joint(text, free, connected[a], connected[b]) for a, b in pairwise(places)]
    negated += _negate(free, text, connected, places, joints)
    connected += negated
    connected += _any_of(sentence, text, connected, places, joints)
    return sorted(connected, key=lambda of: of.start)


def _outside(
    sentence: Sentence, free: Sentence, text: Wording, found: Sequence[Found]
) -> tuple[list[Found], list[Found]]:
    """The findings, those in brackets behind a negation left out; and the words that said so.

    "not (ISIS or SAXS)" leaves out both. "not (SAXS at ISIS)" leaves out what meets both at once, which
    cannot be said: these stay words.
    """
    kept, said = list(found), []
    for start, stop in brackets(text):
        inside = [place for place, one in enumerate(kept) if one.chips and start <= one.start < stop]
        words = negation_before(free, text, kept[inside[0]].start) if inside else None
        if not words or words[0] >= start or words[0] == words[1]:
            continue
        pairs = [(kept[a], kept[b]) for a, b in pairwise(inside)]
        is_each = all(_joint(text, free, a, b) in (Joint.OR, Joint.NOR, Joint.LIST) for a, b in pairs)
        is_like = all(_slot(a) == _slot(b) and _joint(text, free, a, b) is not Joint.NONE for a, b in pairs)
        for place in inside:
            one = kept[place]
            chips = tuple(replace(chip, negated=True) for chip in one.chips)
            is_out = is_each or is_like
            kept[place] = replace(one, chips=chips) if is_out else replace(one, chips=(), is_left=True)
        if is_each or is_like:
            said.append(Found(*words, filler=True))
        else:
            written = sentence.written(words[0], stop)
            said.append(
                Found(
                    start, start, unknown=f'What must not be there together is not understood: "{written}".'
                )
            )
    return kept, said


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
        is_quantity = _slot(one) == "parameter"
        words = negation_before(sentence, text, one.start, words_between=between, is_quantity=is_quantity)
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
        is_any = _slot(a) == _slot(b) and _slot(a) in ("date", "access") and joint is Joint.AND
        if joint is not Joint.OR and not is_any:
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
