"""What was not read is not said to differ: a row of another width, an open conflict, a misspelt parent."""

import json

import pytest
from reviewing import as_told

from kg.ontology.change import Change
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.memory import Memory
from kg.ontology.read.template import read_template
from kg.ontology.review import Review, review
from kg.ontology.rules._table import row, table
from kg.ontology.unread import unread
from kg.rdf.names import PANET

WHOLE = table(
    row("00200", "scattering", parent="owl:Thing"),
    row("00201", "elastic scattering", parent="scattering", definition="Waves"),
    row("01022", "diffraction", parent="elastic scattering", alt="Bragg scattering"),
)
DIFFRACTION = f"{PANET}PaNET01022"


def document(text: str) -> Document:
    return read_template(text.encode(), "terms.csv")


def judged(before: str, after: str) -> Review:
    return review(document(before), document(after))


def asserted(told: Review) -> list[str]:
    return [each.text for each in told.sentences if each.kind == "asserted"]


def lines() -> list[str]:
    return WHOLE.splitlines(keepends=True)


def too_wide() -> str:
    return "".join([*lines()[:4], lines()[4].rstrip("\n") + ",extra\n"])


def conflict() -> str:
    other = lines()[4].replace("Bragg scattering", "Laue scattering")
    return "".join([*lines()[:4], "<<<<<<< HEAD\n", lines()[4], "=======\n", other, ">>>>>>> branch\n"])


@pytest.mark.parametrize("after", [too_wide(), conflict()], ids=["width", "conflict"])
def test_of_a_row_that_was_not_read_nothing_is_said_but_that(after: str) -> None:
    told = judged(WHOLE, after)

    assert asserted(told) == ["What is written of diffraction could not be read."]
    assert (told.verdict, told.complete, told.mended, told.version_step) == ("fail", False, 0, None)
    assert unread(document(after)).rows == {DIFFRACTION}


def test_only_the_rows_between_the_markers_are_in_conflict() -> None:
    after = conflict().replace("Waves", "Waves without loss")

    assert asserted(judged(WHOLE, after)) == [
        "elastic scattering has another definition text.",
        "What is written of diffraction could not be read.",
    ]


def test_a_term_whose_row_has_no_iri_is_not_said_to_be_removed() -> None:
    after = WHOLE.replace(DIFFRACTION, "")
    assert not any("Removed" in each for each in asserted(judged(WHOLE, after)))

    gone = "".join(lines()[:4])
    assert asserted(judged(WHOLE, gone)) == ["Removed: diffraction (PaNET01022)."]


def test_what_could_be_read_of_a_row_is_told_beside_what_could_not() -> None:
    after = table(
        row("00200", "scattering", parent="owl:Thing"),
        row("00201", "elastic scattering", parent="scattering", definition="Waves"),
        row(
            "01022",
            "diffraction",
            parent=["elastic scatering", "scattering"],
            alt="Bragg scattering",
            definition="Rings",
        ),
    )
    told = judged(WHOLE, after)

    assert asserted(told) == [
        "diffraction has a definition now.",
        "diffraction is now put below scattering.",
        'Of diffraction, "elastic scatering" could not be read.',
    ]
    assert told.version_step is None


def test_what_the_earlier_version_may_have_stated_is_not_said_to_be_new() -> None:
    before = "".join([*lines()[:4], lines()[4].replace("elastic scattering", "elastic scatering")])

    assert document(before).faults, "its parent is not read"
    assert asserted(judged(before, WHOLE)) == []


def test_a_column_that_is_not_known_leaves_all_axioms_unknown() -> None:
    told = judged(WHOLE, WHOLE.replace("SC %", "SCC %"))

    assert not any("no longer" in each for each in asserted(told))
    assert unread(document(WHOLE.replace("SC %", "SCC %"))).anywhere


def test_the_version_is_not_known_where_rows_could_not_be_read() -> None:
    told = judged(WHOLE, too_wide())

    assert "Version  not known, since rows could not be read" in as_told(told, "text")
    assert "**Version step:** not known, since rows could not be read" in as_told(told, "markdown")
    answer = json.loads(as_told(told, "json"))
    assert (answer["complete"], answer["version_step"]) == (False, None)
    # elastic scattering below scattering was read in both; of diffraction (two pairs) nothing was.
    assert (answer["inferred"]["gained"], answer["inferred"]["lost"]) == (0, 2)


def test_numbers_are_null_where_nothing_was_classified() -> None:
    def gave_up(given: Document) -> Hierarchy:
        return Hierarchy({}, (), False, "a reasoner", ("It ran out of time.",))

    told = review(document(WHOLE), document(WHOLE), memory=Memory(reasoner=gave_up))

    inferred = json.loads(as_told(told, "json"))["inferred"]
    assert (inferred["gained"], inferred["lost"]) == (None, None)
    assert "Version  not known, since the classification is incomplete" in as_told(told, "text")


def test_a_term_is_edited_in_its_own_row_only() -> None:
    """Diffraction is put below scattering: scattering is named in the axiom, its row stays as it was."""
    memory = Memory()
    moved = "".join([*lines()[:4], lines()[4].replace("elastic scattering", "scattering")])
    views = [memory.view(document(text)) for text in (WHOLE, moved)]

    assert Change(*views).edited == {DIFFRACTION}
