"""The ESRF's open catalogue as recorded, and what its source makes of it."""

from replay import RecordedWorld, recording

from kg.harvest.payload import Json
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record
from kg.rdf.terms import Triple

ICATPLUS = load_source("icatplus")


def world(name: str, **told: Json) -> RecordedWorld:
    """The recording of this name; `more` are requests that it answers beside its own."""
    said = recording(name)
    return RecordedWorld(
        said["place"], options=said.get("options", {}), requests={**said["requests"], **told.get("more", {})}
    )


def mapped(found: list[Record | Aside]) -> list[Triple]:
    """The triples of all records among these."""
    return [triple for one in found if isinstance(one, Record) for triple in ICATPLUS.triples(one).triples]
