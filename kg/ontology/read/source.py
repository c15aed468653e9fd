"""Where a version of an ontology comes from: a file, or a revision of the git repository in this folder."""

from pathlib import Path

from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.read.imports import ImportMap, catalog_beside
from kg.ontology.read.owl import file_bytes, read_owl
from kg.ontology.read.revision import blob


def open_document(spec: str, imports: ImportMap | None = None) -> Document:
    """The document that `spec` names: a path, or `REV:PATH` of the repository that holds the working folder.

    A file that exists wins over a revision, and so does a Windows drive. `:PATH` is what is staged.
    With a path, a `catalog-v001.xml` beside it adds to `imports`.

    Raises:
        BadInput: no such file or revision, a folder, an unknown ending, a binary or an empty file, one
            beyond the limits, or text that is not in the syntax of its ending.
    """
    given = imports or ImportMap()
    path = Path(spec)
    if _exists(path) or not _is_revision(spec):
        return read_owl(file_bytes(path), spec, None, given.over(catalog_beside(path)))
    return read_owl(blob(spec), spec, None, given)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError) as error:
        raise BadInput(f"This is no path of a file: {str(path)[:200]!r}.") from error


def _is_revision(spec: str) -> bool:
    revision, colon, rest = spec.partition(":")
    if rest.startswith("//"):
        raise BadInput(f"Ontologies are not fetched from the web: {spec[:200]}. Give a file.")
    is_drive = len(revision) == 1 and revision.isalpha() and rest[:1] in ("\\", "/")
    return bool(colon and rest) and not is_drive
