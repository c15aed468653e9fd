"""Find terms that were techniques and no longer are: they have left the root class of all techniques.

Searches, forms and facets that offer "all techniques" start at the root. Retired terms are left out: they
are meant to leave. A root that is gone itself is told by `released-term-gone`.
Case: PaNET between v1.3.0 and May 2026, where the domain of `definedbyprobe` became owl:Thing and eighteen
terms without a technique as parent left the root unseen.
"""

from collections.abc import Iterator

from kg.ontology.change import Change
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import quoted, subjects
from kg.ontology.rules._cause import causes
from kg.ontology.rules._table import PROBES, row, table
from kg.ontology.rules.large_loss import first_place, of_terms, restated


def _change(change: Change) -> Iterator[Finding]:
    root, after = change.after.policy.technique_root, change.after
    if root not in after.terms:
        return
    left = [(low, high) for low, high in change.inferred_lost if high == root and low in change.kept]
    left = sorted(pair for pair in left if not after.document.terms[pair[0]].retired)
    if not left:
        return
    removed = [axiom for cause in causes(change, left) for axiom in cause.removed]
    about = frozenset(iri for axiom in removed for iri in subjects(axiom)) or restated(change)
    names = [after.label(low) for low, _ in left]
    terms = "1 term is" if len(left) == 1 else f"{len(left)} terms are"
    yield Finding(
        rule="technique-lost",
        level="warn",
        message=f"{terms} no longer under '{after.label(root)}' by changed statements "
        f"{of_terms(change, about)}: {quoted(names)}. Whoever asks for all techniques does not find them. "
        "Give them a parent that is a technique, or undo the change.",
        cell=first_place(change, about, {axiom.kind for axiom in removed}),
        key=" ".join(low for low, _ in left),
        examples=tuple(names[:20]),
    )


_ONE = row("00101", "neutron technique", equal="('definedbyprobe' some 'neutron')")
_WITHOUT_DOMAIN = tuple(
    {**each, "domain": ("owl:Thing",)} if each["label"] == ("definedbyprobe",) else each for each in PROBES
)

RULE = Rule(
    name="technique-lost",
    level="warn",
    title="Terms are techniques no longer",
    why=(
        "Searches and forms offer what lies below the root of all techniques. When PaNET set the domain of "
        "definedbyprobe to owl:Thing, terms defined by their probe alone left the root, and nobody was told."
    ),
    remedy="Give the terms a parent that is a technique, or restore the statement that made them techniques.",
    passing=Example(before=table(*PROBES, _ONE), after=table(*PROBES, _ONE)),
    failing=Example(before=table(*PROBES, _ONE), after=table(*_WITHOUT_DOMAIN, _ONE)),
    change=_change,
)
