"""`mapping-spaces`: blanks around what is in a cell; around an id `mapping-id-form` reports them."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, example
from kg.ontology.mappings.finding import Hit, trimmed
from kg.ontology.mappings.rule import Asked, MappingRule


def _find(asked: Asked) -> Iterator[Hit]:
    names = {index: name for name, index in asked.table.columns.items()}
    for mapping in asked.mappings:
        # Blanks around an id are a fault of the id, also where the id stands under the label.
        ids = {end.id_column for end in mapping.ends}
        for column, field in enumerate(mapping.row.fields):
            if column not in ids and field.text != field.text.strip():
                cell = mapping.row.cell(column)
                cause = f"There are blanks around what is in {names.get(column, f'column {column + 1}')}"
                edits = trimmed(field.text, cell)
                yield Hit(cause, cell, field.text, suggestion=field.text.strip(), edits=edits)


RULE = MappingRule(
    name="mapping-spaces",
    level="info",
    title="Blanks around a cell's content",
    why="Tools that compare letter by letter find two different labels. 10 labels of PaNET's table for "
    "wayforlight end with a blank.",
    remedy="Take the blanks away.",
    passing=example(FAULTLESS),
    failing=example(FAULTLESS.replace(",diffraction,", ",diffraction ,")),
    find=_find,
    is_about_ontology=False,
)
