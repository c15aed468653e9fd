"""`mapping-duplicate`: the same mapping on two rows."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, example
from kg.ontology.mappings.finding import Drop, Hit
from kg.ontology.mappings.identifier import Identifier, identifier
from kg.ontology.mappings.mapping import End, Mapping, is_placeholder
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.ontology.mappings.rules.prefix import MANY_IDS, OTHER_IDS

_MOST_COMPARED = 20
"""Rows of one mapping that a further one is compared with; more would cost their square."""


def _find(asked: Asked) -> Iterator[Hit]:
    first: dict[tuple[str, str, str], list[Mapping]] = {}
    for mapping in asked.mappings:
        if mapping.subject is None or mapping.object is None or mapping.predicate is None:
            return
        if not mapping.subject.id.written or not mapping.object.id.written:
            continue
        predicate = mapping.predicate.iri or mapping.predicate.written.casefold()
        earlier = first.setdefault((mapping.subject.key, predicate, mapping.object.key), [])
        hit = _repeated(asked, mapping, earlier) if earlier else None
        if hit is not None:
            yield hit
        if (hit is None or not hit.edits) and len(earlier) < _MOST_COMPARED:
            earlier.append(mapping)


def _repeated(asked: Asked, mapping: Mapping, earlier: list[Mapping]) -> Hit:
    """The hit; the row can be dropped where it says nothing that one of the earlier rows does not say."""
    differing = [_differing(asked, mapping, other) for other in earlier]
    same = next((other for other, columns in zip(earlier, differing, strict=True) if not columns), None)
    ids = " ".join(end.name for end in mapping.ends)
    cause = f"Row {mapping.row.number} repeats row {(same or earlier[0]).row.number}: {ids}"
    cell = mapping.row.cell(0)
    term = mapping.subject.term if mapping.subject else None
    if same is not None:
        return Hit(cause, cell, ids, "", term, f"Drop row {mapping.row.number}.", (Drop(cell),))
    detail = f"they differ in {', '.join(differing[0])}"
    return Hit(cause, cell, ids, detail, term, "Keep the row that is right.")


def _differing(asked: Asked, one: Mapping, other: Mapping) -> list[str]:
    """The columns in which two rows say something different when all sure repairs are made."""
    names = {index: name for name, index in asked.table.columns.items()}
    ids = {end.id_column for each in (one, other) for end in each.ends}
    ids |= {index for index, name in names.items() if name == "predicate_id"}
    labels = {end.label_column: end for end in one.ends if end.label_column is not None}
    found = []
    for column in range(max(len(one.row.fields), len(other.row.fields))):
        said, there = (_plain(asked, names.get(column), row.text(column)) for row in (one.row, other.row))
        if column not in ids and said != there and not _become_equal(asked, labels.get(column), said, there):
            found.append(names.get(column, f"column {column + 1}"))
    found += [f"{role}_label" for role in ("subject", "object") if _swapped_apart(asked, one, other, role)]
    return found


def _plain(asked: Asked, name: str | None, text: str) -> str:
    """The content without blanks around it, prefixes in the case in which they are declared."""
    if name not in OTHER_IDS:
        return text.strip()
    parts = text.strip().split("|") if name in MANY_IDS else [text.strip()]
    return "|".join(_with_declared(part, identifier(part, asked.table.prefixes)) for part in parts)


def _with_declared(part: str, found: Identifier) -> str:
    return part.replace(f"{found.prefix}:", f"{found.declared}:", 1) if found.declared else part


def _swapped_apart(asked: Asked, one: Mapping, other: Mapping, role: str) -> bool:
    """Where an id stands under the label in either row, its column says nothing: compare the labels."""
    ends = [next((end for end in each.ends if end.role == role), None) for each in (one, other)]
    if not all(ends) or not any(end.is_swapped for end in ends if end):
        return False
    said, there = (end.label.strip() for end in ends if end)
    return said != there and not _become_equal(asked, ends[0], said, there)


def _become_equal(asked: Asked, end: End | None, said: str, there: str) -> bool:
    """Whether both labels will be the term's when `mapping-label-drift` has mended them."""
    if end is None or end.term is None or not said or not there:
        return False
    if is_placeholder(said) or is_placeholder(there):
        return False
    states = (asked.vocabulary.label_state(end.term, label) for label in (said, there))
    return all(state != "elsewhere" for state in states)


RULE = MappingRule(
    name="mapping-duplicate",
    level="warn",
    title="One mapping on two rows",
    why="Counts are wrong, and a later correction reaches one of the rows only.",
    remedy="Keep one row.",
    passing=example(FAULTLESS, FAULTLESS.replace("other:1", "other:2").replace("exactMatch", "closeMatch")),
    failing=example(FAULTLESS, FAULTLESS),
    find=_find,
    is_about_ontology=True,
)
