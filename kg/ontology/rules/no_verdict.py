"""Find what keeps a version from being judged: axioms that were not read, or a reasoner that gave up.

Then the hierarchy may lack pairs, and what a change gains or loses is not known. It cannot be switched off.
Where new faults of the file say so themselves, the review does not say it again.
Case: PaNET between dfa98e7 and ab66ee9, when 93 references led nowhere and nothing could be built.
"""

from collections.abc import Iterator

from kg.ontology.document import Fault
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._table import row, table
from kg.ontology.view import View

NAME = "no-verdict"
_SHOWN = 3


def obstacles(view: View) -> tuple[str, ...]:
    """Whatever keeps the hierarchy from being relied on, in sentences; () where nothing does."""
    reasons = () if view.hierarchy.complete else view.hierarchy.reasons
    if reasons:
        return tuple(dict.fromkeys(reasons))
    messages = tuple(dict.fromkeys(fault.message for fault in lost(view)))
    if messages or view.hierarchy.complete:
        return messages
    return (f"The reasoner {view.hierarchy.reasoner} did not finish.",)


def lost(view: View) -> list[Fault]:
    """The faults by which an axiom of the version or of its imports was lost."""
    return [fault for each in view.document.with_imports for fault in each.faults if fault.lost]


def can_be_given(view: View) -> bool:
    """Whether something of the version is missing that its editors can give: a cell to mend, an import."""
    return bool(lost(view)) or any(each.missing_imports for each in view.document.with_imports)


def told(view: View, lead: str = "This version cannot be judged") -> Finding:
    """The finding for a version with obstacles."""
    found = obstacles(view)
    more = f" And {len(found) - _SHOWN:,} more." if len(found) > _SHOWN else ""
    return Finding(
        rule=NAME,
        level="fail",
        message=f"{lead}: {' '.join(found[:_SHOWN])}{more}",
        examples=found[:10],
    )


def _state(view: View) -> Iterator[Finding]:
    if obstacles(view):
        yield told(view)


_GOOD = table(
    row("00200", "scattering", parent="owl:Thing"), row("01022", "diffraction", parent="scattering")
)
_BAD = table(row("00200", "scattering", parent="owl:Thing"), row("01022", "diffraction", parent="scatter"))

RULE = Rule(
    name=NAME,
    level="fail",
    title="The classification is incomplete, so there is no verdict",
    why=(
        "Where axioms are missing, nobody can say what follows from a change: what was not read looks like a "
        "loss, and a real loss like nothing. A check that passes such a file would be worse than none."
    ),
    remedy="Mend the faults that are named; where a reasoner gave up, try the other: --reasoner hermit.",
    passing=Example(after=_GOOD),
    failing=Example(after=_BAD),
    state=_state,
)
