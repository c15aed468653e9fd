"""Licences in the spellings of real catalogues (marked so) and in those that people use."""

import pytest

from kg.resolve.licence import resolve_licence

CC = "https://creativecommons.org/licenses"
ZERO = "https://creativecommons.org/publicdomain/zero/1.0/"
SPDX = "https://spdx.org/licenses"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("CC BY-NC 4.0", f"{CC}/by-nc/4.0/"),  # recorded: SciCat
        ("CC BY-SA 4.0", f"{CC}/by-sa/4.0/"),  # recorded: SciCat
        ("CC-BY-4.0", f"{CC}/by/4.0/"),  # recorded: SciCat
        ("https://creativecommons.org/licenses/by/4.0/legalcode", f"{CC}/by/4.0/"),  # recorded: DataCite
        ("Creative Commons Attribution 4.0 International", f"{CC}/by/4.0/"),  # recorded: DataCite
        ("Creative Commons Zero v1.0 Universal", ZERO),  # recorded: DataCite
        ("https://creativecommons.org/publicdomain/zero/1.0/", ZERO),  # recorded: maDMP
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", ZERO),  # recorded: DataCite
        ("cc by 4.0", f"{CC}/by/4.0/"),
        ("CC_BY_4.0", f"{CC}/by/4.0/"),
        ("CCBY4.0", f"{CC}/by/4.0/"),
        ("CC BY 4", f"{CC}/by/4.0/"),
        ("CC BY NC SA 4.0", f"{CC}/by-nc-sa/4.0/"),
        ("CC-BY-NC-ND 3.0 Unported", f"{CC}/by-nc-nd/3.0/"),
        ("Attribution-NonCommercial-ShareAlike 4.0 International (CC BY-NC-SA 4.0)", f"{CC}/by-nc-sa/4.0/"),
        ("Creative Commons Attribution Share Alike 4.0 International", f"{CC}/by-sa/4.0/"),
        ("http://www.creativecommons.org/licenses/by/4.0", f"{CC}/by/4.0/"),
        ("https://creativecommons.org/licenses/by-sa/3.0/de/deed.de", f"{CC}/by-sa/3.0/de/"),
        ("creativecommons.org/licenses/by/4.0/deed.en", f"{CC}/by/4.0/"),
        ("https%3A%2F%2Fcreativecommons.org%2Flicenses%2Fby%2F4.0%2F", f"{CC}/by/4.0/"),
        ("https://spdx.org/licenses/CC-BY-4.0.html", f"{CC}/by/4.0/"),
        ("CC0", ZERO),
        ("cc-zero", ZERO),
        ("CC0-1.0", ZERO),
        ("MIT", f"{SPDX}/MIT"),
        ("The MIT License", f"{SPDX}/MIT"),
        ("https://opensource.org/licenses/MIT", f"{SPDX}/MIT"),
        ("Apache License, Version 2.0", f"{SPDX}/Apache-2.0"),
        ("http://www.apache.org/licenses/LICENSE-2.0.txt", f"{SPDX}/Apache-2.0"),
        ("GPL-3.0-or-later", f"{SPDX}/GPL-3.0-or-later"),
        ("gpl-3.0", f"{SPDX}/GPL-3.0-only"),
        ("https://www.gnu.org/licenses/gpl-3.0.en.html", f"{SPDX}/GPL-3.0-only"),
        ("GNU General Public License v3.0", f"{SPDX}/GPL-3.0-only"),
        ("BSD 3-Clause License", f"{SPDX}/BSD-3-Clause"),
        ("ODbL-1.0", f"{SPDX}/ODbL-1.0"),
    ],
)
def test_a_licence_is_known_in_its_usual_spellings(said: str, address: str) -> None:
    licence, finding = resolve_licence(said)

    assert licence is not None
    assert licence.value == address
    assert finding is None


@pytest.mark.parametrize(
    "said",
    ["cc-by", "CC-BY", "cc-by-sa", "Creative Commons Attribution", f"{CC}/by/", "GPL", "Apache", "BSD"],
)
def test_without_a_version_nothing_is_chosen(said: str) -> None:
    licence, finding = resolve_licence(said)

    assert licence is None
    assert finding is not None
    assert finding.rule == "licence-without-version"


@pytest.mark.parametrize(
    "said",
    [
        "ESS",  # recorded: ESS
        "other-oa",  # recorded
        "CC BY 5.0",
        "CC BY-ND-SA 4.0",
        "CC BY 4.0 except the figures",
        "by",
        "https://example.org/licenses/by/4.0/",
        "all rights reserved",
    ],
)
def test_what_is_no_licence_is_reported(said: str) -> None:
    licence, finding = resolve_licence(said, "rightsList[].rights")

    assert licence is None
    assert finding is not None
    assert (finding.rule, finding.field, finding.said) == ("licence-unknown", "rightsList[].rights", said)


@pytest.mark.parametrize("said", ["", "   "])
def test_nothing_said_is_no_finding(said: str) -> None:
    assert resolve_licence(said) == (None, None)
