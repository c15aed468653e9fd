"""Find two terms with the same label: a reference by that label cannot say which one it means.

Labels are compared without regard to case and to spaces beyond single ones, as PaNET's operating procedure
does. A shared alternative label is told by `synonym-clash`.
Case: PaNET f939a81, where 155 renamed labels made 71 names shared by two terms; they lived until ace6adc.
"""

from collections.abc import Iterator

from kg.ontology.change import Change
from kg.ontology.document import Name
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import bearers, plain
from kg.ontology.rules._table import row, table
from kg.ontology.view import View


def _state(view: View) -> Iterator[Finding]:
    for found in bearers(view, "plain").values():
        preferred = {name.iri: name for name in found if name.preferred}
        if len(preferred) > 1:
            yield _finding(view, list(preferred.values()))


def at_changed(finding: Finding, change: Change) -> Finding:
    """The finding at the term that this change named so, where it stands at the other; others as they are."""
    if finding.rule != "duplicate-label":
        return finding
    named = {*change.relabelled, *change.added} & {*finding.examples}
    if not named or finding.term in named:
        return finding
    terms = change.after.document.terms
    names = [name for iri in finding.examples for name in terms[iri].names if name.preferred]
    chosen = plain(finding.text or "")
    same = {name.iri: name for name in names if plain(name.text) == chosen}
    return _finding(change.after, [*same.values()], last=max(named))


def _finding(view: View, found: list[Name], last: str = "") -> Finding:
    *others, bearer = sorted(found, key=lambda name: (name.iri == last, name.iri))
    elsewhere = " and ".join(name.iri for name in others)
    term = view.document.terms[bearer.iri]
    return Finding(
        rule="duplicate-label",
        level="fail",
        message=f"'{bearer.text.strip()}' is the label of {bearer.iri} and of {elsewhere}: a reference "
        "by this label could mean either. Give one of them another label.",
        term=bearer.iri,
        text=bearer.text,
        cell=term.cell(bearer.prop, bearer.text),
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
