"""What a release says of itself: version, title, licence, authors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import BadInput
from kg.ontology.document import Document, Value
from kg.ontology.snapshot import VERSION
from kg.rdf.names import DCT, GRAPH, OWL, RDF, RDFS

_LICENCE = ("license", "licence", "rights")  # NeXusOntology writes dcterms:licence


@dataclass(frozen=True, slots=True)
class About:
    """The facts that stand in the head of a table; None where the release does not say."""

    version: str
    title: str | None
    licence: str | None
    creators: tuple[str, ...] = ()

    def triples(self, name: str, source: str, note: str) -> Iterator[Triple]:
        """The head of the table called `name` (panet/1.3.0), made from the ontology `source`."""
        table = GRAPH[name]
        yield Triple(table, RDF["type"], OWL["Ontology"])
        yield Triple(table, OWL["versionInfo"], Literal(self.version))
        yield Triple(table, DCT["source"], NamedNode(source))
        yield Triple(table, RDFS["comment"], Literal(note, language="en"))
        if self.title:
            yield Triple(table, DCT["title"], Literal(self.title, language="en"))
        if self.licence:
            yield Triple(table, DCT["license"], _iri_or_text(self.licence))
        for creator in self.creators:
            yield Triple(table, DCT["creator"], _iri_or_text(creator))


def about_release(document: Document, metadata: Document | None = None, version: str | None = None) -> About:
    """What the release, and a file of metadata beside it, say; a `version` given by hand counts before both.

    Raises:
        BadInput: no version is stated anywhere, or it is none.
    """
    found = version or _first(document, metadata, (OWL["versionInfo"].value,)) or document.version
    if not found and metadata is not None:
        raise BadInput(
            f"Neither {document.name} nor the metadata in {metadata.name} states the version "
            "(owl:versionInfo). Give it with --version."
        )
    if not found:
        raise BadInput(
            f"{document.name} does not state its version (owl:versionInfo). Give it with --version, or "
            "name a file that states it with --metadata."
        )
    found = re.sub(r"^[vV](?=\d)", "", found.strip())
    if not VERSION.match(found):
        raise BadInput(f"{found[:80]!r} is no version: expected are letters, digits and .+_- such as 1.3.0.")
    creators = (*_values(document, DCT["creator"].value), *_values(metadata, DCT["creator"].value))
    return About(
        version=found,
        title=_first(document, metadata, (DCT["title"].value,)),
        licence=_first(document, metadata, [DCT[name].value for name in _LICENCE]),
        creators=tuple(dict.fromkeys(each.value.strip() for each in creators)),
    )


def _first(document: Document, metadata: Document | None, names: "tuple[str, ...] | list[str]") -> str | None:
    values = (value for of in (document, metadata) for name in names for value in _values(of, name))
    return next((value.value.strip() for value in values if value.value.strip()), None)


def _values(document: Document | None, name: str) -> tuple[Value, ...]:
    return document.about.get(name, ()) if document is not None else ()


def _iri_or_text(text: str) -> NamedNode | Literal:
    is_address = re.match(r"https?://[^\s<>\"{}|\\^`]+$", text) is not None
    return NamedNode(text) if is_address else Literal(text)
