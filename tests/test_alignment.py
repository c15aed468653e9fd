"""ESRFET's techniques go on being found in PaNET after it renamed or retired its terms."""

from dataclasses import replace

from kg.rdf.names import ESRFET, PANET
from kg.rdf.panet import PanetTable, in_force, shipped_panet
from kg.resolve.alignment import aligned_terms, esrfet_alignment
from kg.resolve.esrfet import esrf_technique

NRS = f"{ESRFET}NRS"
RESONANT = PANET["PaNET01270"].value  # nuclear resonant scattering


def changed(**values: object) -> PanetTable:
    terms = shipped_panet().terms
    return PanetTable("9", terms | {RESONANT: replace(terms[RESONANT], **values)})  # type: ignore[arg-type]


def found(table: PanetTable) -> str | None:
    with in_force(table):
        technique = esrf_technique(NRS)
    assert technique is not None
    return technique.panet


def test_a_renamed_term_is_known_by_its_iri() -> None:
    assert found(shipped_panet()) == RESONANT
    assert found(changed(label="something else altogether", alt_labels=())) == RESONANT


def test_a_retired_term_leads_to_what_replaces_it_and_else_nowhere() -> None:
    other = PANET["PaNET01022"].value
    assert found(changed(retired=True, replaced_by=(other,))) == other
    assert found(changed(retired=True)) is None


def test_the_shipped_rows_all_lead_somewhere() -> None:
    rows = esrfet_alignment()
    assert len({row.esrfet for row in rows}) == len(rows)
    assert all(row.is_exact and aligned_terms(row, shipped_panet()) == (row.panet,) for row in rows)
    assert aligned_terms(rows[0], PanetTable("9", {})) == ()
