"""Find new terms whose IRI is not of the form, or not of the block, that their kind takes.

PaNET's techniques are PaNETnnnnn, its specifiers PaNET2nnnnnn, its properties PaNET1nnnnnn; other ontologies
state theirs in the policy. Individuals are left alone, and so are terms of other namespaces unless they have
a label here and lie below a root that stands in the same file. Whether a class is a
technique or a specifier is told by the root it lies below; below neither, any block of classes will do.
Source: PaNET's operating procedure; rule 11 of the catalogue.
"""

from collections.abc import Iterator

from kg.ontology.change import Change
from kg.ontology.document import CLASS, OBJECT_PROPERTY, Term
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import somewhere
from kg.ontology.rules._table import PROBES, row, table
from kg.ontology.suggest.next_iri import iris_seen, next_iri
from kg.ontology.view import View


def _change(change: Change) -> Iterator[Finding]:
    view = change.after
    for iri in change.added:
        term = view.document.terms[iri]
        if not iri.casefold().startswith(view.policy.namespace.casefold()) and not _is_own(view, term):
            continue
        if view.policy.malformed(iri):
            # Told by `bad-iri`.
            continue
        wanted = _kinds(view, term)
        if wanted and not any(each.holds(iri) for each in view.policy.ranges if each.kind in wanted):
            yield _finding(view, iri, wanted)


def _is_own(view: View, term: Term) -> bool:
    """Whether a term of another namespace was made here: labelled, below a root that stands in this file."""
    roots = {view.policy.technique_root, view.policy.specifier_root} & view.document.classes
    return bool(term.label) and not roots.isdisjoint(view.hierarchy.broader.get(term.iri, ()))


def _kinds(view: View, term: Term) -> tuple[str, ...]:
    """The kinds whose ranges are right for the term; none where nothing is known."""
    known = {each.kind for each in view.policy.ranges}
    if OBJECT_PROPERTY in term.kinds:
        return ("property",) if "property" in known else ()
    if CLASS not in term.kinds:
        return ()
    above = {term.iri, *view.hierarchy.broader.get(term.iri, ())}
    technique, specifier = view.policy.technique_root in above, view.policy.specifier_root in above
    if technique and specifier:
        # A clash of categories, told by its own rule.
        return ()
    if technique or specifier:
        return tuple({"technique" if technique else "specifier"} & known)
    return tuple(sorted({"technique", "specifier"} & known))


def free_iri(view: View, term: Term) -> str | None:
    """The next free IRI of the one range that is right for the term; None where several are, or none."""
    wanted = _kinds(view, term)
    ranges = [each for each in view.policy.ranges if each.kind in wanted]
    return next_iri(ranges[0], iris_seen([view.document])) if len(ranges) == 1 else None


def _finding(view: View, iri: str, wanted: tuple[str, ...]) -> Finding:
    ranges = [each for each in view.policy.ranges if each.kind in wanted]
    forms = " or ".join(
        f"{each.prefix}{each.first:0{each.digits}} to {each.last:0{each.digits}}" for each in ranges
    )
    kind = " or ".join(wanted)
    free = free_iri(view, view.document.terms[iri])
    return Finding(
        rule="iri-out-of-range",
        level="warn",
        message=f"'{view.label(iri)}' is a {kind} with the IRI {iri}, but IRIs of a {kind} go from {forms}."
        + (f" The next free one is {free}." if free else ""),
        term=iri,
        text=iri,
        cell=somewhere(view, iri),
        suggestion=free,
        key=" ".join(wanted),
    )


_BEFORE = table(*PROBES)

RULE = Rule(
    name="iri-out-of-range",
    level="warn",
    title="An IRI is outside the range of its kind",
    why=(
        "The number says what a term is: people and scripts tell techniques, specifiers and properties "
        "apart by it, and take the next free number of the block."
    ),
    remedy="Take the next free IRI of the block, as long as the term is not released.",
    passing=Example(before=_BEFORE, after=table(*PROBES, row("2011002", "muon", parent="probe"))),
    failing=Example(before=_BEFORE, after=table(*PROBES, row("01400", "muon", parent="probe"))),
    change=_change,
)
