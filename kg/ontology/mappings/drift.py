"""What a change of the ontology does to the mappings: labels drift, terms go, matches clash."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.ontology.change import Change
from kg.ontology.finding import Level
from kg.ontology.mappings.check import ask, finding
from kg.ontology.mappings.finding import Hit, MappingFinding
from kg.ontology.mappings.mapping import Mapping as Row
from kg.ontology.mappings.rule import Asked
from kg.ontology.mappings.rules import RULES
from kg.ontology.mappings.table import MappingTable
from kg.ontology.mappings.vocabulary import Vocabulary
from kg.rdf.names import SKOS

_EXACT, _NARROW, _BROAD = (SKOS[name].value for name in ("exactMatch", "narrowMatch", "broadMatch"))
_CAUSES = {
    "mapping-unknown-term": "Mapped terms are gone with this change",
    "mapping-retired-term": "Mapped terms are retired by this change",
    "mapping-label-drift": "Labels of mapped terms no longer match after this change",
    "mapping-id-form": "Mapped ids are no longer understood after this change",
}


def mapping_findings(change: Change, tables: Iterable[MappingTable]) -> tuple[MappingFinding, ...]:
    """What the change makes worse in the tables, one finding for each table, rule and level.

    Faults that a table had against the earlier version too are no affair of the change. `cells` of a
    finding are all places in the table, `edits` would mend them.
    """
    return tuple(found for table in tables for found in _of_table(change, table))


def _of_table(change: Change, table: MappingTable) -> Iterator[MappingFinding]:
    before = ask(table, Vocabulary(change.before.document))
    after = ask(table, Vocabulary(change.after.document))
    for name, cause in _CAUSES.items():
        grouped: dict[Level, list[Hit]] = defaultdict(list)
        for hit, level in _new(name, before, after):
            grouped[level].append(hit)
        for level, hits in grouped.items():
            yield _told(table, name, level, cause, hits)
    clashes = [*_merged(change, after)]
    if clashes:
        cause = "Terms that mean the same now are exactly matched to different terms"
        yield _told(table, "mapping-not-one-to-one", "warn", cause, clashes)
    against = [*_against(change, after)]
    if against:
        cause = "Matches no longer agree with the hierarchy"
        yield _told(table, "mapping-conflict", "warn", cause, against)


def _told(table: MappingTable, rule: str, level: Level, cause: str, hits: list[Hit]) -> MappingFinding:
    return finding(table.name, rule, level, f"{table.name}: {cause}", hits)


def _new(rule: str, before: Asked, after: Asked) -> Iterator[tuple[Hit, Level]]:
    """The hits of a rule where it had none, each with its own words as the detail."""
    old = {hit.cell for hit in RULES[rule].find(before)}
    for hit in RULES[rule].find(after):
        if hit.cell not in old:
            words = f"{hit.cause}: {hit.detail}" if hit.detail else hit.cause
            told = Hit("", hit.cell, hit.text, words, hit.term, hit.suggestion, hit.edits)
            yield told, hit.level or RULES[rule].level


def _by_relation(after: Asked) -> Mapping[str, Mapping[str, list[Row]]]:
    """The rows about a term of the ontology, by relation and by that term; inverse rows turned round."""
    inverse = {_NARROW: _BROAD, _BROAD: _NARROW}
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in after.mappings:
        if row.subject is None or row.object is None or row.relation is None:
            continue
        if row.subject.term is not None:
            found[row.relation][row.subject.term].append(row)
        elif row.object.term is not None:
            found[inverse.get(row.relation, row.relation)][row.object.term].append(row)
    return found


def _partner(row: Row, term: str) -> str:
    """What a term is matched to in a row."""
    subject, other = row.subject, row.object
    if subject is not None and other is not None:
        return other.key if subject.term == term else subject.key
    return ""


def _merged(change: Change, after: Asked) -> Iterator[Hit]:
    exact = _by_relation(after).get(_EXACT, {})
    for one, other in change.new_equivalences:
        ours, theirs = ({_partner(row, term) for row in exact.get(term, ())} for term in (one, other))
        if ours and theirs and ours != theirs:
            row = exact[other][0].row
            labels = f'"{change.after.label(one)}" and "{change.after.label(other)}"'
            detail = f"{labels} are matched to {', '.join(sorted(ours | theirs))}"
            advice = "Merge the two terms, or weaken one of the exact matches."
            yield Hit("", row.cell(0), row.text(0), detail, other, advice)


def _against(change: Change, after: Asked) -> Iterator[Hit]:
    """Terms whose order the matches imply and the ontology implied before, but no longer.

    Where A has X for a narrower match and B matches X exactly, B lies below A.
    """
    relations = _by_relation(after)
    wider: dict[str, set[str]] = defaultdict(set)
    for term, rows in relations.get(_NARROW, {}).items():
        for row in rows:
            wider[_partner(row, term)].add(term)
    for low, rows in relations.get(_EXACT, {}).items():
        for row in rows:
            for high in sorted(wider.get(_partner(row, low), set()) - {low}):
                if (low, high) in change.inferred_lost:
                    names = f'"{change.after.label(low)}" lies no longer below "{change.after.label(high)}"'
                    detail = f"{names}, as both matches to {_partner(row, low)} imply"
                    yield Hit("", row.row.cell(0), row.row.text(0), detail, low, "Look at both rows again.")
