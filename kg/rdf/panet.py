"""PaNET in memory: technique names and the classified hierarchy, of the shipped release or a newer one.

A store may have taken in a newer release (`kg ontology update`). What reads a generation asks for that
generation's table; what maps records asks for the one that is in force while it maps.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property

from pyoxigraph import Literal, RdfFormat, parse

from kg.errors import BadInput
from kg.rdf.names import DCT, OWL, PAN, PANET, RDFS, SKOS
from kg.rdf.shipped import shipped

_SPECIFIER = re.compile(re.escape(str(PANET)) + r"PaNET2\d{6}$")
_BROADER_OR_SELF = PAN["broaderOrSelf"].value
_SEPARATORS = re.compile(r"[\s_\-‐‑‒–—]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One PaNET class; `parents` are the nearest broader IRIs, `ancestors_or_self` all, and itself.

    A `retired` one is kept for the data that states it: `replaced_by` then names what stands in its place
    (empty where nothing does), and its ancestors are those of the replacement, the replacement included.
    """

    iri: str
    label: str
    alt_labels: tuple[str, ...]
    parents: tuple[str, ...]
    ancestors_or_self: frozenset[str]
    retired: bool = False
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class PanetTable:
    """All terms of one PaNET version by IRI, with the look-ups that reading a text or a record needs.

    A table equals itself alone, so that what was worked out from it can be kept by it.
    """

    version: str
    terms: dict[str, Term]

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Normal name -> IRIs, sorted (techniques come before specifiers of the same name).

        The names of a retired term lead to what replaces it, unless a term in force has them.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for term in sorted(self.terms.values(), key=lambda term: term.retired):
            for name in {normal_name(name) for name in (term.label, *term.alt_labels)}:
                if not term.retired:
                    found[name].add(term.iri)
                elif not found[name]:
                    found[name].update(term.replaced_by)
        return {name: tuple(sorted(iris)) for name, iris in found.items() if iris}

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
def shipped_panet() -> PanetTable:
    """The table that this installation ships."""
    return read_panet((shipped("ontologies") / "panet-terms.ttl").read_bytes())


_IN_FORCE: ContextVar[PanetTable | None] = ContextVar("panet", default=None)


def panet_table() -> PanetTable:
    """The table in force here: the shipped one, unless within `in_force`."""
    return _IN_FORCE.get() or shipped_panet()


@contextmanager
def in_force(table: PanetTable) -> Iterator[None]:
    """Let `panet_table` answer this table within."""
    token = _IN_FORCE.set(table)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def read_panet(data: bytes) -> PanetTable:
    """The table in the Turtle that `kg ontology snapshot` writes.

    Raises:
        BadInput: there is no version in it, or a term of it has no label.
    """
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(data, format=RdfFormat.TURTLE):
        if isinstance(quad.object, Literal) or quad.object.value.startswith(str(PANET)):
            values[quad.subject.value][quad.predicate.value].append(quad.object.value)
    versions = (version for of in values.values() for version in of.get(OWL["versionInfo"].value, ()))
    return make_panet(next(versions, None), values)


def make_panet(version: str | None, values: Mapping[str, Mapping[str, Sequence[str]]]) -> PanetTable:
    """The table from the values of each subject's properties, both by IRI.

    Raises:
        BadInput: as `read_panet`.
    """
    if version is None:
        raise BadInput("This table of PaNET does not state its version (owl:versionInfo).")
    placed = {iri: of for iri, of in sorted(values.items()) if of.get(_BROADER_OR_SELF)}
    # A release equates a class or two with other ontologies' classes, whose names it does not give.
    terms = {iri: _term(iri, of) for iri, of in placed.items() if iri.startswith(str(PANET))}
    return PanetTable(version, terms)


def _term(iri: str, values: Mapping[str, Sequence[str]]) -> Term:
    def of(name: str) -> Iterable[str]:
        return values.get(name, ())

    label = next(iter(of(RDFS["label"].value)), None)
    if label is None:
        raise BadInput(f"The term {iri} of this table of PaNET has no label (rdfs:label).")
    return Term(
        iri=iri,
        label=label,
        alt_labels=tuple(sorted(of(SKOS["altLabel"].value))),
        parents=tuple(sorted(of(RDFS["subClassOf"].value))),
        ancestors_or_self=frozenset(of(_BROADER_OR_SELF)),
        retired="true" in of(OWL["deprecated"].value),
        replaced_by=tuple(sorted(of(DCT["isReplacedBy"].value))),
    )
