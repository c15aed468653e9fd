"""`kg ontology next-iri`: the next free IRI, never one that was seen before."""

from collections.abc import Sequence
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
    found = [block for each in ranges for block in _blocks(each, seen, documents)]
    if as_json:
        print_json({"iri": free, "kind": kind.value, "blocks": found})
        return
    say(free)
    if len(found) > 1:
        for block in found:
            complain(f"  {block['next'] or 'full':50}  after {block['last']} ({_told(block)})")


def _blocks(taken: "IriRange", seen: frozenset[str], documents: "Sequence[Document]") -> list[dict[str, Any]]:
    """The blocks of a range; `label` and `state` are those of the last term of each.

    `state` is "in use", "retired", "gone" (only an earlier version has it) or "only referred to".
    """
    from kg.ontology.suggest.next_iri import blocks

    def told(iri: str) -> dict[str, str | None]:
        found = next((each for each in documents if iri in each.terms), None)
        if found is None:
            return {"label": None, "state": "only referred to"}
        term = found.terms[iri]
        here = "retired" if term.retired else "in use"
        return {"label": term.label, "state": here if found is documents[0] else "gone"}

    return [
        {"first": each.first, "last": each.last, "next": each.next, **told(each.last)}
        for each in blocks(taken, seen)
    ]


def _told(block: dict[str, Any]) -> str:
    """The label of the last term, and what became of it unless it is in use."""
    from kg.ontology.render.plain import visible

    state = None if block["state"] == "in use" else block["state"]
    return ", ".join(visible(each) for each in (block["label"], state) if each) or "without a label"
