"""Who said it first: sources copy each other, and copies are no witnesses."""

import re

from kg.citation.relation import RelationClass

_COPIES = ("opencitations", "openalex", "scholexplorer", "openaire", "europepmc")
"""Sources whose reference lists come from what publishers deposit with Crossref, if they say nothing else."""

_KNOWN = ("crossref", "datacite", "pubmed", "opencitations", "openaire")


def origin_of(source: str, said: str | None, klass: RelationClass) -> str:
    """The witness behind a claim.

    Args:
        source: the harvester's name.
        said: whom the source has it from, in its own words ("Crossref", "datacite-crossref", "coci").
        klass: what is claimed; only of citations it is known that these sources copy them.
    """
    if said:
        words = re.sub(r"[^a-z0-9]+", " ", said.lower()).split()
        # Event Data's "datacite-crossref" are statements of DataCite's members about DOIs of Crossref's.
        return next((name for name in _KNOWN for word in words[:1] if word.startswith(name)), " ".join(words))
    if klass == "citation" and source in _COPIES:
        return "crossref"
    return "datacite" if source.startswith("datacite") or source == "datacitations" else source
