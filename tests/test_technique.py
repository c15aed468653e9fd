"""Techniques as catalogues write them, and the contradictions found in real ones."""

import pytest

from kg.rdf.names import PAN, PANET
from kg.rdf.terms import NamedNode
from kg.resolve.technique import ASSERTED, MAPPED_FROM_TEXT, assign, resolve_technique

DATASET = NamedNode("https://doi.org/10.5072/d")


@pytest.mark.parametrize(
    "pid",
    [
        "http://purl.org/pan-science/PaNET/PaNET01168",
        "https://purl.org/pan-science/PaNET/PaNET01168",
        "PaNET01168",
        "PaNET:PaNET01168",
        " panet01168 ",
        "http://purl.org/pan-science/PaNET/PaNET01168/",
        "HTTP://www.purl.org/pan-science/PaNET/PaNET01168",
        "http%3A%2F%2Fpurl.org%2Fpan-science%2FPaNET%2FPaNET01168",
        "PaNET_01168",
        "PaNET:01168",
        "panet:01168",
        "http://purl.org/pan-science/PaNET/PaNET_01168",
        "http://purl.org/pan-science/PaNET/1.3.0/PaNET01168",
        "http://purl.org/pan-science/PaNET/PaNET.owl#PaNET01168",
        "https://purl.org/pan-science/PaNET#PaNET01168",
        "purl.org/pan-science/PaNET/PaNET01168",
        "//purl.org/pan-science/PaNET/PaNET01168",
    ],
)
def test_every_spelling_of_an_id_is_understood(pid: str) -> None:
    technique = resolve_technique(pid, "serial femtosecond crystallography")

    assert technique.iri == PANET["PaNET01168"]
    assert (technique.basis, technique.confidence, technique.findings) == (ASSERTED, 1.0, ())


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
    ("pid", "name", "remedy"),
    [
        (
            "https://purl.org/pan-science/PaNET/PaNET01177",
            "X-Ray Reflectivity (XRR)",
            'PaNET01177 is "x-ray fluorescence", but is called "X-Ray Reflectivity (XRR)" here,'
            " which is http://purl.org/pan-science/PaNET/PaNET01149: correct one.",
        ),
        (
            "PaNET01165",
            "anomalous diffraction",
            'PaNET01165 is "multi wavelength anomalous diffraction", but is called "anomalous diffraction"'
            " here, which is http://purl.org/pan-science/PaNET/PaNET01122: correct one.",
        ),
    ],
)
def test_a_name_that_contradicts_its_id_is_reported_and_the_id_kept(pid: str, name: str, remedy: str) -> None:
    technique = resolve_technique(pid, name)

    assert technique.iri is not None
    assert technique.iri.value.endswith(pid[-10:])
    assert technique.confidence < 0.5
    (finding,) = technique.findings
    assert (finding.rule, finding.field) == ("technique-contradiction", "techniques[].name")
    assert (finding.said, finding.remedy) == (name, remedy)
    assert finding.confidence == technique.confidence


@pytest.mark.parametrize(
    ("pid", "name"), [("PaNET00101", "neutron probe"), ("PaNET01012", "x-ray probe"), (None, "x-ray probe")]
)
def test_a_probe_is_assigned_but_noted_as_no_technique(pid: str | None, name: str) -> None:
    technique = resolve_technique(pid, name)

    assert technique.iri is not None
    assert [finding.rule for finding in technique.findings] == ["technique-probe"]
    assert technique.confidence == 0.6


def test_a_name_may_be_the_path_from_the_top_class() -> None:
    path = "photon_and_neutron_technique.defined_by_purpose.imaging.tomography"

    technique = resolve_technique("PaNET01129", f"{path};\n{path}")

    assert technique.confidence == 1.0
    assert [finding.rule for finding in technique.findings] == ["technique-name-path"]
    assert technique.findings[0].remedy == 'Write only "tomography", the label of PaNET01129.'


def test_an_acronym_in_brackets_is_part_of_the_name() -> None:
    technique = resolve_technique("PaNET01316", "grazing incidence wide angle x-ray scattering (GIWAXS)")

    assert technique.findings == ()


