"""CPU seconds of the ontology workbench, each step beside a floor or a peer of the same run."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph
import rustdl

from kg.bench.ontology_check import cpu_now, whole_check
from kg.bench.ontology_corpus import history, mapping_tables, panet_folder, versions
from kg.bench.ontology_replay import replayed
from kg.errors import KgError
from kg.ontology.change import Change
from kg.ontology.document import Document
from kg.ontology.impact.effect import impact_of
from kg.ontology.impact.usage import usage_in
from kg.ontology.judge import Judgement, judge
from kg.ontology.mappings.check import check
from kg.ontology.mappings.read import read_table
from kg.ontology.memory import Memory
from kg.ontology.read.owl import read_owl
from kg.ontology.reason.classify import classify
from kg.ontology.reason.explain import explain_all
from kg.ontology.reason.functional import ontology_text
from kg.ontology.rules.configuration import Configuration
from kg.ontology.view import View

CHECK_TARGET, HISTORY_TARGET = 1.0, 30.0
"""Seconds for one whole check as a process, and for the history."""
STEPS = 68
"""Commits of PaNET's table up to June 2026."""

_RUNS = 5
_EXPLAINED = 5
_USED = 500

Say = Callable[[str], None]
Figures = dict[str, Any]


def run(data: Path | None, say: Say) -> Figures:
    """Figures of reading, classifying, judging and replaying; `data` as in `ontology_corpus.versions`."""
    found = versions(data)
    (before_name, before), (after_name, after) = found[-2:]
    say(f"{after_name}, judged against {before_name}" + ("" if panet_folder(data) else " (invented tables)"))
    documents = read_owl(before, before_name), read_owl(after, after_name)
    answer: Figures = {"tables": [name for name, _ in found], "invented": panet_folder(data) is None}
    answer["reading"] = _reading(after, documents[1])
    answer["classifying"] = _classifying(documents[1])
    answer["judging"] = _judging(documents, data)
    answer["check"] = _whole(before, after)
    answer["history"] = replayed(history([data for _, data in found], STEPS)) | {"target": HISTORY_TARGET}
    _tell(answer, say)
    return answer


def _least(work: Callable[[], object], runs: int = _RUNS) -> float:
    """CPU seconds, children included: the least of several runs, which others disturbed least."""
    spent = []
    for _ in range(runs):
        start = cpu_now()
        work()
        spent.append(cpu_now() - start)
    return min(spent)


def _reading(data: bytes, document: Document) -> Figures:
    """The table, and the same axioms and annotations as RDF/XML, by the product and by bare parsers."""
    import rdflib

    owl = pyoxigraph.serialize(document.triples, format=pyoxigraph.RdfFormat.RDF_XML)
    assert owl is not None
    seconds = {
        "csv": _least(lambda: read_owl(data, "bench.csv")),
        "owl": _least(lambda: read_owl(owl, "bench.owl")),
        "pyoxigraph": _least(lambda: list(pyoxigraph.parse(owl, format=pyoxigraph.RdfFormat.RDF_XML))),
        "rdflib": _least(lambda: rdflib.Graph().parse(BytesIO(owl), format="xml"), runs=2),
    }
    return {"triples": len(document.triples), "cpu_seconds": seconds, "ratio": _ratios(seconds, "owl")}


def _classifying(document: Document) -> Figures:
    """The hierarchy, beside rustdl alone on prepared bytes and HermiT, which is left out without Java."""
    prepared = ontology_text(document).encode()
    seconds = {
        "classify": _least(lambda: classify(document)),
        "rustdl": _least(lambda: rustdl.classify_bytes(prepared, format="ofn")),
    }
    pairs = {"rustdl": classify(document).subsumptions}
    try:
        start = cpu_now()
        pairs["hermit"] = classify(document, "hermit").subsumptions
        seconds["hermit"] = cpu_now() - start
    except KgError as error:
        return _compared(seconds, pairs) | {"hermit_left_out": str(error)}
    return _compared(seconds, pairs)


def _compared(seconds: Mapping[str, float], pairs: Mapping[str, int]) -> Figures:
    return {"subsumptions": pairs, "cpu_seconds": seconds, "ratio": _ratios(seconds, "classify")}


def _ratios(seconds: Mapping[str, float], ours: str) -> dict[str, float]:
    """How many times ours each of the others takes; a clock that saw nothing of ours gives none."""
    return {name: each / seconds[ours] for name, each in seconds.items() if name != ours and seconds[ours]}


