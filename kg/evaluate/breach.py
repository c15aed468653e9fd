"""Whether a hit breaks what its question asked for, judged from the graph, not from the search's arrays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from pyoxigraph import NamedNode

from kg.evaluate.reading import Same
from kg.rdf.panet import PanetTable
from kg.resolve.access import access_state, iso_date

Facts = Mapping[str, frozenset[str]]
"""What a dataset states: its values by technique, facility, instrument, start, end, issued and so on."""


class Reads(Protocol):
    """What is asked of a graph."""

    def rows(self, query: str, /, **bindings: NamedNode) -> Iterable[Mapping[str, Any]]:
        """The solutions of a stored query."""


class Judgement(NamedTuple):
    """One wish of a question against one hit: kept, broken, or unstated by the record."""

    slot: str
    wanted: str
    outcome: str
    stated: tuple[str, ...]


def facts_of(graph: Reads, iri: str) -> Facts:
    """What the graph says of one dataset."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in graph.rows("facts_of_answer", dataset=NamedNode(iri)):
        found[row["what"].value].add(row["value"].value)
    return {what: frozenset(values) for what, values in found.items()}


def judgements(
    intent: Mapping[str, Any], facts: Facts, table: PanetTable, same_facility: Same, as_of: date
) -> Iterator[Judgement]:
    """Every wish that a record can keep or break; samples and quantities are left to people."""
    yield from _techniques(intent, facts, table)
    if wanted := intent.get("facility"):
        stated = facts.get("facility", frozenset())
        yield _judged("facility", wanted, stated, any(same_facility(name, wanted) for name in stated))
    if wanted := intent.get("instrument"):
        stated = facts.get("instrument", frozenset())
        yield _judged("instrument", wanted, stated, any(_plain(name) == _plain(wanted) for name in stated))
    if wanted := intent.get("date"):
        yield _dates(wanted, facts)
    if wanted := intent.get("data_level"):
        stated = frozenset(value.rpartition("#")[2].lower() for value in facts.get("data_level", ()))
        yield _judged("data_level", wanted, stated, wanted in stated)
    if wanted := intent.get("access"):
        state = _access(facts, as_of)
        yield _judged("access", wanted, frozenset({state} - {"unknown"}), state == wanted)


def _techniques(intent: Mapping[str, Any], facts: Facts, table: PanetTable) -> Iterator[Judgement]:
    stated = facts.get("technique", frozenset())
    above = {up for iri in stated if iri in table.terms for up in table.terms[iri].ancestors_or_self}
    above |= stated
    also = {of["panet"] for of in intent.get("technique_acceptable") or ()}
    wanted = [of["panet"] for of in intent.get("techniques") or ()]
    if wanted and (intent.get("technique_operator") == "or" or also):
        kept = bool(above & (also | set(wanted)))
        yield _judged("technique", " or ".join(_label(table, iri) for iri in wanted), stated, kept)
    else:
        for iri in wanted:
            yield _judged("technique", _label(table, iri), stated, iri in above)
    for of in intent.get("technique_excluded") or ():
        outcome = "broken" if of["panet"] in above else "kept"
        yield Judgement("technique", f"not {_label(table, of['panet'])}", outcome, tuple(sorted(stated)))


def _dates(wanted: Mapping[str, Any], facts: Facts) -> Judgement:
    """Collected within the days, for one of them at least; where nobody says when, published then."""
    starts = facts.get("start") or facts.get("end") or facts.get("issued") or frozenset()
    ends = facts.get("end") or starts
    days = frozenset(starts | ends)
    first, last = wanted.get("from") or "", wanted.get("to") or "9999"
    # ISO texts compare as days do; a bare year "2020" reaches from its first to its last day.
    kept = bool(days) and min(starts)[:10] <= last and f"{max(ends)[:10]:~<10}" >= first
    return _judged("date", f"{first or '…'} to {wanted.get('to') or '…'}", days, kept)


def _access(facts: Facts, as_of: date) -> str:
    available = [day for text in facts.get("available", ()) if (day := iso_date(text))]
    rights = [value.rsplit("/", 1)[-1] for value in sorted(facts.get("rights", ()))]
    return access_state(next(iter(rights), None), min(available, default=None), as_of)[0]


def _judged(slot: str, wanted: str, stated: frozenset[str], kept: bool) -> Judgement:
    outcome = "kept" if kept else "broken" if stated else "unstated"
    return Judgement(slot, wanted, outcome, tuple(sorted(stated)[:5]))


def _label(table: PanetTable, iri: str) -> str:
    return table.terms[iri].label if iri in table.terms else iri


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
