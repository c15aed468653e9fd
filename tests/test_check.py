"""`kg check` and the gate, seen from outside."""

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from typer.testing import CliRunner

from kg.check.gate import Gate
from kg.check.report import Report
from kg.check.shapes import load_shapes
from kg.check.verdict import check_files
from kg.cli.main import build
from kg.errors import BadInput
from kg.rdf.names import DCT, PAN, RDF, SH
from kg.rdf.shipped import shipped

EXAMPLES = Path(__file__).parent / "shapes"
KEYS = ["conforms", "results", "by_shape", "by_severity", "engine", "fallback", "seconds"]
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <http://example.org/> .
"""


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(build(), ["check", *arguments])
    return result.exit_code, result.stdout


def judged(tmp_path: Path, shapes: str, data: str, engine: str = "compiled") -> Report:
    (tmp_path / "shapes.ttl").write_text(SHAPES + shapes)
    (tmp_path / "data.ttl").write_text("@prefix : <http://example.org/> . " + data)
    return check_files([tmp_path / "data.ttl"], load_shapes(tmp_path / "shapes.ttl"), engine)


# The command


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_violations_end_with_exit_code_1_and_are_counted(engine: str) -> None:
    code, out = run(str(EXAMPLES / "dataset" / "bad-no-title.ttl"), "--engine", engine, "--json")

    answer = json.loads(out)
    assert code == 1
    assert list(answer)[: len(KEYS)] == KEYS
    assert answer["conforms"] is False
    assert answer["by_severity"]["Violation"] == 1
    assert answer["by_shape"]["https://w3id.org/pan-kg/shapes/dataset#title"] == 1
    assert answer["results"] == sum(answer["by_severity"].values())
    assert answer["engine"] == engine


def test_warnings_alone_end_with_exit_code_0() -> None:
    code, out = run(str(EXAMPLES / "dataset" / "good-minimal.ttl"), "--json")

    answer = json.loads(out)
    assert code == 0
    assert answer["by_severity"]["Violation"] == 0
    assert answer["by_severity"]["Warning"] > 0
    assert answer["conforms"] is False


def test_a_relative_iri_resolves_against_the_address_of_its_file() -> None:
    file = EXAMPLES / "dataset" / "bad-no-title.ttl"

    _, out = run(str(file), "--json")

    assert {detail["focus"] for detail in json.loads(out)["details"]} == {(file.parent / "d").as_uri()}


def test_the_report_is_a_shacl_report_that_can_be_read_again() -> None:
    code, out = run(str(EXAMPLES / "person" / "bad-mail.ttl"), "--report", "turtle")

    triples = list(parse(out.encode(), format=RdfFormat.TURTLE))
    assert code == 1
    assert sum(t.predicate == SH["result"] for t in triples) == 2
    assert sum(t.predicate == SH["alternativePath"] for t in triples) == 2


def test_shapes_may_be_one_file(tmp_path: Path) -> None:
    shapes = tmp_path / "mine.ttl"
    shapes.write_text(
        f"{SHAPES} @prefix pan: <{PAN}> . :S a sh:NodeShape ; sh:targetClass pan:Dataset ;"
        " sh:property [ sh:path :colour ; sh:minCount 1 ] ."
    )

    code, out = run(str(EXAMPLES / "dataset" / "good-full.ttl"), "--shapes", str(shapes), "--json")

    assert code == 1
    assert json.loads(out)["by_shape"] == {"http://example.org/S": 1}


@pytest.mark.parametrize(
    ("name", "text"),
    [("missing.ttl", None), ("page.ttl", "<!DOCTYPE html>"), ("notes.docx", "x")],
)
def test_what_is_no_rdf_is_bad_input(name: str, text: str | None, tmp_path: Path) -> None:
    file = tmp_path / name
    if text is not None:
        file.write_text(text)

    with pytest.raises(BadInput):
        check_files([file], load_shapes(shipped("shapes")))


def test_a_folder_without_shapes_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no shapes"):
        load_shapes(tmp_path)


# The engines


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_instances_of_a_subclass_are_judged_too(engine: str, tmp_path: Path) -> None:
    shape = ":S a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :p ; sh:class :Colour ] ."
    tree = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . :Part rdfs:subClassOf :Thing . "
    data = ":a a :Part ; :p :red, :dull . :red a :Red . :Red rdfs:subClassOf :Colour ."

    report = judged(tmp_path, shape, tree + data, engine)

    assert [str(result.value) for result in report.results] == ["<http://example.org/dull>"]


def test_what_rules_cannot_hold_is_left_to_pyshacl_and_named(tmp_path: Path) -> None:
    closed = ":S sh:targetClass :C ; sh:closed true . "
    simple = ":T sh:targetClass :C ; sh:property [ sh:path :q ; sh:minCount 1 ] ."

    report = judged(tmp_path, closed + simple, ":a a :C ; :p 1 .")

    kinds = sorted(result.component.value.rpartition("#")[2] for result in report.results)
    assert report.fallback == ("http://example.org/S",)
    assert kinds == ["ClosedConstraintComponent", "ClosedConstraintComponent", "MinCountConstraintComponent"]


def test_a_datatype_that_the_store_forgets_is_judged_on_the_file(tmp_path: Path) -> None:
    xsd = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    shape = ":S sh:targetClass :C ; sh:property [ sh:path :size ; sh:datatype xsd:nonNegativeInteger ] ."

    report = judged(tmp_path, xsd + shape, xsd + ':a a :C ; :size "5"^^xsd:nonNegativeInteger .')

    assert report.conforms
    assert report.fallback == ("http://example.org/S",)


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text(f"@prefix : <http://example.org/> . _:x a :C ; :p '{name}' .")
    (tmp_path / "shapes.ttl").write_text(
        SHAPES + ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:maxCount 1 ] ."
    )

    report = check_files([tmp_path / "one.ttl", tmp_path / "two.ttl"], load_shapes(tmp_path / "shapes.ttl"))

    assert report.conforms


# The gate


def test_a_record_that_says_nothing_of_its_subject_does_not_pass() -> None:
    about = NamedNode("https://example.org/d")

    problems = Gate().problems(about, [Triple(about, DCT["title"], Literal("Copper"))])

    assert problems == ["The record does not say what https://example.org/d is: give it a class."]


def test_a_long_wrong_value_is_shown_cut() -> None:
    about = NamedNode("https://example.org/p")
    triples = [
        Triple(about, RDF["type"], PAN["Proposal"]),
        Triple(NamedNode("https://example.org/m"), RDF["type"], PAN["Measurement"]),
        Triple(
            NamedNode("https://example.org/m"),
            NamedNode("http://www.w3.org/ns/prov#startedAtTime"),
            Literal("<b>" * 500),
        ),
    ]

    (problem,) = Gate().problems(about, triples)

    assert len(problem) < 250
    assert problem.endswith("(of <https://example.org/m>)")


def test_the_gate_refuses_shapes_that_it_cannot_follow(tmp_path: Path) -> None:
    text = SHAPES + ":S sh:targetClass :C ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ] ."
    (tmp_path / "s.ttl").write_text(text)

    with pytest.raises(BadInput, match="predicates and alternatives only"):
        Gate(tmp_path)
