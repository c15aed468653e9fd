"""Find terms that have come to mean the same: by equal definitions, or because somebody said so.

Groups that arise through a loop of stated parents are told by `subclass-loop`. Equivalence with a class that
this ontology does not define (Wikidata, CHMO) is a cross-reference and not told.
One is a warning: it may be meant. Where few statements merge several groups of terms that were there before,
they are told together, at the statement; more than five such groups fail, since that is what a loop of
parents does (`subclass-loop` fails: the constructed one makes eight).
Cases: PaNET 547642c and 8e0bebd; on master, inelastic SAS stands twice (PaNET01107 = PaNET01273), unseen.
"""

import re
from collections.abc import Iterator

from kg.ontology.axiom import EQUIVALENT, Axiom
from kg.ontology.change import Change
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import quoted, somewhere
from kg.ontology.rules._table import PROBES, row, table
from kg.ontology.rules.large_loss import first_place, of_terms, restated
from kg.ontology.rules.subclass_loop import loops, stated_edges
from kg.ontology.view import View

_SEVERAL = 3
_MANY = 5
"""Groups of terms merged by few statements: told together from three on, a failure beyond five."""
_SHOWN = 4


def _change(change: Change) -> Iterator[Finding]:
    pairs = [pair for pair in change.new_equivalences if _both_own(change.after, pair)]
    if not pairs:
        return
    looped = [set(group) for group in loops(stated_edges(change.after))]
    told = [pair for pair in pairs if not any({*pair} <= group for group in looped)]
    groups = _groups(told)
    merged = [group for group in groups if sum(iri in change.kept for iri in group) > 1]
    stated = restated(change) - {*change.added}
    # Where there is a loop, `subclass-loop` has told the cause already.
    if len(told) == len(pairs) and len(merged) >= max(
        _SEVERAL, change.after.policy.large_per_row * len(stated)
    ):
        yield _of_many(change, merged, stated)
        groups = [group for group in groups if group not in merged]
    for group in groups:
        yield _finding(change, group)


def _of_many(change: Change, groups: list[tuple[str, ...]], stated: frozenset[str]) -> Finding:
    """One finding for groups that one statement made: what is wrong is the statement, not the terms."""
    after = change.after
    said = [" = ".join(f"'{after.label(iri)}'" for iri in group) for group in groups]
    more = f" and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    return Finding(
        rule="new-equivalence",
        level="fail" if len(groups) > _MANY else "warn",
        message=f"{len(groups)} groups of terms now mean the same by changed statements "
        f"{of_terms(change, stated)}: {', '.join(said[:_SHOWN])}{more}. Data of one are found under "
        "the other. This is seldom meant: look at the changed cell first.",
        term=next(iter(stated)) if len(stated) == 1 else None,
        cell=first_place(change, stated),
        key=" | ".join(" ".join(group) for group in groups),
        examples=tuple(said[:20]),
    )


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
    pasted = _alone(change, group)
    cell = after.document.axioms[pasted] if pasted else None
    if pasted and cell:
        term = next((iri for iri in group if cell.row in after.document.terms[iri].rows), term)
        alone = (
            " One class alone in an Equivalent cell means 'the same as'; for 'below' write it into a Parent "
            "cell."
        )
    else:
        alone = ""
    return Finding(
        rule="new-equivalence",
        level="warn",
        message=f"{quoted([_named(after, iri) for iri in group])} now mean the same: what is said of one "
        "holds for all, and data of one are found under all. If that is meant, keep one and retire the "
        "others; if not, say in their definitions what tells them apart." + alone,
        term=term,
        text=after.label(term),
        cell=cell or somewhere(after, term),
        key=" ".join(group),
        examples=tuple(after.label(iri) for iri in group),
    )


def _alone(change: Change, group: tuple[str, ...]) -> Axiom | None:
    """The new statement that one term of the group simply is another one."""
    for axiom in change.axioms_added:
        if axiom.kind == EQUIVALENT and len(axiom.parts) > 1 and {*group}.issuperset(axiom.parts):
            return axiom
    return None


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
    remedy="Keep one of the terms and retire the others, or say what tells them apart. One class alone in an "
    "Equivalent cell means 'the same as'; for 'below' use a Parent cell. More than five groups merged by few "
    "statements fail.",
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
