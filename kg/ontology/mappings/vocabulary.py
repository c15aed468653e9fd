"""What the ontology beside a table knows: its ids, their form, and who bears which label."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.ontology.document import Document, Term
from kg.rdf.names import SKOS

LabelState = Literal["same", "alternative", "outdated", "elsewhere"]

# ESRFET has the acronym for its rdfs:label and the full name here.
_PREFERRED = SKOS["prefLabel"].value
_LOCAL = re.compile(r"(?P<base>.*[#/])(?P<local>[^#/]+)$", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_MOST_SHAPES = 4
# ace6adc renamed "diffraction" to "diffraction-based techniques": the same term says more of what it is.
_SUFFIX = re.compile(r"[- ](?:based )?(?:techniques?|methods?)")


@dataclass(frozen=True)
class Vocabulary:
    """The terms of a version and of its imports, by IRI."""

    document: Document

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Every term by IRI; the document's own statement wins over its imports'."""
        found: dict[str, Term] = {}
        for document in reversed(self.document.with_imports):
            found.update(document.terms)
        return found

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The beginnings of the ontology's own IRIs: of each document the one that most of its terms have."""
        found = []
        for document in self.document.with_imports:
            counted = Counter(match["base"] for iri in document.terms if (match := _LOCAL.match(iri)))
            found += [base for base, _ in counted.most_common(1)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def shapes(self) -> Mapping[str, frozenset[str]]:
        """Forms of each base's local ids (`PaNET` and 5 digits: "PaNET#5"); empty where they are free."""
        found = {}
        for base in self.bases:
            local = [iri.removeprefix(base) for iri in self.terms if iri.startswith(base)]
            shapes = frozenset(map(shape, local))
            found[base] = shapes if len(shapes) <= min(_MOST_SHAPES, len(local)) else frozenset[str]()
        return found

    @cached_property
    def bearers(self) -> Mapping[str, frozenset[str]]:
        """For each preferred or alternative label, case-folded, the IRIs that bear it."""
        found: dict[str, set[str]] = {}
        for iri, term in self.terms.items():
            for text in (term.label, *term.alt_labels):
                if text:
                    found.setdefault(text.casefold(), set()).add(iri)
        return {text: frozenset(iris) for text, iris in found.items()}

    def base_of(self, iri: str) -> str | None:
        """The ontology's own beginning of this IRI; None for an id of something else."""
        return next((base for base in self.bases if iri.startswith(base)), None)

    def undoubled(self, iri: str) -> str | None:
        """The term that is meant where a part of the id stands there twice (`PaNETPaNET00206`).

        None unless taking one of them away gives the IRI of a term.
        """
        base = self.base_of(iri)
        if base is None or iri in self.terms:
            return None
        local = iri.removeprefix(base)
        for length in range(1, len(local) // 2 + 1):
            # Letters only: a digit twice may be a typing error anywhere in the number.
            if local[:length].isalpha() and local.startswith(local[:length] * 2):
                meant = base + local[length:]
                return meant if meant in self.terms else None
        return None

    def label_state(self, iri: str, label: str) -> LabelState:
        """How a label beside the id of a term relates to it.

        "elsewhere" means that another term bears it, so that either the id or the label is wrong; not so
        where the term's label only adds "-based techniques" or the like to it.
        """
        term, said = self.terms[iri], label.strip()
        if term.label is None or said == term.label or said in map(str.strip, term.texts(_PREFERRED)):
            return "same"
        if said in term.alt_labels:
            return "alternative"
        own = term.label.casefold()
        grown = own.startswith(said.casefold()) and _SUFFIX.fullmatch(own[len(said) :])
        others = self.bearers.get(said.casefold(), frozenset()) - {iri}
        is_own = iri in self.bearers.get(said.casefold(), frozenset())
        return "elsewhere" if others and not grown and not is_own else "outdated"


def shape(local: str) -> str:
    """The form of a local id: its letters, and how many digits stand where."""
    return _NUMBER.sub(lambda number: f"#{len(number[0])}", local)
