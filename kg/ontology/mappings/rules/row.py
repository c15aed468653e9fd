"""`mapping-row`: a row with too many or too few cells, or what a merge left behind."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.rule import Asked, MappingRule

_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def _find(asked: Asked) -> Iterator[Hit]:
    wanted = len(asked.table.header.fields)
    for mapping in asked.mappings:
        row = mapping.row
        if row.text(0).startswith(_MARKERS):
            cause = "A merge left its conflict marker in the table"
            yield Hit(cause, row.cell(0), row.text(0), f"line {row.line}", suggestion="Resolve the conflict.")
        elif len(row.fields) != wanted:
            cause = f"The row has {len(row.fields)} cells, the header {wanted}"
            yield Hit(cause, row.cell(min(len(row.fields), wanted) - 1), row.text(0), f"line {row.line}")


RULE = MappingRule(
    name="mapping-row",
    level="fail",
    title="A row that does not fit the header",
    why="A separator too many or too few moves all cells behind it into the wrong columns.",
    remedy="Add or remove the separator; put cells that hold one in double quotes.",
    passing=example(FAULTLESS),
    failing=example(FAULTLESS + ",one too many"),
    find=_find,
    is_about_ontology=False,
)
