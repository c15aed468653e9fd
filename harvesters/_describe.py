"""Collect the triples about one record; values that are no such thing are left out, not guessed."""

import re

from pyoxigraph import Literal, NamedNode

from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri
from kg.rdf.names import PAN, RDF, RDFS, XSD
from kg.rdf.terms import Triple, calendar_date, iri, moment, text
from kg.resolve.finding import Finding

# "Au@SiO2" is a core-shell particle: an address has a dot after the sign.
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}")


class Description:
    """The growing list of triples about `about` and what belongs to it."""

    def __init__(self, about: NamedNode) -> None:
        self.about = about
        self.triples: list[Triple] = []

    def say(self, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """State something of the thing itself."""
        if value is not None:
            self.triples.append((self.about, predicate, value))

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """State something of a thing that belongs to it."""
        if value is not None:
            self.triples.append((subject, predicate, value))

    def say_moment(self, predicate: NamedNode, value: Json, field: str) -> None:
        """State a point in time, for a day its beginning; an impossible one is noted instead."""
        if term := moment(value):
            self.say(predicate, term)
        elif day := calendar_date(value):
            self.say(predicate, moment(f"{day.value}T00:00:00"))
        else:
            self._note_date(value, field)

    def say_day(self, predicate: NamedNode, value: Json, field: str) -> None:
        """State the calendar day; an impossible one is noted instead."""
        if term := calendar_date(value):
            self.say(predicate, term)
        else:
            self._note_date(value, field)

    def find(self, finding: Finding | None) -> None:
        """State what should be mended at the source."""
        if finding is None:
            return
        node = digest_iri("finding", self.about.value, finding.rule, finding.field, finding.said)
        self.say(PAN["finding"], node)
        self.add(node, RDF["type"], PAN["Finding"])
        self.add(node, PAN["rule"], Literal(finding.rule))
        self.add(node, PAN["field"], text(finding.field))
        self.add(node, PAN["sourceText"], prose(finding.said))
        self.add(node, PAN["understoodAs"], iri(finding.understood) or text(finding.understood))
        self.add(node, PAN["confidence"], Literal(repr(finding.confidence), datatype=XSD["double"]))
        self.add(node, RDFS["comment"], text(finding.remedy))

    def note(self, finding: str) -> None:
        """A finding about the record, for whoever can mend it."""
        self.say(RDFS["comment"], prose(finding))

    def _note_date(self, value: Json, field: str) -> None:
        said = value.get("$date") if isinstance(value, dict) else value
        if said not in (None, ""):
            self.note(f"{field} {str(said)[:60]!r} is no possible date; it was left out.")


def prose(value: Json) -> Literal | None:
    """Free text; e-mail addresses in it are not republished."""
    if isinstance(value, str) and "@" in value:
        value = _EMAIL.sub("[e-mail address]", value)
    return text(value)
