"""The alignment of ESRFET with PaNET that ships: what it may claim, and that it is made as it says."""

import pytest
from mapping_tables import DATA, MASTER, PANET, needs_data, released
from pyoxigraph import Literal

from kg.ontology.document import ALT_LABEL, CLASS, LABEL, Document, Term
from kg.ontology.mappings.align import Candidate, candidates, is_acronym
from kg.ontology.mappings.bridge import FALSE_FRIENDS, esrfet_to_panet
from kg.ontology.mappings.check import check
from kg.ontology.mappings.read import read_table
from kg.ontology.mappings.table import MappingTable
from kg.rdf.panet import is_specifier, normal_name, panet_table
from kg.rdf.shipped import shipped

FILE = "esrfet-panet.sssom.tsv"


def shipped_bytes() -> bytes:
    return (shipped("ontologies") / "bridges" / FILE).read_bytes()


def shipped_table() -> MappingTable:
    return read_table(shipped_bytes(), FILE)


def test_it_says_what_it_is() -> None:
    table = shipped_table()
    assert table.metadata_fault is None
    assert table.stated("license") == "https://creativecommons.org/licenses/by/4.0/"
    assert "unreviewed" in (table.stated("mapping_set_title") or "")
    assert "EDS - PaNET01193" in (table.stated("comment") or "")


def test_every_row_names_a_technique_that_ships_under_its_own_label() -> None:
    table, panet = shipped_table(), panet_table()
    assert len(table.rows) == 43
    assert len({row.text(0) for row in table.rows}) == len({row.text(3) for row in table.rows}) == 43
    for row in table.rows:
        cells = [field.text for field in row.fields]
        term = panet.terms[cells[3].replace("panet:", "http://purl.org/pan-science/PaNET/")]
        assert term.label.strip() == cells[4]
        assert not is_specifier(term.iri)
        squeezed = {normal_name(name).replace(" ", "") for name in (term.label, *term.alt_labels)}
        assert all(normal_name(name).replace(" ", "") in squeezed for name in cells[7].split("|"))
        assert (cells[2], cells[5]) == ("skos:exactMatch", "semapv:LexicalMatching")
        assert cells[6] in ("0.5", "0.8", "0.9")


def test_false_friends_are_not_in_it() -> None:
    pairs = {(row.text(0).partition(":")[2], row.text(3).partition(":")[2]) for row in shipped_table().rows}
    assert not pairs & {*FALSE_FRIENDS, ("S-XRD", "PaNET01102"), ("XRF", "PaNET01177")}
    assert {("SAXS", "PaNET01188"), ("XRF", "PaNET01095"), ("SCXRD", "PaNET01102")} <= pairs


@needs_data
def test_it_is_made_as_it_says() -> None:
    from esrf_ontologies.technique import get_all_techniques

    from kg.ontology.read.source import open_document

    esrfet = open_document(str(DATA / "esrfet" / "ESRFET.owl"))
    panet = released(PANET / "PaNET_v1.3.0.csv")
    made_on = shipped_table().stated("mapping_date") or ""
    techniques = [each.iri for each in get_all_techniques()]
    assert esrfet_to_panet(esrfet, panet, techniques, made_on) == shipped_bytes()
    assert check(shipped_table(), panet).verdict == "pass"
    assert check(shipped_table(), esrfet).verdict == "pass"
    june = check(shipped_table(), released(MASTER))
    renamed = {each.text for each in june.findings if each.rule == "mapping-label-drift"}
    assert len(renamed) == 7
    assert june.verdict == "warn"


def document(*terms: tuple[str, str, tuple[str, ...]]) -> Document:
    made = {
        iri: Term(iri, frozenset({CLASS}), {LABEL: (Literal(label),), ALT_LABEL: tuple(map(Literal, others))})
        for iri, label, others in terms
    }
    return Document("made", "turtle", None, None, {}, made, {}, ())


def aligned(ours: Document, theirs: Document) -> list[Candidate]:
    return list(candidates(ours, theirs, ours.terms.keys(), theirs.terms.keys()))


@pytest.mark.parametrize(
    ("ours", "theirs", "pairs"),
    [
        (
            [("a", "Small-Angle Scattering", ("SAS",))],
            [("x", "small angle scattering", ("SAS",))],
            ["a x 0.9"],
        ),
        ([("a", "Small-Angle Scattering", ("SAS",))], [("x", "small angle scattering", ())], ["a x 0.8"]),
        ([("a", "Something", ("SAS",))], [("x", "small angle scattering", ("SAS",))], ["a x 0.5"]),
        # the acronym is of two on one side
        ([("a", "One Thing", ("SAS",)), ("b", "Other Thing", ("SAS",))], [("x", "y z", ("SAS",))], []),
        ([("a", "One Thing", ("SAS",))], [("x", "y z", ("SAS",)), ("y", "u v", ("SAS",))], []),
        # the full name outranks the acronym
        ([("a", "One Thing", ("SAS",))], [("x", "one thing", ()), ("y", "u v", ("SAS",))], ["a x 0.8"]),
        # two full names that lead apart
        ([("a", "One Thing", ("Other Thing",))], [("x", "one thing", ()), ("y", "other thing", ())], []),
    ],
)
def test_names_that_decide(
    ours: list[tuple[str, str, tuple[str, ...]]],
    theirs: list[tuple[str, str, tuple[str, ...]]],
    pairs: list[str],
) -> None:
    found = aligned(document(*ours), document(*theirs))
    assert [f"{each.subject} {each.object} {each.confidence}" for each in found] == pairs


@pytest.mark.parametrize(
    ("name", "short"),
    [("SAXS", True), ("HiP-CT", True), ("HERFD-XAS", True), ("ptychography", False), ("Ptychography", False)],
)
def test_acronyms(name: str, short: bool) -> None:
    assert is_acronym(name) == short
