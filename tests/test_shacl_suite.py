"""The W3C's SHACL test suite, core part: compiled rules, with pySHACL for what they cannot hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Quad, Store, Triple

from kg.check.facts import Facts, Node
from kg.check.paths import read_path
from kg.check.report import Result
from kg.check.shapes import load_shapes
from kg.check.verdict import check_files
from kg.rdf.names import SH, Namespace
from kg.rdf.syntax import read

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

KNOWN_FAILURES = {"uniqueLang-002"}
"""pySHACL, to which sh:uniqueLang falls back, takes "1" for another boolean than "true"."""


def triples_of(file: Path) -> list[Triple]:
    return [quad.triple for quad in read(file.read_bytes(), "ttl", base=file.as_uri())]


def named(node: Node | None) -> Path:
    assert node is not None
    return Path(str(node.value).removeprefix("file://"))


def shown(term: Node | None) -> str:
    """Blank nodes have no name that two readers share; the store keeps 4.0 as 4."""
    if term is None or isinstance(term, BlankNode):
        return "" if term is None else "_:"
    store = Store()
    store.add(Quad(MF["a"], MF["b"], term))
    return str(next(iter(store)).object)


def key(result: Result) -> tuple[str, ...]:
    named = (shown(result.focus), shown(result.value))
    return (*named, str(result.path), str(result.component), str(result.severity))


def expected(facts: Facts, report: Node) -> Iterator[tuple[str, ...]]:
    for result in facts.values(report, SH["result"]):
        path = facts.value(result, SH["resultPath"])
        named = [shown(facts.value(result, SH[name])) for name in ("focusNode", "value")]
        component, severity = (
            str(facts.value(result, SH[name])) for name in ("sourceConstraintComponent", "resultSeverity")
        )
        yield (*named, str(read_path(facts, path) if path is not None else None), component, severity)


def disagreement(file: Path) -> str:
    """Empty when all of the file's tests give exactly the results that the suite asks for."""
    facts = Facts(triples_of(file))
    for test in facts.subjects():
        action = facts.value(test, MF["action"])
        if action is None:
            continue
        report = facts.value(test, MF["result"])
        assert report is not None
        shapes = load_shapes(named(facts.value(action, SHT["shapesGraph"])))
        data = named(facts.value(action, SHT["dataGraph"]))
        found = sorted(key(result) for result in check_files([data], shapes).results)
        wanted = sorted(expected(facts, report))
        if found != wanted:
            return f"found {found}\nwanted {wanted}"
    return ""


@pytest.fixture(scope="module")
def core(shared_data: Path) -> list[Path]:
    folder = shared_data / "w3c" / "shacl" / "core"
    return [file for file in sorted(folder.rglob("*.ttl")) if "mf:action" in file.read_text()]


def test_the_core_suite(core: list[Path]) -> None:
    failures = {file.stem: message for file in core if (message := disagreement(file))}

    assert len(core) == 98
    assert failures.keys() == KNOWN_FAILURES, "\n".join(f"{k}: {v}" for k, v in failures.items())


def test_two_thirds_of_the_core_suite_need_no_fallback(core: list[Path]) -> None:
    shapes = [load_shapes(file) for file in core]

    assert sum(not each.unsupported for each in shapes) > len(core) * 2 / 3
