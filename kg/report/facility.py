"""The facilities that a book can report on, and which one is meant."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from pyoxigraph import NamedNode

from kg.errors import BadInput
from kg.rdf.names import THING
from kg.rdf.terms import iri as node_of
from kg.resolve.facility import facility_by_iri, facility_by_name, slug_of

_OWN = f"{THING}facility/"
_MOST_NAMED = 40


@dataclass(frozen=True, slots=True)
class Reported:
    """A facility that a book knows data of; `slug` is its name in addresses, `datasets` all data of it."""

    iri: str
    label: str
    slug: str
    datasets: int

    def as_json(self) -> dict[str, object]:
        """The JSON form."""
        return asdict(self)


class NoFacility(BadInput):
    """A book knows no data of the facility that was named."""


def list_facilities(database: sqlite3.Connection) -> tuple[Reported, ...]:
    """All facilities, those with the most data first."""
    query = """
        SELECT value, MAX(label), SUM(kind IS 'dataset') FROM facet LEFT JOIN work USING (cluster)
        WHERE slot = 'facility' GROUP BY value
    """
    found = [_reported(*row) for row in database.execute(query)]
    return tuple(sorted(found, key=lambda one: (-one.datasets, one.label, one.iri)))


def find_facility(database: sqlite3.Connection, said: str) -> Reported:
    """The facility by its IRI, its short name in addresses, its label, another name, or a part of these.

    A part is a whole word or a beginning that only one facility has.

    Raises:
        NoFacility: none of these, or the part is of several; the message lists those there are.
    """
    wanted = said.strip()
    if (sure := _named_so(database, wanted)) is not None:
        return sure
    there = list_facilities(database)
    for one in there:
        if _is_named_so(one, wanted):
            return one
    known = facility_by_name(wanted)
    for one in there:
        if known is not None and one.iri == known.iri.value:
            return one
    near = [one for one in there if _is_meant(wanted, one)]
    if len(near) == 1:
        return near[0]
    raise NoFacility(_ambiguous(said, near) if near else _refusal(said, there))


def _named_so(database: sqlite3.Connection, wanted: str) -> Reported | None:
    """The only facility of just this name; to count the data of all others takes longer than to find it."""
    query = "SELECT value, MAX(label), NULL FROM facet WHERE slot = 'facility' GROUP BY value"
    there = (_reported(*row) for row in database.execute(query))
    found = [one for one in there if _is_named_so(one, wanted)]
    if len(found) != 1:
        return None
    query = "SELECT COUNT(*) FROM facet JOIN work USING (cluster) WHERE slot = 'facility' AND value = ?"
    (datasets,) = database.execute(f"{query} AND kind = 'dataset'", (found[0].iri,)).fetchone()
    return replace(found[0], datasets=datasets)


def _is_named_so(one: Reported, wanted: str) -> bool:
    return wanted == one.iri or wanted.casefold() in (one.slug, one.label.casefold())


def _is_meant(said: str, one: Reported) -> bool:
    """Whether the label or short name begins so, or has these whole words."""
    wanted = " ".join(re.findall(r"\w+", said.casefold()))
    names = (" ".join(re.findall(r"\w+", name.casefold())) for name in (one.label, one.slug))
    return bool(wanted) and any(name.startswith(wanted) or f" {wanted} " in f" {name} " for name in names)


def _ambiguous(said: str, near: Sequence[Reported]) -> str:
    names = ", ".join(f"{one.slug} ({one.label})" for one in near[:_MOST_NAMED])
    return f"{said[:100]!r} may be any of these: {names}. Say which."


def _refusal(said: str, there: Sequence[Reported]) -> str:
    if not there:
        return f"No data of any facility are known here, so none of {said[:100]!r}. Run `kg harvest` first."
    names = ", ".join(f"{one.slug} ({one.label})" for one in there[:_MOST_NAMED])
    more = f" and {len(there) - _MOST_NAMED} more" if len(there) > _MOST_NAMED else ""
    return f"No facility {said[:100]!r} has data here. There are: {names}{more}."


def _reported(iri: str, label: str | None, datasets: int | None) -> Reported:
    node = node_of(iri)
    known = facility_by_iri(node) if isinstance(node, NamedNode) else None
    name = label or (known.label if known else iri)
    if known is not None:
        return Reported(iri, name, known.slug, datasets or 0)
    slug = iri.removeprefix(_OWN) if iri.startswith(_OWN) and "/" not in iri.removeprefix(_OWN) else None
    return Reported(iri, name, slug or slug_of(name), datasets or 0)
