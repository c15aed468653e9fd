"""What people read: text for a terminal, Markdown for a merge request."""

import re

from reviewing import (
    as_told,
    hostile,
    iri,
    review_of,
    small_change,
    telling,
)

from kg.ontology.finding import Finding

# Markdown


def test_markdown_begins_with_the_verdict_and_folds_the_rest() -> None:
    text = as_told(telling(), "markdown")

    assert text.startswith("### ❌ Ontology check of source/PaNET.csv: fail")
    assert "71 older findings unchanged" in text
    assert text.count("<details>") == text.count("</details>") == 3
    assert "row 214, column I (9, Parent IRI)" in text
    assert "diffraction is now below scattering.<br>because it says so" in text
    assert "**Data:** 520 datasets gain or lose a technique by inference (usage.csv)" in text


def test_markdown_shows_hostile_text_as_it_is() -> None:
    text = as_told(hostile(), "markdown")
    row = next(line for line in text.split("\n") if line.startswith("| ❌"))

    assert len(re.findall(r"(?<!\\)\|", row)) == 6, "a bar of the text must not make a cell"
    assert not re.search(r"(?<!\\)<(?!!-- -->)", row)
    assert "@you" not in row
    assert "\\`c\\`" in row
    assert "\x1b" not in text
    assert "\u202e" not in text


# Text


def test_text_begins_with_the_verdict() -> None:
    lines = as_told(telling(), "text").split("\n")

    assert lines[0] == "FAIL  1 to mend, 1 to look at, 1 to know; 71 older findings unchanged; 2 mended"
    assert lines[2] == "terms: 1 added, 1 removed, 1 relabelled; inferred: +2 −1 subsumptions"


def test_text_names_place_and_way_out() -> None:
    text = as_told(telling(), "text")

    place = "row 214, column I (9, Parent IRI)"
    assert f'• {place}: No term is called "X-ray probe".\n      → x-ray probe' in text
    assert "    • diffraction is now below scattering.\n      because it says so" in text
    assert "520 datasets gain or lose a technique by inference (usage.csv)" in text


def test_text_steers_no_terminal() -> None:
    text = as_told(hostile(), "text")

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "\\u001b[31m" in text


def test_text_has_no_more_than_asked_of_one_rule() -> None:
    many = [Finding("no-source", "warn", f"Term {n} has no source.", iri(f"{n:05}")) for n in range(20)]

    text = as_told(review_of(small_change(), *many, verdict="warn"), "text")

    assert "Term 7 has" in text
    assert "Term 8 has" not in text
    assert "… and 12 more (--all)" in text
