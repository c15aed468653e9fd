"""The pairs in which one work is cited, from all claims about it: pure, and the same in whatever order."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from kg.citation.behind import Behind, Citing, Team, all_behind, who_is_behind
from kg.citation.curated import UnitLabel, curated
from kg.citation.flags import (
    ClaimedPair,
    cites_forward,
    drop_by_dates,
    drop_by_identifiers,
    flags_of,
    is_counted,
)
from kg.citation.origin import origin_of
from kg.citation.relation import RelationClass
from kg.citation.reuse import is_reuse
from kg.citation.row import BehindName, ReuseName
from kg.citation.work import Work

OF_TEAM = ("companion", "same_team")
"""Who must be behind a pair that may change what is said of other pairs of the same data."""

PAIRED: tuple[RelationClass, ...] = ("companion", "citation", "documentation")
"""The classes that make pairs, the best first. Derivations are edges."""


class UnitClaim(NamedTuple):
    """A claim as it is paired: clusters by number, `dropped` what was concluded the last time."""

    id: int
    citing: int
    cited: int
    citing_iri: str
    cited_iri: str
    relation: str
    klass: RelationClass
    confidence: float
    source: str
    origin: str | None
    dropped: str | None


@dataclass(frozen=True, slots=True)
class FoundPair:
    """One pair; `citing` and `cited` are clusters.

    `said` counts, by source, the claims in this direction, which name `named` different pairs of identifiers;
    `claims` counts those that have it the other way round as well.
    """

    citing: int
    cited: int
    klass: RelationClass
    is_counted: bool
    behind: BehindName
    behind_basis: tuple[dict[str, Any], ...]
    reuse: ReuseName
    reuse_basis: tuple[dict[str, Any], ...]
    flags: tuple[str, ...]
    origins: tuple[str, ...]
    sources: tuple[str, ...]
    claims: int
    said: tuple[tuple[str, int], ...]
    named: int


@dataclass(slots=True)
class FoundPairs:
    """What comes of a cited work's claims; `dropped` holds those whose fate is another than before."""

    pairs: list[FoundPair] = field(default_factory=list)
    dropped: dict[int, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class _Draft:
    """A pair on its way."""

    citing: int
    klass: RelationClass
    kept: list[UnitClaim]
    claims: list[UnitClaim]
    flags: tuple[str, ...]

    @property
    def is_of_data(self) -> bool:
        return "not-data" not in self.flags


_NOBODY_ASKS = Behind("unknown", ())


@dataclass(frozen=True, slots=True)
class Unit:
    """All that is known of one cited work and those that may cite it.

    `to_us` are the claims that it is cited, `from_us` those that it cites the same works itself, by work;
    `derived` are (source, derived thing) by cluster, `labels` by (cited, citing).
    """

    cited: int
    works: Mapping[int, Work]
    to_us: Sequence[UnitClaim]
    from_us: Mapping[int, Sequence[UnitClaim]]
    derived: Collection[tuple[int, int]]
    labels: Mapping[tuple[int, int], Sequence[UnitLabel]]
    today: date


def pairs_of_unit(unit: Unit) -> FoundPairs:
    """All pairs, by the number of the citing work; and the claims that make none, with reasons."""
    found, drafts = FoundPairs(), list[_Draft]()
    citing = _drafts(unit, found, drafts)
    _finish(unit, found, drafts, all_behind(unit.works[unit.cited], citing))
    return found


def some_pairs_of_unit(unit: Unit, companions: Sequence[Work]) -> FoundPairs | None:
    """The pairs of some of the works that cite it, as `pairs_of_unit` has them, while the others stand.

    `companions` are the team's own articles, none of which is among them. None where one of these works may
    be of the team now, for then it matters to the others.
    """
    found, drafts = FoundPairs(), list[_Draft]()
    citing = _drafts(unit, found, drafts)
    cited = unit.works[unit.cited]
    alone = Team(cited)
    verdicts = [who_is_behind(one, alone) for one in citing]
    if any(of.value in OF_TEAM for of in verdicts):
        return None
    if companions and verdicts:
        team = Team(cited, companions)
        verdicts = [who_is_behind(one, team) for one in citing]
    _finish(unit, found, drafts, verdicts)
    return found


def _drafts(unit: Unit, found: FoundPairs, drafts: list[_Draft]) -> list[Citing]:
    """Draw the pairs up; returns those of data, of which it is asked who is behind them."""
    for citing, claims in sorted(_by_citing(unit.to_us).items()):
        drafts += _drafted(unit, citing, _kept(unit, citing, claims, found))
    return [Citing(unit.works[one.citing], one.klass, one.flags) for one in drafts if one.is_of_data]


def _finish(unit: Unit, found: FoundPairs, drafts: Sequence[_Draft], verdicts: Iterable[Behind]) -> None:
    rest = iter(verdicts)
    for one in drafts:
        # Of literature in literature nobody asks who is behind it.
        found.pairs.append(_finished(unit, one, next(rest) if one.is_of_data else _NOBODY_ASKS))


def _by_citing(claims: Sequence[UnitClaim]) -> dict[int, list[UnitClaim]]:
    found: dict[int, list[UnitClaim]] = defaultdict(list)
    for one in claims:
        found[one.citing].append(one)
    return found


def _kept(unit: Unit, citing: int, claims: Sequence[UnitClaim], found: FoundPairs) -> list[UnitClaim]:
    """The claims that make a pair; for the others, the reason is entered where it is news."""
    kept: list[UnitClaim] = []
    is_one_work = citing == unit.cited
    looked_at: dict[tuple[str, str], str | None] = {}
    for one in claims:
        reason = None
        if one.klass in PAIRED or one.citing_iri == one.cited_iri:
            ends = one.citing_iri, one.cited_iri
            if ends not in looked_at:  # claims have many copies
                by_name = drop_by_identifiers(*ends, is_one_work=is_one_work)
                looked_at[ends] = by_name.reason if by_name else None
            reason = looked_at[ends]
        if reason is None and one.klass in PAIRED:
            kept.append(one)
        elif one.dropped != reason:
            found.dropped[one.id] = reason
    klass = _best(kept)
    drop = drop_by_dates(unit.works[citing], unit.works[unit.cited], klass) if klass else None
    reason = drop.reason if drop else None
    found.dropped.update((one.id, reason) for one in kept if one.dropped != reason)
    return [] if drop else kept


def _best(claims: Sequence[UnitClaim]) -> RelationClass | None:
    said = {one.klass for one in claims}
    return next((klass for klass in PAIRED if klass in said), None)


def _drafted(unit: Unit, citing: int, kept: list[UnitClaim]) -> list[_Draft]:
    """The pair, unless its claims are fewer or worse than those the other way round: then it is there."""
    klass = _best(kept)
    if klass is None:
        return []
    back = [one for one in unit.from_us.get(citing, ()) if one.klass in PAIRED]
    if back and not _is_cited_here(unit, citing, len(kept), len(back)):
        return []
    one, other = unit.works[citing], unit.works[unit.cited]
    said = [ClaimedPair(of.relation, of.confidence) for of in kept]
    said += [ClaimedPair(of.relation, of.confidence, True) for of in back]
    identifiers = (*one.identifiers, *other.identifiers)
    flags = flags_of(one, other, said, today=unit.today, identifiers=identifiers)
    return [_Draft(citing, klass, kept, kept + back, flags)]


def _is_cited_here(unit: Unit, citing: int, forward: int, backward: int) -> bool:
    """Asked in one order of the two works, so that both get the same answer."""
    one, other = unit.works[citing], unit.works[unit.cited]
    if one.identifiers < other.identifiers:
        return cites_forward(one, other, forward, backward)
    return not cites_forward(other, one, backward, forward)


def _finished(unit: Unit, draft: _Draft, behind: Behind) -> FoundPair:
    key = (unit.cited, draft.citing)
    relations = {one.relation for one in draft.claims}
    if key in unit.derived:
        relations.add("IsDerivedFrom")
    said = sorted(relations)
    verdict = curated(
        behind,
        unit.labels.get(key, ()),
        lambda who, words: is_reuse(draft.klass, said, words, who),
    )
    flags = draft.flags
    if verdict.behind == "independent" and unit.works[unit.cited].opens:
        flags = _flags_again(unit, draft, verdict.behind)
    return FoundPair(
        draft.citing,
        unit.cited,
        draft.klass,
        is_counted(draft.klass, unit.works[unit.cited].kind) and not verdict.is_rejected,
        verdict.behind,
        verdict.behind_basis,
        verdict.reuse.value,
        verdict.reuse.evidence,
        tuple(sorted({*flags, *verdict.flags})),
        tuple(sorted({origin_of(one.source, one.origin, one.klass) for one in draft.claims})),
        tuple(sorted({one.source for one in draft.claims})),
        len(draft.claims),
        _counts(draft.kept),
        len({(one.citing_iri, one.cited_iri) for one in draft.kept}),
    )


def _counts(claims: Sequence[UnitClaim]) -> tuple[tuple[str, int], ...]:
    if len(claims) == 1:
        return ((claims[0].source, 1),)
    return tuple(sorted(Counter(one.source for one in claims).items()))


def _flags_again(unit: Unit, draft: _Draft, behind: str) -> tuple[str, ...]:
    """The flags with the one that only shows when it is known who is behind the pair."""
    one, other = unit.works[draft.citing], unit.works[unit.cited]
    added = flags_of(one, other, (), today=unit.today, behind=behind)
    return tuple(sorted({*draft.flags, *(flag for flag in added if flag == "negative-time")}))
