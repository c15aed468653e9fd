"""`mapping-justification`: a row that does not say, in the words of SEMAPV, why it holds."""

from collections.abc import Iterator

from kg.ontology.finding import Level
from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.identifier import identifier
from kg.ontology.mappings.mapping import is_placeholder
from kg.ontology.mappings.metadata import BUILT_IN
from kg.ontology.mappings.near import near
from kg.ontology.mappings.rule import Asked, MappingRule

_KNOWN = (
    "BackgroundKnowledgeBasedMatching",
    "CompositeMatching",
    "InstanceBasedMatching",
    "LexicalMatching",
    "LexicalSimilarityThresholdMatching",
    "LogicalReasoning",
    "ManualMappingCuration",
    "MappingChaining",
    "MappingInversion",
    "MappingReview",
    "SemanticSimilarityThresholdMatching",
    "StructuralMatching",
    "UnspecifiedMatching",
)
_SEMAPV = BUILT_IN["semapv"]


def _find(asked: Asked) -> Iterator[Hit]:
    column = asked.table.column("mapping_justification")
    if column is None:  # `mapping-header` says so, once
        return
    for mapping in asked.mappings:
        said = mapping.row.text(column).strip()
        if is_placeholder(said) or (hit := _judge(asked, said)) is None:
            continue
        cause, suggestion, level = hit
        yield Hit(cause, mapping.row.cell(column), said, suggestion=suggestion, level=level)


def _judge(asked: Asked, said: str) -> tuple[str, str | None, Level | None] | None:
    if not said:
        return "mapping_justification is empty", "semapv:UnspecifiedMatching", "fail"
    found = identifier(said, asked.table.prefixes)
    if found.iri is None and found.prefix is not None:  # `mapping-prefix` says so
        return None
    local = (found.iri or "").removeprefix(_SEMAPV)
    if local in _KNOWN and found.iri != local:
        return None
    meant = near(found.local.rpartition("/")[2] or said, _KNOWN)
    cause = f'"{said[:80]}" in mapping_justification is no kind of matching that SEMAPV knows'
    return cause, f"semapv:{meant}" if meant else None, None


RULE = MappingRule(
    name="mapping-justification",
    level="warn",
    title="A row that does not say why it holds",
    why="Whether a person looked at it or a program compared letters decides how far a mapping is trusted.",
    remedy="Give a term of https://w3id.org/semapv/vocab/, such as semapv:ManualMappingCuration.",
    passing=example(FAULTLESS),
    failing=example(FAULTLESS.replace(MANUAL, "semapv:HumanCuration"), FAULTLESS.replace(MANUAL, "")),
    find=_find,
    is_about_ontology=False,
)
