"""`mapping-swapped-columns`: the id stands under the label and the label under the id."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit, Swap
from kg.ontology.mappings.rule import Asked, MappingRule


def _find(asked: Asked) -> Iterator[Hit]:
    for mapping in asked.mappings:
        for end in mapping.ends:
            if not end.is_swapped or end.label_column is None:
                continue
            row = mapping.row
            cell, other = row.cell(end.label_column), row.cell(end.id_column)
            cause = f"{end.role}_id holds the label and {end.role}_label the id"
            text = f"{row.text(end.label_column)} | {row.text(end.id_column)}"
            yield Hit(cause, cell, text, suggestion=end.id.written, edits=(Swap(cell, other),))


RULE = MappingRule(
    name="mapping-swapped-columns",
    level="fail",
    title="Id and label in each other's column",
    why="Software takes the label for an id and drops the row. In PaNET's table for Helmholtz Imaging the "
    "object's id and label are exchanged in all 31 rows, and the `sssom` tool reads none of them.",
    remedy="Exchange the two cells.",
    passing=example(FAULTLESS),
    failing=example(f"panet:PaNET01022,diffraction,skos:exactMatch,Diffraction,other:1,{MANUAL}"),
    find=_find,
    is_about_ontology=False,
)
