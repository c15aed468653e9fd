"""Find a synonym of one term that another term bears too, or two names that differ in spelling only.

Two steps, told apart in the message: names that are equal but for case, where at least one is an alternative
label; and names equal but for dashes, spaces, plural, accents or Greek letters.
Two equal labels are told by `duplicate-label`.
Case: PaNET 2c2775f took the alternative label "Diffraction" from a niche term that had borne it for four
years; putting it back is this clash. In v1.3.0, 71 names are shared in the first way or as labels.
"""

from collections.abc import Iterator

from kg.ontology.document import Name
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import bearers, plain
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    for found in bearers(view, "plain").values():
        if len({name.iri for name in found}) > 1 and len({name.iri for name in found if name.preferred}) < 2:
            yield _finding(view, found, "but for case")
    for found in bearers(view, "loose").values():
        if len({plain(name.text) for name in found}) > 1 and _differ_in_spelling(found):
            yield _finding(view, found, "but for dashes, spaces, plural or special letters")


def _differ_in_spelling(found: list[Name]) -> bool:
    """Whether two terms bear them and no exact clash has told of both."""
    by_text: dict[str, set[str]] = {}
    for name in found:
        by_text.setdefault(plain(name.text), set()).add(name.iri)
    together = set().union(*by_text.values())
    return len(together) > 1 and all(iris != together for iris in by_text.values())


def _finding(view: View, found: list[Name], how: str) -> Finding:
    # A synonym is what an editor can spare; among several, the one of the latest term.
    last = max(found, key=lambda name: (not name.preferred, name.iri))
    others = sorted(
        {name.iri: name for name in found if name.iri != last.iri}.values(), key=lambda name: name.iri
    )
    told = " and ".join(_called(view, name) for name in others)
    kind = "label" if last.preferred else "synonym"
    same = "" if all(name.text.strip() == last.text.strip() for name in others) else f", {how},"
    term = view.document.terms[last.iri]
    return Finding(
        rule="synonym-clash",
        level="warn",
        message=f"The {kind} '{last.text.strip()}' of '{view.label(last.iri)}' is{same} the same as {told}: "
        "a search for it finds both. Remove it from one of the terms, or make it more precise.",
        term=last.iri,
        text=last.text,
        cell=term.cell(last.prop, last.text),
        key=" ".join(name.iri for name in others),
        examples=tuple(sorted({name.iri for name in found})),
    )


def _called(view: View, name: Name) -> str:
    if name.preferred:
        return f"'{name.text.strip()}', the label of {name.iri}"
    return f"'{name.text.strip()}', a synonym of '{view.label(name.iri)}'"


_TERMS = (row("01022", "diffraction", parent="owl:Thing"),)

RULE = Rule(
    name="synonym-clash",
    level="warn",
    title="A synonym belongs to two terms",
    why=(
        "PaNET's procedure holds labels and alternative labels equally important and not case-sensitive. "
        "While a niche term bore the synonym Diffraction (until 2c2775f), a search for diffraction found "
        "it too."
    ),
    remedy="Remove the synonym from one of the terms, or make it more precise.",
    passing=Example(
        after=table(*_TERMS, row("01032", "microfocus diffraction", alt="micro scale diffraction"))
    ),
    failing=Example(after=table(*_TERMS, row("01032", "microfocus diffraction", alt="Diffraction"))),
    state=_state,
)
