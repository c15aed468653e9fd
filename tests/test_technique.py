"""Techniques as catalogues write them, and the contradictions found in real ones."""

import pytest

from kg.resolve.technique import ASSERTED, MAPPED_FROM_TEXT, assign, resolve_technique
from kg.rdf.names import PAN, PANET
from kg.rdf.terms import NamedNode

DATASET = NamedNode("https://doi.org/10.5072/d")


@pytest.mark.parametrize(
    "pid",
    [
        "http://purl.org/pan-science/PaNET/PaNET01168",
        "https://purl.org/pan-science/PaNET/PaNET01168",
        "PaNET01168",
        "PaNET:PaNET01168",
        " panet01168 ",
    ],
)
def test_every_spelling_of_an_id_is_understood(pid: str) -> None:
    technique = resolve_technique(pid, "serial femtosecond crystallography")

    assert technique.iri == PANET["PaNET01168"]
    assert (technique.basis, technique.confidence, technique.finding) == (ASSERTED, 1.0, None)


@pytest.mark.parametrize(
    "name", ["Small-Angle X-ray Scattering", "small angle x ray scattering", "SAXS", "s a x s"]
)
def test_a_name_without_an_id_is_looked_up(name: str) -> None:
    technique = resolve_technique(None, name)

    assert technique.iri == PANET["PaNET01188"]
    assert (technique.basis, technique.confidence) == (MAPPED_FROM_TEXT, 0.9)


def test_an_id_of_another_kind_leaves_the_name_to_decide() -> None:
    technique = resolve_technique("20.500.99999/panosc-tech1", "small-angle neutron scattering")

    assert technique.iri == PANET["PaNET01189"]
    assert technique.basis == MAPPED_FROM_TEXT


@pytest.mark.parametrize(
    ("pid", "name", "finding"),
    [
        (
            "https://purl.org/pan-science/PaNET/PaNET01177",
            "X-Ray Reflectivity (XRR)",
            'PaNET01177 is "x-ray fluorescence", but is called "X-Ray Reflectivity (XRR)" here,'
            " which is PaNET01149.",
        ),
        (
            "PaNET01165",
            "anomalous diffraction",
            'PaNET01165 is "multi wavelength anomalous diffraction", but is called "anomalous diffraction"'
            " here, which is PaNET01122.",
        ),
    ],
)
def test_a_name_that_contradicts_its_id_is_reported_and_the_id_kept(
    pid: str, name: str, finding: str
) -> None:
    technique = resolve_technique(pid, name)

    assert technique.iri is not None
    assert technique.iri.value.endswith(pid[-10:])
    assert technique.confidence < 0.5
    assert technique.finding == finding


@pytest.mark.parametrize(
    ("pid", "name"), [("PaNET00101", "neutron probe"), ("PaNET01012", "x-ray probe"), (None, "x-ray probe")]
)
def test_a_probe_is_assigned_but_noted_as_no_technique(pid: str | None, name: str) -> None:
    technique = resolve_technique(pid, name)

    assert technique.iri is not None
    assert technique.finding is not None
    assert "is a probe, not a technique" in technique.finding


def test_a_name_may_be_the_path_from_the_top_class() -> None:
    path = "photon_and_neutron_technique.defined_by_purpose.imaging.tomography"

    assert resolve_technique("PaNET01129", f"{path};\n{path}").finding is None


def test_an_acronym_in_brackets_is_part_of_the_name() -> None:
    assert (
        resolve_technique("PaNET01316", "grazing incidence wide angle x-ray scattering (GIWAXS)").finding
        is None
    )


def test_an_id_that_this_version_lacks_is_reported() -> None:
    technique = resolve_technique("PaNET09999", "squeezing by hand")

    assert technique.iri is None
    assert technique.finding == (
        "PaNET09999 is not in PaNET 1.3.0. No technique of PaNET 1.3.0 is called so."
    )


def test_an_unknown_technique_is_kept_as_text() -> None:
    assigned = assign(DATASET, resolve_technique(None, "squeezing by hand"))

    said = {predicate: value for _, predicate, value in assigned}
    assert said[PAN["sourceText"]].value == "squeezing by hand"
    assert PAN["technique"] not in said
    assert PAN["assignedTechnique"] not in said


def test_an_assignment_says_all_that_the_contract_asks() -> None:
    assigned = assign(DATASET, resolve_technique("PaNET01188", "SAXS"))

    (node,) = {value for _, predicate, value in assigned if predicate == PAN["qualifiedTechnique"]}
    of_node = {said.value.rpartition("#")[2] for subject, said, _ in assigned if subject == node}
    assert of_node == {"type", "assignedTechnique", "sourceText", "basis", "confidence", "vocabularyVersion"}
    assert [value for _, said, value in assigned if said == PAN["technique"]] == [PANET["PaNET01188"]]
