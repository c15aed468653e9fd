"""Find techniques that lie below specifiers, and specifiers below techniques.

A technique is what data may be tagged with; a specifier (probe, process, purpose) is what defines one. The
ontology states no disjointness, so no reasoner objects. Which is which is told by the two root classes and
the ranges of IRIs of the policy; a class of neither is left alone.
Case: PaNET 1598371, a technique equivalent to a technique and a specifier. Source: rule 6 of the catalogue.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.ontology.axiom import EQUIVALENT, SUBCLASS, Axiom
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import place, quoted, somewhere, subjects
from kg.ontology.rules._table import PROBES, row, table
from kg.ontology.rules.wrong_specifier_branch import fitting
from kg.ontology.view import View

_SPECIFIER = "Refer to the specifier of that name instead."


def _state(view: View) -> Iterator[Finding]:
    kinds = category_of(view)
    across: dict[str, list[str]] = {}
    for low, above in view.hierarchy.broader.items():
        kind = kinds.get(low)
        wrong = [high for high in above if kind and kinds.get(high, kind) != kind]
        if wrong:
            across[low] = wrong
    for low, wrong in across.items():
        equal = view.hierarchy.equal_to(low)
        if kinds[low] == "specifier" and equal & set(wrong):
            # Both sides of an equivalence are one clash, told of the technique.
            continue
        cause = _statement(view, low, wrong)
        if not cause and any(_statement(view, each, across[each]) for each in equal & across.keys()):
            # It means the same as the one that is at fault.
            continue
        above = view.hierarchy.broader[low] - equal - set(wrong)
        if cause or not any(high in across for high in above):
            below = sorted(
                iri for iri in view.hierarchy.narrower.get(low, ()) if iri in across and iri not in equal
            )
            yield _finding(view, low, kinds[low], _nearest(view, wrong), cause, below)


def category_of(view: View) -> dict[str, str]:
    """Technique or specifier, by the number of the IRI, else by the root above; roots are what they head."""
    policy = view.policy
    found: dict[str, str] = {policy.technique_root: "technique", policy.specifier_root: "specifier"}
    for iri, above in view.hierarchy.broader.items():
        if iri in found:
            continue
        kind = next((each.kind for each in policy.ranges if each.holds(iri)), None)
        if kind in ("technique", "specifier"):
            found[iri] = kind
        elif kind is None and (policy.technique_root in above) != (policy.specifier_root in above):
            found[iri] = "technique" if policy.technique_root in above else "specifier"
    return found


def _nearest(view: View, wrong: list[str]) -> str:
    """The lowest of the classes of the other kind."""
    return max(sorted(wrong), key=lambda iri: len(view.hierarchy.broader[iri]))


def _statement(view: View, low: str, wrong: list[str]) -> Axiom | None:
    """The axiom about the term that names a class of the other kind other than as a restriction's filler."""
    for axiom in view.document.axioms:
        logical = axiom.kind in (SUBCLASS, EQUIVALENT) and low in subjects(axiom)
        if logical and any(name in wrong for name in _bare(axiom, low)):
            return axiom
    return None


def _bare(axiom: Axiom, low: str) -> Iterator[str]:
    for part in axiom.parts:
        if isinstance(part, str):
            if part != low:
                yield part
        elif getattr(part, "op", "") == "ObjectIntersectionOf":
            yield from (each for each in getattr(part, "parts", ()) if isinstance(each, str))


def _finding(view: View, low: str, kind: str, high: str, cause: Axiom | None, below: list[str]) -> Finding:
    other = "specifier" if kind == "technique" else "technique"
    more = f" With it go the terms below it: {quoted([view.label(i) for i in below], 3)}." if below else ""
    prop = fitting(view, high) if kind == "technique" else None
    said = f"'{view.label(prop)}' some '{view.label(high)}'" if prop else None
    example = said or "'a property' some 'a specifier'"
    way_out = (
        f"Refer to the technique of that name, or say it by a property: {example}."
        if kind == "technique"
        else _SPECIFIER
    )
    return Finding(
        rule="category-clash",
        level="fail",
        message=f"The {kind} '{view.label(low)}' is now below the {other} '{view.label(high)}'.{more} "
        f"{way_out}",
        term=low,
        text=view.label(high),
        cell=place(view, cause, low) if cause else somewhere(view, low),
        suggestion=f"({said})" if said else None,
        key=high,
        examples=tuple(view.label(iri) for iri in below[:5]),
    )


def of_one_number(found: Iterable[Finding]) -> list[Finding]:
    """The findings with one for each new term whose number is of the other kind than its place.

    `iri-out-of-range` takes the place for meant, this rule the number: two ways out of one slip, and the
    editor knows which. What is told is this rule's finding, with both and the free number.
    """
    told = [*found]
    numbers = {each.term: each for each in told if each.rule == "iri-out-of-range" and each.suggestion}
    both = {each.term for each in told if each.rule == "category-clash"} & numbers.keys()
    return [
        _joined(each, numbers) for each in told if each.rule != "iri-out-of-range" or each.term not in both
    ]


def _joined(finding: Finding, numbers: dict[str | None, Finding]) -> Finding:
    number = numbers.get(finding.term)
    if finding.rule != "category-clash" or number is None:
        return finding
    said = f"{number.message} If the number is right, the parent is not: {finding.message}"
    return replace(finding, message=said, suggestion=number.suggestion, text=number.text, cell=number.cell)


RULE = Rule(
    name="category-clash",
    level="fail",
    title="A technique is below a specifier, or the reverse",
    why=(
        "A probe or a process is no technique: data tagged with a technique would be found as processes. "
        "PaNET's commit 1598371 defined a technique by a technique and a specifier; no reasoner objected."
    ),
    remedy="Say it with a property (definedbyprocess some ...), or refer to the technique of the same name.",
    passing=Example(
        after=table(
            *PROBES, row("00200", "scattering technique", equal="('definedbyprocess' some 'scattering')")
        )
    ),
    failing=Example(after=table(*PROBES, row("00200", "scattering technique", equal="scattering"))),
    state=_state,
)
