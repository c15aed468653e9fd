"""What a new release would change in a store; nothing is changed yet."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from kg.ontology.finding import Finding
from kg.ontology.impact.effect import impact_of
from kg.ontology.impact.usage import Usage, ask_usage
from kg.ontology.mappings.read import read_table
from kg.ontology.mappings.table import MappingTable
from kg.ontology.render.answer import answer, finding_answer
from kg.ontology.review import Review, review
from kg.ontology.rules.configuration import Configuration, Switch
from kg.ontology.suggest.release import Release as ReleaseGate
from kg.ontology.view import View
from kg.rdf.names import ESRFET, NEXUS, PANET
from kg.rdf.panet import PanetTable, read_panet
from kg.rdf.shipped import shipped
from kg.store.home import Home
from kg.update.contents import Contents, contents_of
from kg.update.doubts import doubts
from kg.update.facts import facts_document
from kg.update.offer import Offer, Read
from kg.update.version import is_older
from kg.vocabulary import PANET as PANET_NAME
from kg.vocabulary import Release, current_release, panet_of, table_of
from kg.writer import open_writer

_NAMESPACES = {"panet": str(PANET), "esrfet": str(ESRFET), "nexus": str(NEXUS)}
_OFF: dict[str, Switch] = dict.fromkeys(("no-definition", "no-source", "redundant-parent"), "off")
_NAMES_ONLY = Configuration(_OFF)
"""Tables are compared by names and inferred hierarchy, so that what the shipped one lacks is no fault."""
_BRIDGE = "esrfet-panet.sssom.tsv"


@dataclass(frozen=True)
class Standing:
    """What a store stands on now: version and table of a vocabulary (None: it has none), and its PaNET."""

    version: str | None
    table: bytes | None
    panet: PanetTable
    panet_table: bytes


@dataclass(frozen=True)
class Proposal:
    """A release ready to be taken in.

    `review` compares it with what the store has; None where it has none, and for NeXus, which is not
    classified. `gate` holds what stands against the release itself, `contents` how much it brings and what
    it says differently, `doubts` what somebody should say yes to (see `kg.update.doubts`).
    """

    release: Release
    table: bytes
    raw: bytes
    former: str | None
    is_same: bool
    review: Review | None
    gate: tuple[Finding, ...]
    contents: Contents
    doubts: tuple[str, ...] = ()

    @property
    def obstacle(self) -> str | None:
        """Why nobody would want it, as a sentence; None where it is newer than what the store has."""
        version, former = self.release.version, self.former
        if self.is_same:
            return f"The store has {self.release.name} {version} already, and this is the same."
        if former == version:
            return f"The store has {self.release.name} {version} already, and {self._difference}."
        if former is not None and is_older(version, former):
            return f"The store has {self.release.name} {former}; {version} is older."
        return None

    @property
    def _difference(self) -> str:
        """What one of the same version says otherwise."""
        told = [f"{what} (+{new:,} −{gone:,})" for what, gone, new in self.contents.differing]
        if told:
            return f"this one says something else: it differs in {', '.join(told)}"
        return "all that this one says of its terms is the same; only what it says of itself differs"

    @cached_property
    def returned(self) -> list[str]:
        """The IRIs of terms that were retired and are in force again."""
        kept = self.review.change.kept if self.review else {}
        return [iri for iri, (old, new) in kept.items() if old.retired and not new.retired]

    @cached_property
    def vanishing(self) -> list[dict[str, Any]]:
        """Techniques that datasets state and that are gone or retired in this release."""
        gone = self.review.impact.details.get("gone", []) if self.review else []
        return list(gone) if isinstance(gone, list) else []

    def as_json(self) -> dict[str, Any]:
        """The JSON form: the keys of `kg ontology check`, and the release."""
        judged = answer(self.review) if self.review else {}
        release = self.release
        return {
            "name": release.name,
            "version": release.version,
            "former": self.former,
            "source": release.source,
            "obstacle": self.obstacle,
            "gate": [finding_answer(each) for each in self.gate],
            "review": judged or None,
            "vanishing": self.vanishing,
            "returned": self.returned,
            "contents": self.contents.as_json(),
            "doubts": list(self.doubts),
        }


def standing_of(home: Home, name: str) -> Standing:
    """What the store stands on. Raises StoreBusy, and BadInput where a table is lost."""
    with open_writer(home) as writer:
        panet, current = panet_of(writer), current_release(writer, name)
        own = current_release(writer, PANET_NAME)
        panet_table = table_of(writer, own) if own else _shipped()
        if name == PANET_NAME:
            return Standing(panet.version, panet_table, panet, panet_table)
        table = table_of(writer, current) if current else None
        return Standing(current.version if current else None, table, panet, panet_table)


def propose(home: Home, offer: Offer) -> Proposal:
    """Read a release and compare it with what the store has.

    Raises:
        BadInput: it cannot be taken in; see `Offer.read`.
        StoreBusy: another process writes to this store.
    """
    standing = standing_of(home, offer.name)
    read = offer.read(standing.panet_table)
    former = standing.panet if offer.name == PANET_NAME else None
    table = read.table(standing.panet, former)
    if offer.name == PANET_NAME:
        read_panet(table)  # what a store cannot read is refused before it is chosen
    usage = usage_of(home)
    found = _reviewed(usage, standing, read) if offer.name != "nexus" else None
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Proposal(
        release=Release(offer.name, read.about.version, "", source=offer.source, retrieved=now),
        table=table,
        raw=offer.data,
        former=standing.version,
        is_same=table == standing.table,
        review=found,
        gate=_gate(standing, read) if offer.name == PANET_NAME else (),
        contents=contents_of(table, standing.table),
        doubts=tuple(doubts(found.impact, usage)) if found and usage else (),
    )


def _reviewed(usage: Usage | None, standing: Standing, read: Read) -> Review | None:
    if standing.table is None:
        return None
    namespace, known = _NAMESPACES[read.name], read.document.terms
    kept = {iri for iri, term in standing.panet.terms.items() if term.retired and iri not in known}
    before = facts_document(standing.table, f"{read.name} {standing.version}", namespace, kept)
    after = facts_document(read.table(standing.panet, None), f"{read.name} {read.about.version}", namespace)
    tables = [bridge()] if read.name == PANET_NAME else []
    impact = (lambda change: impact_of(change, usage, tables)) if usage else None
    return review(before, after, configuration=_NAMES_ONLY, impact=impact, reasons=False)


def _gate(standing: Standing, read: Read) -> tuple[Finding, ...]:
    assert standing.table is not None
    former = facts_document(standing.table, f"PaNET {standing.version}", str(PANET))
    return ReleaseGate([former], View(read.document, read.hierarchy)).findings


def usage_of(home: Home) -> Usage | None:
    """The techniques that the datasets of the current generation state; None before the first."""
    generation = home.current()
    if generation is None:
        return None
    return ask_usage(home.reader(generation).rows, f"{home.path}, generation {generation.number}")


def bridge() -> MappingTable:
    """The shipped alignment of ESRFET with PaNET, whose rows a new PaNET may contradict."""
    data = (shipped("ontologies") / "bridges" / _BRIDGE).read_bytes()
    return read_table(data, _BRIDGE)


def _shipped() -> bytes:
    return (shipped("ontologies") / "panet-terms.ttl").read_bytes()
