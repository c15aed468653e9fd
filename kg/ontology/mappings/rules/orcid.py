"""`mapping-orcid`: an author's ORCID whose check digit does not hold, or that is none."""

from collections.abc import Iterator

from kg.ontology.mappings.example import with_column
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import is_placeholder
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.rdf.names import ORCID
from kg.resolve.person import resolve_orcid

_COLUMNS = ("author_id", "reviewer_id", "creator_id")


def _find(asked: Asked) -> Iterator[Hit]:
    for name in _COLUMNS:
        column = asked.table.column(name)
        for mapping in asked.mappings if column is not None else ():
            for said in mapping.row.text(column or 0).split("|"):
                if _is_orcid(said) and not is_placeholder(said):
                    _, fault = resolve_orcid(said.strip().partition(":")[2] if ":" in said else said)
                    if fault is not None:
                        cause = f"{name} {said.strip()[:60]} cannot be right"
                        told = fault.remedy.removesuffix(".")
                        yield Hit(cause, mapping.row.cell(column or 0), said.strip(), told)


def _is_orcid(said: str) -> bool:
    """Whether it says of itself that it is one; ids of other registries are no affair of this rule."""
    return said.strip().casefold().startswith(("orcid:", str(ORCID), str(ORCID).replace("https:", "http:")))


RULE = MappingRule(
    name="mapping-orcid",
    level="warn",
    title="An ORCID that cannot be right",
    why="The last digit of an ORCID is computed from the others: where it does not fit, the id is no one's "
    "or, worse, nearly someone else's.",
    remedy="Copy the ORCID from https://orcid.org.",
    passing=with_column("author_id", "orcid:0000-0002-1825-0097"),
    failing=with_column("author_id", "orcid:0000-0002-1825-0098"),
    find=_find,
    is_about_ontology=False,
)
