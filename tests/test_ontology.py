"""The shipped ontologies: closure, look-ups; every term defined, labelled, and borrowed rightly."""

import csv
import json
import re
from pathlib import Path

import pytest
import rdflib.namespace
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from typer.testing import CliRunner

from kg.cli.main import build
from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.read.source import open_document
from kg.ontology.reason.classify import classify
from kg.ontology.snapshot import snapshot
from kg.rdf.names import GRAPH, OWL, PAN, PANET, RDF, RDFS, SKOS, XSD
from kg.rdf.panet import PanetTable, is_specifier, panet_table
from kg.rdf.syntax import read

ROOT = Path(__file__).resolve().parents[1]
OWN = (str(PAN), str(PANET), str(GRAPH), "https://w3id.org/pan-kg/")
DATA = ("https://ror.org/", "https://creativecommons.org/", "http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def release(shared_data: Path) -> Document:
    return open_document(str(shared_data / "ontologies" / "panet" / "PaNET_v1.3.0_reasoned.owl"))


@pytest.fixture(scope="module")
def panet() -> PanetTable:
    return panet_table()


def triples_of(file: Path) -> list[Triple]:
    return [quad.triple for quad in read(file.read_bytes(), "ttl")]


def iri(number: str) -> str:
    return PANET[f"PaNET{number}"].value


# The PaNET table


def test_the_published_release_has_the_closure_that_elk_and_hermit_find(release: Document) -> None:
    hierarchy = classify(release)

    assert hierarchy.complete
    assert hierarchy.unsatisfiable == ()
    assert hierarchy.subsumptions == 3720
    assert hierarchy.equivalences == [
        (iri("00401"), iri("01106")),
        (iri("01022"), "https://www.wikidata.org/wiki/Q133900"),
        (iri("01107"), iri("01273")),
        (iri("2014001"), iri("2020070")),
    ]


def test_the_shipped_table_is_what_the_command_writes(release: Document) -> None:
    assert snapshot(release) == (ROOT / "ontologies" / "panet-terms.ttl").read_bytes()


def test_the_table_has_all_terms_and_all_pairs_among_them(panet: PanetTable) -> None:
    assert panet.version == "1.3.0"
    assert len(panet.terms) == 505
    assert sum(is_specifier(term) for term in panet.terms) == 128
    # 3,720 pairs, less 75 that involve the Wikidata item which diffraction is equivalent to
    assert sum(len(term.ancestors_or_self) - 1 for term in panet.terms.values()) == 3645


def test_the_table_holds_no_definitions() -> None:
    predicates = {triple.predicate for triple in triples_of(ROOT / "ontologies" / "panet-terms.ttl")}

    assert not [name for name in predicates if "definition" in name.value or "IAO" in name.value]


def test_following_parents_gives_the_closure_again(panet: PanetTable) -> None:
    """Parents are reduced over equivalence classes, so no edge to one of two equal parents is lost."""
    for term in panet.terms.values():
        equal = {
            other
            for other in term.ancestors_or_self
            if term.iri in panet.terms[other].ancestors_or_self and other != term.iri
        }
        reached, waiting = {term.iri}, [term.iri, *equal]
        while waiting:
            for parent in panet.terms[waiting.pop()].parents:
                if parent not in reached:
                    reached.add(parent)
                    waiting.append(parent)
        assert reached | equal == term.ancestors_or_self, term.label


def test_diffraction_keeps_its_subclasses_although_it_equals_a_foreign_class(panet: PanetTable) -> None:
    dynamical = panet.terms[iri("01023")]

    assert dynamical.parents == (iri("01022"),)
    assert iri("01023") in panet.narrower_or_self(iri("01022"))


def test_a_name_is_found_whatever_its_case_and_dashes(panet: PanetTable) -> None:
    assert panet.named("Small-Angle  Scattering") == (iri("01124"), iri("2020072"))
    assert panet.named("PTYCHOGRAPHY") == (iri("01212"),)
    assert panet.named("no such technique") == ()


def test_narrower_terms_include_the_term_itself(panet: PanetTable) -> None:
    below = panet.narrower_or_self(iri("01124"))

    assert iri("01124") in below
    assert iri("01188") in below  # small angle x-ray scattering
    assert panet.narrower_or_self("https://example.org/unknown") == frozenset()


# The classifier


def test_two_equivalent_parents_are_both_kept() -> None:
    below = {"c": frozenset({"a", "b", "top"}), "a": frozenset({"b", "top"}), "b": frozenset({"a", "top"})}
    hierarchy = Hierarchy({**below, "top": frozenset()}, (), True, "by hand")

    assert hierarchy.parents("c") == {"a", "b"}
    assert hierarchy.parents("a") == {"top"}
    assert hierarchy.equivalences == [("a", "b")]


def test_a_contradiction_is_named(tmp_path: Path) -> None:
    file = tmp_path / "o.ttl"
    prefixes = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <http://example.org/> . "
    rdfs = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    axioms = (
        ":a a owl:Class . :b a owl:Class ; owl:disjointWith :a . :c a owl:Class ; rdfs:subClassOf :a, :b ."
    )
    file.write_text(prefixes + rdfs + axioms)

    hierarchy = classify(open_document(str(file)))

    assert hierarchy.unsatisfiable == ("http://example.org/c",)


@pytest.mark.parametrize("name", ["missing.owl", "notes.txt"])
def test_what_is_no_ontology_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        open_document(str(tmp_path / name))


def test_broken_xml_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "o.owl"
    file.write_text("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><html>")

    with pytest.raises(BadInput):
        open_document(str(file))


def test_an_ontology_without_panet_terms_gives_no_table() -> None:
    with pytest.raises(BadInput, match="no class of"):
        snapshot(open_document(str(ROOT / "ontologies" / "pan.ttl")))


# The commands


def test_classify_answers_with_the_promised_keys(shared_data: Path) -> None:
    file = shared_data / "ontologies" / "panet" / "PaNET_v1.3.0_reasoned.owl"

    result = CliRunner().invoke(build(), ["ontology", "classify", str(file), "--json"])

    answer = json.loads(result.stdout)
    keys = ["classes", "subsumptions", "equivalences", "unsatisfiable", "reasoner", "complete", "seconds"]
    assert list(answer) == keys
    assert (answer["subsumptions"], answer["complete"], answer["unsatisfiable"]) == (3720, True, [])


def test_snapshot_writes_the_table(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "ontologies" / "panet" / "PaNET_v1.3.0_reasoned.owl"
    out = tmp_path / "table.ttl"

    result = CliRunner().invoke(build(), ["ontology", "snapshot", str(file), "--out", str(out)])

    assert result.exit_code == 0
    assert out.read_bytes() == (ROOT / "ontologies" / "panet-terms.ttl").read_bytes()


def test_snapshot_of_the_source_is_that_of_the_release(shared_data: Path, tmp_path: Path) -> None:
    """The tag's table and the file built from it: what a table cannot state comes from beside it."""
    folder, out = shared_data / "ontologies" / "panet", tmp_path / "table.ttl"
    words = ["ontology", "snapshot", str(folder / "PaNET_v1.3.0.csv"), "--out", str(out)]
    metadata = ["--metadata", str(folder / "PaNET_metadata_7b19189.ttl")]

    assert CliRunner().invoke(build(), [*words, *metadata, "--version", "v1.3.0"]).exit_code == 0
    assert out.read_bytes() == (ROOT / "ontologies" / "panet-terms.ttl").read_bytes()
    alone = CliRunner().invoke(build(), [*words, *metadata])
    assert "Give it with --version" in str(alone.exception)
    odd = CliRunner().invoke(build(), [*words, *metadata, "--version", "1 3"])
    assert "is no version" in str(odd.exception)


# The application ontology


@pytest.fixture(scope="module")
def pan() -> list[Triple]:
    return triples_of(ROOT / "ontologies" / "pan.ttl")


def defined(pan: list[Triple], *kinds: NamedNode) -> set[str]:
    found = {t.subject for t in pan if t.predicate == RDF["type"] and t.object in kinds}
    return {term.value for term in found if isinstance(term, NamedNode) and term.value.startswith(str(PAN))}


def test_it_has_twenty_four_classes_and_some_seventy_properties(pan: list[Triple]) -> None:
    assert len(defined(pan, OWL["Class"])) == 24
    assert len(defined(pan, OWL["ObjectProperty"], OWL["DatatypeProperty"])) == 79


def test_every_term_has_an_english_label_and_definition(pan: list[Triple]) -> None:
    terms = {
        t.subject for t in pan if isinstance(t.subject, NamedNode) and t.subject.value.startswith(str(PAN))
    }
    for term in terms:
        for predicate in (RDFS["label"], SKOS["definition"]):
            texts = [t.object for t in pan if t.subject == term and t.predicate == predicate]
            assert [text.language for text in texts if isinstance(text, Literal)] == ["en"], term
        assert any(t.subject == term and t.predicate == RDFS["isDefinedBy"] for t in pan), term


def test_every_class_has_a_home_in_a_standard_vocabulary(pan: list[Triple]) -> None:
    hierarchy = classify(open_document(str(ROOT / "ontologies" / "pan.ttl")))

    assert hierarchy.complete
    assert hierarchy.unsatisfiable == ()
    for own in defined(pan, OWL["Class"]):
        assert any(not above.startswith(str(PAN)) for above in hierarchy.broader[own]), own


def test_it_stays_in_owl_el_and_rl(pan: list[Triple]) -> None:
    allowed = {
        RDFS[name] for name in ("label", "subClassOf", "subPropertyOf", "domain", "range", "isDefinedBy")
    }
    notes = {SKOS[name] for name in ("definition", "prefLabel", "inScheme", "topConceptOf")}
    ranges = {t.object for t in pan if t.predicate == RDFS["range"]}
    logic = {t.predicate for t in pan if t.subject != NamedNode("https://w3id.org/pan-kg/def")}

    assert not [t for t in pan if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    assert logic <= {RDF["type"]} | allowed | notes
    assert not {XSD[name] for name in ("double", "float", "boolean", "date", "gYear")} & ranges  # not in EL


def test_the_code_and_the_shapes_use_defined_terms_only(pan: list[Triple]) -> None:
    terms = {t.subject.value for t in pan if isinstance(t.subject, NamedNode)}
    code = [*(ROOT / "kg").rglob("*.py"), *(ROOT / "harvesters").glob("*.py")]
    named = {str(PAN) + word for file in code for word in re.findall(r'\bPAN\["(\w+)"\]', file.read_text())}
    files = [*(ROOT / "shapes").glob("*.ttl"), ROOT / "ontologies" / "facilities.ttl"]
    written = {term for file in files for term in iris(file) if term.startswith(str(PAN))}

    assert (named | written) - terms == set()


# Borrowed terms


def iris(file: Path) -> set[str]:
    found: set[str] = set()
    for triple in triples_of(file):
        found |= {term.value for term in triple if isinstance(term, NamedNode)}
        if isinstance(triple.object, Literal):
            found.add(triple.object.datatype.value)
    return found


def borrowed() -> dict[str, str]:
    with (ROOT / "tests" / "ontology" / "borrowed.tsv").open(newline="") as rows:
        return {row["term"]: row["checked in"] for row in csv.DictReader(rows, delimiter="\t")}


@pytest.mark.parametrize("folder", ["ontologies", "shapes"])
def test_every_borrowed_term_has_been_checked(folder: str) -> None:
    foreign = {term for file in (ROOT / folder).glob("*.ttl") for term in iris(file)}
    foreign = {term for term in foreign if not term.startswith((*OWN, *DATA))}

    assert foreign - borrowed().keys() - {RDF["langString"].value} == set()


def test_checked_terms_are_in_the_vocabularies_that_rdflib_knows() -> None:
    for term, checked in borrowed().items():
        named = re.search(r"rdflib (\w+)$", checked)
        if named is not None:
            vocabulary = getattr(rdflib.namespace, named.group(1))
            assert term.removeprefix(str(vocabulary)) in vocabulary.__annotations__, term
