"""`kg ontology classify`: what a reasoner infers, why, and whether two reasoners agree."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.ontology.colour import paint_for_stdout
from kg.cli.ontology.options import FileArgument, ImportOption
from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.ontology.document import Document
    from kg.ontology.hierarchy import Hierarchy
    from kg.ontology.view import View

_NAMED = 10
"""Terms and pairs of one list that the text names."""

PairsOption = Annotated[
    Path | None, typer.Option("--out", metavar="PATH", help="Write all pairs (narrower, broader) as CSV.")
]
ReasonerOption = Annotated[
    str, typer.Option("--reasoner", metavar="NAME[,NAME]", help="rustdl, hermit (needs Java), or both.")
]
WhyOption = Annotated[
    tuple[str, str] | None,
    typer.Option("--why", metavar="LOW HIGH", help="Why is one below the other? Labels or IRIs."),
]


def register(group: typer.Typer) -> None:
    """Add `classify`."""
    group.command()(classify)


def classify(
    file: FileArgument,
    reasoner: ReasonerOption = "rustdl",
    why: WhyOption = None,
    imports: ImportOption = None,
    out: PairsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count what a reasoner infers; exit code 1 if a class cannot have members or reasoners disagree."""
    from time import perf_counter

    from kg.cli.ontology.reading import opened

    start = perf_counter()
    document = opened(file, imports)
    found = _classified(document, reasoner)
    first = next(iter(found.values()))
    answer: dict[str, Any] = {
        "classes": len(first.broader) + len(first.unsatisfiable),
        "subsumptions": first.subsumptions,
        "equivalences": first.equivalences,
        "unsatisfiable": first.unsatisfiable,
        "reasoner": ", ".join(each.reasoner for each in found.values()),
        "complete": all(each.complete for each in found.values()),
        "seconds": round(perf_counter() - start, 3),
    }
    if not answer["complete"]:
        answer["reasons"] = [reason for each in found.values() for reason in each.reasons]
    differences = _differences(found)
    if len(found) > 1:
        answer |= {"agree": not differences, "differences": differences}
    if why is not None:
        answer["why"] = _why(document, first, *why)
    if out is not None:
        _write(out, first)
    if as_json:
        print_json(answer)
    else:
        _tell(answer, document, first)
    if first.unsatisfiable or differences:
        raise typer.Exit(1)


def _classified(document: "Document", reasoners: str) -> "dict[str, Hierarchy]":
    from kg.ontology.reason.classify import classify as classified

    names = dict.fromkeys(name.strip() for name in reasoners.split(",") if name.strip())
    if not names:
        raise BadInput("--reasoner needs a name: rustdl, hermit, or both with a comma between them.")
    return {name: classified(document, name) for name in names}


def _differences(found: "Mapping[str, Hierarchy]") -> dict[str, Any]:
    """What each reasoner finds that some other does not; empty where all agree."""
    told: dict[str, Any] = {}
    for name, hierarchy in found.items():
        others = [each for other, each in found.items() if other != name]
        pairs = sorted({pair for other in others for pair in hierarchy.pairs - other.pairs})
        empty = sorted(
            {iri for other in others for iri in {*hierarchy.unsatisfiable} - {*other.unsatisfiable}}
        )
        if pairs or empty:
            told[name] = {"only_pairs": [list(pair) for pair in pairs], "only_unsatisfiable": empty}
    return told


def _why(document: "Document", hierarchy: "Hierarchy", low: str, high: str) -> dict[str, Any]:
    """The justification of one subsumption in plain words; no axioms where it does not follow."""
    from kg.cli.ontology.reading import term_named
    from kg.ontology.reason.explain import explain
    from kg.ontology.view import View

    view = View(document, hierarchy)
    narrower, broader = term_named(low, view), term_named(high, view)
    follows = broader in hierarchy.broader.get(narrower, frozenset())
    because = explain(document, narrower, broader, view.label) if follows else ()
    return {"narrower": narrower, "broader": broader, "follows": follows, "because": list(because)}


def _write(out: Path, hierarchy: "Hierarchy") -> None:
    rows = "".join(f"{low},{high}\n" for low, high in sorted(hierarchy.pairs))
    try:
        out.write_text("narrower,broader\n" + rows, "utf-8")
    except OSError as error:
        raise BadInput(f"Cannot write {out}: {error.strerror or error}.") from error
    complain(f"Wrote {hierarchy.subsumptions:,} pairs to {out}.")


def _tell(answer: Mapping[str, Any], document: "Document", hierarchy: "Hierarchy") -> None:
    from kg.ontology.render.plain import counted, visible
    from kg.ontology.view import View

    paint, label = paint_for_stdout(), _naming(View(document, hierarchy))
    classes = counted(answer["classes"], "class", "classes")
    numbers = f"{classes}, {counted(answer['subsumptions'], 'subsumption')}"
    by = f"({answer['reasoner']}, {answer['seconds']} s)"
    say(f"{paint(numbers, 'strong')}  {paint(by, 'faint')}")
    for group in hierarchy.equivalences:
        say(f"  the same: {' = '.join(visible(label(iri)) for iri in group)}")
    for iri in hierarchy.unsatisfiable:
        say(paint(f"  cannot have members: {visible(label(iri))} ({iri})", "fail"))
    if not answer["complete"]:
        say(paint(f"  not complete: {' '.join(answer['reasons']) or 'the reasoner gave up'}", "fail"))
    if answer.get("agree"):
        say(paint("  the reasoners agree on every pair", "pass"))
    for name, only in answer.get("differences", {}).items():
        say(paint(f"  only {name}: {counted(len(only['only_pairs']), 'pair')}", "fail"))
        for low, high in only["only_pairs"][:_NAMED]:
            say(f"    {visible(label(low))} below {visible(label(high))}")
    if "why" in answer:
        _tell_why(answer["why"], label)


def _naming(view: "View") -> Callable[[str], str]:
    """A term's label, with the end of its IRI where another term bears the same."""
    from kg.ontology.change import Change
    from kg.ontology.words.names import Names, short

    names = Names(Change(view, view))
    return lambda iri: names.label(iri) + (f" ({short(iri)})" if names.ambiguous(iri) else "")


def _tell_why(why: Mapping[str, Any], label: Callable[[str], str]) -> None:
    from kg.ontology.render.plain import visible

    low, high = visible(label(why["narrower"])), visible(label(why["broader"]))
    if not why["follows"]:
        say(f"\n{low} is not below {high}.")
        return
    say(f"\n{low} is below {high}, because")
    for reason in why["because"]:
        say(f"  • {visible(reason)}")