@pytest.mark.parametrize("pid", ["PaNET09999", "http://purl.org/pan-science/PaNET/PaNET09999"])
def test_an_id_that_this_version_lacks_is_reported(pid: str) -> None:
    technique = resolve_technique(pid, "squeezing by hand")

    assert technique.iri is None
    (finding,) = technique.findings
    assert (finding.rule, finding.said, finding.understood) == ("technique-id-unknown", pid, None)
    assert finding.remedy == "PaNET09999 is not in PaNET 1.3.0; give the identifier of a class that is."


def test_the_name_decides_where_the_id_is_wrong_but_less_surely() -> None:
    technique = resolve_technique("PaNET09999", "SAXS")

    assert (technique.iri, technique.confidence) == (PANET["PaNET01188"], 0.6)
    assert [finding.rule for finding in technique.findings] == ["technique-id-unknown"]


@pytest.mark.parametrize(
    "pid",
    [
        "https://example.org/PaNET01168",
        "PaNET0116",
        "PaNET011680",
        "x PaNET01168",
        "http://purl.org/other/PaNET/PaNET01168",
    ],
)
def test_what_only_looks_like_an_id_is_none(pid: str) -> None:
    technique = resolve_technique(pid, None)

    assert technique.iri is None
    assert [finding.rule for finding in technique.findings] == ["technique-unknown"]


def test_a_specifier_is_no_technique() -> None:
    technique = resolve_technique("PaNET2002000", None)

    assert "technique-specifier" in {finding.rule for finding in technique.findings}
    assert technique.confidence == 0.6


# ESRFET: ids and names are those of the package esrf-ontologies; that PaNET01196 is "x-ray absorption
# spectroscopy" stands in PaNET's table. The two ids are recorded in shared/data/catalogues/icatplus.


@pytest.mark.parametrize(
    "pid",
    [
        "https://w3id.org/PaN/ESRFET#XAS",
        "http://w3id.org/PaN/ESRFET#XAS",
        "https://w3id.org/PaN/ESRFET/v0.1.0/#XAS",
        "https://w3id.org/PaN/ESRFET/v0.1.0#XAS",
        "http://purl.org/pan-science/ESRFET#XAS",
        "https://w3id.org/PaN/ESRFET/XAS",
        "ESRFET:XAS",
        "esrfet:xas",
    ],
)
def test_an_id_of_esrfet_is_matched_by_name_and_says_that_the_match_is_ours(pid: str) -> None:
    technique = resolve_technique(pid, "XAS")

    assert (technique.iri, technique.basis) == (PANET["PaNET01196"], MAPPED_FROM_TEXT)
    assert technique.confidence == 0.9  # full name and acronym agree
    (finding,) = technique.findings
    assert (finding.rule, finding.field) == ("technique-esrfet", "techniques[].pid")
    assert "our alignment by name" in finding.remedy


def test_an_acronym_that_two_techniques_of_esrfet_share_maps_neither() -> None:
    # S-XRD (scanning) and SCXRD (single crystal) both list SXRD; PaNET has it for single crystal diffraction.
    assert resolve_technique("ESRFET:S-XRD", None).iri is None
    assert resolve_technique("ESRFET:SCXRD", None).iri == PANET["PaNET01102"]


def test_a_technique_of_esrfet_that_panet_lacks_stays_unmapped() -> None:
    technique = resolve_technique("https://w3id.org/PaN/ESRFET#HiP-CT", None)

    assert technique.iri is None
    assert [finding.rule for finding in technique.findings] == ["technique-esrfet"]


def test_a_full_name_alone_is_less_sure_than_with_its_acronym() -> None:
    # PaNET gives the acronym XRF to another term.
    fluorescence = resolve_technique("ESRFET:XRF", None)

    assert (fluorescence.iri, fluorescence.confidence) == (PANET["PaNET01095"], 0.8)


@pytest.mark.parametrize("local", ["MICRO-XRF", "EDS"])
def test_an_acronym_that_means_something_else_in_panet_maps_nothing(local: str) -> None:
    # "micro-XRF" is also PaNET's fluorescence microscopy, which is wider; ESRFET's EDS has an electron probe.
    technique = resolve_technique(f"ESRFET:{local}", None)

    assert technique.iri is None
    assert [finding.rule for finding in technique.findings] == ["technique-esrfet"]


def test_a_name_without_an_id_asks_for_it() -> None:
    (finding,) = resolve_technique(None, "SAXS").findings

    assert (finding.rule, finding.understood) == ("technique-without-id", PANET["PaNET01188"].value)


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
