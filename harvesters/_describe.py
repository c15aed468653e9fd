"""Collect the triples about one record; values that are no such thing are left out, not guessed."""

from dataclasses import replace
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.harvest.payload import Json
from kg.rdf.claim import Claim, StatedCount, WorkKind, claim_triples, count_triples
from kg.rdf.terms import Triple, calendar_date, moment, text
from kg.resolve.day import NO_DATES, resolve_day, resolve_moment
from kg.resolve.email import publishable
from kg.resolve.finding import Finding, finding_triples

MOST_FINDINGS = 50
"""Findings kept of one record: who mends these has seen how the others are mended."""


class Speaker(NamedTuple):
    """Who makes claims: a source in one of its records; `origin` is whom it has them from, if it says so."""

    source: str
    key: str
    origin: str | None = None


class Description:
    """The growing list of triples about `about` and what belongs to it.

    Claims are made in the name of `speaker`, and of nobody without one; `kind` is what claims say that the
    thing is.
    """

    def __init__(
        self, about: NamedNode, speaker: Speaker | None = None, kind: WorkKind | None = None
    ) -> None:
        self.about = about
        self.kind = kind
        self._speaker = speaker
        self.triples: list[Triple] = []
        self._findings: set[Finding] = set()

    def say(self, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """State something of the thing itself."""
        if value is not None:
            self.triples.append((self.about, predicate, value))

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """State something of a thing that belongs to it."""
        if value is not None:
            self.triples.append((subject, predicate, value))

    def say_moment(self, predicate: NamedNode, value: Json, field: str) -> None:
        """State a point in time, for a day its beginning; what is no such thing becomes a finding."""
        term = moment(value)
        if term is not None and term.value[:10] not in NO_DATES:
            self.say(predicate, term)
        elif (said := _said(value)) is not None:
            found, finding = resolve_moment(said, field)
            self.say(predicate, found)
            self.find(finding)

    def say_day(self, predicate: NamedNode, value: Json, field: str) -> None:
        """State the calendar day; what is no such thing becomes a finding."""
        term = calendar_date(value)
        if term is not None and term.value not in NO_DATES and not (isinstance(value, str) and "/" in value):
            self.say(predicate, term)
        elif (said := _said(value)) is not None:
            found, finding = resolve_day(said, field)
            self.say(predicate, found)
            self.find(finding)

    def claim(self, claim: Claim) -> None:
        """State that the source claims this."""
        if self._speaker is not None:
            source, key, origin = self._speaker
            self.triples += claim_triples(replace(claim, origin=claim.origin or origin), source, key)

    def count(self, count: StatedCount) -> None:
        """State that the source gives this number."""
        if self._speaker is not None:
            shown = replace(
                count,
                metric=publishable(count.metric),
                method=publishable(count.method or ""),
                country=publishable(count.country or ""),
                note=publishable(count.note or ""),
            )
            self.triples += count_triples(shown, self._speaker.source, self._speaker.key)

    def find(self, finding: Finding | None) -> None:
        """State what should be mended at the source, once, beside what is said of the thing itself."""
        if finding is None or finding in self._findings or len(self._findings) >= MOST_FINDINGS:
            return
        self._findings.add(finding)
        self.triples += finding_triples(self.about, finding)


def prose(value: Json) -> Literal | None:
    """Free text; e-mail addresses in it are not republished, unless the operator wants them kept."""
    if isinstance(value, str) and "@" in value:
        value = publishable(value)
    return text(value)


def _said(value: Json) -> str | None:
    """What stands where a date was expected, as text; None for nothing."""
    said = value.get("$date") if isinstance(value, dict) else value
    return None if said is None or said == "" else str(said)[:200]
