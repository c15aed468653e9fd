"""Find two terms with the same label: a reference by that label cannot say which one it means.

Labels are compared without regard to case and to spaces beyond single ones, as PaNET's operating procedure
does. A shared alternative label is told by `synonym-clash`.
Case: PaNET f939a81, where 155 renamed labels made 71 names shared by two terms; they lived until ace6adc.
"""

from collections.abc import Iterator

from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import Name, bearers
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    for found in bearers(view, "plain").values():
        preferred = {name.iri: name for name in found if name.preferred}
        if len(preferred) > 1:
            yield _finding(view, list(preferred.values()))


def _finding(view: View, found: list[Name]) -> Finding:
    *others, last = sorted(found, key=lambda name: name.iri)
    elsewhere = " and ".join(name.iri for name in others)
    term = view.document.terms[last.iri]
    return Finding(
        rule="duplicate-label",
        level="fail",
        message=f"'{last.text.strip()}' is the label of {last.iri} and of {elsewhere}: a reference by this "
        "label could mean either. Give one of them another label.",
        term=last.iri,
        text=last.text,
        cell=term.cell(last.prop, last.text),
        # Renaming both alike makes no new pair.
        key=" ".join(name.iri for name in others),
        examples=tuple(name.iri for name in found),
    )


_FIRST = row("00206", "resonance phenomenon", parent="owl:Thing")

RULE = Rule(
    name="duplicate-label",
    level="fail",
    title="Two terms have the same label",
    why=(
        "Editors and data refer to terms by label. In PaNET's commit f939a81 a mass renaming gave 71 "
        "pairs of terms a common name; `resonance phenomenon` could then be read as defined by itself."
    ),
    remedy="Rename one of the terms; where both mean the same, retire one and keep its name as a synonym.",
    passing=Example(after=table(_FIRST, row("2012006", "resonance", parent="owl:Thing"))),
    failing=Example(after=table(_FIRST, row("2012006", "Resonance phenomenon", parent="owl:Thing"))),
    state=_state,
)
