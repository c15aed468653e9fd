"""Next free IRI, version step and drafts, on changes built by hand."""

from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode
from reviewing import below, document, iri, review_of, small_change, term, view

from kg.ontology.change import Change
from kg.ontology.document import REPLACED_BY, Document, Term
from kg.ontology.policy import IriRange, Policy
from kg.ontology.review import Impact
from kg.ontology.sentence import Sentence
from kg.ontology.suggest.draft import changelog, merge_request
from kg.ontology.suggest.next_iri import blocks, iris_seen, next_iri
from kg.ontology.suggest.version import version_step

TECHNIQUE, PROPERTY, SPECIFIER = Policy().ranges


def numbers(*found: str) -> list[str]:
    return [iri(number) for number in found]


# The next free IRI


def test_the_next_iri_follows_the_highest_of_its_range() -> None:
    seen = numbers("01334", "00411", "2020084", "1005000")

    assert next_iri(TECHNIQUE, seen) == iri("01335")
    assert next_iri(SPECIFIER, seen) == iri("2020085")


def test_gaps_are_not_filled() -> None:
    """01002 may have been a term of a release that nobody named."""
    assert next_iri(TECHNIQUE, numbers("01001", "01003")) == iri("01004")


def test_properties_go_on_in_thousands() -> None:
    assert next_iri(PROPERTY, numbers("1000000", "1001000", "1005000")) == iri("1006000")


def test_an_empty_range_begins_at_its_first_and_a_full_one_has_none() -> None:
    small = IriRange("technique", "http://example.org/T", 10, 12, 3)

    assert next_iri(small, []) == "http://example.org/T010"
    assert next_iri(small, ["http://example.org/T012"]) is None


def test_each_block_has_its_own_next() -> None:
    found = blocks(TECHNIQUE, numbers("00001", "00006", "00100", "00107", "01334"))

    assert [(each.first[-5:], each.last[-5:], (each.next or "")[-5:]) for each in found] == [
        ("00001", "00006", "00007"),
        ("00100", "00107", "00108"),
        ("01334", "01334", "01335"),
    ]


def test_an_iri_of_an_earlier_version_is_never_given_again() -> None:
    now = document("now", (term("01334", "a"),))
    earlier = document("earlier", (term("01335", "gone"),))
    named = document("named", (), (below("01336", "01334"),))
    successor = Term(iri("01000"), frozenset(), {REPLACED_BY: (NamedNode(iri("01337")),)})
    replaced = Document("r", "turtle", None, None, {}, {successor.iri: successor}, {}, ())

    assert next_iri(TECHNIQUE, iris_seen([now, earlier, named, replaced])) == iri("01338")


# The version step


def step(old: tuple[Term, ...], new: tuple[Term, ...], **more: bool) -> str:
    return version_step(Change(view(document("a", old)), view(document("b", new))), **more)


def test_a_lost_iri_is_a_major_step() -> None:
    assert step((term("1", "a"), term("2", "b")), (term("1", "a"),)) == "major"


def test_data_that_lose_a_technique_are_a_major_step() -> None:
    assert step((term("1", "a"),), (term("1", "b"),), data_lose=True) == "major"


@pytest.mark.parametrize(
    "new",
    [(term("1", "a"), term("2", "b")), (term("1", "a", retired=True),)],
    ids=["a new term", "a retired term"],
)
def test_terms_are_a_minor_step(new: tuple[Term, ...]) -> None:
    assert step((term("1", "a"),), new) == "minor"


def test_relations_are_a_minor_step() -> None:
    terms = (term("1", "a"), term("2", "b"))
    change = Change(view(document("a", terms)), view(document("b", terms, (below("1", "2"),))))

    assert version_step(change) == "minor"


def test_texts_are_a_patch_and_nothing_is_no_step() -> None:
    assert step((term("1", "a"),), (term("1", "b"),)) == "patch"
    assert step((term("1", "a"),), (term("1", "a"),)) == "none"
    about = {"http://purl.org/dc/terms/title": (Literal("T"),)}
    change = Change(view(document("a", ())), view(document("b", (), about=about)))
    assert version_step(change) == "patch"


# Drafts

SENTENCES = (
    Sentence("asserted", "New: speckle imaging.", (iri("01335"),)),
    Sentence("asserted", "scattering got a *definition*.", (iri("00200"),)),
    Sentence("side-effect", "diffraction is now below scattering.", (iri("01022"),)),
)


def test_a_changelog_entry() -> None:
    review = review_of(small_change(), sentences=SENTENCES, verdict="pass")

    assert changelog(review, "1.4.0", date(2026, 11, 21)).split("\n") == [
        "## [1.4.0] - 2026-11-21",
        "",
        "Terms: 1 added, 1 removed, 1 relabelled; inferred: +2 −1 subsumptions.",
        "",
        "### Added",
        "",
        "- speckle imaging (PaNET01335)",
        "",
        "### Changed",
        "",
        "- diffraction is now called diffraction-based techniques (PaNET01022)",
        "- diffraction-based techniques (PaNET01022): now below scattering; "
        'alternative label "diffraction" added',
        "- scattering got a \\*definition\\*.",
        "",
        "### Removed",
        "",
        "- old (PaNET01099)",
    ]


def test_an_entry_without_a_version_is_unreleased() -> None:
    review = review_of(small_change(), verdict="pass")

    assert changelog(review).startswith("## [Unreleased]\n")


def test_a_merge_request_leaves_the_motivation_to_the_editor() -> None:
    review = review_of(
        small_change(), sentences=SENTENCES, verdict="warn", impact=Impact(3, 520, "usage.csv")
    )

    text = merge_request(review)

    headings = [line for line in text.split("\n") if line.startswith("## ")]
    assert headings == ["## Motivation", "## Modification", "## Result", "## Related issues"]
    motivation = text.split("## Motivation")[1].split("## Modification")[0].strip()
    assert motivation.startswith("<!--")
    assert motivation.endswith("-->")
    assert "- New: speckle imaging." in text.split("## Result")[0]
    assert "520 datasets gain or lose a technique by inference (usage.csv)" in text
    assert "- diffraction is now below scattering." in text.split("## Result")[1]


def test_a_hostile_label_pings_nobody() -> None:
    new = document("b", (term("1", "@admin <img src=x> #1 [x](y)\n## Result"),))
    review = review_of(Change(view(document("a", ())), view(new)), verdict="pass")

    (line,) = (line for line in changelog(review).split("\n") if line.startswith("- "))
    assert line == "- @<!-- -->admin \\<img src=x\\> #<!-- -->1 \\[x\\](y) #<!-- -->#<!-- --> Result (PaNET1)"
