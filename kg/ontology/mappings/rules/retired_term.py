"""`mapping-retired-term`: a mapping of a term that is retired."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.identifier import curie
from kg.ontology.mappings.rule import Asked, MappingRule


def _find(asked: Asked) -> Iterator[Hit]:
    for mapping in asked.mappings:
        for end in mapping.ends:
            if end.term is None or not asked.vocabulary.terms[end.term].retired:
                continue
            instead = asked.vocabulary.terms[end.term].replaced_by
            short = ", ".join(curie(iri, asked.table.prefixes) or iri for iri in instead) or None
            cause = f"{end.name} is retired"
            detail = f"{short} takes its place" if short else "nothing takes its place"
            yield Hit(cause, mapping.row.cell(end.id_column), end.id.written, detail, end.term, short)


RULE = MappingRule(
    name="mapping-retired-term",
    level="warn",
    title="A term that is retired",
    why="Data are no longer described with it, so that the mapping leads nowhere.",
    remedy="Map the term that takes its place, after checking that the match still holds.",
    passing=example(FAULTLESS),
    failing=example(f"panet:PaNET01999,obsolete lattice method,skos:exactMatch,other:9,Lattice,{MANUAL}"),
    find=_find,
    is_about_ontology=True,
)
