"""What an examiner from outside found wrong, each with its near miss; expectations by hand from the guide."""

import pytest

from kg.errors import BadInput
from kg.ontology.document import Cell, Document
from kg.ontology.finding import Finding
from kg.ontology.read import owl
from kg.ontology.read.named_classes import check_text
from kg.ontology.read.owl import read_owl
from kg.ontology.read.template import read_template
from kg.ontology.review import Review, review
from kg.ontology.rules._asserted import quoted
from kg.ontology.rules._lexicon import loose
from kg.ontology.rules._table import PROBES, Row, row, table

SAID = {"definition": "What it is.", "source": "A book"}
TOO_MANY = 50_001
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"


def document(*rows: Row) -> Document:
    return read_template(table(*rows).encode(), "terms.csv")


def judged(before: list[Row], after: list[Row]) -> Review:
    return review(document(*before), document(*after))


def only(told: Review, rule: str) -> Finding:
    (finding,) = [each for each in told.findings if each.rule == rule]
    return finding


def rules(told: Review) -> list[str]:
    return [each.rule for each in told.findings]


MANY = {
    "o.ofn": "Ontology(<u:o>\n" + "".join(f"SubClassOf(<u:{n}> <u:t>)\n" for n in range(TOO_MANY)) + ")",
    "o.omn": "Ontology: <u:o>\n" + "".join(f"Class: <u:{n}>\n" for n in range(TOO_MANY)),
    "o.owx": f'<Ontology xmlns="{OWL}" ontologyIRI="u:o">'
    + "".join(f'<Declaration><Class IRI="u:{n}"/></Declaration>' for n in range(TOO_MANY))
    + "</Ontology>",
    "o.ttl": "".join(f"<u:{n}> a <{OWL}Class> .\n" for n in range(TOO_MANY)),
    "o.owl": f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:owl="{OWL}">'
    + "".join(f'<owl:Class rdf:about="u:{n}"/>' for n in range(TOO_MANY))
    + "</rdf:RDF>",
}


@pytest.mark.parametrize("name", MANY)
def test_too_many_classes_are_refused_before_all_of_the_file_is_held(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owl, "as_rdf", lambda *_: pytest.fail("parsed as a whole"))

    with pytest.raises(BadInput, match=r"has more than 50,000 classes.*module"):
        read_owl(MANY[name].encode(), name)


def test_one_class_named_often_is_one_class() -> None:
    check_text(b"SubClassOf(<u:a> <u:b>)\n" * TOO_MANY, "o.ofn", "functional")
    check_text(b'<SubClassOf><Class IRI="u:a"/><Class IRI="u:b"/></SubClassOf>' * TOO_MANY, "o", "owl-xml")


HEADER = "ID,Label,Definition,Source,RDF Type,Parent\nID,A rdfs:label,A IAO:0000115,A IAO:0000119,TYPE,SC %\n"
ROOT = "http://x.org/1,root,,,owl:Class,owl:Thing\n"


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        # The comma of an unquoted definition pushes the type under "Parent"; nothing is left but emptiness.
        ("http://x.org/2,low,first, second,,owl:Class,", ["row-width"]),
        ("http://x.org/2,low,first, second,A book,owl:Class,", ["row-width"]),
        ('http://x.org/2,low,"first, second",,owl:Class,root,', []),
        ("http://x.org/2,low,first,,owl:Class,root,,,", []),
    ],
)
def test_an_unquoted_comma_is_told_though_the_surplus_cell_is_empty(line: str, faults: list[str]) -> None:
    found = read_template((HEADER + ROOT + line + "\n").encode(), "t.csv")

    assert [(each.rule, each.cell) for each in found.faults] == [(rule, Cell(4, 1, 4)) for rule in faults]


def test_what_an_unread_row_lacks_is_not_told_as_missing() -> None:
    lines = [HEADER + ROOT, "http://x.org/2,low,It is.,A book,owl:Class,root\n"]
    before = read_template("".join(lines).encode(), "t.csv")
    after = read_template(("".join(lines)[:-1] + ",surplus\n").encode(), "t.csv")

    assert rules(review(before, after)) == ["row-width"]


