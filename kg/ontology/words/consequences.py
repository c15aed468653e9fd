"""What follows differently, apart from what was written: expected consequences, and side effects."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.ontology.axiom import SUBCLASS, Axiom
from kg.ontology.change import Change, Pair
from kg.ontology.expression import AND, Compound, Expression
from kg.ontology.sentence import Sentence
from kg.ontology.view import View
from kg.ontology.words.fold import Step, folded, followers
from kg.ontology.words.names import Names, plural
from kg.ontology.words.reasons import Explain, Reason, Reasons
from kg.ontology.words.statements import by_term

Following = Literal["inferred", "side-effect"]

EACH = 8
"""Steps of one direction that get a sentence each; more are told together, by broader term."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One way in which pairs change: the version that holds them, and the verbs."""

    holder: View
    stated: tuple[Axiom, ...]
    one: str
    many: str
    followers: str
    along: str
    gains: bool


def consequences(change: Change, explain: Explain | None = None) -> Iterator[Sentence]:
    """Sentences about what is inferred now and was not before, and the reverse."""
    names = Names(change)
    yield from _meanings(change, names)
    came = Direction(change.after, change.axioms_added, "also becomes", "also become", "So do", "come", True)
    went = Direction(
        change.before, change.axioms_removed, "is no longer", "are no longer", "Nor are", "go", gains=False
    )
    yield from _new_terms(change, names)
    reasons = Reasons(change, names, explain)
    for direction, pairs in ((came, change.inferred_gained), (went, change.inferred_lost)):
        yield from _moved(
            change, direction, pairs, names, reasons.gain if direction is came else reasons.loss
        )


def _moved(
    change: Change, direction: Direction, pairs: Collection[Pair], names: Names, reason: Reason
) -> Iterator[Sentence]:
    """What came or went between terms of both versions: of the edited ones first, then of the others."""
    told = _between_kept(change, direction, pairs)
    hierarchies = change.before.hierarchy, change.after.hierarchy
    expected = folded(told["expected"], *hierarchies, told["written"])
    steps = folded(told["more"], *hierarchies, told["written"])
    own, far = _parted(steps, change.edited)
    # What lies above a parent that was written needs no reason; what is no longer there does.
    yield from _steps(expected, direction, "inferred", names, None if direction.gains else reason)
    if not direction.gains:  # what a term loses with what was taken from it is no surprise
        yield from _steps(own, direction, "inferred", names, reason)
    yield from _along(change, direction, pairs, told["written"], names)
    if direction.gains:
        yield from _steps(own, direction, "side-effect", names, reason)
    yield from _steps(far, direction, "side-effect", names, reason)


def _parted(steps: Iterable[Step], edited: Collection[str]) -> tuple[list[Step], list[Step]]:
    """The steps of terms whose own rows changed, and those of others; who follows stays with the first."""
    own, far = [], []
    for step in steps:
        mine = tuple(each for each in step.terms if each in edited)
        others = tuple(each for each in step.terms if each not in edited)
        if mine:
            own.append(replace(step, terms=mine))
        if others:
            far.append(replace(step, terms=others, followers=() if mine else step.followers))
    return own, far


def _meanings(change: Change, names: Names) -> Iterator[Sentence]:
    for low, high in change.new_equivalences:
        text = f"{names.of(low)} and {names.of(high)} now mean the same."
        yield Sentence("inferred", text, (low, high))
    for low, high in change.removed_equivalences:
        if {low, high} <= change.kept.keys():
            text = f"{names.of(low)} and {names.of(high)} no longer mean the same."
            yield Sentence("inferred", text, (low, high))
    for iri in change.unsatisfiable:
        yield Sentence("inferred", f"{names.of(iri)} can have no members: it contradicts itself.", (iri,))


def _new_terms(change: Change, names: Names) -> Iterator[Sentence]:
    """What lies below a new term without being put there, and what a new term lies below."""
    stated = {axiom.parts for axiom in change.axioms_added if axiom.kind == SUBCLASS}
    new = set(change.added)
    below: dict[str, list[str]] = defaultdict(list)
    above: dict[str, set[str]] = defaultdict(set)
    for low, high in change.inferred_gained:
        if low in new:
            above[low].add(high)
        elif high in new and (low, high) not in stated:
            below[high].append(low)
    for high in names.sorted(below):
        lows = names.sorted(below[high])
        verb = "lies" if len(lows) == 1 else "lie"
        text = f"Below the new {names.of(high)} now {verb} {names.listed(lows)}."
        yield Sentence("inferred", text, (high, *lows))
    yield from _placed(change, above, {*stated}, names)


def _placed(
    change: Change, above: dict[str, set[str]], stated: set[tuple[object, ...]], names: Names
) -> Iterator[Sentence]:
    """The nearest parents of new terms that nobody wrote; in one line where there are many."""
    told: list[Sentence] = []
    for low in names.sorted(above):
        nearest = [
            high for high in names.sorted(change.after.hierarchy.parents(low)) if (low, high) not in stated
        ]
        if nearest:
            text = f"The new {names.of(low)} is placed directly below {names.listed(nearest)}."
            told.append(Sentence("inferred", text, (low, *nearest)))
    if len(told) <= EACH:
        yield from told
        return
    pairs = sum(map(len, above.values()))
    text = f"The {plural(len(above), 'new term')} are placed below others by {pairs:,} inferred pairs."
    yield Sentence("inferred", text, tuple(names.sorted(above)))


