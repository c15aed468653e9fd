"""`mapping-prefix`: an id's prefix that the table does not declare, often only in the wrong case."""

from collections.abc import Iterator

from kg.ontology.document import Cell
from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit, inside
from kg.ontology.mappings.identifier import identifier
from kg.ontology.mappings.mapping import Mapping, is_placeholder
from kg.ontology.mappings.near import near
from kg.ontology.mappings.rule import Asked, MappingRule

MANY_IDS = ("author_id", "reviewer_id", "creator_id")
"""Columns whose cells may hold several ids, parted by bars."""
OTHER_IDS = ("predicate_id", "mapping_justification", *MANY_IDS)
"""Columns of ids besides those of subject and object."""


def _find(asked: Asked) -> Iterator[Hit]:
    for mapping in asked.mappings:
        for column, name, text in _ids(asked, mapping):
            if not is_placeholder(text):
                yield from _judge(asked, mapping.row.cell(column), name, text)


def _ids(asked: Asked, mapping: Mapping) -> Iterator[tuple[int, str, str]]:
    """Every cell that holds an id: its column, what the column is called, and the whole content."""
    for end in mapping.ends:
        yield end.id_column, f"{end.role}_id", mapping.row.text(end.id_column)
    for name in OTHER_IDS:
        column = asked.table.column(name)
        if column is not None:
            yield column, name, mapping.row.text(column)


def _judge(asked: Asked, cell: Cell, name: str, text: str) -> Iterator[Hit]:
    after = 0
    for part in text.split("|") if name in MANY_IDS else (text,):
        yield from _judge_part(asked, cell, name, text, part, after)
        after += len(part) + 1


def _judge_part(asked: Asked, cell: Cell, name: str, text: str, part: str, after: int) -> Iterator[Hit]:
    found = identifier(part, asked.table.prefixes)
    if found.prefix is None or found.prefix in asked.table.prefixes:
        return
    if found.declared is not None:
        cause = f'The prefix "{found.prefix}" in {name} is not declared, but "{found.declared}" is'
        right = f"{found.declared}:{found.local}"
        edits = inside(text, cell, f"{found.prefix}:", f"{found.declared}:", after)
        yield Hit(cause, cell, found.written, suggestion=right, edits=edits)
    elif name not in ("subject_id", "object_id") or " " not in found.written:
        cause = f'The prefix "{found.prefix}" in {name} is not declared in the curie_map'
        yield Hit(cause, cell, found.written, suggestion=_declare(asked, found.prefix, found.local))


def _declare(asked: Asked, prefix: str, local: str) -> str | None:
    """The declaration under which the id is a term of the ontology, else a declared prefix spelt alike."""
    base = next((base for base in asked.vocabulary.bases if base + local in asked.vocabulary.terms), None)
    if base is not None:
        return f"{prefix}: {base}"
    return near(prefix, tuple(asked.table.prefixes))


_WRONG = FAULTLESS.replace("panet:", "Panet:")
RULE = MappingRule(
    name="mapping-prefix",
    level="fail",
    title="A prefix that is not declared",
    why="An id is its prefix's address and the rest; without the declaration it stands for nothing, and "
    "software drops the row. Prefixes differ in case: 146 of 261 rows of PaNET's IUPAC table say `Panet:`.",
    remedy="Write the prefix as in the curie_map, or declare it there.",
    passing=example(FAULTLESS),
    failing=example(_WRONG, f"panet:PaNET01030,powder diffraction,skos:exactMatch,othr:2,Powder,{MANUAL}"),
    find=_find,
    is_about_ontology=False,
)
