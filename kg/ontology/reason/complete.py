"""Whether a classification can be relied on, and in sentences why not."""

from collections.abc import Iterator, Mapping

from kg.ontology.document import Document
from kg.ontology.reason.engine import Classification


def incompleteness(found: Classification, dropped: Mapping[str, int]) -> Iterator[str]:
    """What rustdl says of its own classification."""
    if found.timed_out_pairs:
        yield f"The reasoner gave up on {found.timed_out_pairs:,} pairs of classes, for lack of time."
    if found.prep_timed_out or found.conversion_timed_out:
        yield "The reasoner ran out of time before it had read and prepared the whole ontology."
    if found.consistency_undetermined:
        yield "The reasoner could not tell whether the ontology contradicts itself as a whole."
    if found.wedge_clauses_refused:
        yield f"The reasoner could not use {found.wedge_clauses_refused:,} of its rules."
    if found.wedge_hierarchy_blind:
        yield "The reasoner left out the hierarchy of the properties, which is too large for it."
    if dropped:
        kinds = ", ".join(f"{number} x {kind}" for kind, number in sorted(dropped.items()))
        yield f"The reasoner cannot represent some axioms and left them out: {kinds}."
    if not found.complete and not found.timed_out_pairs and not found.prep_timed_out:
        yield "The reasoner says that its answer may be incomplete."


def not_given(document: Document) -> Iterator[str]:
    """What the reasoner was never given, because it could not be read or found."""
    for each in document.with_imports:
        lost = [fault for fault in each.faults if fault.lost]
        if lost:
            more = f" (and {len(lost) - 1:,} more)" if len(lost) > 1 else ""
            yield f"{each.name} states axioms that could not be read{more}: {lost[0].message}"
        for iri in each.missing_imports:
            yield f"{each.name} imports {iri}, for which no local file is given (--import {iri}=FILE)."
