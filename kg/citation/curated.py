"""What curators' labels make of the automatic decision on a pair.

Two curators who agree, and more of them than of any other opinion, decide who is behind it, whether the data
were used, or that it is no citation of them at all. One alone decides nothing, with one exception: where the
rules cannot tell, a single "yes" to the use is evidence of it, unless another curator says no. Where
curators differ, the pair has the flag `curators-disagree`. "Unsure" decides nothing either way.

The automatic decision stays in the evidence, so that it can be judged by the labels.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

from kg.citation.behind import Behind
from kg.citation.label import REJECTED, UNSURE
from kg.citation.reuse import Reuse
from kg.citation.row import BehindName, Evidence, Label

DISAGREE = "curators-disagree"
AUTOMATIC = "automatic decision"
_ALONE, _DIFFER, _UNSURE, _DECIDED = "one curator says", "curators disagree", "curator is unsure", "curator"
_OF_CURATORS = (AUTOMATIC, _ALONE, _DIFFER, _UNSURE, _DECIDED)
_ENOUGH = 2

Slot = Literal["behind", "reuse"]


class UnitLabel(NamedTuple):
    """What a curator said of a pair."""

    curator: str
    behind: str | None
    reuse: str | None
    at: str


Said = Sequence[UnitLabel] | Sequence[Label]
"""Labels of a pair, oldest first; the later ones of a curator count in the place of the earlier ones."""


@dataclass(frozen=True, slots=True)
class Curated:
    """The verdicts on a pair with their evidence; `flags` are those that curators give it."""

    behind: BehindName
    behind_basis: Evidence
    reuse: Reuse
    flags: tuple[str, ...] = ()

    @property
    def is_rejected(self) -> bool:
        """Whether curators agree that it is no citation of the data."""
        return REJECTED in self.flags


def curated(behind: Behind, labels: Said, reuse_of: Callable[..., Reuse]) -> Curated:
    """The verdicts on a pair.

    Args:
        behind: the automatic decision who is behind it.
        labels: what curators say of it, oldest first.
        reuse_of: the decision on reuse, by who is behind the pair and the curators' words that are to count.
    """
    if not labels:
        return Curated(behind.value, behind.evidence, reuse_of(behind.value, {}))
    words = heard(labels, "behind")
    word = agreed(words)
    who = cast("BehindName", word) if word and word != REJECTED else behind.value
    basis = behind.evidence
    if words:
        told = {"rule": AUTOMATIC, "said": behind.value}
        basis = (*_said(words, word), told, *behind.evidence)
    uses = heard(labels, "reuse")
    flags = [REJECTED] if word == REJECTED else []
    if differ(words) or differ(uses):
        flags.append(DISAGREE)
    return Curated(who, basis, _reuse(reuse_of, behind.value, who, uses), tuple(sorted(flags)))


def heard(labels: Said, slot: Slot) -> dict[str, str]:
    """The last word of each curator, by name; those who said nothing of it are left out."""
    last = {of.curator: of.behind if slot == "behind" else of.reuse for of in labels}
    return {who: word for who, word in sorted(last.items()) if word}


def agreed(words: Mapping[str, str]) -> str | None:
    """The word on which at least two agree, and more than on any other; None where there is none."""
    votes = _votes(words).most_common()
    if not votes or votes[0][1] < _ENOUGH:
        return None
    return votes[0][0] if len(votes) == 1 or votes[1][1] < votes[0][1] else None


def differ(words: Mapping[str, str]) -> bool:
    """Whether two who are sure say different things."""
    return len(_votes(words)) > 1


def automatic(value: str, basis: Evidence) -> str:
    """What was decided without labels, read off the verdict and its evidence."""
    return next((str(one["said"]) for one in basis if one.get("rule") == AUTOMATIC), value)


def without_curators(basis: Evidence) -> Evidence:
    """The evidence of the automatic decision alone."""
    return tuple(one for one in basis if one.get("rule") not in _OF_CURATORS)


def _votes(words: Mapping[str, str]) -> Counter[str]:
    return Counter(word for word in words.values() if word not in UNSURE)


def _reuse(
    reuse_of: Callable[..., Reuse], behind: BehindName, curated_behind: BehindName, uses: Mapping[str, str]
) -> Reuse:
    by_rules = reuse_of(behind, {})
    if not uses:
        return reuse_of(curated_behind, {}) if curated_behind != behind else by_rules
    now = reuse_of(curated_behind, {})
    word = agreed(uses)
    if word is None and not differ(uses) and "yes" in uses.values() and now.value == "unknown":
        word = "yes"
    told: dict[str, Any] = {"rule": AUTOMATIC, "said": by_rules.value}
    value = now.value if word is None else reuse_of(curated_behind, _those(uses, word)).value
    return Reuse(value, (*_said(uses, word), told, *now.evidence))


def _those(uses: Mapping[str, str], word: str) -> dict[str, str]:
    return {who: said for who, said in uses.items() if said == word}


def _said(words: Mapping[str, str], decided: str | None) -> Evidence:
    """What each curator said, and what it counted for."""
    is_split = differ(words)

    def rule(word: str) -> str:
        if word in UNSURE:
            return _UNSURE
        if decided == word:
            return _DECIDED
        return _DIFFER if is_split else _ALONE

    return tuple({"rule": rule(word), "curator": who, "said": word} for who, word in words.items())
