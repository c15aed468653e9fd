"""What is known of a work: a dataset, a publication, a piece of software. Unknown is None or empty."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from kg.rdf.claim import WorkKind

Role = Literal["creator", "contributor", "contact", "staff"]
"""`staff`: named as local contact, beamline scientist or the like of the facility."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in a work, in the spelling there; `country` is an ISO 3166 code, `ror` an IRI."""

    name: str | None
    orcid: str | None = None
    role: Role = "creator"
    affiliation: str | None = None
    ror: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is known: "2021", "2021-03" or "2021-03-10", and where it is from.

    `basis` is a source's name, or "doi" for a year that was read off a DOI.
    """

    text: str
    basis: str

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How precise."""
        return "year" if len(self.text) == 4 else "month" if len(self.text) == 7 else "day"

    @property
    def year(self) -> int:
        """The year."""
        return int(self.text[:4])


@dataclass(frozen=True, slots=True)
class Work:
    """One work, merged from all that sources say of its identifiers.

    `people_complete` is True only where a source gives the whole list of those who took part: the authors of
    an article; for data only where it says so. The first `people_in_order` of them are creators as a source
    lists them, 0 where none gives an order; the others stand by role and name. `collected`, `issued` and
    `opens` are ISO dates, kept apart.
    """

    kind: WorkKind | None = None
    title: str | None = None
    date: PartialDate | None = None
    people: tuple[Person, ...] = ()
    people_complete: bool | None = None
    people_in_order: int = 0
    publisher: str | None = None
    collected: str | None = None
    issued: str | None = None
    opens: str | None = None
    rights: str | None = None
    license: str | None = None
    version: str | None = None
    container: str | None = None
    facilities: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)
