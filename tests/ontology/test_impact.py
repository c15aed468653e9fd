"""What a change does to data, worked out by hand on four techniques."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode
from reviewing import document, iri, term, view

from kg.errors import BadInput
from kg.ontology.change import Change
from kg.ontology.document import REPLACED_BY, Term
from kg.ontology.impact.effect import impact_of
from kg.ontology.impact.usage import Usage, ask_usage, read_usage
from kg.ontology.mappings.read import read_table
from kg.ontology.review import Impact
from kg.ontology.view import View

ROOT, SCATTERING, DIFFRACTION, POWDER = "00001", "01124", "01020", "01179"
TERMS = (
    term(ROOT, "technique"),
    term(SCATTERING, "scattering"),
    term(DIFFRACTION, "diffraction"),
    term(POWDER, "powder diffraction", alt=("PD",)),
)
UP = ((SCATTERING, ROOT), (DIFFRACTION, ROOT), (DIFFRACTION, SCATTERING))
BELOW = ((POWDER, ROOT), (POWDER, SCATTERING), (POWDER, DIFFRACTION))


def version(*pairs: tuple[str, str], terms: Iterable[Term] = TERMS) -> View:
    return view(document("a version", tuple(terms)), *pairs)


BEFORE = version(*UP, *BELOW)
LEFT = version(*UP, (POWDER, ROOT))
"""Powder diffraction is no diffraction any more, and no scattering."""


def people(*numbers: int) -> frozenset[str]:
    return frozenset(f"https://example.org/d{number}" for number in numbers)


def impact(after: View, usage: Usage, before: View = BEFORE) -> Impact:
    return impact_of(Change(before, after), usage)


def rows(found: Impact, name: str) -> list[dict[str, Any]]:
    listed = found.details[name]
    assert isinstance(listed, list)
    return listed


def lines(found: Impact) -> list[str]:
    listed = found.details["lines"]
    assert isinstance(listed, list)
    return listed


def retired_for(other: str) -> Term:
    old = term(POWDER, "obsolete powder diffraction", retired=True)
    return replace(old, annotations={**old.annotations, REPLACED_BY: (NamedNode(iri(other)),)})


def test_no_change_moves_nobody() -> None:
    found = impact(BEFORE, Usage({iri(POWDER): people(1, 2)}, "by hand"))

    assert (found.techniques_in_use_changed, found.datasets_changed) == (0, 0)
    assert rows(found, "classes") == []
    assert lines(found) == []


def test_datasets_are_counted_once_and_only_where_they_really_leave() -> None:
    # d2 states scattering as well: it stays there, and leaves diffraction alone.
    used = {iri(POWDER): people(1, 2), iri(SCATTERING): people(2, 3)}
    found = impact(LEFT, Usage(used, "by hand"))

    assert (found.techniques_in_use_changed, found.datasets_changed) == (1, 2)
    moves = {row["label"]: (row["before"], row["after"], row["leave"]) for row in rows(found, "classes")}
    assert moves == {"diffraction": (2, 0, 2), "scattering": (3, 2, 1)}
    assert lines(found) == [
        "2 datasets leave diffraction (2 → 0)",
        "1 dataset leaves scattering (3 → 2)",
    ]


def test_a_dataset_that_states_both_loses_nothing_by_the_move_of_one() -> None:
    found = impact(LEFT, Usage({iri(POWDER): people(1), iri(DIFFRACTION): people(1)}, "by hand"))

    assert (found.techniques_in_use_changed, found.datasets_changed) == (1, 0)


def test_numbers_alone_add_up_and_say_so() -> None:
    found = impact(LEFT, Usage({iri(POWDER): 520, iri(SCATTERING): 80}, "by hand"))

    assert (found.techniques_in_use_changed, found.datasets_changed) == (1, 520)
    assert "520 datasets leave scattering (600 → 80)" in lines(found)
    assert "counts twice" in str(found.details["counting"])


def test_a_gain_is_no_loss() -> None:
    found = impact(BEFORE, Usage({iri(POWDER): people(1, 2)}, "by hand"), before=LEFT)

    assert found.details["datasets_losing"] == 0
    assert found.details["datasets_gaining"] == found.datasets_changed == 2


def test_facilities_are_told_apart() -> None:
    facilities = {
        "https://example.org/d1": frozenset({"urn:a", "urn:b"}),
        "https://example.org/d2": frozenset(),
    }
    told = Usage({iri(POWDER): people(1, 2)}, "by hand", facilities, {"urn:a": "Aurora"})
    found = impact(LEFT, told)

    counted = [
        (row["facility"], row["label"], row["losing"], row["gaining"]) for row in rows(found, "facilities")
    ]
    assert counted == [
        ("urn:a", "Aurora", 1, 0),
        ("urn:b", None, 1, 0),
        (None, None, 1, 0),  # the second dataset names no facility
    ]


def test_a_technique_that_is_gone_is_named_and_its_datasets_leave_it() -> None:
    after = version(*UP, terms=TERMS[:3])
    found = impact(after, Usage({iri(POWDER): people(1, 2, 3)}, "by hand"))

    assert (found.techniques_in_use_changed, found.datasets_changed) == (1, 3)
    (gone,) = rows(found, "gone")
    assert (gone["label"], gone["state"], gone["datasets"]) == ("powder diffraction", "gone", 3)


def test_a_retired_technique_is_found_by_what_replaces_it() -> None:
    after = version(*UP, terms=(*TERMS[:3], retired_for(DIFFRACTION)))
    found = impact(after, Usage({iri(POWDER): people(1)}, "by hand"))

    assert (found.techniques_in_use_changed, found.datasets_changed) == (0, 0)
    (gone,) = rows(found, "gone")
    assert gone["state"] == "retired"
    assert [other["label"] for other in gone["replaced_by"]] == ["diffraction"]


def test_a_circle_of_replacements_ends() -> None:
    found = impact(version(*UP, terms=(*TERMS[:3], retired_for(POWDER))), Usage({iri(POWDER): people(1)}, ""))
    assert found.datasets_changed == 1  # it is found by nothing but itself


def test_training_material_that_teaches_what_moved_is_named() -> None:
    teaching = Usage(
        {}, "by hand", training={iri(POWDER): frozenset({"urn:course"}), iri(ROOT): frozenset("x")}
    )
    (row,) = rows(impact(LEFT, teaching), "training")

    assert (row["label"], row["materials"]) == ("powder diffraction", ["urn:course"])


def test_mappings_that_only_now_contradict_are_told() -> None:
    table = read_table(
        b"#curie_map:\n#  panet: http://purl.org/pan-science/PaNET/\n"
        b"subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\n"
        b"panet:PaNET01179\tpowder diffraction\tskos:exactMatch\thttps://example.org/x\t"
        b"semapv:ManualMappingCuration\n",
        "a.tsv",
    )
    change = Change(BEFORE, version(*UP, terms=TERMS[:3]))

    (told,) = rows(impact_of(change, Usage({}, ""), [table]), "mappings")
    assert (told["table"], told["number"]) == ("a.tsv", 1)
    assert "PaNET01179" in told["messages"][0]
    assert rows(impact_of(Change(BEFORE, BEFORE), Usage({}, ""), [table]), "mappings") == []


def test_techniques_may_be_called_by_curie_and_label() -> None:
    used = {"panet:PaNET01179": 1, "Powder Diffraction": 2, "pd": 4, iri(POWDER): 8, "unheard of": 16}
    found = impact(LEFT, Usage(dict(used), "by hand"))

    assert found.datasets_changed == 15
    assert found.details["not_found"] == ["unheard of"]


@pytest.fixture
def usage(tmp_path: Path) -> Path:
    return tmp_path / "usage.csv"


def test_a_table_is_read_with_its_bad_rows_aside(usage: Path) -> None:
    usage.write_bytes(
        "\ufeffTechnique,note,Datasets\r\n"
        f"{iri(POWDER)},first,3\r\n"
        "\r\n"
        f"<{iri(POWDER)}>,again,4\r\n"
        "diffraction,,many\r\n"
        ",,5\r\n"
        "short\r\n"
        f"{iri(ROOT)},,-1\r\n".encode()
    )
    found = read_usage(usage)

    assert found.datasets == {iri(POWDER): 7}
    assert [(row.row, row.column, row.text) for row in found.aside] == [
        (5, 3, "many"),
        (6, 1, ""),
        (7, 3, ""),
        (8, 3, "-1"),
    ]


@pytest.mark.parametrize("text", ["", "name,count\na,1\n"])
def test_a_table_without_the_columns_is_refused(text: str, usage: Path) -> None:
    usage.write_text(text)
    with pytest.raises(BadInput, match="needs the columns technique,datasets"):
        read_usage(usage)


def test_a_binary_file_is_refused(usage: Path) -> None:
    usage.write_bytes(b"\x89PNG\xff")
    with pytest.raises(BadInput, match="no CSV file in UTF-8"):
        read_usage(usage)


def test_a_store_is_asked_by_its_stored_queries() -> None:
    a, b, home, technique = (NamedNode(f"urn:{name}") for name in ("a", "b", "home", "t"))
    answers: dict[str, list[dict[str, Any]]] = {
        "technique_use": [
            {"technique": technique, "dataset": a, "facility": home},
            {"technique": technique, "dataset": b},
        ],
        "facility_names": [
            {"facility": home, "name": Literal("Laboratory")},
            {"facility": home, "name": Literal("LAB")},
        ],
        "training_taught": [{"technique": technique, "material": b}],
    }
    found = ask_usage(lambda name: answers[name], "a store")

    assert found.datasets == {"urn:t": frozenset({"urn:a", "urn:b"})}
    assert found.facilities == {"urn:a": frozenset({"urn:home"})}
    assert found.facility_names == {"urn:home": "LAB"}
    assert found.training == {"urn:t": frozenset({"urn:b"})}
