"""Why something follows, and what contradicts itself: every axiom that is named is needed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from el_oracle import Oracle
from panet_files import MASTER, panet, term, with_axioms

from kg.ontology.axiom import axiom
from kg.ontology.document import Document
from kg.ontology.reason.clash import clashes
from kg.ontology.reason.classify import classify
from kg.ontology.reason.explain import explain, explain_all, justification

POWDER, X_RAY = term("01101"), term("01216")
DIFFUSE, ELASTIC, INELASTIC = term("01021"), term("01020"), term("01034")


@pytest.fixture(scope="module")
def master(shared_data: Path) -> Document:
    return panet(shared_data, MASTER)


def label(document: Document) -> Callable[[str], str]:
    return lambda iri: (document.terms[iri].label if iri in document.terms else None) or iri


def test_x_ray_powder_diffraction_is_x_ray_diffraction_by_six_axioms(master: Document) -> None:
    """The guide found six as well, with rustdl's own justification."""
    assert explain(master, POWDER, X_RAY, label(master)) == (
        "atomic scale diffraction-based techniques lies below diffraction-based techniques",
        "atomic scale diffraction 3D volume-based techniques lies below"
        " atomic scale diffraction-based techniques",
        "atomic scale diffraction 3D volume 3D periodic-based techniques lies below"
        " atomic scale diffraction 3D volume-based techniques",
        "powder diffraction-based techniques lies below"
        " atomic scale diffraction 3D volume 3D periodic-based techniques",
        "x-ray powder diffraction is defined as x-ray probe-based techniques"
        " and powder diffraction-based techniques",
        "x-ray diffraction is defined as x-ray probe-based techniques and diffraction-based techniques",
    )


def test_all_of_a_justification_is_needed_and_it_is_enough(master: Document) -> None:
    pairs = sorted(classify(master).pairs)[::150]
    assert len(pairs) == 25
    for low, high in pairs:
        found = justification(master, low, high)

        assert (low, high) in Oracle(found).pairs()
        for spared in found:
            assert (low, high) not in Oracle(each for each in found if each != spared).pairs()


def test_what_does_not_follow_has_no_reason(master: Document) -> None:
    assert explain(master, X_RAY, POWDER, label(master)) == ()


def test_several_questions_at_once_have_the_answers_of_each(master: Document) -> None:
    pairs = sorted(classify(master).pairs)[::900]

    found = explain_all(master, pairs, label(master))

    assert found == {pair: explain(master, *pair, label(master)) for pair in pairs}


# Contradictions


def test_one_root_three_derived_and_each_axiom_a_repair(master: Document) -> None:
    faulty = with_axioms(
        master,
        axiom("SubClassOf", (DIFFUSE, ELASTIC)),
        axiom("SubClassOf", (DIFFUSE, INELASTIC)),
    )
    hierarchy = classify(faulty)

    (clash,) = clashes(faulty, hierarchy, label(faulty))

    assert clash.iri == DIFFUSE
    assert len(clash.derived) == 3
    assert {clash.iri, *clash.derived} == {*hierarchy.unsatisfiable}
    assert {*clash.axioms} == {
        axiom("DisjointClasses", (ELASTIC, INELASTIC)),
        axiom("SubClassOf", (DIFFUSE, ELASTIC)),
        axiom("SubClassOf", (DIFFUSE, INELASTIC)),
    }
    assert (
        "diffuse scattering-based techniques lies below elastic scattering-based techniques" in clash.because
    )
    assert {*clash.repairs} == {(reason,) for reason in clash.because}


def test_two_reasons_need_two_repairs() -> None:
    """a is below b and c, and below d and e, and each two are disjoint: one axiom of each pair has to go."""
    from by_hand import document

    names = dict(zip("abcde", (f"http://example.org/{name}" for name in "abcde"), strict=True))
    stated = [axiom("SubClassOf", (names["a"], names[high])) for high in "bcde"]
    stated += [axiom("DisjointClasses", (names[low], names[high])) for low, high in ("bc", "de")]
    faulty = document(*stated)

    (clash,) = clashes(faulty, classify(faulty), lambda iri: iri[-1].upper())

    assert clash.iri == names["a"]
    assert clash.derived == ()
    assert len(clash.because) == 3
    assert len(clash.repairs) == 5
    assert {len(repair) for repair in clash.repairs} == {2}
    for repair in clash.repairs:
        first, second = ("B" in reason or "C" in reason for reason in repair)
        assert first != second


def test_without_a_contradiction_there_is_nothing_to_tell(master: Document) -> None:
    assert clashes(master, classify(master), label(master)) == ()


def test_classes_that_are_empty_together_have_one_root() -> None:
    """a and b mean the same, and b is below what it is disjoint with."""
    from by_hand import document

    a, b, c, d = (f"http://example.org/{name}" for name in "abcd")
    faulty = document(
        axiom("EquivalentClasses", (a, b)),
        axiom("SubClassOf", (b, c)),
        axiom("SubClassOf", (b, d)),
        axiom("DisjointClasses", (c, d)),
    )

    (clash,) = clashes(faulty, classify(faulty), lambda iri: iri[-1])

    assert (clash.iri, clash.derived) == (b, (a,))
