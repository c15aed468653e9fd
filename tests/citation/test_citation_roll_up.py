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
        ("10.5286/isis.e.rb1920000-1", "10.5286/isis.e.rb1920000", "part"),
    ],
)
def test_sure_patterns_roll_up(doi: str, top: str, kind: str) -> None:
    found = rolled_up(f"https://doi.org/{doi}")

    assert found is not None
    assert (found.iri, found.kind) == (f"https://doi.org/{top}", kind)
    assert rolled_up(found.iri) is None


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
