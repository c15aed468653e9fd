"""The release gate: is everything that was ever released still there, and was this built from its source?

Case: the file that PaNET's tag v1.1.0 offered as its latest release was still the ontology of v1.0.0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.ontology.axiom import EQUIVALENT, SUBCLASS, Axiom, written
from kg.ontology.change import Change
from kg.ontology.document import Document
from kg.ontology.finding import Finding, Level
from kg.ontology.read.form import TEMPLATE
from kg.ontology.suggest.metadata import lacking, not_examined
from kg.ontology.view import View
from kg.rdf.names import OWL

_NAMED = 5


@dataclass(frozen=True, slots=True)
class GateRule:
    """What one check of the gate is about, as `kg.ontology.rule.Rule` says it of rules."""

    name: str
    level: Level
    title: str
    why: str
    remedy: str


GATE: Mapping[str, GateRule] = {
    rule.name: rule
    for rule in (
        GateRule(
            "release-term-gone",
            "fail",
            "A released IRI is gone",
            "Data, papers and other ontologies hold the IRI of a released term for ever.",
            "Bring the term back and mark it owl:deprecated; name its replacement (IAO_0100001).",
        ),
        GateRule(
            "release-built-differs",
            "fail",
            "The built file is not what its source says",
            "Readers get the built file. PaNET's tag v1.1.0 still offered the ontology of v1.0.0.",
            "Build again from the source that is released, and put that file into the release.",
        ),
        GateRule(
            "release-metadata",
            "fail",
            "The ontology does not say what it is",
            "Without licence, title and version nobody may reuse it or can say which one was used.",
            "State dcterms:license, dcterms:title, owl:versionInfo and owl:versionIRI of the ontology.",
        ),
        GateRule(
            "release-version-taken",
            "fail",
            "The version was released before",
            "Releases never change: two files of one version cannot be told apart.",
            "Give this release a version of its own.",
        ),
    )
}


@dataclass(frozen=True)
class Release:
    """What is to be released: the source, the file built from it (None: the source itself), the past.

    `metadata` is the file that says what a table cannot say of its ontology: title, licence and version.
    """

    former: Sequence[Document]
    source: View
    built: View | None = None
    metadata: Document | None = None

    @cached_property
    def published(self) -> Document:
        """The file that readers get."""
        return (self.built or self.source).document

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What stands against the release, by the rules in `GATE`; empty where it may go out."""
        return (*self._gone(), *self._differing(), *self._lacking(), *self._taken())

    @cached_property
    def is_complete(self) -> bool:
        """Whether both were classified in full; the closures were compared all the same."""
        views = (self.source, self.built) if self.built else (self.source,)
        return all(view.hierarchy.complete for view in views)

    @property
    def _about(self) -> Document:
        """What says which ontology and version this is."""
        return self.metadata or self.published

    def _lacking(self) -> Iterator[Finding]:
        is_bare = self._about.format == TEMPLATE and self._about.iri is None
        return not_examined(self._about) if is_bare else lacking(self._about)

    def _gone(self) -> Iterator[Finding]:
        kept: set[str] = set(self.published.terms)
        for document in self.former:
            gone = [iri for iri in document.terms if iri not in kept]
            kept.update(gone)
            for iri in gone:
                label = document.terms[iri].label
                named = f'"{label}" ({iri})' if label else iri
                yield _finding(
                    "release-term-gone", f"{named}, released in {document.name}, is gone.", iri, label
                )

    def _taken(self) -> Iterator[Finding]:
        version = self._about.version
        for document in self.former:
            if version is not None and document.version == version:
                said = f"{self._about.name} calls itself version {version}, as {document.name} does."
                yield _finding("release-version-taken", said, text=version)

    def _differing(self) -> Iterator[Finding]:
        if self.built is None:
            return
        change = Change(self.source, self.built)
        yield from self._resembling()
        yield from _differs("terms of the source are missing in the built file", "terms", change.removed)
        # Metadata declare people and annotation properties; a table need not declare what others define.
        mine = _named(self.built.document) - _named(self.source.document)
        extra = [iri for iri in change.added if iri in mine]
        yield from _differs("terms of the built file are not in the source", "extra", extra)
        labels = [f"{old} → {new}" for old, new in change.relabelled.values()]
        yield from _differs("terms have another label in the built file", "labels", labels)
        for name, pairs in (("lacks", change.inferred_lost), ("adds", change.inferred_gained)):
            told = [f"{self._name(low)} below {self._name(high)}" for low, high in sorted(pairs)]
            yield from _differs(f"subsumptions: the built file {name} them", f"closure-{name}", told)
        gone = [written(each) for each in change.axioms_removed if not self._follows(each)]
        yield from _differs("axioms of the source are missing in the built file", "axioms", gone)
        more = [written(each) for each in change.axioms_added if not self._follows(each)]
        yield from _differs("axioms of the built file are not in the source", "axioms-added", more)

    def _resembling(self) -> Iterator[Finding]:
        """A former release that the built file is nearer to than to its source, in terms and labels."""
        built = _labels(self.published)
        here = len(built ^ _labels(self.source.document))
        nearest = min(self.former, key=lambda each: len(built ^ _labels(each)), default=None)
        if nearest is not None and len(built ^ _labels(nearest)) < here:
            said = (
                f"{self.published.name} looks like a build of {nearest.name}, not of "
                f"{self.source.document.name}: terms and labels are nearer to it."
            )
            yield _finding("release-built-differs", said, text=nearest.name)

    def _follows(self, statement: Axiom) -> bool:
        """A relation of named classes that both imply: a reasoned file states more or less of them."""
        if statement.kind not in (SUBCLASS, EQUIVALENT) or len(statement.parts) != 2:
            return False
        low, high = statement.parts
        if not isinstance(low, str) or not isinstance(high, str):
            return False
        wanted = {(low, high)} if statement.kind == SUBCLASS else {(low, high), (high, low)}
        views = (self.source, self.built) if self.built else (self.source,)
        return all(wanted <= view.hierarchy.pairs or high == _THING for view in views)

    def _name(self, iri: str) -> str:
        return self.source.label(iri)


_THING = OWL["Thing"].value


def _named(document: Document) -> set[str]:
    """What the axioms of a version speak of."""
    return {name for statement in document.axioms for name in statement.names}


def _labels(document: Document) -> set[tuple[str, str | None]]:
    return {(iri, term.label) for iri, term in document.terms.items()}


def _differs(what: str, key: str, found: Sequence[str]) -> Iterator[Finding]:
    if found:
        named = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
        yield Finding(
            rule="release-built-differs",
            level="fail",
            message=f"{len(found):,} {what}: {named}.",
            count=len(found),
            key=key,
            examples=tuple(found[:_NAMED]),
        )


def _finding(rule: str, message: str, term: str | None = None, text: str | None = None) -> Finding:
    return Finding(rule, GATE[rule].level, message, term, text)
