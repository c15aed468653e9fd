"""What dataset and paper pages share: citations, derivation and "cite this", ready for their templates."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from kg.answer.citations import Citations, book_of, citations_of
from kg.answer.cite import Citable, citable
from kg.answer.cite_forms import FORMS
from kg.answer.derivation import Derivation, derivation_of
from kg.answer.work_line import WorkLines
from kg.citation.book import Book
from kg.web.derivation_drawing import chain
from kg.web.state import Served


@dataclass(frozen=True, slots=True)
class CiteForm:
    """A reference in one form, and the address of the file with it."""

    name: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class CiteThis:
    """The reference of one work in all forms, plain text first."""

    work: Citable
    forms: tuple[CiteForm, ...]


@dataclass(frozen=True, slots=True)
class CitingParts:
    """Citations and derivation of one dataset; both None where the generation has no book of citations."""

    citations: Citations | None
    derivation: Derivation | None

    @property
    def drawing(self) -> Markup | None:
        """The chain as a drawing."""
        return chain(self.derivation) if self.derivation else None


@contextmanager
def opened(served: Served) -> Iterator[tuple[Book | None, WorkLines]]:
    """The book of the generation served, and lines of works from it."""
    with book_of(served.generation) as book:
        yield book, WorkLines(served.reader, book)


def citing_parts(served: Served, iri: str) -> CitingParts:
    """What the book tells of one dataset."""
    with opened(served) as (book, lines):
        if book is None:
            return CitingParts(None, None)
        citations = citations_of(served.reader, book, lines, iri)
        return CitingParts(citations, derivation_of(served.reader, book, lines, iri))


def cite_this(served: Served, book: Book | None, iri: str, today: date) -> CiteThis | None:
    """The reference of a work; None where there is nothing to cite."""
    work = citable(served.reader, book, iri, today)
    if work is None:
        return None
    forms = (
        CiteForm(name, write(work), f"/api/v1/cite?{urlencode({'iri': iri, 'format': form})}")
        for form, (write, name, _, _) in FORMS.items()
    )
    return CiteThis(work, tuple(forms))