CHAIN = [
    row("01000", "level 0", parent="owl:Thing", **SAID),
    *(row(f"{1000 + n:05}", f"level {n}", parent=f"level {n - 1}", **SAID) for n in range(1, 20)),
]
"""Twenty levels; whatever hangs below the last has twenty broader terms."""
LEAF = row("01500", "leaf", parent="level 19", **SAID)


def test_retiring_a_term_as_the_procedure_wants_it_is_no_large_loss() -> None:
    gone = row("01500", "obsolete leaf", retired="true", replaced="PaNET:PaNET01019", **SAID)
    told = judged([*CHAIN, LEAF], [*CHAIN, gone])

    assert (told.verdict, rules(told), len(told.change.inferred_lost)) == ("pass", [], 20)


def test_a_large_loss_names_the_term_that_was_changed_and_its_row() -> None:
    told = judged([*CHAIN, LEAF], [*CHAIN, row("01500", "leaf", parent="owl:Thing", **SAID)])
    finding = only(told, "large-loss")

    assert told.verdict == "warn"
    assert finding.message.startswith("20 inferred relations are lost by changed statements of 'leaf': ")
    # Two rows of headings, twenty of the chain; five columns stand before the parent.
    assert finding.cell == Cell(23, 6, 23)


def test_a_large_gain_names_the_term_that_was_changed_and_its_row() -> None:
    told = judged([*CHAIN, row("01500", "leaf", parent="owl:Thing", **SAID)], [*CHAIN, LEAF])
    finding = only(told, "large-gain")

    assert finding.message.startswith("20 inferred relations are gained by changed statements of 'leaf': ")
    assert finding.cell == Cell(23, 6, 23)


def test_a_term_called_obsolete_and_not_marked_is_told_once() -> None:
    root = row("00200", "scattering", parent="owl:Thing", **SAID)
    told = judged(
        [root, row("01022", "diffraction", parent="scattering", **SAID)],
        [root, row("01022", "obsolete diffraction", **SAID)],
    )

    assert rules(told) == ["retired-not-marked"]


@pytest.mark.parametrize("renamed", ["01022", "01334"])
def test_a_duplicate_label_is_told_at_the_term_that_was_renamed(renamed: str) -> None:
    names = {"01022": "diffraction", "01334": "ptychography"}
    before = [row(number, name, parent="owl:Thing", **SAID) for number, name in names.items()]
    (kept,) = {*names} - {renamed}
    named = {renamed: names[kept], kept: names[kept]}
    after = [row(number, named[number], parent="owl:Thing", alt=names[number], **SAID) for number in names]
    finding = only(judged(before, after), "duplicate-label")

    assert finding.cell == Cell({"01022": 3, "01334": 4}[renamed], 2, {"01022": 3, "01334": 4}[renamed])


def test_a_repeated_row_is_told_at_the_row_that_repeats() -> None:
    root = row("00200", "scattering", parent="owl:Thing", **SAID)
    once = row("01022", "diffraction", parent="scattering", **SAID)
    finding = only(judged([root, once], [once, root, once]), "repeated-row")

    assert (finding.level, finding.cell) == ("info", Cell(5, 1, 5))


def test_a_clash_of_equal_specifiers_is_told_of_the_one_that_was_put_below_a_technique() -> None:
    technique = row("00200", "scattering-based technique", parent="photon and neutron technique", **SAID)
    first = row("2012001", "emission", parent="process", **SAID)
    same = {"equal": "emission", **SAID}
    told = judged(
        [*PROBES, technique, first, row("2012002", "sending", **same)],
        [*PROBES, technique, first, row("2012002", "sending", parent="scattering-based technique", **same)],
    )
    finding = only(told, "category-clash")

    assert (finding.count, finding.text) == (1, "scattering-based technique")
    # Two rows of headings, nine of the upper part, then its own is the third.
    assert (finding.term or "").endswith("PaNET2012002")
    assert [finding.cell and finding.cell.row] == [14]


