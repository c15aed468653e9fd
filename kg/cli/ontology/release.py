"""`kg ontology release`: may this version go out?"""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.ontology.colour import paint_for_stdout
from kg.cli.ontology.options import VERSION, ConfigOption, ImportOption
from kg.cli.show import JsonOption, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.ontology.finding import Finding
    from kg.ontology.render.plain import Catalogue
    from kg.ontology.review import Verdict
    from kg.ontology.suggest.release import Release
    from kg.ontology.view import View

VersionsArgument = Annotated[
    list[str],
    typer.Argument(metavar="[BEFORE]... AFTER", help=f"Former releases, then the one to judge. {VERSION}"),
]
BuiltOption = Annotated[
    str | None,
    typer.Option("--built", metavar="FILE", help="The OWL file built from AFTER, as it will be published."),
]

MetadataOption = Annotated[
    str | None,
    typer.Option("--metadata", metavar="FILE", help="Without --built: what states title, licence, version."),
]
AllOption = Annotated[bool, typer.Option("--all", help="Leave nothing out of the text form.")]


def register(group: typer.Typer) -> None:
    """Add `release`."""
    group.command()(release)


def release(
    versions: VersionsArgument,
    built: BuiltOption = None,
    metadata: MetadataOption = None,
    imports: ImportOption = None,
    config: ConfigOption = None,
    everything: AllOption = False,
    as_json: JsonOption = False,
) -> None:
    """Judge a release: no IRI lost, built from its source, metadata complete; exit code 1 if not."""
    from kg.cli.ontology.catalogue import configured, released
    from kg.cli.ontology.reading import opened
    from kg.ontology.memory import Memory
    from kg.ontology.suggest.release import Release

    if built and metadata:
        raise BadInput("--metadata is for a table alone: with --built, the built file has to state them.")
    configuration = configured(config, versions[-1])
    named = [opened(each, imports) for each in versions[:-1]]
    former = list({each.name: each for each in [*named, *released(configuration)]}.values())
    memory = Memory(configuration.policy)
    source = memory.view(opened(versions[-1], imports))
    gate = Release(
        former,
        source,
        memory.view(opened(built, imports)) if built else None,
        opened(metadata) if metadata else None,
    )
    findings = [*gate.findings, *_retirement(source)]
    if as_json:
        _print(findings, gate)
    else:
        _tell(findings, gate, everything)
    if _verdict(findings) == "fail":
        raise typer.Exit(1)


_RETIREMENT = ("retired-still-used", "retired-without-replacement", "retired-not-marked", "retired-label")


def _retirement(source: "View") -> "list[Finding]":
    """What the rules on retired terms find in this version."""
    from kg.ontology.rules import rules

    known = rules()
    states = [known[name].state for name in _RETIREMENT if name in known]
    return [finding for state in states if state is not None for finding in state(source)]


def _print(findings: "list[Finding]", gate: "Release") -> None:
    from kg.ontology.render.answer import finding_answer

    print_json(
        {
            "verdict": _verdict(findings),
            "findings": [finding_answer(each) for each in findings],
            "source": gate.source.document.name,
            "published": gate.published.name,
            "former": [each.name for each in gate.former],
            "complete": gate.is_complete,
        }
    )


def _tell(findings: "list[Finding]", gate: "Release", everything: bool) -> None:
    from kg.ontology.render.plain import counted, visible
    from kg.ontology.render.text import SHOWN, Page, groups

    paint = paint_for_stdout()
    verdict = _verdict(findings)
    may = "may not be released" if verdict == "fail" else "may be released"
    say(f"{paint(verdict.upper(), verdict)}  {paint(f'{visible(gate.published.name)} {may}', 'strong')}")
    say(paint(f"compared with {counted(len(gate.former), 'former release')}", "faint"))
    namespace = gate.source.policy.namespace
    page = Page(_known(), (), paint, None if everything else SHOWN, namespace)
    for group in groups(findings, page):
        say(f"\n{group}")


def _known() -> "Catalogue":
    from kg.ontology.rules import rules
    from kg.ontology.suggest.release import GATE

    return {**rules(), **GATE}


def _verdict(findings: "list[Finding]") -> "Verdict":
    levels = {each.level for each in findings}
    return "fail" if "fail" in levels else "warn" if "warn" in levels else "pass"
