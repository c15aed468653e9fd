"""Find changes after which far more inferred relations are gone than rows were touched.

Counted are pairs of terms that both versions have, so that removing a term is no loss of this kind. Large is
at least 20 pairs and at least 3 for each earlier term whose statements changed. The replay of PaNET's history
leads to these figures: single parent fixes lose 1 to 8 (to pass); e8d2404 loses 28 by two domains, 1ef8c35 51
by three rows, c4a22cd 80, of which 48 between PaNET's own terms, by four (to be told). Between the shipped
versions: 48 by 4 terms (v1.1.0), 51 by 13 (v1.2.0), 49 by 14 (May 2026) are told, 31 by 460 (v1.3.0) are not.
Both figures are settings of the policy. Where statements of several kinds were removed, each kind that took
as many as make a loss large is told by itself (`_cause`). Source: rule 12 of the catalogue.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from kg.ontology.change import Change, Pair
from kg.ontology.document import Cell
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import quoted, somewhere, subjects
from kg.ontology.rules._cause import Cause, causes, split
from kg.ontology.rules._table import Row, row, table
from kg.ontology.view import View

_NOWHERE = Cell(10**9, 0, 0)


def _change(change: Change) -> Iterator[Finding]:
    # To retire a term is to remove its links; that it loses them needs no second look.
    lost = [pair for pair in between_kept(change, change.inferred_lost) if pair[0] not in change.retired]
    # The rows of new terms take nothing away from others.
    stated = restated(change) - {*change.added}
    rows = max(len(stated), 1)
    policy = change.after.policy
    if len(lost) < policy.large_loss or len(lost) < policy.large_per_row * rows:
        return
    for cause in split(causes(change, lost), policy.large_loss):
        yield _finding(change, cause, stated)


def _finding(change: Change, cause: Cause, stated: frozenset[str]) -> Finding:
    about = frozenset(iri for axiom in cause.removed for iri in subjects(axiom)) & stated or stated
    pairs = [*cause.pairs]
    place = first_place(change, about, {axiom.kind for axiom in cause.removed})
    return Finding(
        rule="large-loss",
        level="warn",
        message=f"{len(pairs)} inferred relations are lost by changed statements {of_terms(change, about)}: "
        f"{most_moved(change.after, pairs, 'loses')}. Check that this is meant: data of these terms are no "
        "longer found there.",
        cell=place,
        key=" ".join(sorted({axiom.kind for axiom in cause.removed})),
        examples=named_pairs(change.after, pairs),
    )


def between_kept(change: Change, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs of which both versions declare both classes, sorted."""
    return sorted(pair for pair in pairs if all(iri in change.kept for iri in pair))


def restated(change: Change) -> frozenset[str]:
    """The IRIs of terms about which an axiom came or went."""
    axioms = (*change.axioms_added, *change.axioms_removed)
    return frozenset(iri for axiom in axioms for iri in subjects(axiom))


def of_terms(change: Change, iris: Iterable[str]) -> str:
    """The terms as they are told in a message: by label, where they stand in the file."""
    view = change.after
    ordered = sorted(iris, key=lambda iri: (somewhere(view, iri) or _NOWHERE, iri))
    names = [view.label(iri) if iri in view.terms else change.before.label(iri) for iri in ordered]
    return f"of {quoted(names, 3)}" if names else "elsewhere"


def first_place(change: Change, iris: frozenset[str], kinds: Collection[str] = frozenset()) -> Cell | None:
    """The first new statement about the terms, of these kinds if there is one, else the first of the terms.

    None for files without cells.
    """
    view = change.after
    places = {axiom: cell for axiom in change.axioms_added if (cell := view.document.axioms[axiom])}
    about = {axiom: cell for axiom, cell in places.items() if iris & {*subjects(axiom)}}
    cells = [cell for axiom, cell in about.items() if axiom.kind in kinds] or [*about.values()]
    return min(cells or filter(None, (somewhere(view, iri) for iri in iris)), default=None)


def most_moved(view: View, pairs: list[Pair], verb: str) -> str:
    """The broader terms that most pairs have in common, with their numbers."""
    counts = Counter(high for _, high in pairs)
    shown = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    listed = ", ".join(f"'{view.label(iri)}' {verb} {count}" for iri, count in shown[:5])
    return f"{listed} and {len(shown) - 5} more" if len(shown) > 5 else listed


def named_pairs(view: View, pairs: list[Pair], most: int = 20) -> tuple[str, ...]:
    """The first pairs as text."""
    return tuple(f"{view.label(low)} below {view.label(high)}" for low, high in pairs[:most])


def family(parent: str) -> list[Row]:
    """Twenty-one techniques below diffraction, which lies below `parent`: an example's large tree."""
    names = [
        row(f"{number:05}", f"diffraction {number}", parent="diffraction") for number in range(1100, 1121)
    ]
    return [
        row("00200", "scattering", parent="owl:Thing"),
        row("00201", "emission", parent="owl:Thing"),
        row("01022", "diffraction", parent=parent),
        *names,
    ]


_BEFORE = table(*family("scattering"))

RULE = Rule(
    name="large-loss",
    level="warn",
    title="A small change loses many inferred relations",
    why=(
        "What an editor does to one row may take hundreds of datasets out of a search. PaNET's v1.1.0 "
        "lost 80 relations by three rows (c4a22cd), v1.2.0 51 (1ef8c35), and nobody was told."
    ),
    remedy="Look at the list; if a relation should stay, state it for the terms that lose it.",
    passing=Example(
        before=_BEFORE, after=table(*family("scattering")[:-1], row("01120", "diffraction 1120"))
    ),
    failing=Example(before=_BEFORE, after=table(*family("owl:Thing"))),
    change=_change,
)
