"""What `kg ontology update` tells of a release in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.cli.show import say
from kg.ontology.render.plain import counted, impact_in_words, standing, visible

if TYPE_CHECKING:
    from kg.update.proposal import Proposal

_MOST = 10


def tell_proposal(proposal: "Proposal") -> None:
    """The release, the verdict on the step to it, what it does to the data, what stands against it."""
    release, found = proposal.release, proposal.review
    former, version = visible(proposal.former or "none"), visible(release.version)
    say(f"{release.name} {former} → {version}, from {release.source}")
    if proposal.obstacle:
        say(proposal.obstacle)
    _tell_contents(proposal)
    if found is None:
        return
    change = found.change
    say(f"{found.verdict.upper()}  {standing(found)}")
    say(
        f"{len(change.added):,} terms added, {len(change.removed):,} gone, {len(change.retired):,} retired, "
        f"{len(proposal.returned):,} in force again, "
        f"{len(change.relabelled):,} relabelled; {len(change.inferred_gained):,} subsumptions gained, "
        f"{len(change.inferred_lost):,} lost"
    )
    for finding in found.findings[:_MOST]:
        say(f"  {finding.level}: {visible(finding.message)}")
    if len(found.findings) > _MOST:
        say(f"  and {len(found.findings) - _MOST:,} more findings: see --json")
    for gate in proposal.gate[:_MOST]:
        say(f"  release: {visible(gate.message)}")
    if len(proposal.gate) > _MOST:
        say(f"  and {len(proposal.gate) - _MOST:,} more about the release: see --json")
    for line in impact_in_words(found.impact):
        say(f"  {line}")
    facilities = found.impact.details.get("facilities", [])
    for row in facilities if isinstance(facilities, list) else []:
        name = visible(row["label"] or row["facility"] or "facility not known")
        say(f"  {name}: {counted(row['losing'], 'dataset')} lose, {row['gaining']:,} gain a technique")


def _tell_contents(proposal: "Proposal") -> None:
    """How much comes in, for what is not compared as an ontology; and what differs beside the hierarchy."""
    contents = proposal.contents
    if contents.terms_before is None:
        terms, statements = counted(contents.terms, "term"), counted(contents.statements, "statement")
        say(f"{terms} with {statements} come in; the store has none of {proposal.release.name} yet")
        return
    if proposal.review is None:
        say(f"{contents.terms_before:,} → {counted(contents.terms, 'term')}")
    if contents.differing:
        told = ", ".join(f"{what} +{new:,} −{gone:,}" for what, gone, new in contents.differing)
        say(f"Statements: {told}")


def tell_remapping(found: Mapping[str, Any]) -> None:
    """How many kept records would state other techniques by the new release."""
    different, records = found["different"], found["records"]
    say(f"{different:,} of {records:,} kept records would be mapped otherwise (--replay does it)")
    for way in found["ways"][:_MOST]:
        before, after = (", ".join(way[side]) or "nothing" for side in ("before", "after"))
        say(f"  {way['records']:>9,} × {visible(before)} → {visible(after)}")
    if rest := different - sum(way["records"] for way in found["ways"][:_MOST]):
        say(f"  and {counted(rest, 'more record')} in other ways: see --json")


def tell_rehearsal(found: Mapping[str, Any]) -> None:
    """Which answers differ on the copy."""
    if not found["possible"]:
        say(found["reason"])
        return
    compared = [each for each in found["examples"] if each["compared"]]
    for each in compared:
        name = visible(each["title"] or each["example"])
        say(f"Example query “{name}”: {each['rows_before']:,} → {each['rows_after']:,} rows")
    for each in found["shapes"]:
        say(f"Shape {each['shape']}: {each['results_before']:,} → {each['results_after']:,} results")
    for each in found["searches"]:
        say(f"Question “{visible(each['question'])}”: {each['hits_before']:,} → {each['hits_after']:,} hits")
    if not (compared or found["shapes"] or found["searches"]):
        say("No example query, shape or question that was tried answers otherwise.")
