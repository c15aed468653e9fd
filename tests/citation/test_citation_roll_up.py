"""Versions and parts that identifiers show; from real ones and their registrants' rules."""

import pytest

from kg.citation.roll_up import is_one_work, rolled_up


@pytest.mark.parametrize(
    ("doi", "top", "kind"),
    [
        ("10.6084/m9.figshare.6587519.v1", "10.6084/m9.figshare.6587519", "version"),
        ("10.6084/m9.figshare.c.4321.v12", "10.6084/m9.figshare.c.4321", "version"),
        ("10.25384/sage.9736133.v1", "10.25384/sage.9736133", "version"),
        ("10.21203/rs.3.rs-123456/v2", "10.21203/rs.3.rs-123456", "version"),
        ("10.26434/chemrxiv-2021-abc12-v3", "10.26434/chemrxiv-2021-abc12", "version"),
        ("10.26434/chemrxiv.12345678.v1", "10.26434/chemrxiv.12345678", "version"),
        ("10.20944/preprints202101.0001.v1", "10.20944/preprints202101.0001", "version"),
        ("10.48550/arxiv.2101.00001v2", "10.48550/arxiv.2101.00001", "version"),
        ("10.12688/f1000research.5998.2", "10.12688/f1000research.5998", "version"),
        ("10.17632/abcdefghij.3", "10.17632/abcdefghij", "version"),
        ("10.7554/elife.88900.2", "10.7554/elife.88900", "version"),
        ("10.5061/dryad.8515/1", "10.5061/dryad.8515", "part"),
        # The examples of http://wiki.datadryad.org/DOI_Usage
        ("10.5061/dryad.1234.2", "10.5061/dryad.1234", "version"),
        ("10.5061/dryad.1234.2/3.1", "10.5061/dryad.1234", "part"),
        ("10.5061/dryad.1234/3", "10.5061/dryad.1234", "part"),
        ("10.5286/isis.e.rb1920000-1", "10.5286/isis.e.rb1920000", "part"),
    ],
)
def test_sure_patterns_roll_up(doi: str, top: str, kind: str) -> None:
    found = rolled_up(f"https://doi.org/{doi}")

    assert found is not None
    assert (found.iri, found.kind) == (f"https://doi.org/{top}", kind)
    assert rolled_up(found.iri) is None


# DOIs that are cited in public repositories, with the base DOIs that the owners give for the same things.
@pytest.mark.parametrize(
    ("doi", "top"),
    [
        ("10.1184/r1/12841247.v1", "10.1184/r1/12841247"),
        ("10.4121/12705164.v3", "10.4121/12705164"),
        ("10.4121/f211863d-331b-44e5-a184-c21a18ac831a.v1", "10.4121/f211863d-331b-44e5-a184-c21a18ac831a"),
        ("10.5522/04/19175153.v2", "10.5522/04/19175153"),
        ("10.7294/16624663.v1", "10.7294/16624663"),
        ("10.11583/dtu.29500682.v8", "10.11583/dtu.29500682"),
        ("10.15131/shef.data.22633528.v2", "10.15131/shef.data.22633528"),
        ("10.15482/usda.adc/25013951.v1", "10.15482/usda.adc/25013951"),
        ("10.17028/rd.lboro.4665448.v1", "10.17028/rd.lboro.4665448"),
        ("10.17044/scilifelab.25883455.v4", "10.17044/scilifelab.25883455"),
        ("10.17045/sthlmuni.4981154.v3", "10.17045/sthlmuni.4981154"),
        ("10.17608/k6.auckland.16599404.v2", "10.17608/k6.auckland.16599404"),
        ("10.17862/cranfield.rd.c.5284412.v1", "10.17862/cranfield.rd.c.5284412"),
        ("10.21954/ou.rd.15028599.v2", "10.21954/ou.rd.15028599"),
        ("10.25375/uct.29178665.v4", "10.25375/uct.29178665"),
        ("10.25384/sage.c.6447082.v1", "10.25384/sage.c.6447082"),
        ("10.25394/pgs.23542014.v1", "10.25394/pgs.23542014"),
        ("10.25405/data.ncl.9802880.v4", "10.25405/data.ncl.9802880"),
        ("10.25422/azu.data.12735992.v3", "10.25422/azu.data.12735992"),
        ("10.25439/rmt.24419986.v1", "10.25439/rmt.24419986"),
        ("10.25446/oxford.24763548.v1", "10.25446/oxford.24763548"),
        ("10.25909/19158419.v2", "10.25909/19158419"),
        ("10.26180/26785558.v2", "10.26180/26785558"),
        ("10.26181/25648905.v1", "10.26181/25648905"),
        ("10.26188/c.6887854.v1", "10.26188/c.6887854"),
    ],
)
def test_versions_at_repositories_that_others_run(doi: str, top: str) -> None:
    found = rolled_up(f"https://doi.org/{doi}")

    assert found is not None
    assert (found.iri, found.kind) == (f"https://doi.org/{top}", "version")
    assert rolled_up(found.iri) is None


