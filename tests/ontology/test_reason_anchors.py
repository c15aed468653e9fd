"""Closures of the real ontologies, which ELK, HermiT and Openllet found too; and faults put into them."""

import shutil
from pathlib import Path

import pytest
from el_oracle import Oracle
from panet_files import MASTER, esrfet, panet, term, with_axioms

from kg.ontology.axiom import axiom
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.read.source import open_document
from kg.ontology.reason.classify import classify
from kg.ontology.reason.compare import compare

CLOSURES = {
    "PaNET_v1.0.0.owl": 3255,
    "PaNET_v1.1.0.owl": 3175,
    "PaNET_v1.2.0.csv": 3120,
    "PaNET_v1.3.0.csv": 3720,
    "PaNET_v1.3.0_reasoned.owl": 3720,
    MASTER: 3750,
}
DIFFUSE, ELASTIC, INELASTIC = "01021", "01020", "01034"
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")


@pytest.fixture(scope="module")
def master(shared_data: Path) -> Document:
    return panet(shared_data, MASTER)


@pytest.fixture(scope="module")
def classified(master: Document) -> Hierarchy:
    return classify(master)


@pytest.mark.parametrize(("name", "pairs"), CLOSURES.items())
def test_the_closure_of_each_version(name: str, pairs: int, shared_data: Path) -> None:
    hierarchy = classify(panet(shared_data, name))

    assert hierarchy.subsumptions == pairs
    assert hierarchy.unsatisfiable == ()


@pytest.mark.parametrize("name", [name for name in CLOSURES if name != "PaNET_v1.0.0.owl"])
def test_the_classification_of_each_version_is_complete(name: str, shared_data: Path) -> None:
    hierarchy = classify(panet(shared_data, name))

    assert hierarchy.reasons == ()
    assert hierarchy.complete


def test_v1_0_0_asks_for_a_file_that_nobody_gave(shared_data: Path) -> None:
    hierarchy = classify(panet(shared_data, "PaNET_v1.0.0.owl"))

    assert not hierarchy.complete
    assert len(hierarchy.reasons) == 1
    assert "http://purl.org/pan-science/PaNET/PaNET-metadata.owl" in hierarchy.reasons[0]


def test_the_table_and_the_published_file_of_v1_3_0_mean_the_same(shared_data: Path) -> None:
    table = classify(panet(shared_data, "PaNET_v1.3.0.csv"))
    published = classify(panet(shared_data, "PaNET_v1.3.0_reasoned.owl"))

    assert table.pairs == published.pairs


def test_esrfet_with_the_panet_it_imports(shared_data: Path) -> None:
    hierarchy = classify(esrfet(shared_data, "PaNET_v1.3.0_reasoned.owl"))

    assert hierarchy.subsumptions == 4357
    assert hierarchy.complete


def test_nexus_is_counted_rightly_and_its_properties_are_too_many_for_a_verdict(shared_data: Path) -> None:
    hierarchy = classify(open_document(str(shared_data / "ontologies" / "nexus" / "NeXusOntology.owl")))

    assert hierarchy.subsumptions == 414
    assert not hierarchy.complete
    assert "hierarchy of the properties" in " ".join(hierarchy.reasons)


@pytest.mark.parametrize("name", CLOSURES)
def test_every_pair_is_one_of_the_completion_rules(name: str, shared_data: Path) -> None:
    document = panet(shared_data, name)

    assert classify(document).pairs == Oracle(document.axioms).pairs()


# Faults put into the table of June 2026 (each number was found by ELK and HermiT too)


def test_four_classes_cannot_have_members_when_elastic_meets_inelastic(master: Document) -> None:
    faulty = with_axioms(
        master,
        axiom("SubClassOf", (term(DIFFUSE), term(ELASTIC))),
        axiom("SubClassOf", (term(DIFFUSE), term(INELASTIC))),
    )

    hierarchy = classify(faulty)

    assert len(hierarchy.unsatisfiable) == 4
    assert term(DIFFUSE) in hierarchy.unsatisfiable
    assert {*hierarchy.unsatisfiable} == Oracle(faulty.axioms).unsatisfiable()
    assert not {*hierarchy.unsatisfiable} & hierarchy.broader.keys()


def test_a_loop_makes_eight_equivalences(master: Document, classified: Hierarchy) -> None:
    faulty = with_axioms(master, axiom("SubClassOf", (term("01022"), term("01216"))))

    hierarchy = classify(faulty)

    own = {pair for pair in hierarchy.pairs - classified.pairs if "wikidata" not in "".join(pair)}
    assert len(own) == 262
    assert len(_equal(hierarchy) - _equal(classified)) == 8
    assert hierarchy.pairs == Oracle(faulty.axioms).pairs()


def test_a_wrong_equivalence_adds_23_pairs(master: Document, classified: Hierarchy) -> None:
    spectroscopy, energy = _labelled(master, "spectroscopy-based"), _labelled(master, "versus energy-based")
    faulty = with_axioms(master, axiom("EquivalentClasses", (spectroscopy, energy)))

    hierarchy = classify(faulty)

    assert len(hierarchy.pairs - classified.pairs) == 23
    assert _equal(hierarchy) - _equal(classified) == {tuple(sorted((spectroscopy, energy)))}


def test_no_reasoner_objects_to_a_specifier_below_a_technique(
    master: Document, classified: Hierarchy
) -> None:
    faulty = with_axioms(master, axiom("SubClassOf", (term("2020017"), term("01022"))))

    hierarchy = classify(faulty)

    assert hierarchy.unsatisfiable == ()
    assert hierarchy.complete
    assert (term("2020017"), term("01022")) in hierarchy.pairs - classified.pairs
    assert hierarchy.pairs == Oracle(faulty.axioms).pairs()


def _equal(hierarchy: Hierarchy) -> set[tuple[str, str]]:
    """Sorted pairs of PaNET terms of the same meaning."""
    found = {(low, high) for low, high in hierarchy.pairs if (high, low) in hierarchy.pairs and low < high}
    return {pair for pair in found if all("PaNET" in iri for iri in pair)}


def _labelled(document: Document, start: str) -> str:
    (found,) = [iri for iri, each in document.terms.items() if (each.label or "").startswith(f"{start} ")]
    return found


# HermiT


@pytest.mark.slow
@needs_java
@pytest.mark.parametrize("name", CLOSURES)
def test_hermit_finds_the_same_pairs(name: str, shared_data: Path) -> None:
    found = compare(panet(shared_data, name))

    assert found.agree
    assert found.second.subsumptions == CLOSURES[name]


@pytest.mark.slow
@needs_java
def test_hermit_agrees_on_esrfet_and_on_nexus(shared_data: Path) -> None:
    assert compare(esrfet(shared_data, "PaNET_v1.3.0_reasoned.owl")).agree
    nexus = compare(open_document(str(shared_data / "ontologies" / "nexus" / "NeXusOntology.owl")))

    assert nexus.agree
    assert nexus.second.complete  # the way out where rustdl cannot tell


@pytest.mark.slow
@needs_java
def test_hermit_names_the_same_unsatisfiable_classes(master: Document) -> None:
    faulty = with_axioms(
        master,
        axiom("SubClassOf", (term(DIFFUSE), term(ELASTIC))),
        axiom("SubClassOf", (term(DIFFUSE), term(INELASTIC))),
    )

    found = compare(faulty)

    assert found.agree
    assert len(found.second.unsatisfiable) == 4
