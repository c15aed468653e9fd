"""Chemical formulae, worked out by hand; those marked recorded stand in real catalogue records."""

import pytest

from kg.resolve.formula import formula_finding, read_formula


@pytest.mark.parametrize(
    ("said", "composition"),
    [
        ("V", "V"),  # recorded
        ("MgO", "MgO"),  # recorded
        ("SrTiO3", "O3SrTi"),  # recorded
        ("C32H16", "C32H16"),  # recorded
        ("CH3NH3PbI3", "CH6I3NPb"),  # recorded
        ("GdScO3", "GdO3Sc"),  # recorded
        ("H2O", "H2O"),
        ("H₂O", "H2O"),
        ("D2O", "D2O"),
        ("[2H]2O", "D2O"),
        ("^2H2O", "D2O"),
        ("(2H)2O", "D2O"),
        ("[6Li]F", "F[6Li]"),
        ("C12 H22 O11", "C12H22O11"),
        ("Al2(SO4)3", "Al2O12S3"),
        ("K4[Fe(CN)6]", "C6FeK4N6"),
        ("Ca10(PO4)6(OH)2", "Ca10H2O26P6"),
        ("CuSO4·5H2O", "CuH10O9S"),
        ("CuSO4.5H2O", "CuH10O9S"),
        ("CaSO4·0.5H2O", "CaHO4.5S"),
        ("CaSO4.0.5H2O", "CaHO4.5S"),
        ("La0.67Sr0.33MnO3", "La0.67MnO3Sr0.33"),
        ("Li1.5Al0.5Ge1.5(PO4)3", "Al0.5Ge1.5Li1.5O12P3"),
        ("UO2.25", "O2.25U"),
        ("CoO", "CoO"),
        ("COO", "CO2"),
    ],
)
def test_a_formula_becomes_its_composition_in_the_order_of_hill(said: str, composition: str) -> None:
    formula = read_formula(said)

    assert formula is not None
    assert formula.composition == composition
    assert formula_finding(said, "formula") is None


@pytest.mark.parametrize(
    ("said", "elements"),
    [
        ("CaCl2·nH2O", ("Ca", "Cl", "H", "O")),
        ("La1-xSrxMnO3", ("La", "Mn", "O", "Sr")),
        ("YBa2Cu3O7-δ", ("Ba", "Cu", "O", "Y")),
        ("2H2O", ("H", "O")),  # two of water, or heavy water
        ("D2O", ("H", "O")),
    ],
)
def test_elements_are_known_where_amounts_are_open(said: str, elements: tuple[str, ...]) -> None:
    formula = read_formula(said)

    assert formula is not None
    assert formula.elements == elements
    assert (formula.composition is None) == (said != "D2O")


@pytest.mark.parametrize(
    ("said", "composition", "charge"),
    [
        ("SO4^2-", "O4S", -2),
        ("SO4^{2-}", "O4S", -2),
        ("SO₄²⁻", "O4S", -2),
        ("SO42-", "O4S", -2),
        ("NH4+", "H4N", 1),
        ("Fe3+", "Fe", 3),
        ("Cu^+2", "Cu", 2),
    ],
)
def test_a_charge_is_no_amount(said: str, composition: str, charge: int) -> None:
    formula = read_formula(said)

    assert formula is not None
    assert (formula.composition, formula.charge) == (composition, charge)


@pytest.mark.parametrize(
    "said",
    [
        "water",  # recorded
        "d54DMPC\nCardiolipin\nSilica nanoparticles",  # recorded
        "90% water and 10% ethanol vol/vol",  # recorded
        "1,2-distearoyl-sn-glycero-3-phosphatidylcholine / water",  # recorded
        "Cu foil",
        "POISON",
        "NaCL",
        "Xx2",
        "H0",
        "C999999999",
        "(",
        "H2O)",
        "(H2O",
        "()",
        "[2H",
        "Ni/Ti",
        "(" * 100 + "H" + ")" * 100,
        "H" * 201,
    ],
)
def test_other_words_are_no_formula(said: str) -> None:
    assert read_formula(said) is None

    finding = formula_finding(said, "sample.formula")
    assert finding is not None
    assert (finding.rule, finding.field) == ("formula-unreadable", "sample.formula")


@pytest.mark.parametrize("said", ["", "none", "N/A", "unknown"])
def test_nothing_said_is_neither_a_formula_nor_a_finding(said: str) -> None:
    assert read_formula(said) is None
    assert formula_finding(said, "formula") is None
