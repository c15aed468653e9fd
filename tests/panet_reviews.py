"""Reviews of PaNET's tables, edited and not, and what the tests ask of them."""

from collections.abc import Callable
from pathlib import Path

from panet_table import EQUIVALENTS, LABEL, PARENTS, PanetTable, panet

from kg.ontology.change import Pair
from kg.ontology.finding import Finding
from kg.ontology.memory import Memory
from kg.ontology.review import Review, review
from kg.rdf.names import PANET

Edit = Callable[[list[str]], None]


class Panet:
    """The shipped tables, and one memory for all reviews of this file."""

    def __init__(self, shared_data: Path) -> None:
        self.data = shared_data
        self.memory = Memory()
        self._tables: dict[str, PanetTable] = {}

    def __getitem__(self, version: str) -> PanetTable:
        if version not in self._tables:
            self._tables[version] = panet(self.data, version)
        return self._tables[version]

    def review(self, before: PanetTable, after: PanetTable) -> Review:
        return review(before.document, after.document, memory=self.memory)


def moved(told: Review) -> tuple[int, int]:
    return len(told.change.inferred_gained), len(told.change.inferred_lost)


def own(pairs: frozenset[Pair]) -> int:
    """Pairs between PaNET's own terms."""
    return sum(all(iri.startswith(str(PANET)) for iri in pair) for pair in pairs)


def found(told: Review, rule: str) -> list[Finding]:
    return [each for each in told.findings if each.rule == rule]


def count(told: Review, rule: str) -> int:
    return sum(each.count for each in found(told, rule))


def levels(told: Review, level: str) -> set[str]:
    return {each.rule for each in told.findings if each.level == level}


def said(told: Review, kind: str) -> str:
    return " ".join(each.text for each in told.sentences if each.kind == kind)


def members(findings: list[Finding]) -> list[Finding]:
    return [single for each in findings for single in (each.members or (each,))]


def parents(*labels: str) -> list[str]:
    return [*labels, *[""] * (len(PARENTS) - len(labels))]


def definition(*members: str) -> list[str]:
    return [*members, *[""] * (len(EQUIVALENTS) - len(members))]


def setting(*, parent: list[str], equal: list[str]) -> Edit:
    """An edit that puts these cells where parents and the members of a definition stand."""

    def edit(row: list[str]) -> None:
        row[PARENTS.start : PARENTS.stop] = parent
        row[EQUIVALENTS.start : EQUIVALENTS.stop] = equal

    return edit


def replacing(old: str, new: str) -> Edit:
    """An edit that writes one text for another, labels left out."""

    def edit(row: list[str]) -> None:
        row[LABEL + 1 :] = [cell.replace(old, new) for cell in row[LABEL + 1 :]]

    return edit
