"""Two versions side by side: what was written differently, and what follows differently."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ontology.axiom import DISJOINT, EQUIVALENT, Axiom
from kg.ontology.document import ANNOTATION_PROPERTY, Term, Value
from kg.ontology.unread import Unread, unread
from kg.ontology.view import View

Pair = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """The difference between two views; order, line ends, blank nodes and reshaping do not count."""

    before: View
    after: View

    @cached_property
    def added(self) -> tuple[str, ...]:
        """IRIs of terms that only the later version declares, sorted, without annotation properties."""
        return tuple(sorted(_meant(self.after) - self.before.document.terms.keys()))

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """IRIs of terms that only the earlier version declares, sorted, without annotation properties."""
        return tuple(sorted(_meant(self.before) - self.after.document.terms.keys()))

    @cached_property
    def kept(self) -> Mapping[str, tuple[Term, Term]]:
        """The terms of both versions: (before, after) by IRI."""
        before, after = self.before.document.terms, self.after.document.terms
        return {iri: (before[iri], after[iri]) for iri in sorted(before.keys() & after.keys())}

    @cached_property
    def relabelled(self) -> Mapping[str, Pair]:
        """(old label, new label) by IRI, where the trimmed preferred label differs."""
        return {
            iri: (old.label or "", new.label or "")
            for iri, (old, new) in self.kept.items()
            if old.label != new.label
        }

    @cached_property
    def retired(self) -> tuple[str, ...]:
        """IRIs marked as deprecated now and not before."""
        return tuple(iri for iri, (old, new) in self.kept.items() if new.retired and not old.retired)

    @cached_property
    def axioms_added(self) -> tuple[Axiom, ...]:
        """Logical axioms that only the later version states, in the order of its file."""
        return tuple(each for each in self.after.document.axioms if each not in self.before.document.axioms)

    @cached_property
    def axioms_removed(self) -> tuple[Axiom, ...]:
        """Logical axioms that only the earlier version states, in the order of its file."""
        return tuple(each for each in self.before.document.axioms if each not in self.after.document.axioms)

    @cached_property
    def inferred_gained(self) -> frozenset[Pair]:
        """(narrower, broader) pairs that follow only now."""
        return self.after.hierarchy.pairs - self.before.hierarchy.pairs

    @cached_property
    def inferred_lost(self) -> frozenset[Pair]:
        """(narrower, broader) pairs that followed only before."""
        return self.before.hierarchy.pairs - self.after.hierarchy.pairs

    @cached_property
    def new_equivalences(self) -> tuple[Pair, ...]:
        """Sorted pairs of classes that mean the same only now."""
        return tuple(sorted(_equal_pairs(self.after) - _equal_pairs(self.before)))

    @cached_property
    def removed_equivalences(self) -> tuple[Pair, ...]:
        """Sorted pairs of classes that meant the same only before."""
        return tuple(sorted(_equal_pairs(self.before) - _equal_pairs(self.after)))

    @cached_property
    def unsatisfiable(self) -> tuple[str, ...]:
        """Classes that cannot have members now and could before, or are new."""
        return tuple(sorted({*self.after.hierarchy.unsatisfiable} - {*self.before.hierarchy.unsatisfiable}))

    @cached_property
    def rewritten(self) -> frozenset[str]:
        """IRIs of kept terms of which other texts are stated; their order and repeats do not count."""
        return frozenset(
            iri
            for iri, (old, new) in self.kept.items()
            if old.annotations != new.annotations and stated(old.annotations) != stated(new.annotations)
        )

    @cached_property
    def touched(self) -> frozenset[str]:
        """IRIs of terms added, removed, annotated otherwise, or named first in an axiom that came or went."""
        firsts = {
            part
            for each in (*self.axioms_added, *self.axioms_removed)
            for part in each.parts
            if isinstance(part, str)
        }
        return frozenset({*self.added, *self.removed, *self.rewritten, *firsts})

    @cached_property
    def edited(self) -> frozenset[str]:
        """IRIs of terms whose own rows changed: touched, but not as what another term was put below."""
        own = {iri for each in (*self.axioms_added, *self.axioms_removed) for iri in _own(each)}
        return frozenset({*self.added, *self.removed, *self.rewritten, *own})

    @cached_property
    def unread(self) -> tuple[Unread, Unread]:
        """What the earlier and the later version leave unknown about their terms."""
        return unread(self.before.document), unread(self.after.document)

    @cached_property
    def unknown(self) -> frozenset[str]:
        """IRIs of terms of which nobody knows what differs, since a row of either version was not read."""
        before, after = self.unread
        gone = self.removed if after.nameless else ()
        new = self.added if before.nameless else ()
        return frozenset({*before.rows, *after.rows, *gone, *new})


def stated(annotations: Mapping[str, tuple[Value, ...]]) -> Mapping[str, frozenset[Value]]:
    """What annotations say, without the order of the file: RDF has none."""
    return {prop: frozenset(values) for prop, values in annotations.items() if values}


def _own(axiom: Axiom) -> tuple[str, ...]:
    """The terms whose row may state an axiom; one between two names may stand in the row of either."""
    named = tuple(part for part in axiom.parts if isinstance(part, str))
    if axiom.kind == "ClassAssertion":
        return named[-1:]
    return named if axiom.kind in (EQUIVALENT, DISJOINT) else named[:1]


def _meant(view: View) -> frozenset[str]:
    """The terms that an ontology is about: files declare `dcterms:creator` and the like only to use them.

    So they do with classes of others: a table refers to a Wikidata item, and the OWL file built from it
    declares that item. A term elsewhere of which nothing is said counts in neither.
    """
    described = {axiom.parts[0] for axiom in view.document.axioms if axiom.kind != EQUIVALENT}
    return frozenset(
        iri
        for iri, term in view.document.terms.items()
        if term.kinds != {ANNOTATION_PROPERTY}
        and (term.annotations or iri in described or iri.startswith(view.policy.namespace))
    )


def _equal_pairs(view: View) -> frozenset[Pair]:
    pairs = view.hierarchy.pairs
    return frozenset((low, high) for low, high in pairs if low < high and (high, low) in pairs)