def _between_kept(change: Change, direction: Direction, pairs: Collection[Pair]) -> dict[str, set[Pair]]:
    """The pairs of terms of both versions, sorted into what was to be expected and what was not.

    Those of terms that now (or before) mean the same are told elsewhere. To be expected is what lies above a
    written parent (or a member of a written definition) by written parents alone.
    """
    known = change.before.hierarchy.broader.keys() & change.after.hierarchy.broader.keys()
    same = {*change.new_equivalences, *change.removed_equivalences}
    written = {
        term: set(map(str, filter(_is_name, _members([*told.parents_came, *told.definitions_came]))))
        for term, told in by_term(direction.stated, ()).items()
    }
    chains: dict[str, set[str]] = {}
    told: dict[str, set[Pair]] = {"written": set(), "expected": set(), "more": set()}
    stated = _stated_parents(direction.holder)
    for low, high in pairs:
        if not {low, high} <= known or {(low, high), (high, low)} & same:
            continue
        if high in written.get(low, ()):
            told["written"].add((low, high))
        elif not _is_foreign_twin(high, direction.holder):
            if low not in chains:
                chains[low] = _chain(written.get(low, set()), stated)
            told["expected" if high in chains[low] else "more"].add((low, high))
    return told


def _along(
    change: Change, direction: Direction, pairs: Collection[Pair], written: set[Pair], names: Names
) -> Iterator[Sentence]:
    """Who comes along with the pairs that were written, by the term they were written for."""
    along: dict[str, set[str]] = defaultdict(set)
    for pair in written:
        found = followers(pairs, change.before.hierarchy, change.after.hierarchy, pair)
        along[pair[0]].update(found)
    for mid in names.sorted(iri for iri, found in along.items() if found)[:EACH]:
        lows = names.sorted(along[mid])
        listed = names.listed(lows) if len(lows) < 4 else plural(len(lows), "narrower term")
        verb = {"come": "comes", "go": "goes"}[direction.along] if len(lows) == 1 else direction.along
        text = f"Along with {names.of(mid)} {verb} {listed}."
        yield Sentence("inferred", text, (mid, *lows))


def _is_foreign_twin(iri: str, view: View) -> bool:
    """A class of another ontology that means the same as one of this: naming both would say it twice."""
    if iri in view.terms:
        return False
    return any(other in view.terms for other in view.hierarchy.equal_to(iri))


def _members(expressions: Iterable[Expression]) -> Iterator[Expression]:
    for each in expressions:
        yield from each.parts if isinstance(each, Compound) and each.op == AND else (each,)


def _is_name(expression: Expression) -> bool:
    return isinstance(expression, str)


def _stated_parents(view: View) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for document in view.document.with_imports:
        for axiom in document.axioms:
            if axiom.kind == SUBCLASS and all(isinstance(part, str) for part in axiom.parts):
                found[str(axiom.parts[0])].add(str(axiom.parts[1]))
    return found


def _chain(start: set[str], stated: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(stated.get(here, ()))
    return found


def _steps(
    steps: list[Step], direction: Direction, kind: Following, names: Names, reason: Reason | None
) -> Iterator[Sentence]:
    for step in steps[:EACH]:
        verb = direction.one if len(step.terms) == 1 else direction.many
        text = f"{names.listed(step.terms)} {verb} {names.listed(step.highs)}."
        if step.followers:
            count = len(step.followers)
            listed = names.listed(step.followers) if count < 4 else plural(count, "narrower term")
            text += f" {direction.followers if count > 1 else _single(direction.followers)} {listed}."
        sentence = Sentence(kind, text, (*step.terms, *step.highs))
        yield reason(sentence, step) if reason else sentence
    yield from _rest(steps[EACH:], direction, kind, names)


def _single(verb: str) -> str:
    return {"So do": "So does", "Nor are": "Nor is"}[verb]


def _rest(steps: list[Step], direction: Direction, kind: Following, names: Names) -> Iterator[Sentence]:
    """The steps beyond the first, by the nearest broader term of each, with counts."""
    by_high: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        by_high[step.highs[0]].update(step.terms)
    ranked = sorted(by_high.items(), key=lambda found: (-len(found[1]), names.label(found[0])))
    for high, lows in ranked[:EACH]:
        verb = direction.one if len(lows) == 1 else direction.many
        ordered = names.sorted(lows)
        text = f"{names.listed(ordered, 3)} {verb} {names.of(high)}."
        yield Sentence(kind, text, (*ordered, high))
    left = [low for _, lows in ranked[EACH:] for low in lows]
    if left:
        further = plural(len(left), "further term")
        text = f"{further} {direction.many} something else ({len(ranked) - EACH:,} classes)."
        yield Sentence(kind, text, tuple(names.sorted(left)))
