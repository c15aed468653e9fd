"""One work from what several sources say of its identifiers: always the same, in whatever order it came.

Where sources differ, what most of them say counts, then what is more precise, then what comes first by
alphabet. Of the identifier that stands for the work more is believed than of its versions and parts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.citation.dating import date_from_doi, partial_date
from kg.citation.identifier import facility_of
from kg.citation.kind_shown import kind_from_doi
from kg.citation.merge_people import is_whole_team, merged_people
from kg.citation.work import PartialDate, Work
from kg.rdf.claim import WORK_KINDS, WorkKind


@dataclass(frozen=True, slots=True)
class Said:
    """What one graph says of one identifier of a work; `retrieved` is when it was read (ISO 8601)."""

    iri: str
    source: str
    retrieved: str | None
    facts: dict[str, Any]


def merged(first: str, identifiers: Sequence[str], said: Iterable[Said]) -> Work:
    """The work; `first` is the identifier that stands for it, and one of `identifiers`."""
    known = list(said)
    if len(known) > 1:
        known.sort(key=lambda one: (one.iri != first, one.iri, one.source, repr(sorted(one.facts.items()))))
    own = [one for one in known if one.iri == first] or known
    kind = _kind(own) or _kind(known) or _kind_shown(first, identifiers)
    facilities = _union(known, "facilities") or _registrants(identifiers)
    dates = _dates(own) or _dates(known)
    people, in_order = merged_people(known, first)
    return Work(
        kind=kind,
        title=_text(own, known, "title"),
        date=_best_date(dates) or _date_shown(first, identifiers),
        people=people,
        people_complete=is_whole_team(own, known, kind),
        people_in_order=in_order,
        publisher=_text(own, known, "publisher"),
        collected=min(_all(known, "collected"), default=None),
        issued=max(_issued(own) or _issued(known), key=lambda one: (len(one), one), default=None),
        opens=_text(own, known, "opens"),
        rights=_text(own, known, "rights"),
        license=_text(own, known, "license"),
        version=_text(own, known, "version"),
        container=_text(own, known, "container"),
        facilities=facilities,
        instruments=_ends(known, "instruments"),
        techniques=_union(known, "techniques"),
        proposals=_ends(known, "proposals"),
        parts=_union(known, "parts"),
        identifiers=(first, *sorted(set(identifiers) - {first})),
    )


def labels(said: Iterable[Said]) -> dict[str, str]:
    """Instrument or proposal -> what graphs call it."""
    found: dict[str, str] = {}
    for one in said:
        for name in ("instruments", "proposals"):
            for iri, label in one.facts.get(name, ()):
                if label and (iri not in found or label < found[iri]):
                    found[iri] = label
    return found


def _kind(said: Sequence[Said]) -> WorkKind | None:
    for some in _by_speaker(said):
        votes = Counter(one.facts["kind"] for one in some if one.facts.get("kind"))
        if votes:
            return min(WORK_KINDS, key=lambda kind: (-votes[kind], WORK_KINDS.index(kind)))
    return None


def _kind_shown(first: str, identifiers: Sequence[str]) -> WorkKind | None:
    found = (kind_from_doi(iri) for iri in (first, *sorted(identifiers)))
    return next((kind for kind in found if kind), None)


def _dates(said: Sequence[Said]) -> list[PartialDate]:
    """When the work was published, as its sources say.

    A date that lay ahead when the record was read is none: some write the end of an embargo there.
    """
    for some in _by_speaker(said):
        stated = ((words, one) for one in some for words in one.facts.get("issued", ()))
        dates = ((partial_date(words, one.source), one.retrieved) for words, one in stated)
        found = [date for date, read in dates if date and not (read and date.text > read[: len(date.text)])]
        if found:
            return found
    return []


def _issued(said: Sequence[Said]) -> list[str]:
    return next((found for some in _by_speaker(said) if (found := _all(some, "issued"))), [])


def _by_speaker(said: Sequence[Said]) -> Iterator[list[Said]]:
    """What records about the work say goes before what others claim in passing."""
    return ([one for one in said if one.facts.get("by") == by] for by in ("record", "claim"))


def _best_date(dates: Sequence[PartialDate]) -> PartialDate | None:
    """Of the year that most sources name, the most precise date; of several, that of most, then the first."""
    if not dates:
        return None
    years = Counter(
        {year: len({one.basis for one in dates if one.year == year}) for year in {d.year for d in dates}}
    )
    year = min(years, key=lambda one: (-years[one], one))
    texts = Counter(one.text for one in dates if one.year == year)
    text = min(texts, key=lambda one: (-len(one), -texts[one], one))
    return PartialDate(text, min(one.basis for one in dates if one.text == text))


def _date_shown(first: str, identifiers: Sequence[str]) -> PartialDate | None:
    found = (date_from_doi(iri) for iri in (first, *sorted(identifiers)))
    return next((date for date in found if date), None)


def _registrants(identifiers: Iterable[str]) -> tuple[str, ...]:
    """The facility under whose prefix an identifier is registered."""
    return tuple(sorted({found.iri.value for iri in identifiers if (found := facility_of(iri))}))


def _text(own: Sequence[Said], known: Sequence[Said], name: str) -> str | None:
    for said in (own, known):
        values: list[str] = [value for one in said if (value := one.facts.get(name))]
        if len(values) == 1:
            return values[0]
        if values:
            votes = Counter(values)
            return min(votes, key=lambda text: (-votes[text], text))
    return None


def _all(said: Sequence[Said], name: str) -> list[str]:
    """All values of a field, be it a list or a single text."""
    values = (one.facts.get(name) for one in said)
    return [text for value in values if value for text in ([value] if isinstance(value, str) else value)]


def _union(said: Sequence[Said], name: str) -> tuple[str, ...]:
    return tuple(sorted(set(_all(said, name))))


def _ends(said: Sequence[Said], name: str) -> tuple[str, ...]:
    return tuple(sorted({iri for one in said for iri, _ in one.facts.get(name, ())}))
