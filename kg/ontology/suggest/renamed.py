"""References that a change left behind: what they meant is known, it need not be guessed.

The term meant was renamed, retired under a new label, or deleted.
Case: PaNET dfa98e7 renamed 14 labels and left 93 references behind.
"""

from dataclasses import replace

from kg.ontology.change import Change
from kg.ontology.document import Term
from kg.ontology.finding import Finding
from kg.ontology.read.template.prefixes import expand

_RULE = "unresolved-reference"


def with_new_name(finding: Finding, change: Change) -> Finding:
    """The finding with what this change did to the term meant; other findings as they are.

    A renamed term is suggested by its new label, a retired one by its replacement; for a deleted one nothing
    is suggested, since a label that looks alike is another term.
    """
    if finding.rule != _RULE or not finding.text:
        return finding
    text = finding.text.strip().strip("'")
    sought = text.casefold()
    renamed = {iri: new for iri, (old, new) in change.relabelled.items() if old.casefold() == sought and new}
    if len(set(renamed.values())) == 1:
        retired = [iri for iri in renamed if change.after.document.terms[iri].retired]
        new = min(renamed.values())
        if retired:
            return _retired(finding, change, retired[0], text, new)
        said = f"This change renamed '{text}' to '{new}', and this reference was left behind."
        return replace(finding, message=said, suggestion=new)
    deleted = _deleted(change, text)
    return _of_deleted(finding, change, deleted) if deleted and not renamed else finding


def _retired(finding: Finding, change: Change, iri: str, text: str, new: str) -> Finding:
    known = change.after.terms
    others = [other for other in known[iri].replaced_by if other in known and not known[other].retired]
    said = f"This change retired '{text}' (now '{new}'), and this reference was left behind."
    if not others:
        way_out = "Refer to a term that is not retired, and name it as the replacement (IAO:0100001)."
        return replace(finding, message=f"{said} {way_out}", suggestion=None)
    labels = [change.after.label(other) for other in others]
    said = f"{said} It is replaced by {' or '.join(repr(label) for label in labels)}."
    return replace(finding, message=said, suggestion=labels[0] if len(labels) == 1 else None)


def _deleted(change: Change, text: str) -> Term | None:
    """The one term that this change deleted and that the text named, by its label or its IRI."""
    terms = [change.before.document.terms[iri] for iri in change.removed]
    expanded = expand(text)
    iri = expanded.iri if expanded else None
    found = [term for term in terms if term.iri == iri or (term.label or "").casefold() == text.casefold()]
    return found[0] if len(found) == 1 else None


def _of_deleted(finding: Finding, change: Change, term: Term) -> Finding:
    row = f" (row {term.rows[0]} before)" if term.rows else ""
    said = (
        f"This change deleted '{change.before.label(term.iri)}'{row}, and this reference was left behind. "
        "Restore its row; if the term is not wanted, retire it and refer to another one."
    )
    return replace(finding, message=said, suggestion=None)