@pytest.mark.parametrize(
    "doi",
    [
        "10.1371/journal.pone.0012345.v1",
        "10.1101/2020.01.30.927871.v2",
        "10.1088/1361-6560.v2",
        "10.1000/12345678.v2",  # a number alone, under a prefix of nobody here
        "10.48550/12345678.v2",
        "10.24433/co.7519690.v1",  # Code Ocean: what its number without a version means is not documented
        "10.36227/techrxiv.175339329.95323969/v1",
        "10.5522/12345678.v1",  # UCL's other DOIs, not of its repository
        "10.5522/04/123.v1",
        "10.7294/se62-7x13",
        "10.7294/w4se62.v1",
        "10.25909/5ea59831121bc",
        "10.26188/14122688",
        "10.26180/1234567890.v1",
        "10.26180/12345678.v1.s001",
        "10.26180/12345678.v",
        "10.17632/4wpb5rjn76.v1",
        "10.5061/dryad.vmcvdncs3",
        "10.5061/dryad.v2",
        "10.5281/zenodo.7892397.v2",
        "10.15131/shef.data.22633528.v2222",
    ],
)
def test_a_version_number_alone_says_nothing(doi: str) -> None:
    assert rolled_up(f"https://doi.org/{doi}") is None


@pytest.mark.parametrize(
    "iri",
    [
        "https://doi.org/10.6084/m9.figshare.6475670",
        "https://doi.org/10.5281/zenodo.21914195",
        "https://doi.org/10.1371/journal.ppat.1000446.s001",
        "https://doi.org/10.7554/elife.01567.016",
        "https://doi.org/10.5061/dryad.8515",
        "https://doi.org/10.5291/ill-data.8-02-889",
        "https://doi.org/10.15151/esrf-es-1",
        "https://doi.org/10.1000/somebody.v2",
        "https://doi.org/10.1000/somebody/1",
        "https://doi.org/10.1103/physrevb.1.2",
        "https://example.org/10.5061/dryad.8515/1",
    ],
)
def test_what_merely_looks_alike_is_left_alone(iri: str) -> None:
    assert rolled_up(iri) is None


@pytest.mark.parametrize(
    ("part", "whole", "is_one"),
    [
        ("10.5061/dryad.8515/1", "10.5061/dryad.8515", True),
        ("10.5286/isis.e.rb1920000-1", "10.5286/isis.e.rb1920000", True),
        ("10.5286/isis.e.90588157", "10.5286/isis.e.rb1920000", True),
        ("10.6084/m9.figshare.1.v1", "10.6084/m9.figshare.1.v2", True),
        ("10.1000/data/files/a", "10.1000/data", True),
        # A collection that users made of sessions is not one work with them.
        ("10.15151/esrf-es-1", "10.15151/esrf-dc-1", False),
        ("10.5286/isis.e.90588157", "10.5286/isis.e.24066127", False),
        ("10.1000/b", "10.1000/a", False),
    ],
)
def test_which_stated_parts_are_one_work_with_the_whole(part: str, whole: str, is_one: bool) -> None:
    assert is_one_work(f"https://doi.org/{part}", f"https://doi.org/{whole}") is is_one
