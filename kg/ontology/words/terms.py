"""What was written differently about single terms: new, gone, retired, renamed, described otherwise."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from kg.ontology.axiom import EQUIVALENT, SUBCLASS
from kg.ontology.change import Change
from kg.ontology.document import (
    ALT_LABEL,
    CLASS,
    DEFINITION,
    DEFINITION_SOURCE,
    DEPRECATED,
    LABEL,
    REPLACED_BY,
    Term,
)
from kg.ontology.sentence import Sentence
from kg.ontology.words.names import Names, plural, series, short, spaced
from kg.ontology.words.phrase import phrase

EACH = 10
"""Terms of one kind that get a sentence each; more are told together."""

_TOLD_APART = {LABEL, ALT_LABEL, DEFINITION, DEPRECATED, REPLACED_BY}


def terms(change: Change) -> Iterator[Sentence]:
    """Sentences about terms, the weightiest first."""
    names = Names(change)
    yield from _removed(change, names)
    yield from _retired(change, names)
    yield from _added(change, names)
    yield from _relabelled(change, names)
    yield from _synonyms(change, names)
    yield from _definitions(change, names)
    yield from _other_texts(change, names)


def _known(change: Change) -> Iterator[tuple[str, tuple[Term, Term]]]:
    """The kept terms whose rows were read in both versions."""
    return ((iri, pair) for iri, pair in change.kept.items() if iri not in change.unknown)


def asserted(text: str, *iris: str) -> Sentence:
    """A sentence about what an editor wrote."""
    return Sentence("asserted", text, tuple(dict.fromkeys(iris)))


def _removed(change: Change, names: Names) -> Iterator[Sentence]:
    gone = names.sorted({*change.removed} - change.unknown)
    if len(gone) > EACH:
        yield asserted(f"{plural(len(gone), 'term')} removed: {names.listed(gone)}.", *gone)
        return
    for iri in gone:
        yield asserted(f"Removed: {names.label(iri)} ({short(iri)}).", iri)


def _retired(change: Change, names: Names) -> Iterator[Sentence]:
    for iri in (each for each in change.retired if each not in change.unknown):
        heirs = change.after.document.terms[iri].replaced_by
        instead = f", replaced by {names.listed(heirs)}" if heirs else ", without replacement"
        yield asserted(f"Retired: {names.label(iri)} ({short(iri)}){instead}.", iri, *heirs)


def _added(change: Change, names: Names) -> Iterator[Sentence]:
    new = names.sorted({*change.added} - change.unknown)
    if len(new) <= EACH:
        parents = _stated_parents(change)
        for iri in new:
            yield asserted(f"New: {names.label(iri)} ({short(iri)}){parents.get(iri, '')}.", iri)
        return
    by_place: dict[str, list[str]] = defaultdict(list)
    for iri in new:
        by_place[_place(change, names, iri)].append(iri)
    ranked = sorted(by_place.items(), key=lambda found: (-len(found[1]), found[0]))
    yield asserted(f"{plural(len(new), 'new term')} in {plural(len(ranked), 'place')}.", *new)
    for place, iris in ranked[:EACH]:
        yield asserted(f"New {place}: {plural(len(iris), 'term')} ({names.listed(iris)}).", *iris)


def _place(change: Change, names: Names, iri: str) -> str:
    """Where a new term stands: below the first of its nearest parents."""
    if CLASS not in change.after.document.terms[iri].kinds:
        return "besides classes"
    known = change.after.hierarchy.broader.get(iri)
    above = names.sorted(change.after.hierarchy.parents(iri)) if known else []
    if above:
        return f"below {names.of(above[0])}"
    # A version that was not classified has parents all the same; nobody worked them out.
    return "with no parent" if change.after.hierarchy.complete else "at an unknown place"


def _stated_parents(change: Change) -> Mapping[str, str]:
    """How the statements about each new term go on after its name."""
    said: dict[str, list[str]] = defaultdict(list)
    names = Names(change)
    new = set(change.added)
    for axiom in change.axioms_added:
        first = next((part for part in axiom.parts if isinstance(part, str) and part in new), None)
        if first is None:
            continue
        rest = [phrase(part, names.of) for part in axiom.parts if part != first]
        if axiom.kind == SUBCLASS and axiom.parts[0] == first:
            said[first].append(f"below {rest[0]}")
        elif axiom.kind == EQUIVALENT:
            said[first].append(f"defined as {rest[0]}")
    return {iri: f", {series(parts)}" for iri, parts in said.items()}


def _relabelled(change: Change, names: Names) -> Iterator[Sentence]:
    renamed = {iri: pair for iri, pair in change.relabelled.items() if iri not in change.unknown}
    kept = [iri for iri in renamed if _keeps_label(change, iri)]
    if len(renamed) > EACH:
        pattern = _pattern(list(renamed.values()))
        shown = series([f'"{old}" is now "{new}"' for old, new in renamed.values()], 3)
        count = f"{len(kept):,}" if kept else "none"
        told = f"{len(renamed):,} labels changed{pattern}: {shown}; old labels kept as alternatives: {count}."
        yield asserted(told, *renamed)
        return
    for iri, (old, new) in renamed.items():
        stays = "stays as alternative label" if iri in kept else "is not kept"
        was, now = (old, new) if _plain(old) != _plain(new) else map(_spaced_label, change.kept[iri])
        told = f'"{was}" is now called "{now}"; the old label {stays}.' if old and new else ""
        told = told or (
            f'{short(iri)} is now called "{new}".' if new else f'{short(iri)} lost its label "{old}".'
        )
        yield asserted(told, iri)


def _spaced_label(term: Term) -> str:
    """The label as it is written, its odd spaces to be seen."""
    return spaced(next(iter(term.texts(LABEL)), ""))


def _keeps_label(change: Change, iri: str) -> bool:
    old, new = change.kept[iri]
    return bool(old.label) and (old.label or "").casefold() in {each.casefold() for each in new.alt_labels}


def _pattern(renamed: list[tuple[str, str]]) -> str:
    """The one ending that most of the new labels got, if most got the same."""
    endings = Counter(_ending(old, new) for old, new in renamed)
    ending, count = endings.most_common(1)[0]
    return f', {count:,} of them now ending in "{ending}"' if ending and count * 2 > len(renamed) else ""


def _ending(old: str, new: str) -> str:
    """The words that only the new label ends with."""
    before, after = old.split(), new.split()
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    if same < len(before) and same < len(after) and after[same].startswith(before[same]):
        return " ".join([after[same].removeprefix(before[same]), *after[same + 1 :]])
    return " ".join(after[same:])


def _synonyms(change: Change, names: Names) -> Iterator[Sentence]:
    told = []
    for iri, (old, new) in _known(change):
        came = [each for each in new.alt_labels if each not in old.alt_labels and each != old.label]
        gone = [each for each in old.alt_labels if each not in new.alt_labels and each != new.label]
        for word, texts in (("gains", came), ("loses", gone)):
            if texts:
                listed = series([f'"{text}"' for text in texts])
                noun = "alternative label" if len(texts) == 1 else "alternative labels"
                told.append(asserted(f"{names.of(iri)} {word} the {noun} {listed}.", iri))
    yield from _together(told, "terms gain or lose alternative labels", names)


def _definitions(change: Change, names: Names) -> Iterator[Sentence]:
    told = []
    for iri, (old, new) in _known(change):
        if _plain(old.definition) == _plain(new.definition):
            continue
        how = "has a definition now" if not old.definition else "has another definition text"
        told.append(asserted(f"{names.of(iri)} {how if new.definition else 'lost its definition'}.", iri))
    yield from _together(told, "definition texts changed", names)


def _other_texts(change: Change, names: Names) -> Iterator[Sentence]:
    told = []
    for iri, (old, new) in _known(change):
        props = [each for each in {**old.annotations, **new.annotations} if each not in _TOLD_APART]
        changed = [prop for prop in props if _values(old, prop) != _values(new, prop)]
        if changed:
            nouns = series(
                ["source" if prop == DEFINITION_SOURCE else short(prop) for prop in sorted(changed)]
            )
            told.append(asserted(f"{names.of(iri)}: {nouns} changed.", iri))
        elif old.kinds != new.kinds:
            kinds = series(sorted(map(short, new.kinds))) or "nothing"
            told.append(asserted(f"{names.of(iri)} is now declared as {kinds}.", iri))
    yield from _together(told, "terms have other sources or remarks", names)


def _values(term: Term, prop: str) -> list[str]:
    return sorted(_plain(text) for text in term.texts(prop))


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _together(told: list[Sentence], what: str, names: Names) -> Iterator[Sentence]:
    if len(told) <= EACH:
        yield from told
        return
    iris = list(dict.fromkeys(iri for each in told for iri in each.terms))
    yield asserted(f"{len(told):,} {what}: {names.listed(iris)}.", *iris)
