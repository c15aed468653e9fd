"""Find properties used with a specifier of another branch: `definedbyprobe some` a process.

The branch of a property is its stated range, else what the policy gives; where neither is known nothing is
said. An editor's new statement fails; where the statement stood before and its filler was moved, or the range
changed, it is a warning, since nobody wrote it.
Cases: PaNET issues 382 and 497 (solid probe); since 5d92a66 `ultrafast probe` is a beam characteristic and
still used with definedbyprobe. Source: rule 6 of the catalogue.
"""

from collections.abc import Iterator

from kg.ontology.axiom import Axiom
from kg.ontology.change import Change
from kg.ontology.expression import SOME, Compound, Expression
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import place, subjects
from kg.ontology.rules._table import PROBES, row, table
from kg.ontology.view import View

Use = tuple[Axiom, str, str]
"""A statement, the property in it and its filler."""


def _change(change: Change) -> Iterator[Finding]:
    before = set(_misuses(change.before))
    for use in _misuses(change.after):
        if use not in before:
            yield _finding(change, use, written=use[0] not in change.before.document.axioms)


def _misuses(view: View) -> Iterator[Use]:
    branches = _branches(view)
    for axiom in view.document.axioms:
        for part in axiom.parts:
            for prop, filler in _restrictions(part):
                wanted = branches.get(prop, ())
                above = {filler, *view.hierarchy.broader.get(filler, ())}
                known = filler in view.terms
                if known and any(branch in view.terms and branch not in above for branch in wanted):
                    yield axiom, prop, filler


def _branches(view: View) -> dict[str, set[str]]:
    """By property the classes its fillers must lie below."""
    found: dict[str, set[str]] = {}
    for axiom in view.document.axioms:
        if axiom.kind == "ObjectPropertyRange" and all(isinstance(part, str) for part in axiom.parts):
            prop, branch = (str(part) for part in axiom.parts)
            found.setdefault(prop, set()).add(branch)
    for prop, branch in view.policy.branches.items():
        found.setdefault(prop, {branch})
    return found


def _restrictions(expression: Expression) -> Iterator[tuple[str, str]]:
    if isinstance(expression, Compound):
        first, last = expression.parts[0], expression.parts[-1]
        if expression.op == SOME and isinstance(first, str) and isinstance(last, str):
            yield first, last
        for part in expression.parts:
            yield from _restrictions(part)


def _finding(change: Change, use: Use, written: bool) -> Finding:
    axiom, prop, filler = use
    view = change.after
    wanted = " and ".join(f"'{view.label(each)}'" for each in sorted(_branches(view)[prop]))
    (term, *_) = (*subjects(axiom), prop)
    fits = fitting(view, filler)
    meant = _specifier_of(view, prop, filler)
    return Finding(
        rule="wrong-specifier-branch",
        level="fail" if written else "warn",
        message=f"'{view.label(term)}' is defined by '{view.label(prop)}' some '{view.label(filler)}', but "
        f"what '{view.label(prop)}' refers to must lie below {wanted}."
        f" {_way_out(view, prop, filler, meant, fits, written)}",
        term=term,
        text=view.label(filler),
        cell=place(view, axiom, term),
        suggestion=_written(view, prop, meant) if meant else _written(view, fits, filler) if fits else None,
        key=f"{prop} {filler}",
    )


def _written(view: View, prop: str, filler: str) -> str:
    return f"'{view.label(prop)}' some '{view.label(filler)}'"


def _specifier_of(view: View, prop: str, filler: str) -> str | None:
    """The specifier meant where the filler is a technique: the one by which it is defined itself."""
    right = set()
    for axiom in view.document.axioms:
        if filler in subjects(axiom):
            for part in axiom.parts:
                right |= {value for used, value in _restrictions(part) if used == prop and value != filler}
    wanted = _branches(view).get(prop, set())
    right = {value for value in right if wanted <= {value, *view.hierarchy.broader.get(value, ())}}
    return right.pop() if len(right) == 1 else None


def _is_technique(view: View, iri: str) -> bool:
    above = {iri, *view.hierarchy.broader.get(iri, ())}
    ranges = [each for each in view.policy.ranges if each.holds(iri)]
    return view.policy.technique_root in above or any(each.kind == "technique" for each in ranges)


def _way_out(view: View, prop: str, filler: str, meant: str | None, fits: str | None, written: bool) -> str:
    if _is_technique(view, filler):
        name = f": write {_written(view, prop, meant)}" if meant else ", a probe, process or the like"
        return f"'{view.label(filler)}' is a technique; name the specifier instead{name}."
    use = f"use '{view.label(fits)}' with this specifier" if fits else "use another property"
    if written:
        return f"U{use[1:]}."
    return f"'{view.label(filler)}' was moved away from there: move it back, or {use}."


def fitting(view: View, filler: str) -> str | None:
    """The one property whose branch holds the filler."""
    above = {filler, *view.hierarchy.broader.get(filler, ())}
    by_size = [
        (max(len(view.hierarchy.broader.get(branch, ())) for branch in wanted), prop)
        for prop, wanted in _branches(view).items()
        if prop in view.terms and wanted and wanted <= above
    ]
    deepest = [prop for depth, prop in by_size if depth == max(each for each, _ in by_size)]
    return deepest[0] if len(deepest) == 1 else None


_BEFORE = table(*PROBES)

RULE = Rule(
    name="wrong-specifier-branch",
    level="fail",
    title="A property is used with a specifier of another branch",
    why=(
        "The definition says something that nobody means, and the term is not found below the techniques "
        "of its real probe or process (PaNET issues 382 and 497, about the solid probe)."
    ),
    remedy="Use the property of the specifier's branch: definedbyprobe for probes, definedbyprocess for "
    "processes. A statement that somebody wrote now fails; one that stood before, and whose specifier was "
    "moved or whose range changed, is a warning.",
    passing=Example(
        before=_BEFORE,
        after=table(
            *PROBES, row("00200", "scattering technique", equal="('definedbyprocess' some 'scattering')")
        ),
    ),
    failing=Example(
        before=_BEFORE,
        after=table(
            *PROBES, row("00200", "scattering technique", equal="('definedbyprobe' some 'scattering')")
        ),
    ),
    change=_change,
)
