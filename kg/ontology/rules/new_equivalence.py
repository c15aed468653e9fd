"""Find terms that have come to mean the same: by equal definitions, or because somebody said so.

Groups that arise through a loop of stated parents are told by `subclass-loop`. Equivalence with a class that
this ontology does not define (Wikidata, CHMO) is a cross-reference and not told.
Cases: PaNET 547642c and 8e0bebd; on master, inelastic SAS stands twice (PaNET01107 = PaNET01273), unseen.
"""

import re
from collections.abc import Iterator

from kg.ontology.change import Change
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import quoted, somewhere
from kg.ontology.rules._table import PROBES, row, table
from kg.ontology.rules.subclass_loop import loops, stated_edges
from kg.ontology.view import View


def _change(change: Change) -> Iterator[Finding]:
    pairs = [pair for pair in change.new_equivalences if _both_own(change.after, pair)]
    if not pairs:
        return
    looped = [set(group) for group in loops(stated_edges(change.after))]
    told = [pair for pair in pairs if not any({*pair} <= group for group in looped)]
    for group in _groups(told):
        yield _finding(change, group)


def _both_own(view: View, pair: tuple[str, str]) -> bool:
    """Whether both are classes of this ontology: told by annotations, or by one namespace."""
    if not view.document.classes.issuperset(pair):
        return False
    spaces = {re.sub(r"[^/#]*$", "", iri) for iri in pair}
    return len(spaces) == 1 or all(view.document.terms[iri].annotations for iri in pair)


def _groups(pairs: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Terms joined by pairs, each group sorted."""
    groups: list[set[str]] = []
    for pair in pairs:
        joined = {*pair}
        for group in [group for group in groups if group & joined]:
            groups.remove(group)
            joined |= group
        groups.append(joined)
    return sorted(tuple(sorted(group)) for group in groups)


def _finding(change: Change, group: tuple[str, ...]) -> Finding:
    after = change.after
    touched = [iri for iri in group if iri in change.touched]
    term = (touched or group)[-1]
    return Finding(
        rule="new-equivalence",
        level="warn",
        message=f"{quoted([_named(after, iri) for iri in group])} now mean the same: what is said of one "
        "holds for all, and data of one are found under all. If that is meant, keep one and retire the "
        "others; if not, say in their definitions what tells them apart.",
        term=term,
        text=after.label(term),
        cell=somewhere(after, term),
        key=" ".join(group),
        examples=tuple(after.label(iri) for iri in group),
    )


def _named(view: View, iri: str) -> str:
    return f"{view.label(iri)} ({iri.rsplit('/', 1)[-1]})"


_ONE = row("00101", "neutron technique", equal="('definedbyprobe' some 'neutron')")

RULE = Rule(
    name="new-equivalence",
    level="warn",
    title="Two terms have come to mean the same",
    why=(
        "Nobody sees it in the table: PaNET's commit 8e0bebd mended a category error and made two terms "
        "equivalent by it; inelastic small angle scattering stands in PaNET twice to this day."
    ),
    remedy="Keep one of the terms and retire the others, or say what tells them apart.",
    passing=Example(
        before=table(*PROBES, _ONE),
        after=table(
            *PROBES, _ONE, row("00100", "photon technique", equal="('definedbyprobe' some 'photon')")
        ),
    ),
    failing=Example(
        before=table(*PROBES, _ONE),
        after=table(*PROBES, _ONE, row("01242", "neutron method", equal="('definedbyprobe' some 'neutron')")),
    ),
    change=_change,
)
