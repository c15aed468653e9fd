"""ROR identifiers; those of facilities are real, their check digits were recomputed by hand for one."""

import pytest

from kg.resolve.organisation import organisation_by_name, resolve_ror


@pytest.mark.parametrize("identifier", ["02550n020", "01js2sh04", "03eh3y714", "02aj13c28"])
@pytest.mark.parametrize("dress", ["{}", "https://ror.org/{}", "http://ror.org/{}/", "ror.org/{}", "ror:{}"])
def test_real_identifiers_hold_in_every_spelling(identifier: str, dress: str) -> None:
    found, finding = resolve_ror(dress.format(identifier))

    assert found is not None
    assert found.value == f"https://ror.org/{identifier}"
    assert finding is None


def test_the_check_is_that_of_iso_7064() -> None:
    # "02550n0" in Crockford's base 32, where n is 21: 2·32+5 = 69, 69·32+5 = 2213, 2213·32+0 = 70816,
    # 70816·32+21 = 2266133, 2266133·32+0 = 72516256. 7251625600 = 97·74759026 + 78, and 98 - 78 = 20.
    assert resolve_ror("02550n020")[0] is not None
    for wrong in range(100):
        if wrong != 20:
            assert resolve_ror(f"02550n0{wrong:02d}")[0] is None


@pytest.mark.parametrize(
    "said", ["https://ror.org/02550n021", "02550n0200", "https://ror.org/0fake0000", "ror:xyz"]
)
def test_an_identifier_that_cannot_be_one_is_reported(said: str) -> None:
    found, finding = resolve_ror(said, "affiliation")

    assert found is None
    if said.startswith(("http", "ror:")):
        assert finding is not None
        assert (finding.rule, finding.field) == ("ror-invalid", "affiliation")


def test_a_name_is_no_failed_identifier() -> None:
    assert resolve_ror("DESY") == (None, None)


def test_organisations_are_known_by_name_as_far_as_the_table_of_facilities_goes() -> None:
    found = organisation_by_name("Paul Scherrer Institut")

    assert found is not None
    assert found.value == "https://ror.org/03eh3y714"
    assert organisation_by_name("Fjord University") is None
    assert organisation_by_name("ESS") is None  # known, but its ROR was in no record seen
