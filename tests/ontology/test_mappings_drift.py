"""What a change of the ontology does to mapping tables."""

from dataclasses import replace

import pytest
from mapping_tables import MASTER, MAY, NAMES, labels_of, local, needs_data, real, released, rows_of, small
from pyoxigraph import Literal

from kg.ontology.change import Change
from kg.ontology.document import DEPRECATED, LABEL, Document, Term
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.mappings.drift import mapping_findings
from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.read import open_table, read_table
from kg.ontology.mappings.table import MappingTable
from kg.ontology.view import View

BASE = "http://purl.org/pan-science/PaNET/PaNET"
DIFFRACTION, POWDER, SAS = BASE + "01022", BASE + "01030", BASE + "01188"


def view(document: Document, *pairs: tuple[str, str]) -> View:
    """A version with just these pairs (narrower, broader)."""
    broader = {iri: frozenset(high for low, high in pairs if low == iri) for iri in document.terms}
    return View(document, Hierarchy(broader, (), True, "by hand"))


def table(*rows: str) -> MappingTable:
    return read_table(example(*rows).table.encode(), "table.csv")


def without(iri: str) -> Document:
    return replace(small(), terms={other: term for other, term in small().terms.items() if other != iri})


def changed(iri: str, prop: str, text: str) -> Document:
    old = small().terms[iri]
    new = Term(iri, old.kinds, {**old.annotations, prop: (Literal(text),)})
    return replace(small(), terms={**small().terms, iri: new})


ROWS = (
    FAULTLESS,
    f"panet:PaNET01030,powder diffraction,skos:closeMatch,other:2,Powder,{MANUAL}",
    f"panet:PaNET01188,old name,skos:closeMatch,other:3,SAS,{MANUAL}",
)


@pytest.mark.parametrize(
    ("after", "rule", "level"),
    [
        (without(POWDER), "mapping-unknown-term", "fail"),
        (changed(POWDER, DEPRECATED, "true"), "mapping-retired-term", "warn"),
        (changed(POWDER, LABEL, "diffraction of powder"), "mapping-label-drift", "warn"),
    ],
)
def test_what_was_right_before(after: Document, rule: str, level: str) -> None:
    """The third row's label was wrong before: the change is not to blame."""
    found = mapping_findings(Change(view(small()), view(after)), [table(*ROWS)])
    assert [(each.rule, each.level, each.count, each.term) for each in found] == [(rule, level, 1, POWDER)]
    assert [(cell.row, cell.column) for cell in found[0].cells] == [(9, 2 if "label" in rule else 1)]
    assert found[0].table == "table.csv"


def test_nothing_changed_nothing_said() -> None:
    assert not mapping_findings(Change(view(small()), view(small())), [table(*ROWS)])


def test_two_terms_that_become_one_with_two_exact_matches() -> None:
    rows = (FAULTLESS, f"panet:PaNET01188,small angle scattering,skos:exactMatch,other:3,SAS,{MANUAL}")
    same = view(small(), (DIFFRACTION, SAS), (SAS, DIFFRACTION))
    found = mapping_findings(Change(view(small()), same), [table(*rows)])
    assert [(each.rule, each.level) for each in found] == [("mapping-not-one-to-one", "warn")]
    assert "https://example.org/technique/1" in found[0].message
    assert "https://example.org/technique/3" in found[0].message


def test_an_order_that_the_matches_imply_and_the_change_takes_away() -> None:
    """other:2 is narrower than diffraction and is powder diffraction: so that is below diffraction."""
    rows = (
        f"panet:PaNET01022,diffraction,skos:narrowMatch,other:2,Powder,{MANUAL}",
        f"panet:PaNET01030,powder diffraction,skos:exactMatch,other:2,Powder,{MANUAL}",
    )
    change = Change(view(small(), (POWDER, DIFFRACTION)), view(small()))
    found = mapping_findings(change, [table(*rows)])
    assert [(each.rule, each.level, each.term) for each in found] == [("mapping-conflict", "warn", POWDER)]
    assert '"powder diffraction" lies no longer below "diffraction"' in found[0].message


@needs_data
@pytest.mark.parametrize("name", NAMES)
def test_the_240_relabels_of_june(name: str) -> None:
    """Labels that matched in May and do not in June, counted with the csv module alone."""
    before, after = labels_of(MAY), labels_of(MASTER)
    wanted = 0
    for row in rows_of(name):
        said, iri = row["subject_label"].strip(), local(row["subject_id"])
        wanted += said == before.get(iri) and said != after[iri]
    found = mapping_findings(Change(view(released(MAY)), view(released(MASTER))), [open_table(real(name))])
    drifted = [each for each in found if each.rule == "mapping-label-drift" and each.level == "warn"]
    assert wanted > 0
    assert sum(each.count for each in drifted) == wanted
    assert len(drifted) == 1
    assert {each.rule for each in found} == {"mapping-label-drift"}
