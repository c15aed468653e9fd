"""Which syntaxes an answer can have, and which of them an Accept header asks for."""

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import BadInput

TABLES: dict[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""Media types for SELECT and ASK; the first is the default."""

GRAPHS: dict[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
}
"""Media types for CONSTRUCT and DESCRIBE; the first is the default."""


SYNTAXES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
"""Names of the syntaxes of graphs, as `?format=` takes them, and their media types."""

ALSO_CALLED = {
    "turtle": "ttl",
    "n3": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "rdf+xml": "rdf",
    "json-ld": "jsonld",
    "nquads": "nq",
    "n-quads": "nq",
}
"""What clients call them too, SPARQLWrapper above all."""

RESULTS = {
    "json": "application/sparql-results+json, application/ld+json;q=0.5",
    "xml": "application/sparql-results+xml, application/rdf+xml;q=0.5",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Names of the syntaxes of tables and the Accept headers they stand for; two of them fit graphs as well."""

NAMED = SYNTAXES | RESULTS
"""Every name, and the Accept header that it stands for."""


class NotOffered(BadInput):
    """No syntax that the Accept header allows is offered; the message names those that are."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One media range of an Accept header and its weight, 0 to 1."""

    range: str
    weight: float

    def covers(self, media_type: str) -> bool:
        """Whether the range holds this media type."""
        if self.range == "*/*":
            return True
        kind, _, rest = self.range.partition("/")
        return self.range == media_type or (rest == "*" and media_type.startswith(kind + "/"))


def wishes(accept: str) -> list[Wish]:
    """The media ranges of an Accept header, most wanted first; an empty header accepts all.

    >>> [wish.range for wish in wishes("text/csv;q=0.5, text/turtle")]
    ['text/turtle', 'text/csv']
    """
    found = [_wish(part) for part in accept.split(",") if part.strip()]
    # At equal weight `text/turtle` says more than `text/*`, and that more than `*/*`; else the order counts.
    return sorted(found, key=lambda wish: (-wish.weight, wish.range.count("*"))) or [Wish("*/*", 1.0)]


def choose(accept: str, offered: list[str]) -> str | None:
    """The most wanted of the offered media types, or None when none is acceptable."""
    wanted = wishes(accept)
    refused = {wish.range for wish in wanted if wish.weight == 0}
    for wish in wanted:
        if wish.weight > 0:
            for media_type in offered:
                if wish.covers(media_type) and media_type not in refused:
                    return media_type
    return None


def _wish(part: str) -> Wish:
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                weight = min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return Wish(media_range, weight)
