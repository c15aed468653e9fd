"""An OWL file in any syntax, with the local files that its imports are mapped to, as a document."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import BadInput
from kg.ontology.document import Document, Fault
from kg.ontology.read import vocabulary as owl
from kg.ontology.read.entities import check_entities
from kg.ontology.read.form import TEMPLATE, form_of
from kg.ontology.read.horned import as_rdf
from kg.ontology.read.imports import ImportMap
from kg.ontology.read.limits import MOST_IMPORTS, MOST_TRIPLES, check_size, check_triples
from kg.ontology.read.named_classes import check_text, counted
from kg.ontology.read.template import read_template
from kg.ontology.read.triples import from_triples

_RDF = {
    "rdf-xml": RdfFormat.RDF_XML,
    "turtle": RdfFormat.TURTLE,
    "n-triples": RdfFormat.N_TRIPLES,
    "json-ld": RdfFormat.JSON_LD,
}
_BASE = "file:///ontology"
"""What relative IRIs refer to where a file states no base: the same for each, so that versions compare."""


def read_owl(data: bytes, name: str, format: str | None = None, imports: ImportMap | None = None) -> Document:
    """The document in `data`; `format` as in `Document.format`, by default told by the name's ending.

    Imports are read from the files that `imports` maps them to; nothing is fetched. Each document is read
    once, also where imports go in a circle.

    Raises:
        BadInput: not in that syntax, too large, or an imported file of which this is true.
    """
    return _Reader(imports or ImportMap()).read(data, name, format)


class _Reader:
    """Reads a document and what it imports; `_seen` holds the IRIs and files that were begun."""

    def __init__(self, imports: ImportMap) -> None:
        self._imports = imports
        self._seen: dict[str | Path, None] = {}
        self._files = 0

    def read(self, data: bytes, name: str, form: str | None) -> Document:
        check_size(len(data), name)
        form = form or form_of(data, name)
        if form == TEMPLATE:
            return read_template(data, name)
        triples, faults = _triples(data, name, form)
        iris = dict.fromkeys(_objects(triples, owl.IMPORTS))
        if _is_file(name):
            self._seen[Path(name).resolve()] = None
        self._seen.update(dict.fromkeys(_ontologies(triples)))
        imported, missing = self._imported(tuple(iris))
        content = from_triples(triples, _kinds(imported))
        return Document(
            name=name,
            format=form,
            iri=content.iri,
            version=content.version,
            about=content.about,
            terms=content.terms,
            axioms=dict.fromkeys(content.axioms),
            triples=triples,
            faults=(*faults, *content.faults, *map(_missing, missing)),
            imports=content.imports,
            imported=imported,
            missing_imports=missing,
        )

    def _imported(self, iris: tuple[str, ...]) -> tuple[tuple[Document, ...], tuple[str, ...]]:
        found: list[Document] = []
        missing: list[str] = []
        for iri in iris:
            file = self._imports.file(iri)
            if _bare(iri) in self._seen or (file is not None and file.resolve() in self._seen):
                continue
            if file is None:
                missing.append(iri)
                continue
            self._seen.update({_bare(iri): None, file.resolve(): None})
            self._files += 1
            if self._files > MOST_IMPORTS:
                raise BadInput(f"More than {MOST_IMPORTS} ontologies are imported; give a merged file.")
            found.append(self.read(file_bytes(file), str(file), None))
        return tuple(found), tuple(missing)


def file_bytes(path: Path) -> bytes:
    """The bytes of an ontology file, its size looked at first.

    Raises:
        BadInput: no such file, not a regular one, empty, or too large.
    """
    if path.is_dir():
        raise BadInput(f"{path} is a folder; give the ontology file in it.")
    if not path.is_file():
        raise BadInput(f"There is no file {path}.")
    try:
        check_size(path.stat().st_size, str(path))
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"Cannot read the ontology {path}: {error.strerror}.") from error


def _triples(data: bytes, name: str, form: str) -> tuple[tuple[Triple, ...], tuple[Fault, ...]]:
    faults: tuple[Fault, ...] = ()
    if form in ("rdf-xml", "owl-xml"):
        check_entities(data, name)
    check_text(data, name, form)
    if form not in _RDF:
        data, faults = as_rdf(data, name, form)
    kind = _RDF.get(form, RdfFormat.RDF_XML)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        quads = parse(data, format=kind, base_iri=_BASE, rename_blank_nodes=True)
        found = tuple(islice(counted(quads, name), MOST_TRIPLES + 1))
    except (SyntaxError, ValueError) as error:
        raise BadInput(f"{name} is not valid {form}: {_said(error)}") from None
    check_triples(len(found), name)
    return found, faults


def _said(error: Exception) -> str:
    """The parser's complaint; a Python SyntaxError would add the file of this program."""
    return str(error.args[0])[:300] if error.args else "it cannot be read."


def _objects(triples: tuple[Triple, ...], predicate: str) -> Iterator[str]:
    for triple in triples:
        if triple.predicate.value == predicate and hasattr(triple.object, "value"):
            yield triple.object.value


def _ontologies(triples: tuple[Triple, ...]) -> Iterator[str]:
    for subject, predicate, value in triples:
        if predicate.value == owl.TYPE and getattr(value, "value", None) == owl.ONTOLOGY:
            yield _bare(getattr(subject, "value", ""))


def _bare(iri: str) -> str:
    return iri.rstrip("#/")


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _kinds(documents: tuple[Document, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for document in documents:
        for each in document.with_imports:
            for iri, term in each.terms.items():
                found[iri] = found.get(iri, frozenset()) | term.kinds
    return found


def _missing(iri: str) -> Fault:
    message = (
        f"The import {iri} has no local file, and imports are never fetched: what it says is unknown."
        f" Name a file with --import {iri}=FILE."
    )
    return Fault("missing-import", message, text=iri)
