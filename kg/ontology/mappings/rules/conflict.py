"""`mapping-conflict`: two predicates for one pair."""

from collections.abc import Iterator

from kg.ontology.finding import Level
from kg.ontology.mappings.example import FAULTLESS, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import Mapping
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.rdf.names import SKOS

_EXACT, _RELATED = SKOS["exactMatch"].value, SKOS["relatedMatch"].value
_BROAD, _NARROW = SKOS["broadMatch"].value, SKOS["narrowMatch"].value
_EXCLUSIVE = {_EXACT, _RELATED, _BROAD, _NARROW}


def _find(asked: Asked) -> Iterator[Hit]:
    pairs: dict[tuple[str, str], dict[str, Mapping]] = {}
    for mapping in asked.mappings:
        if mapping.subject is None or mapping.object is None or mapping.relation is None:
            continue
        stated = pairs.setdefault((mapping.subject.key, mapping.object.key), {})
        if mapping.relation not in stated and stated:
            yield _conflict(mapping, mapping.relation, stated)
        stated.setdefault(mapping.relation, mapping)


def _conflict(mapping: Mapping, relation: str, stated: dict[str, Mapping]) -> Hit:
    excluded = next((other for other in stated if excludes(relation, other)), None)
    other = stated[excluded or next(iter(stated))]
    ids = " and ".join(end.name for end in mapping.ends)
    said = mapping.predicate.written if mapping.predicate else ""
    there = other.predicate.written if other.predicate else ""
    cause = f"{ids} are matched by {said} here and by {there} in row {other.row.number}"
    detail = "which excludes it" if excluded else "one of which is enough"
    column = other.subject.id_column if other.subject else 0
    term = mapping.subject.term if mapping.subject else None
    advice, cell = "Keep one of the two rows.", mapping.row.cell(column)
    level: Level | None = None if excluded else "warn"
    return Hit(cause, cell, f"{said} / {there}", detail, term, advice, level=level)


def excludes(one: str, other: str) -> bool:
    """Whether no pair can have both relations.

    SKOS says so of exactMatch against the hierarchic and the related matches (S46) and of related against
    hierarchic ones (S27), https://www.w3.org/TR/skos-reference/#mapping; that nothing is both broader and
    narrower than the same thing is ours.
    """
    return one != other and {one, other} <= _EXCLUSIVE


RULE = MappingRule(
    name="mapping-conflict",
    level="fail",
    title="Two relations for one pair",
    why="SKOS excludes most pairs of its relations: what is the same is neither broader nor merely related. "
    "Software that follows either row comes to other results.",
    remedy="Decide for one relation and drop the other row.",
    passing=example(FAULTLESS),
    failing=example(FAULTLESS, FAULTLESS.replace("exactMatch", "narrowMatch")),
    find=_find,
    is_about_ontology=False,
)
