"""The worked examples of the SPARQL page, as the served generation holds them."""

from dataclasses import dataclass

from kg.store.graph_reader import GraphReader


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try; `why` says what it shows, and may be empty."""

    iri: str
    title: str
    why: str
    sparql: str


def examples(reader: GraphReader) -> list[Example]:
    """All examples in their order, each once."""
    found: dict[str, Example] = {}
    for row in reader.rows("examples"):
        text = {name: value.value for name, value in row.items()}
        iri, why = text["example"], text.get("why", "")
        # Examples of other collections have a comment only, which then is the title.
        example = Example(iri, text.get("title") or why or iri, why, text["sparql"].strip() + "\n")
        found.setdefault(iri, example)
    return list(found.values())
