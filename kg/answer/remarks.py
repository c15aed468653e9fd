"""What one dataset's records should have mended at their source."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.store.graph_reader import GraphReader


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding about a dataset; `understood` is an IRI or a text, None where the words say nothing."""

    rule: str
    field: str
    said: str | None
    understood: str | None
    remedy: str | None


def remarks_on(reader: GraphReader, dataset: NamedNode) -> tuple[Remark, ...]:
    """By rule and field."""
    found: dict[str, Remark] = {}
    for row in reader.rows("findings_of_dataset", dataset=dataset):
        text = {name: term.value for name, term in row.items()}
        one = Remark(
            text["rule"], text["field"], text.get("said"), text.get("understood"), text.get("remedy")
        )
        found.setdefault(text["finding"], one)
    return tuple(found.values())


def remark_on_technique(remarks: Iterable[Remark], iri: str | None, source_text: str | None) -> str | None:
    """What is remarked on one assignment: by the words it came from, else by what they were taken for."""
    about = [
        of.remedy
        for of in remarks
        if of.rule.startswith("technique-")
        and (of.said == source_text or (iri is not None and of.understood == iri))
    ]
    return " ".join(filter(None, about)) or None
