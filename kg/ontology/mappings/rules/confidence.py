"""`mapping-confidence`: a confidence that is no number from 0 to 1."""

import re
from collections.abc import Iterator

from kg.ontology.mappings.example import with_column
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import is_placeholder
from kg.ontology.mappings.rule import Asked, MappingRule

# ASCII digits only: Python reads digits of all scripts, "nan" and "1_0" as well.
_NUMBER = re.compile(r"[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:[eE][+-]?\d{1,3})?", re.ASCII)


def _find(asked: Asked) -> Iterator[Hit]:
    column = asked.table.column("confidence")
    if column is None:
        return
    for mapping in asked.mappings:
        said = mapping.row.text(column).strip()
        if said and not is_placeholder(said) and not _is_confidence(said):
            cause = f'The confidence "{said[:40]}" is no number from 0 to 1'
            yield Hit(cause, mapping.row.cell(column), said, suggestion=_meant(said))


def _is_confidence(said: str) -> bool:
    return _NUMBER.fullmatch(said) is not None and 0 <= float(said) <= 1


def _meant(said: str) -> str | None:
    """The number where a comma or a percent sign is all that is wrong; never written unasked."""
    if said.endswith("%") and _NUMBER.fullmatch(said[:-1].strip()):
        share = f"{float(said[:-1]) / 100:g}"
        return share if _is_confidence(share) else None
    pointed = said.replace(",", ".", 1)
    return pointed if pointed != said and _is_confidence(pointed) else None


RULE = MappingRule(
    name="mapping-confidence",
    level="fail",
    title="A confidence outside 0 to 1",
    why="SSSOM's confidence is a share of 1; readers that filter by it would keep or drop the wrong rows.",
    remedy="Write a number from 0 to 1 with a decimal point.",
    passing=with_column("confidence", "0.9"),
    failing=with_column("confidence", "90"),
    find=_find,
    is_about_ontology=False,
)