def test_a_class_of_others_that_the_built_file_declares_is_no_change() -> None:
    panet = "http://purl.org/pan-science/PaNET/PaNET"
    stated = (
        f"<{panet}01022> a owl:Class ; rdfs:label 'diffraction' ; owl:equivalentClass <{{}}Q133900> ."
    ).format("https://www.wikidata.org/wiki/")
    head = f"@prefix owl: <{OWL}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    bare = read_owl((head + stated).encode(), "a.ttl")
    declared = read_owl(
        (head + stated + "<https://www.wikidata.org/wiki/Q133900> a owl:Class .").encode(), "b.ttl"
    )

    for told in (review(bare, declared), review(declared, bare)):
        assert (told.verdict, told.findings) == ("pass", ())
        assert (told.change.added, told.change.removed) == ((), ())


def test_a_new_technique_under_a_foreign_iri_is_out_of_range() -> None:
    parent = "photon and neutron technique"
    foreign = {**row("x", "imaging", parent=parent, **SAID), "id": ("http://example.org/imaging",)}
    told = judged([*PROBES], [*PROBES, foreign])

    assert rules(told) == ["iri-out-of-range"]
    assert only(told, "iri-out-of-range").suggestion == "http://purl.org/pan-science/PaNET/PaNET00002"


def test_a_foreign_term_that_is_only_a_cross_reference_is_in_no_range() -> None:
    own = row("00200", "imaging", parent="photon and neutron technique", **SAID)
    foreign = {
        **row("x", "imaging (CHMO)", parent="owl:Thing", **SAID),
        "id": ("http://example.org/imaging",),
    }

    assert rules(judged([*PROBES, own], [*PROBES, own, foreign])) == []


def test_a_term_that_gets_a_second_label_has_no_second_missing_definition() -> None:
    root = row("00200", "scattering", parent="owl:Thing")
    told = judged([root], [root, row("00200", "dispersal", parent="owl:Thing")])

    assert rules(told) == ["repeated-row-other-label"]


def test_plurals_in_ies_are_plurals() -> None:
    assert loose("x-ray reflectometries") == loose("x-ray reflectometry")
    assert loose("ties") != loose("ty")


def test_names_are_listed_as_in_a_sentence() -> None:
    assert quoted(["a"]) == "'a'"
    assert quoted(["a", "b"]) == "'a' and 'b'"
    assert quoted(["a", "b", "c"]) == "'a', 'b' and 'c'"
    assert quoted(["a", "b", "c"], 2) == "'a', 'b' and 1 more"
    assert quoted([]) == ""


def test_the_order_of_alternative_labels_is_no_change() -> None:
    def stated(*names: str) -> Document:
        return document(row("00200", "scattering", alt=names, parent="owl:Thing", **SAID))

    same = review(stated("dispersal", "deflection"), stated("deflection", "dispersal"))
    other = review(stated("dispersal", "deflection"), stated("deflection", "sending"))

    assert (same.version_step, same.change.touched) == ("none", frozenset())
    assert other.version_step == "patch"
    assert [iri[-5:] for iri in other.change.touched] == ["00200"]


def test_many_new_terms_of_an_unclassified_file_are_not_said_to_have_no_parent() -> None:
    head = f"@prefix owl: <{OWL}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    chain = "".join(
        f"<u:{n}> a owl:Class ; rdfs:label 'level {n}' ; rdfs:subClassOf <u:{n - 1}> .\n"
        for n in range(1, 700)
    )
    before = read_owl((head + "<u:0> a owl:Class ; rdfs:label 'level 0' .").encode(), "a.ttl")
    # Each lies below all before it: 700 * 699 / 2 pairs, more than are worked out.
    told = review(
        before, read_owl((head + "<u:0> a owl:Class ; rdfs:label 'level 0' .\n" + chain).encode(), "b.ttl")
    )
    said = " ".join(each.text for each in told.sentences)

    assert not told.complete
    assert "with no parent" not in said
    assert "New at an unknown place: 699 terms" in said
