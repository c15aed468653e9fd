"""The shipped PaNET table: technique names and the classified hierarchy, in memory."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from pyoxigraph import Literal, RdfFormat, parse

from kg.rdf.names import OWL, PAN, PANET, RDFS, SKOS
from kg.rdf.shipped import shipped

_SPECIFIER = re.compile(re.escape(str(PANET)) + r"PaNET2\d{6}$")
_SEPARATORS = re.compile(r"[\s_\-‐‑‒–—]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One PaNET class; `parents` are the nearest broader IRIs, `ancestors_or_self` all, and itself."""

    iri: str
    label: str
    alt_labels: tuple[str, ...]
    parents: tuple[str, ...]
    ancestors_or_self: frozenset[str]


@dataclass(frozen=True)
class PanetTable:
    """All terms of one PaNET version by IRI, with the look-ups that reading a text or a record needs."""

    version: str
    terms: dict[str, Term]

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Normal name -> IRIs, sorted (techniques come before specifiers of the same name)."""
        found: dict[str, set[str]] = defaultdict(set)
        for term in self.terms.values():
            for name in (term.label, *term.alt_labels):
                found[normal_name(name)].add(term.iri)
        return {name: tuple(sorted(iris)) for name, iris in found.items()}

    @cached_property
    def _narrower(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for term in self.terms.values():
            for broader in term.ancestors_or_self:
                found[broader].add(term.iri)
        return {iri: frozenset(narrower) for iri, narrower in found.items()}

    def named(self, text: str) -> tuple[str, ...]:
        """IRIs of the terms with this label or alternative label, whatever the case and dashes."""
        return self.by_name.get(normal_name(text), ())

    def narrower_or_self(self, iri: str) -> frozenset[str]:
        """The term and all below it; empty for an IRI that this version does not have."""
        return self._narrower.get(iri, frozenset())


def normal_name(text: str) -> str:
    """A name without what people vary: case, dashes, underscores, repeated blanks.

    >>> normal_name("Small-Angle  X-ray_scattering ")
    'small angle x ray scattering'
    """
    return _SEPARATORS.sub(" ", text.casefold()).strip()


def is_specifier(iri: str) -> bool:
    """Whether the IRI is a PaNET specifier (a probe, a process …), which is no technique."""
    return _SPECIFIER.match(iri) is not None


@cache
def panet_table() -> PanetTable:
    """The table that this installation ships."""
    data = (shipped("ontologies") / "panet-terms.ttl").read_bytes()
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(data, format=RdfFormat.TURTLE):
        if isinstance(quad.object, Literal) or quad.object.value.startswith(str(PANET)):
            values[quad.subject.value][quad.predicate.value].append(quad.object.value)
    version = next(version for of in values.values() for version in of.get(OWL["versionInfo"].value, ()))
    terms = {iri: _term(iri, of) for iri, of in sorted(values.items()) if PAN["broaderOrSelf"].value in of}
    return PanetTable(version, terms)


def _term(iri: str, values: dict[str, list[str]]) -> Term:
    return Term(
        iri=iri,
        label=values[RDFS["label"].value][0],
        alt_labels=tuple(sorted(values[SKOS["altLabel"].value])),
        parents=tuple(sorted(values[RDFS["subClassOf"].value])),
        ancestors_or_self=frozenset(values[PAN["broaderOrSelf"].value]),
    )
