"""`kg link`: which techniques of PaNET a phrase names."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.link.encoder import Encoder
    from kg.link.link import Link

MOST = 100
"""Techniques offered for a phrase at the most."""


class Format(StrEnum):
    """How the answers to many phrases are written."""

    tsv = "tsv"
    sssom = "sssom"


def register(app: typer.Typer) -> None:
    """Add `link`."""
    app.command()(link)


def link(
    text: Annotated[str | None, typer.Argument(help="A phrase; - reads phrases from stdin.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="Techniques to offer.")] = 5,
    context: Annotated[
        str | None,
        typer.Option(help="Where it was said: x-ray, neutron, or a facility's short name, such as esrf."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Phrases, one a line; - reads stdin.")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="Of many phrases: a table, or SSSOM to be reviewed.")
    ] = Format.tsv,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="Without the sentence encoder, as the harvest links.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Name the techniques of PaNET that a phrase means, and say whether that is sure."""
    from kg.link.context import read_context
    from kg.link.link import link as linked

    probe = read_context(context)
    if text is not None and text != "-" and file is None:
        encoder = None if words_only else _encoder()
        found = linked(text, limit, probe, encoder)
        print_json([each.as_json() for each in found]) if json else _say(found, encoder is not None)
        return
    if text not in (None, "-"):
        raise BadInput("Give a phrase or --file, not both.")
    if text is None and file is None:
        raise BadInput("Give a phrase, or - to read phrases from stdin, or --file FILE.")
    phrases = list(_phrases(file))
    encoder = None if words_only else _encoder()
    answers = [(phrase, linked(phrase, limit, probe, encoder)) for phrase in phrases]
    if json:
        print_json(
            [{"text": phrase, "links": [each.as_json() for each in found]} for phrase, found in answers]
        )
        return
    if output is Format.tsv:
        _print_table(answers)
    else:
        _print_sssom(answers, encoder is not None)


def _encoder() -> "Encoder | None":
    """The encoder of the settings; without one, words and letters alone decide, and stderr says so."""
    from kg.index.encoder import encoder_problem, load_encoder
    from kg.settings import Settings

    settings = Settings()
    if problem := encoder_problem(settings.encoder, settings.cache):
        complain(f"Linked by words alone. {problem}")
        return None
    return load_encoder(settings.encoder, settings.cache, complain)


def _phrases(file: Path | None) -> Iterator[str]:
    if file is None or str(file) == "-":
        from sys import stdin

        data = stdin.buffer.read()
    else:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise BadInput(f"{file} cannot be read: {error.strerror}.") from error
    for line in data.decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        if phrase := " ".join(line.replace("\0", " ").split()):
            yield phrase


def _say(found: "list[Link]", by_meaning: bool) -> None:
    from kg.link.score import NEAR

    if not found:
        say("No word to go by.")
        return
    first, *others = found
    if first.certain:
        say(f"sure: {first.label}  {first.iri}")
        say(f"      {first.basis}, score {first.score:.2f}")
        if others:
            say("also near:")
    else:
        is_near = first.score >= NEAR["with encoder" if by_meaning else "without"]
        say("unsure: one of these" if is_near else "Nothing in PaNET is near; the nearest are:")
        others = found
    for each in others:
        say(f"  {each.score:.2f}  {each.label}  {each.iri}  ({each.basis})")


def _print_table(answers: "list[tuple[str, list[Link]]]") -> None:
    say("text\trank\tiri\tlabel\tscore\tbasis\tcertain")
    for phrase, found in answers:
        for rank, each in enumerate(found, start=1):
            row = (phrase, str(rank), each.iri, each.label, f"{each.score:.4f}", each.basis)
            say("\t".join((*row, "yes" if each.certain else "no")))
        if not found:
            say(f"{phrase}\t\t\t\t\t\tno")


def _print_sssom(answers: "list[tuple[str, list[Link]]]", by_meaning: bool) -> None:
    from datetime import UTC, datetime

    from kg.link.sssom import sssom
    from kg.rdf.panet import panet_table

    for line in sssom(answers, panet_table().version, datetime.now(UTC).date().isoformat(), by_meaning):
        say(line)
