"""From what the shell is given to documents and terms."""

from typing import TYPE_CHECKING

from kg.errors import BadInput
from kg.ontology.document import Document

if TYPE_CHECKING:
    from kg.ontology.view import View

NOTHING = Document("nothing", "robot-template", None, None, {}, {}, {}, ())
"""What a new file is compared with."""

_NAMED = 5


def opened(spec: str, imports: list[str] | None = None) -> Document:
    """The version that a path or `REV:PATH` names, with its imports where local files are given for them.

    Raises:
        BadInput: it cannot be read.
    """
    from kg.ontology.read.imports import import_map
    from kg.ontology.read.source import open_document

    return open_document(spec, import_map(imports or ()))


def term_named(name: str, view: "View") -> str:
    """The IRI of a term given by IRI, by the last part of its IRI, or by a label of any case.

    Raises:
        BadInput: no term or several terms bear the name.
    """
    if name in view.terms:
        return name
    tails = [iri for iri in view.terms if iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] == name]
    bearers = tails or list(view.bearers.get(name.strip().casefold(), ()))
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        several = ", ".join(bearers[:_NAMED])
        raise BadInput(f"Several terms are called {name[:80]!r}: {several}. Name one by its IRI.")
    from kg.ontology.read.template.nearest import Nearest

    near = Nearest(term.label for term in view.terms.values() if term.label).to(name[:200])
    meant = f' Did you mean "{near}"?' if near else ""
    raise BadInput(f"No term of {view.document.name} has the IRI or label {name[:80]!r}.{meant}")
