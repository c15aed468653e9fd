"""A file without any class: whoever gives it for review took the wrong one."""

from kg.errors import BadInput
from kg.ontology.document import Document


def refuse_classless(document: Document) -> None:
    """Let pass what holds a class, or of which something was lost in reading: that is told by itself.

    Raises:
        BadInput: the file was read whole and holds no class, as one with the ontology's metadata alone.
    """
    lost = document.missing_imports or any(fault.lost for fault in document.faults)
    if not document.classes and not lost:
        raise BadInput(
            f"{document.name[:200]} holds no class: is it the right file? "
            "Give the version of the ontology that holds its terms."
        )
