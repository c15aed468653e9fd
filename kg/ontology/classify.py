"""Classify an ontology: which named class lies below which, all consequences drawn."""

from dataclasses import dataclass
from functools import cached_property

import rustdl

from kg.errors import BadInput
from kg.ontology.owl import OwlFile
from kg.rdf.names import OWL

REASONER = f"rustdl {rustdl.__version__}"

_NO_NAMES = {str(OWL) + "Thing", str(OWL) + "Nothing"}


@dataclass(frozen=True)
class Hierarchy:
    """The classified hierarchy of named classes, owl:Thing and owl:Nothing left out.

    `broader` holds for each class IRI all other classes above it, its equivalents included.
    `complete` is False when the reasoner gave up on a part: pairs may then be missing, none is wrong.
    """

    broader: dict[str, frozenset[str]]
    unsatisfiable: tuple[str, ...]
    complete: bool

    @property
    def subsumptions(self) -> int:
        """The number of pairs of distinct classes of which one lies below the other."""
        return sum(map(len, self.broader.values()))

    @cached_property
    def equivalences(self) -> list[tuple[str, ...]]:
        """Groups of two and more classes that mean the same, sorted."""
        groups = {tuple(sorted({iri, *self.equal_to(iri)})) for iri in self.broader}
        return sorted(group for group in groups if len(group) > 1)

    def equal_to(self, iri: str) -> frozenset[str]:
        """The other classes with exactly the meaning of this one."""
        return frozenset(other for other in self.broader[iri] if iri in self.broader.get(other, ()))

    def parents(self, iri: str) -> frozenset[str]:
        """The nearest strictly broader classes, with all their equivalents.

        Reducing over single classes would drop both edges to a pair of equivalent parents.
        """
        above = self.broader[iri] - self.equal_to(iri)
        beyond = {far for near in above for far in self.broader[near] - self.equal_to(near)}
        return above - beyond


def classify(ontology: OwlFile) -> Hierarchy:
    """The hierarchy that the axioms imply.

    Raises:
        BadInput: the reasoner cannot read the ontology, or it contradicts itself as a whole.
    """
    try:
        found = rustdl.classify_bytes(ontology.data, format=ontology.format)
    except rustdl.RustdlError as error:
        raise BadInput(f"The reasoner cannot read this ontology: {error}") from error
    if found.inconsistent:
        raise BadInput("This ontology contradicts itself as a whole, so nothing was classified.")
    unsatisfiable = set(found.unsatisfiable)
    named = [iri for iri in found.classes if iri not in _NO_NAMES and iri not in unsatisfiable]
    broader = {
        iri: frozenset(other for other in named if other != iri and found.is_subclass(iri, other))
        for iri in named
    }
    whole = found.complete and not found.consistency_undetermined and not found.wedge_clauses_refused
    return Hierarchy(broader, tuple(sorted(unsatisfiable)), bool(whole and not found.wedge_hierarchy_blind))
