"""References that a renaming left behind: what they meant is known, it need not be guessed.

Case: PaNET dfa98e7 renamed 14 labels and left 93 references behind.
"""

from dataclasses import replace

from kg.ontology.change import Change
from kg.ontology.finding import Finding

_RULE = "unresolved-reference"


def with_new_name(finding: Finding, change: Change) -> Finding:
    """The finding with the label that this change gave to the term meant; other findings as they are."""
    if finding.rule != _RULE or not finding.text or not change.relabelled:
        return finding
    sought = finding.text.strip().strip("'").casefold()
    found = {new for old, new in change.relabelled.values() if old.casefold() == sought and new}
    if len(found) != 1:
        return finding
    new = found.pop()
    said = f"This change renamed '{finding.text.strip()}' to '{new}', and this reference was left behind."
    return replace(finding, message=said, suggestion=new)
