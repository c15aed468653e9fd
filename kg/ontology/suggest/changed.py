"""Every edit of the terms that two versions share, a line for each term: a change log leaves nothing out."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kg.ontology.axiom import EQUIVALENT, SUBCLASS, Axiom
from kg.ontology.change import Change
from kg.ontology.document import (
    ALT_LABEL,
    DEFINITION,
    DEFINITION_SOURCE,
    DEPRECATED,
    LABEL,
    REPLACED_BY,
    Term,
)
from kg.ontology.words.names import Names, short
from kg.ontology.words.phrase import phrase, statement
from kg.ontology.words.statements import subject

_TOLD_APART = {LABEL, ALT_LABEL, DEFINITION, DEPRECATED, REPLACED_BY}


@dataclass(frozen=True)
class Changed:
    """The lines, plain text, and the terms that they are about."""

    lines: list[str] = field(default_factory=list)
    terms: frozenset[str] = frozenset()


def changed(change: Change) -> Changed:
    """What was edited about the terms of both versions, those retired now left out; labels first.

    Of what was not read in one of them nothing is said.
    """
    silent = {*change.added, *change.removed, *change.retired, *change.unknown}
    names = Names(change)
    renamed = {iri: pair for iri, pair in change.relabelled.items() if iri not in silent}
    lines = [f"{old} is now called {new} ({short(iri)})" for iri, (old, new) in renamed.items()]
    placed, others = _axioms(change, names, silent)
    told = {}
    for iri, (old_term, new_term) in change.kept.items():
        said = [f"{how} {', '.join(what)}" for how, what in placed.get(iri, {}).items()]
        said += _texts(old_term, new_term) if iri not in silent else []
        if said:
            told[iri] = said
    lines += [f"{names.label(iri)} ({short(iri)}): {'; '.join(told[iri])}" for iri in names.sorted(told)]
    return Changed(
        [*lines, *(line for _, line in others)], frozenset({*renamed, *told, *(iri for iri, _ in others)})
    )


def _axioms(
    change: Change, names: Names, silent: Collection[str]
) -> tuple[Mapping[str, Mapping[str, list[str]]], list[tuple[str, str]]]:
    """Parents and definitions by term and by how they came or went; other statements with their subjects."""
    before, after = change.unread
    placed: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    others = []
    for axioms, unread, is_new in (
        (change.axioms_added, before, True),
        (change.axioms_removed, after, False),
    ):
        for axiom in axioms if not unread.anywhere else ():
            about = subject(axiom)
            if about is None or about in silent or about in unread.cells:
                continue
            if said := _of_class(axiom, about, names):
                placed[about][f"{'now' if is_new else 'no longer'} {said[0]}"].append(said[1])
            else:
                verb = "Now stated" if is_new else "No longer stated"
                others.append((about, f"{verb}: {statement(axiom, names.of)}"))
    return placed, others


def _of_class(axiom: Axiom, about: str, names: Names) -> tuple[str, str] | None:
    """`below` or `defined as`, and what; None for anything else."""
    if len(axiom.parts) != 2 or axiom.kind not in (SUBCLASS, EQUIVALENT):
        return None
    if axiom.kind == SUBCLASS and axiom.parts[0] != about:
        return None
    other = next((part for part in axiom.parts if part != about), about)
    what = "below" if axiom.kind == SUBCLASS else "defined as"
    return what, phrase(other, names.of)


def _texts(old: Term, new: Term) -> list[str]:
    found = [f'alternative label "{text}" added' for text in new.alt_labels if text not in old.alt_labels]
    found += [f'alternative label "{text}" removed' for text in old.alt_labels if text not in new.alt_labels]
    if _plain(old, DEFINITION) != _plain(new, DEFINITION):
        how = "changed" if old.definition and new.definition else "added" if new.definition else "removed"
        found.append(f"definition text {how}")
    for prop in sorted({*old.annotations, *new.annotations} - _TOLD_APART):
        if _plain(old, prop) != _plain(new, prop):
            found.append(f"{'source' if prop == DEFINITION_SOURCE else short(prop)} changed")
    return found


def _plain(term: Term, prop: str) -> list[str]:
    return sorted(" ".join(text.split()) for text in term.texts(prop))
