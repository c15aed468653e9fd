"""Find changes after which far more relations are inferred than rows were touched.

Counted are pairs of terms that both versions have: new terms bring their own relations (PaNET 983b753 gained
387 by 133 new terms). Large is, by default, at least 20 pairs and at least 3 for each term whose statements
changed: PaNET 547642c gained 27 by one row (to be told), fixes of single parents gain up to 8 (to pass), and
the shipped versions 8 by 13 terms, 263 by 460 and 10 by 20 (to pass). Both figures are settings of the
policy. Source: rule 12 of the catalogue. Constructed case: diffraction below x-ray diffraction gains 262.
"""

from collections.abc import Iterator

from kg.ontology.change import Change
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._table import row, table
from kg.ontology.rules.large_loss import (
    between_kept,
    first_place,
    most_moved,
    named_pairs,
    of_terms,
    restated,
)


def _change(change: Change) -> Iterator[Finding]:
    gained = between_kept(change, change.inferred_gained)
    stated = restated(change)
    rows = max(len(stated), 1)
    policy = change.after.policy
    if len(gained) < policy.large_gain or len(gained) < policy.large_per_row * rows:
        return
    terms = of_terms(change, stated)
    yield Finding(
        rule="large-gain",
        level="warn",
        message=f"{len(gained)} inferred relations are gained by changed statements {terms}: "
        f"{most_moved(change.after, gained, 'gains')}. Check that this is meant: data of these terms are "
        "found there from now on.",
        cell=first_place(change, stated),
        examples=named_pairs(change.after, gained),
    )


def _family(parent: str) -> str:
    names = [
        row(f"{number:05}", f"diffraction {number}", parent="diffraction") for number in range(1100, 1121)
    ]
    return table(
        row("00200", "scattering", parent="owl:Thing"),
        row("01022", "diffraction", parent=parent),
        *names,
    )


RULE = Rule(
    name="large-gain",
    level="warn",
    title="A small change infers many new relations",
    why="One parent too many, or a definition too wide, and hundreds of datasets appear under terms they "
    "do not fit.",
    remedy="Look at the list; if a relation should not be, make the parent or the definition narrower.",
    passing=Example(before=_family("scattering"), after=_family("scattering")),
    failing=Example(before=_family("owl:Thing"), after=_family("scattering")),
    change=_change,
)
