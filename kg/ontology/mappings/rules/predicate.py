"""`mapping-predicate`: a relation that is none for mappings."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import is_placeholder
from kg.ontology.mappings.near import near
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.rdf.names import OBO_IN_OWL

_RELATIONS = {
    "skos": ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "mappingRelation"),
    "owl": ("sameAs", "equivalentClass", "equivalentProperty"),
    "rdfs": ("subClassOf", "subPropertyOf", "seeAlso"),
    "semapv": tuple(f"crossSpecies{kind}Match" for kind in ("Exact", "Close", "Broad", "Narrow")),
}
_OTHERS = (OBO_IN_OWL["hasDbXref"].value,)


def _find(asked: Asked) -> Iterator[Hit]:
    prefixes = asked.table.prefixes
    known = {f"{prefix}:{name}" for prefix, names in _RELATIONS.items() for name in names}
    iris = {prefixes[prefix] + name for prefix, names in _RELATIONS.items() for name in names} | {*_OTHERS}
    for mapping in asked.mappings:
        found, column = mapping.predicate, asked.table.column("predicate_id")
        if found is None or column is None or is_placeholder(found.written) or found.iri in iris:
            continue
        if found.iri is None and found.prefix is not None:  # `mapping-prefix` says so
            continue
        if found.written:
            cause = f'"{found.written[:80]}" is no relation for mappings'
        else:
            cause = "predicate_id is empty"
        meant = near(found.written, tuple(sorted(known)))
        yield Hit(cause, mapping.row.cell(column), found.written, suggestion=meant)


RULE = MappingRule(
    name="mapping-predicate",
    level="fail",
    title="A relation that is none for mappings",
    why="Readers of SSSOM follow the relations of SKOS, OWL and RDFS; any other is lost without a word.",
    remedy="Use skos:exactMatch, closeMatch, broadMatch, narrowMatch or relatedMatch.",
    passing=example(FAULTLESS),
    failing=example(FAULTLESS.replace("skos:exactMatch", "skos:exactmatch")),
    find=_find,
    is_about_ontology=False,
)
