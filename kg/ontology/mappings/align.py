"""Candidates for a mapping table between two ontologies, from the names that they share."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.ontology.document import ALT_LABEL, LABEL, Document, Term
from kg.rdf.names import SKOS

Basis = Literal["label and acronym", "label", "acronym"]
CONFIDENCES: Mapping[Basis, float] = {"label and acronym": 0.9, "label": 0.8, "acronym": 0.5}
"""How sure a match is that nobody has reviewed: as in `kg.resolve.esrfet`, more where two names agree."""

_NAMES = (SKOS["prefLabel"].value, LABEL, ALT_LABEL)
_APART = re.compile(r"[\W_]+")
_MOST_LETTERS = 8
"""An acronym is one word of so many letters, or one with a capital within."""


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two terms with names in common: IRIs and labels of both, the shared names as the first has them."""

    subject: str
    subject_label: str
    object: str
    object_label: str
    basis: Basis
    names: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """How sure the match is, from 0 to 1."""
        return CONFIDENCES[self.basis]


def candidates(
    subjects: Document, objects: Document, among: Collection[str], targets: Collection[str]
) -> Iterator[Candidate]:
    """The terms of `among` and of `targets`, IRIs in the one and the other, that bear the same name.

    Case, blanks and dashes do not count. A name that two terms of one side bear decides nothing; a term
    whose full names lead elsewhere than its acronyms follows its full names; one that is led to two terms
    has no candidate.
    """
    ours = {iri: subjects.terms[iri] for iri in sorted(among)}
    theirs = {iri: objects.terms[iri] for iri in sorted(targets)}
    of_name = {name: iris.pop() for name, iris in _bearers(theirs).items() if len(iris) == 1}
    clear = {name for name, iris in _bearers(ours).items() if len(iris) == 1}
    for iri, term in ours.items():
        shared = {
            name: of_name[key] for name in names(term) if (key := squeezed(name)) in of_name.keys() & clear
        }
        full = {found for name, found in shared.items() if not is_acronym(name)}
        short = {found for name, found in shared.items() if is_acronym(name)}
        if len(full or short) == 1:
            found = next(iter(full or short))
            basis: Basis = "label and acronym" if found in full & short else "label" if full else "acronym"
            same = tuple(name for name, other in shared.items() if other == found)
            yield Candidate(iri, _label(term), found, _label(theirs[found]), basis, same)


def names(term: Term) -> tuple[str, ...]:
    """Every name of a term, the preferred ones first, each once."""
    texts = (text.strip() for prop in _NAMES for text in term.texts(prop))
    return tuple(dict.fromkeys(text for text in texts if text))


def squeezed(name: str) -> str:
    """The name without what spelling differs in: case, blanks, dashes, other forms of one letter."""
    return _APART.sub("", unicodedata.normalize("NFKC", name).casefold())


def is_acronym(name: str) -> bool:
    """Whether a name is a short form, such as "GISAXS" or "HiP-CT": letters of several words in one."""
    return " " not in name and (len(name) <= _MOST_LETTERS or name[1:] != name[1:].lower())


def _label(term: Term) -> str:
    """A full name where there is one."""
    every = names(term)
    return next((name for name in every if not is_acronym(name)), every[0] if every else term.iri)


def _bearers(terms: Mapping[str, Term]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for iri, term in terms.items():
        for name in names(term):
            found[squeezed(name)].add(iri)
    return found