def _judging(documents: tuple[Document, Document], data: Path | None) -> Figures:
    """Rules, explanations, mapping tables and impact on versions that are read and classified already."""
    configuration = Configuration()
    before, after = map(Memory(configuration.policy).view, documents)
    pairs = [(low, max(above)) for low, above in _deepest(after.hierarchy.broader)]
    named = [(iri, after.label(iri)) for iri in sorted(documents[1].classes)]
    tables = [read_table(text, name) for name, text in mapping_tables(data, named)]
    usage = usage_in(_used(named), "bench")
    seconds = {
        "rules": _least(lambda: _judged(before, after, configuration)),
        "explanations": _least(lambda: explain_all(documents[1], pairs, after.label), runs=2),
        "mappings": _least(lambda: [check(each, documents[1]) for each in tables]),
        "impact": _least(lambda: impact_of(Change(before, after), usage)),
    }
    return {
        "rules": len(configuration.rules),
        "explanations": len(pairs),
        "mapping_rows": sum(len(each.rows) for each in tables),
        "usage_rows": min(_USED, len(named)),
        "cpu_seconds": seconds,
    }


def _judged(before: View, after: View, configuration: Configuration) -> Judgement:
    """All rules on views that nobody has looked at, so that their graphs are made anew."""
    change = Change(*(View(each.document, each.hierarchy, each.policy) for each in (before, after)))
    return judge(change, configuration, Memory(configuration.policy))


def _deepest(broader: Mapping[str, frozenset[str]]) -> Sequence[tuple[str, frozenset[str]]]:
    """The classes with the most classes above them."""
    return sorted(broader.items(), key=lambda each: (-len(each[1]), each[0]))[:_EXPLAINED]


def _used(named: Sequence[tuple[str, str]]) -> bytes:
    lines = [f"{iri},{10 + at % 90}" for at, (iri, _) in enumerate(named[:_USED])]
    return "\n".join(["technique,datasets", *lines, ""]).encode()


def _whole(before: bytes, after: bytes) -> Figures:
    with TemporaryDirectory() as made:
        files = Path(made) / "before.csv", Path(made) / "after.csv"
        for file, data in zip(files, (before, after), strict=True):
            file.write_bytes(data)
        return whole_check(*files) | {"target": CHECK_TARGET}


def _tell(answer: Figures, say: Say) -> None:
    reading, classifying, judging = answer["reading"], answer["classifying"], answer["judging"]
    say(f"reading ({reading['triples']:,} triples), CPU seconds, and times ours on RDF/XML:")
    for name, called in (
        ("csv", "the table"),
        ("owl", "RDF/XML"),
        ("pyoxigraph", "pyoxigraph, triples only"),
        ("rdflib", "rdflib, triples only"),
    ):
        _line(say, called, reading, name)
    say(f"classifying ({classifying['subsumptions']['rustdl']:,} pairs), and times ours:")
    for name, called in (
        ("classify", "the hierarchy"),
        ("rustdl", "rustdl alone"),
        ("hermit", "HermiT, Java's start included"),
    ):
        _line(say, called, classifying, name)
    say("judging one change that is read and classified:")
    for name, called in (
        ("rules", f"{judging['rules']} rules"),
        ("explanations", f"{judging['explanations']} explanations"),
        ("mappings", f"{judging['mapping_rows']} rows of mapping tables"),
        ("impact", f"impact, {judging['usage_rows']} techniques in use"),
    ):
        _line(say, called, judging, name)
    whole, past = answer["check"], answer["history"]
    target = f"(target {whole['target']:.0f} s)"
    say(f"one whole check: {whole['cpu_seconds']:.2f} CPU, {whole['wall_seconds']:.2f} s {target}, of which")
    for name, seconds in whole["steps"].items():
        say(f"  {name:34} {seconds:8.3f}  {seconds / whole['cpu_seconds']:5.0%}")
    spent = f"{past['cpu_seconds']:.1f} CPU, {past['wall_seconds']:.1f} s (target {past['target']:.0f} s)"
    say(f"history of {past['steps']} steps: {spent}, {past['cpu_seconds'] / (past['steps'] or 1):.3f} each")


def _line(say: Say, called: str, figures: Figures, name: str) -> None:
    seconds, ratio = figures["cpu_seconds"].get(name), figures.get("ratio", {}).get(name)
    told = "  not here" if seconds is None else f"{seconds:10.4f}"
    say(f"  {called:34} {told}" + (f"  {ratio:6.2f} x" if ratio is not None else ""))
