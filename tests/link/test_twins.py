"""The pairs found by name, compared with the axioms of the release that the shipped table was made from."""

import csv
import re
from pathlib import Path

import pytest

from kg.link.names import names_of
from kg.rdf.names import PANET
from kg.rdf.panet import shipped_panet

RELEASE = Path(__file__).parents[3] / "shared/data/ontologies/panet/PaNET_v1.3.0.csv"
_DEFINED = re.compile(r"\(?'?(?:definedby\w+|supports)'? some (?:'([^']+)'|PaNET:(PaNET\d+))\)?")


def test_pairs_share_their_name() -> None:
    twins = names_of(shipped_panet()).twins

    assert twins[PANET["PaNET2020009"].value] == PANET["PaNET01012"].value  # x-ray, x-ray probe
    assert twins[PANET["PaNET2012000"].value] == PANET["PaNET00200"].value  # scattering, scattering technique
    assert twins[PANET["PaNET2013003"].value] == PANET["PaNET00303"].value  # position, versus position
    assert twins[PANET["PaNET2020063"].value] == PANET["PaNET01082"].value  # crystallographic study
    assert PANET["PaNET2011000"].value in twins
    assert PANET["PaNET2000000"].value not in twins  # the class of all specifiers


@pytest.mark.skipif(not RELEASE.is_file(), reason="needs the releases of PaNET beside the repository")
def test_every_technique_defined_by_one_specifier_alone_is_in_a_pair_with_it() -> None:
    twins = names_of(shipped_panet()).twins
    labels, single = {}, {}
    with RELEASE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 16 and row[1].startswith(str(PANET)):
                labels[row[1]] = row[2].strip()
                axioms = [cell.strip() for cell in row[14:17] if cell.strip()]
                if len(axioms) == 1 and (found := _DEFINED.fullmatch(axioms[0])):
                    single[row[1]] = found[1] or found[2]
    specifiers = {label: iri for iri, label in labels.items() if "PaNET/PaNET2" in iri}
    expected = {(specifiers.get(name, f"{PANET}{name}"), technique) for technique, name in single.items()}
    known = {(specifier, technique) for specifier, technique in expected if specifier in labels}

    assert len(known) > 80
    assert known - {*twins.items()} == set()
