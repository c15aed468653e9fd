"""A release as it was handed over or fetched, read and classified, before any store is touched."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from kg.errors import BadInput
from kg.harvest.fetch import fetch
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.read.imports import ImportMap
from kg.ontology.read.owl import file_bytes, read_owl
from kg.ontology.reason.classify import classify
from kg.ontology.tables.about import About, about_release
from kg.ontology.tables.esrfet import SOURCE as ESRFET_IRI
from kg.ontology.tables.esrfet import esrfet_table
from kg.ontology.tables.nexus import SOURCE as NEXUS_IRI
from kg.ontology.tables.nexus import nexus_table
from kg.ontology.tables.panet import SOURCE as PANET_IRI
from kg.ontology.tables.panet import panet_table
from kg.rdf.panet import PanetTable


def _encrypted(iri: str) -> str:
    return iri.replace("http:", "https:", 1)


ADDRESSES = {
    "panet": _encrypted(PANET_IRI),
    "esrfet": _encrypted(ESRFET_IRI),
    "nexus": _encrypted(NEXUS_IRI),
}
"""Where each vocabulary's current release is, by their publishers' permanent addresses."""

_ACCEPT = "application/rdf+xml, text/turtle;q=0.9, application/owl+xml;q=0.8, */*;q=0.1"
_ENDING = re.compile(r"\.(csv|owl|rdf|xml|ttl|nt|jsonld|ofn|omn|owx)$", re.IGNORECASE)
_SAID = 3


@dataclass(frozen=True)
class Offer:
    """The bytes of a release of the vocabulary `name`, and where they are from.

    `file` is the name that tells their syntax, `source` the address or path to remember. `metadata` is what a
    file beside it says of the release, `version` what the user says.
    """

    name: str
    data: bytes
    file: str
    source: str
    metadata: Document | None = None
    version: str | None = None

    def read(self, panet: bytes) -> "Read":
        """The release with all consequences; `panet` is the table of PaNET that stands for its import.

        Raises:
            BadInput: it cannot be read, does not say its version, was not classified in full, or has classes
                that nothing can be a member of.
        """
        document = self._document(panet)
        about = about_release(document, self.metadata, self.version)
        said = {**(self.metadata.about if self.metadata else {}), **document.about}
        iri = document.iri or (self.metadata.iri if self.metadata else None)
        document = replace(document, about=said, iri=iri, version=about.version)
        # The concepts of NeXus are names to look up; nothing is ever inferred from them.
        hierarchy = _classified(document) if self.name != "nexus" else Hierarchy({}, (), True, "none")
        return Read(self.name, document, hierarchy, about)

    def _document(self, panet: bytes) -> Document:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "panet.ttl"
            file.write_bytes(panet)
            document = read_owl(self.data, self.file, None, ImportMap({PANET_IRI: file}))
        lost = [fault.message for fault in document.faults if fault.lost]
        if lost:
            more = f" And {len(lost) - _SAID:,} more." if len(lost) > _SAID else ""
            raise BadInput(f"{self.file} cannot be read in full: {' '.join(lost[:_SAID])}{more}")
        return document


@dataclass(frozen=True)
class Read:
    """A release as it was understood."""

    name: str
    document: Document
    hierarchy: Hierarchy
    about: About

    def table(self, panet: PanetTable, former: PanetTable | None) -> bytes:
        """What a store loads; `panet` is what it stands on, `former` whose terms stay for the data."""
        return self._tables[self.name](panet, former)

    @cached_property
    def _tables(self) -> dict[str, Callable[[PanetTable, PanetTable | None], bytes]]:
        return {
            "panet": lambda _, former: panet_table(self.document, self.hierarchy, self.about, former),
            "esrfet": lambda panet, _: esrfet_table(self.document, self.hierarchy, self.about, panet),
            "nexus": lambda _, __: nexus_table(self.document, self.about),
        }


def offer_of(
    name: str,
    place: str | None = None,
    metadata: Path | None = None,
    version: str | None = None,
    private_hosts: Collection[str] = (),
) -> Offer:
    """The release at a path or address; without one, the current release at its permanent address.

    Raises:
        SourceUnavailable: the address does not answer.
        BadInput: there is nothing, or it may not be asked.
    """
    beside = read_owl(file_bytes(metadata), str(metadata)) if metadata else None
    place = place or ADDRESSES[name]
    if urlsplit(place).scheme.lower() in ("http", "https"):
        data, there = fetch(place, _ACCEPT, private_hosts)
        return Offer(name, data, file_name(there), there, beside, version)
    return Offer(name, file_bytes(Path(place)), place, str(Path(place).absolute()), beside, version)


def file_name(place: str) -> str:
    """The last part of an address or path, with an ending that a reader takes for OWL where it has none."""
    file = place.rstrip("/").rpartition("/")[2]
    return file if _ENDING.search(file) else f"{file}.owl"


def _classified(document: Document) -> Hierarchy:
    hierarchy = classify(document)
    if not hierarchy.complete:
        why = " ".join(hierarchy.reasons[:_SAID]) or "The reasoner did not finish."
        raise BadInput(f"{document.name} was not classified in full, so it is not taken in. {why}")
    if hierarchy.unsatisfiable:
        named = ", ".join(hierarchy.unsatisfiable[:_SAID])
        raise BadInput(
            f"{document.name} has {len(hierarchy.unsatisfiable):,} classes that nothing can be a member of "
            f"({named}), so it is not taken in. `kg ontology classify` tells why."
        )
    return hierarchy
