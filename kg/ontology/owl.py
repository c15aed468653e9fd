"""Read an ontology file into what a reasoner takes and, where the syntax is RDF, its triples."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from kg.errors import BadInput
from kg.rdf.syntax import read

_NATIVE = {".ofn": "ofn", ".omn": "omn", ".owx": "owx"}
_RDF = {".owl": "rdf", ".rdf": "rdf", ".xml": "rdf", ".ttl": "ttl", ".nt": "nt", ".jsonld": "jsonld"}


@dataclass(frozen=True, slots=True)
class OwlFile:
    """`data` in the syntax `format` (rustdl's name for it); no `triples` where the syntax is not RDF."""

    data: bytes
    format: str
    triples: list[Triple]


def read_owl(path: Path) -> OwlFile:
    """The ontology in a file; a file ending in .owl may hold RDF/XML or OWL/XML. Imports are not followed.

    Raises:
        BadInput: no such file, an unknown file ending, or text that is not in the syntax of that ending.
    """
    suffix = path.suffix.lower()
    if suffix not in _NATIVE | _RDF:
        raise BadInput(f"No ontology syntax has the file ending {suffix!r}; use {', '.join(_NATIVE | _RDF)}.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"Cannot read the ontology {path}: {error.strerror}.") from error
    if suffix in _NATIVE or (suffix in (".owl", ".xml") and _is_owl_xml(data)):
        return OwlFile(data, _NATIVE.get(suffix, "owx"), [])
    triples = [quad.triple for quad in read(data, _RDF[suffix], base=path.resolve().as_uri())]
    if _RDF[suffix] != "rdf":
        data = serialize(triples, format=RdfFormat.RDF_XML) or b""
    return OwlFile(data, "rdf-xml", triples)


def _is_owl_xml(data: bytes) -> bool:
    return b"<rdf:RDF" not in data and b"<Ontology" in data
