"""`kg ontology draft`: first versions of a change log's entry and of a merge request's text."""

from datetime import date, datetime
from typing import Annotated

import typer

from kg.cli.ontology.options import (
    AfterArgument,
    BeforeArgument,
    ConfigOption,
    ImportOption,
    UsageOption,
)
from kg.cli.show import JsonOption, StoreOption, print_json, say

VersionOption = Annotated[
    str | None, typer.Option("--version", metavar="V", help="Heads the entry (default: Unreleased).")
]
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day of the release."),
]


def register(group: typer.Typer) -> None:
    """Add `draft`."""
    group.command()(draft)


def draft(
    before: BeforeArgument,
    after: AfterArgument,
    version: VersionOption = None,
    day: DateOption = None,
    usage: UsageOption = None,
    imports: ImportOption = None,
    config: ConfigOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draft the change log's entry and the merge request's text; why you change it is yours to say."""
    from kg.cli.ontology.judging import judged
    from kg.ontology.suggest.draft import changelog, merge_request

    review = judged(before, after, config=config, imports=imports, usage=usage, store=store).review
    entry = changelog(review, version, _day(day))
    request = merge_request(review)
    if as_json:
        step = review.version_step
        print_json({"changelog": entry, "merge_request": request, "version_step": step})
        return
    say(f"{entry}\n\n---\n\n{request}")


def _day(told: datetime | None) -> date | None:
    return told.date() if told else None
