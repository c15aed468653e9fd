"""`mapping-unknown-term`: an id of the ontology that the ontology does not have."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.identifier import curie
from kg.ontology.mappings.mapping import End
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.ontology.mappings.vocabulary import shape


def _find(asked: Asked) -> Iterator[Hit]:
    if asked.mappings and not any(end.is_own for mapping in asked.mappings for end in mapping.ends):
        bases = " or ".join(asked.vocabulary.bases) or "anything"
        cause = f"No row names a term of this ontology, whose ids begin with {bases}"
        yield Hit(
            cause,
            asked.mappings[0].row.cell(0),
            "",
            suggestion="Give the ontology of this table.",
            key="none",
        )
        return
    for mapping in asked.mappings:
        for end in mapping.ends:
            if (
                end.is_own
                and end.term is None
                and end.id.iri is not None
                and _is_well_formed(asked, end.id.iri)
            ):
                cause = f"{end.name} is no term of the ontology"
                detail = f'labelled "{end.label.strip()[:80]}" here' if end.label.strip() else ""
                cell = mapping.row.cell(end.id_column)
                yield Hit(cause, cell, end.id.written, detail, end.id.iri, _meant(asked, end))


def _is_well_formed(asked: Asked, iri: str) -> bool:
    """Whether the form is right: `mapping-id-form` reports the rest."""
    base = asked.vocabulary.base_of(iri) or ""
    shapes = asked.vocabulary.shapes.get(base, frozenset())
    return not shapes or shape(iri.removeprefix(base)) in shapes


def _meant(asked: Asked, end: End) -> str | None:
    """The only term with the label of the row, to be looked at."""
    bearers = asked.vocabulary.bearers.get(end.label.strip().casefold(), frozenset())
    return curie(next(iter(bearers)), asked.table.prefixes) if len(bearers) == 1 else None


RULE = MappingRule(
    name="mapping-unknown-term",
    level="fail",
    title="A term that the ontology does not have",
    why="Nobody can follow the mapping: the id was mistyped, or the term was removed.",
    remedy="Correct the id, or take the row out; a label beside it may tell which term was meant.",
    passing=example(FAULTLESS),
    failing=example(f"panet:PaNET01031,powder diffraction,skos:exactMatch,other:2,Powder,{MANUAL}"),
    find=_find,
    is_about_ontology=True,
)
