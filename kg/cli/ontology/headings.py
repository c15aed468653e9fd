"""The headings of the later version's table, read again from where it stands."""

from pathlib import Path

from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.read.headings import headings_in


def headings(document: Document) -> tuple[str, ...]:
    """The first row of a ROBOT template; empty for other formats and where it cannot be read again."""
    if document.format != "robot-template":
        return ()
    try:
        return headings_in(_data(document.name), document.format, document.name)
    except (OSError, BadInput):
        return ()


def _data(name: str) -> bytes:
    if Path(name).is_file():
        return Path(name).read_bytes()
    from kg.ontology.read.revision import blob

    return blob(name)
