"""`kg ontology history`: replay what each commit did to an ontology, and what the check would have said."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.ontology.catalogue import configured
from kg.cli.ontology.colour import paint_for_stdout
from kg.cli.ontology.options import ConfigOption
from kg.cli.show import JsonOption, print_json, progress, say

if TYPE_CHECKING:
    from kg.ontology.history import Replayed
    from kg.ontology.review import Review

PathArgument = Annotated[
    Path, typer.Argument(metavar="PATH", help="The ontology's file in a git repository.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="REV", help="Only commits after this one (default: all).")
]
ToOption = Annotated[str, typer.Option("--to", metavar="REV", help="The last commit looked at.")]

_SHOWN = 3
"""Findings of one commit that the text names."""


def register(group: typer.Typer) -> None:
    """Add `history`."""
    group.command()(history)


def history(
    path: PathArgument,
    start: FromOption = None,
    end: ToOption = "HEAD",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Replay the commits of a file, oldest first: what each changed, its verdict, its first findings."""
    from kg.ontology.history import commits, replay

    found = []
    total = len(commits(path, start, end))
    with progress(as_json) as show:
        for step in replay(path, start=start, end=end, configuration=configured(config, str(path))):
            found.append(_told(step))
            show("replaying", len(found), total)
            if not as_json:
                _tell(found[-1])
    if as_json:
        print_json({"path": str(path), "commits": found})


def _told(step: "Replayed") -> dict[str, Any]:
    commit = step.commit
    head = {"revision": commit.revision, "date": commit.date.isoformat(), "subject": commit.subject}
    return head | (_reviewed(step.review) if step.review else {"verdict": None, "reason": step.reason})


def _reviewed(review: "Review") -> dict[str, Any]:
    from kg.ontology.render.answer import finding_answer

    singles = [{**finding_answer(each), "members": []} for each in review.findings]
    return {
        "verdict": review.verdict,
        "gained": len(review.change.inferred_gained),
        "lost": len(review.change.inferred_lost),
        "complete": review.complete,
        "older": review.older,
        "mended": review.mended,
        "findings": singles,
        "sentences": [each.text for each in review.sentences],
        "seconds": review.seconds,
    }


def _tell(told: dict[str, Any]) -> None:
    paint = paint_for_stdout()
    revision, subject = told["revision"][:7], "".join(c if c.isprintable() else " " for c in told["subject"])
    if told["verdict"] is None:
        say(f"{paint(revision, 'faint')}  {'-':4}  {'':12}  {subject}")
        say(f"         {told['reason']}")
        return
    moved = f"+{told['gained']:,}/-{told['lost']:,}" if told["complete"] else "unknown"
    verdict = paint(f"{told['verdict']:4}", told["verdict"])
    say(f"{paint(revision, 'faint')}  {verdict}  {moved:12}  {subject}")
    worth = [each for each in told["findings"] if each["level"] != "info"]
    for each in worth[:_SHOWN]:
        say(f"         {each['level']}: {each['message']}")
    if len(worth) > _SHOWN:
        say(f"         and {len(worth) - _SHOWN:,} more findings")
