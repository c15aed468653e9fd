"""`mapping-not-one-to-one`: a term that is exactly matched by more than one."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import Mapping, Role
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.rdf.names import SKOS

_EXACT = SKOS["exactMatch"].value


def _find(asked: Asked) -> Iterator[Hit]:
    exact = [mapping for mapping in asked.mappings if mapping.relation == _EXACT]
    yield from _several(exact, "subject", "object")
    yield from _several(exact, "object", "subject")


def _several(exact: list[Mapping], one: Role, other: Role) -> Iterator[Hit]:
    """A hit for each `one` end with more than one `other` end in the same vocabulary."""
    found: dict[tuple[str, str], dict[str, Mapping]] = {}
    for mapping in exact:
        end, partner = (getattr(mapping, role) for role in (one, other))
        if end is not None and partner is not None and end.id.written and partner.id.written:
            space = (partner.id.declared or partner.id.prefix or "").casefold()
            found.setdefault((end.key, space), {}).setdefault(partner.key, mapping)
    for partners in found.values():
        if len(partners) > 1:
            yield _hit(list(partners.values()), one, other)


def _hit(rows: list[Mapping], one: Role, other: Role) -> Hit:
    end = getattr(rows[-1], one)
    partners = [getattr(mapping, other) for mapping in rows]
    shown = ", ".join(f'{each.name} "{each.label.strip()[:60]}"' for each in partners[:6])
    where = ", ".join(str(mapping.row.number) for mapping in rows[:20])
    cause = f"{end.name} is an exactMatch of {len(partners)} {other}s, in rows {where}"
    advice = "Keep the best exactMatch; make the others closeMatch, narrowMatch or broadMatch."
    return Hit(cause, rows[-1].row.cell(end.id_column), end.id.written, shown, end.term, advice)


RULE = MappingRule(
    name="mapping-not-one-to-one",
    level="warn",
    title="Exactly matched by more than one",
    why="An exact match can be followed on: what two terms both match exactly would be one thing, which the "
    "two vocabularies do not say.",
    remedy="Keep one exact match and weaken the others; or the two terms are duplicates, to be merged.",
    passing=example(FAULTLESS),
    failing=example(
        FAULTLESS, f"panet:PaNET01022,diffraction,skos:exactMatch,other:2,Diffraction method,{MANUAL}"
    ),
    find=_find,
    is_about_ontology=False,
)
