"""Accession numbers of archives, which do not use DOIs, as IRIs."""

import re

from pyoxigraph import NamedNode

from kg.rdf.mint import doi_iri, thing_iri

_PDB_NAMES = {"pdb", "wwpdb", "pdbe", "rcsb pdb", "protein data bank", "the protein data bank"}
_PDB_ENTRY = re.compile(r"[1-9][0-9A-Za-z]{3}$", re.ASCII)
_RESOLVER = re.compile(r"https?://(?:www\.)?identifiers\.org/([^/:]+)[/:](\S+)$", re.IGNORECASE)


def accession_iri(archive: str, accession: str) -> NamedNode:
    """The IRI of an entry of an archive, which is named as the source names it, in any case.

    Of the Protein Data Bank it is the DOI that it registers for each entry, else ours.
    """
    name, entry = " ".join(archive.split()).casefold(), accession.strip()
    if name in _PDB_NAMES and _PDB_ENTRY.match(entry):
        found = doi_iri(f"10.2210/pdb{entry.lower()}/pdb")
        if found is not None:
            return found
    return thing_iri("accession", name, entry)


def resolver_iri(address: str) -> NamedNode | None:
    """The IRI of what an address at identifiers.org names; None for any other address."""
    found = _RESOLVER.match(address.strip())
    if found is None:
        return None
    return doi_iri(found[2]) or accession_iri(found[1], found[2])
