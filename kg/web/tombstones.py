"""Things that were here and are gone: their addresses answer 410, with when and why."""

from kg.store.outcomes import tombstone_of
from kg.web.problems import NotHere, WasHere
from kg.web.state import Served

_LONGEST_SHOWN = 300


def missing(served: Served, iri: str, otherwise: NotHere) -> NotHere:
    """What to raise for a thing that this generation does not hold: that it is gone, or else `otherwise`."""
    grave = tombstone_of(served.generation.ledger, iri)
    if grave is None:
        return otherwise
    dated = f", dated {grave.datestamp[:40]} there" if grave.datestamp else ""
    told = (
        f"{iri[:_LONGEST_SHOWN]} was here and is gone: {grave.reason}{dated}. "
        f"The harvest of {grave.source} found that out on {grave.known_since[:10]}."
    )
    members = {"reason": grave.reason, "source": grave.source, "goneSince": grave.known_since}
    return WasHere(told, members | ({"datestamp": grave.datestamp} if grave.datestamp else {}))
