"""`kg ontology next-iri`: the next free IRI, never one that was seen before."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.ontology.options import VERSION, ConfigOption, FileArgument
from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.ontology.document import Document
    from kg.ontology.policy import IriRange


class Kind(StrEnum):
    """What the new term is."""

    technique = "technique"
    specifier = "specifier"
    property = "property"


EarlierArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[EARLIER]...", help=f"Earlier versions. {VERSION}")
]
KindOption = Annotated[Kind, typer.Option("--kind", help="What the new term is.")]


def register(group: typer.Typer) -> None:
    """Add `next-iri`."""
    group.command("next-iri")(next_iri)


def next_iri(
    file: FileArgument,
    earlier: EarlierArgument = None,
    kind: KindOption = Kind.technique,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell the next free IRI; gaps stay unused, since a term of an earlier release may have borne the IRI."""
    from kg.cli.ontology.catalogue import configured, released
    from kg.ontology.read.source import open_document
    from kg.ontology.suggest.next_iri import iris_seen
    from kg.ontology.suggest.next_iri import next_iri as following

    configuration = configured(config, file)
    documents = [*map(open_document, [file, *(earlier or [])]), *released(configuration)]
    seen = iris_seen(documents)
    ranges = [each for each in configuration.policy.ranges if each.kind == kind.value]
    if not ranges:
        raise BadInput(f"No range of IRIs is agreed on for a {kind.value}; see [[iri-ranges]] in --config.")
    free = next((iri for each in ranges if (iri := following(each, seen)) is not None), None)
    if free is None:
        raise BadInput(f"The range of IRIs for a {kind.value} is used up; agree on another in --config.")
    found = [block for each in ranges for block in _blocks(each, seen, documents[0])]
    if as_json:
        print_json({"iri": free, "kind": kind.value, "blocks": found})
        return
    say(free)
    if len(found) > 1:
        for block in found:
            complain(f"  {block['next'] or 'full':50}  after {block['last']} ({block['label'] or 'retired'})")


def _blocks(taken: "IriRange", seen: frozenset[str], document: "Document") -> list[dict[str, Any]]:
    """The blocks of a range, each with the label of its first term in the file."""
    from kg.ontology.suggest.next_iri import blocks

    def label(iri: str) -> str | None:
        return document.terms[iri].label if iri in document.terms else None

    return [
        {"first": each.first, "last": each.last, "next": each.next, "label": label(each.first)}
        for each in blocks(taken, seen)
    ]
