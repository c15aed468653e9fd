"""Which claims make no pair, and what to say of the pairs that remain.

Dropped means: kept as a claim, shown with its reason, never counted. Nothing is dropped on dates that are not
precise enough to tell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kg.citation.dating import bounds, earlier_than, years_between
from kg.citation.identifier import is_component, is_constructed, is_placeholder
from kg.citation.relation import RelationClass, read_relation
from kg.citation.titling import is_titled_after
from kg.citation.work import PartialDate, Work
from kg.rdf.claim import WorkKind

DropReason = Literal["self-loop", "component", "placeholder", "published-before-data"]
Flag = Literal[
    "constructed",
    "contradictory-direction",
    "future-date",
    "in-free-text",
    "instrument-paper",
    "negative-time",
    "not-data",
    "relation-not-stated",
]

DEPOSIT_YEARS = 5
"""Data may be deposited years after their article; one that is still older is not about them."""
EMBARGO_YEARS = 3
"""The usual embargo of facilities, added where the date of issue may be its end (as the ESRF writes it)."""

_ABOUT_INSTRUMENT = re.compile(
    r"\b(?:beam ?-?lines?|end ?-?stations?|(?:diffract|spectr|reflect|interfer)ometers?|instruments?"
    r"|undulators?|microscopes?|storage ring|nanoprobe|(?:synchrotron|neutron) (?:source|facility))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Drop:
    """Why there is no pair; `evidence` states what was compared."""

    reason: DropReason
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimedPair:
    """What matters here of one claim of a pair: the source's word, how sure the identifier is, its direction.

    `is_reversed` says that this claim has the cited work cite the citing one.
    """

    relation: str
    confidence: float = 1.0
    is_reversed: bool = False


def drop_by_identifiers(citing: str, cited: str, *, is_one_work: bool = False) -> Drop | None:
    """Whether the identifiers alone rule the pair out; `is_one_work` tells that both are of one cluster."""
    for iri in (citing, cited):
        if is_placeholder(iri):
            return Drop("placeholder", {"identifier": iri})
    if citing == cited:
        return Drop("self-loop", {"identifier": cited})
    for part, whole in ((cited, citing), (citing, cited)):
        if is_component(part, whole):
            return Drop("component", {"component": part, "of": whole})
    return Drop("self-loop", {"identifiers": sorted((citing, cited))}) if is_one_work else None


def drop_by_dates(citing: Work, cited: Work, klass: RelationClass) -> Drop | None:
    """Whether the citing work is too old to be about the data: an instrument paper, mostly.

    It is where it was surely published before they were measured. Where only the date of their deposit is
    known, it must be more than `DEPOSIT_YEARS` older, and not the article that the data are titled after.
    What documents data may be of any age.
    """
    if klass not in ("companion", "citation") or cited.kind not in (None, "dataset") or citing.date is None:
        return None
    said = {"citing": citing.date.text, "citing_basis": citing.date.basis}
    if cited.collected:
        is_before = earlier_than(citing.date, cited.collected)
        collected = {**said, "compared": "collected", "data": cited.collected}
        return Drop("published-before-data", collected) if is_before else None
    deposit = _deposited(cited)
    years = years_between(citing.date, deposit)
    if cited.kind != "dataset" or deposit is None or years is None or is_titled_after(cited, citing):
        return None
    needed = DEPOSIT_YEARS + (EMBARGO_YEARS if _may_be_end_of_embargo(cited, deposit) else 0)
    if years[0] <= needed:
        return None
    shown = deposit.text if isinstance(deposit, PartialDate) else deposit
    evidence: dict[str, Any] = {**said, "compared": "issued", "data": shown, "more_than_years": needed}
    return Drop("published-before-data", evidence)


def flags_of(
    citing: Work,
    cited: Work,
    claims: Sequence[ClaimedPair],
    *,
    today: date,
    behind: str | None = None,
    identifiers: Sequence[str] = (),
) -> tuple[Flag, ...]:
    """What to say of a pair, by alphabet.

    Args:
        citing: the work that cites.
        cited: the work that is cited.
        claims: all claims of the pair, also those that have it the other way round.
        today: the day as of which a date lies in the future.
        behind: who is behind it, once that is known.
        identifiers: all identifiers of both works.
    """
    tests: dict[Flag, bool] = {
        "constructed": any(map(is_constructed, identifiers)),
        "contradictory-direction": len({one.is_reversed for one in claims}) > 1,
        "future-date": earlier_than(today.isoformat(), _first_day(citing)) is True,
        "in-free-text": bool(claims) and all(one.confidence < 1 for one in claims),
        "instrument-paper": _is_instrument_paper(citing, cited),
        "negative-time": behind == "independent" and earlier_than(citing.date, cited.opens) is True,
        "not-data": cited.kind not in (None, "dataset"),
        "relation-not-stated": bool(claims) and all(_is_unstated(one.relation) for one in claims),
    }
    return tuple(sorted(flag for flag, holds in tests.items() if holds))


def is_counted(klass: RelationClass, cited_kind: WorkKind | None) -> bool:
    """Whether a pair counts as a citation of data; not where the cited side is known to be none."""
    return klass in ("companion", "citation") and cited_kind in (None, "dataset")


def cites_forward(one: Work, other: Work, forward: int, backward: int) -> bool:
    """Of claims in both directions, whether `one` cites `other`: a publication data, else the later work.

    Where neither tells, the direction that more claims have (`forward` and `backward` are their numbers);
    then the given one.
    """
    kinds = one.kind, other.kind
    if set(kinds) == {"publication", "dataset"}:
        return one.kind == "publication"
    if kinds[0] != kinds[1] and "dataset" in kinds:
        return other.kind == "dataset"
    if (is_older := earlier_than(one.date, other.date)) is not None:
        return not is_older
    return forward >= backward


def _deposited(cited: Work) -> PartialDate | str | None:
    """The earliest date on which the data are known to have been there."""
    said = [one for one in (cited.issued, cited.date) if one is not None and bounds(one)]
    return min(said, key=lambda one: bounds(one) or (date.max, date.max), default=None)


def _may_be_end_of_embargo(cited: Work, deposit: PartialDate | str) -> bool:
    """Whether the date of issue is that on which the data open, or may be."""
    return cited.opens is not None and earlier_than(deposit, cited.opens) is not True


def _first_day(citing: Work) -> str | None:
    if citing.date is None or (found := bounds(citing.date)) is None:
        return None
    return found[0].isoformat()


def _is_unstated(relation: str) -> bool:
    return read_relation(relation).sense == "not-stated"


def _is_instrument_paper(citing: Work, cited: Work) -> bool:
    """Whether its title speaks of instruments, and it is not surely younger than the measurement."""
    if citing.kind != "publication" or not citing.title or not _ABOUT_INSTRUMENT.search(citing.title):
        return False
    begin = cited.collected or _deposited(cited)
    return begin is not None and earlier_than(begin, citing.date) is not True
