"""`mapping-placeholder`: a template's "<write this here>" that was not filled in."""

import re
from collections.abc import Iterator

from kg.ontology.document import Cell
from kg.ontology.mappings.example import FAULTLESS, METADATA, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import is_placeholder
from kg.ontology.mappings.rule import Asked, MappingRule

_WITHIN = re.compile(r"<[^<>/:][^<>:]*>")
_TOP = Cell(1, 1, 1)


def _find(asked: Asked) -> Iterator[Hit]:
    for slot, value in asked.table.metadata.items():
        texts = (*value.keys(), *value.values()) if isinstance(value, dict) else (value,)
        found = next((match[0] for text in texts if (match := _WITHIN.search(str(text)[:2000]))), None)
        if found is not None:
            yield Hit("The metadata hold what a template asks for", _TOP, found, f"{slot}: {found}")
    for mapping in asked.mappings:
        for column, field in enumerate(mapping.row.fields):
            if is_placeholder(field.text):
                cause = "Cells hold what a template asks for"
                yield Hit(cause, mapping.row.cell(column), field.text, field.text.strip()[:80])


RULE = MappingRule(
    name="mapping-placeholder",
    level="fail",
    title="A template that was not filled in",
    why='"<version>" would be published as if it were one.',
    remedy="Write the value, or leave the cell empty.",
    passing=example(FAULTLESS),
    failing=example(
        FAULTLESS.replace("other:1", "other:<number>"),
        metadata=METADATA.replace("_id: https://example.org/mappings/example", "_id: <id of your table>"),
    ),
    find=_find,
    is_about_ontology=False,
)
