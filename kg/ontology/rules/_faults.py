"""Tell the faults that a reader found as findings; equal ones are put together by `kg.ontology.grouping`."""

from collections.abc import Callable, Iterator

from kg.ontology.finding import Finding, Level
from kg.ontology.view import View


def told(rule: str, level: Level) -> Callable[[View], Iterator[Finding]]:
    """A judge of one version that tells each of its faults of this rule; one that lost an axiom fails."""

    def state(view: View) -> Iterator[Finding]:
        for document in view.document.with_imports:
            for fault in document.faults:
                if fault.rule == rule:
                    yield Finding(
                        rule=rule,
                        level="fail" if fault.lost else level,
                        message=fault.message,
                        term=fault.term,
                        text=fault.text,
                        # A cell of an imported file would be shown as one of the file under review.
                        cell=fault.cell if document is view.document else None,
                        suggestion=fault.suggestion,
                    )

    return state
