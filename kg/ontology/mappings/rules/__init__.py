"""The rules about mapping tables, in the order in which their findings are told."""

from collections.abc import Mapping

from kg.ontology.mappings.rule import MappingRule
from kg.ontology.mappings.rules import (
    confidence,
    conflict,
    date,
    duplicate,
    header,
    id_form,
    justification,
    label_drift,
    not_one_to_one,
    orcid,
    placeholder,
    predicate,
    prefix,
    retired_term,
    row,
    spaces,
    swapped_columns,
    unknown_term,
)

RULES: Mapping[str, MappingRule] = {
    module.RULE.name: module.RULE
    for module in (
        header,
        placeholder,
        row,
        swapped_columns,
        prefix,
        id_form,
        unknown_term,
        retired_term,
        label_drift,
        predicate,
        conflict,
        duplicate,
        not_one_to_one,
        justification,
        confidence,
        date,
        orcid,
        spaces,
    )
}
"""Every rule by its name."""
