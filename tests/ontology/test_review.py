"""Judging a change: what is new, what is older, what is mended, and when there is no verdict."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from kg.ontology.change import Change
from kg.ontology.document import Cell, Document
from kg.ontology.finding import Finding
from kg.ontology.grouping import grouped
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.memory import Memory
from kg.ontology.read.template import read_template
from kg.ontology.review import Impact, Review, review
from kg.ontology.rules._table import Row, row, table
from kg.ontology.rules.configuration import Configuration
from kg.ontology.view import View

SCATTERING = row("00200", "scattering", parent="owl:Thing")
ELASTIC = row("00201", "elastic scattering", parent="scattering")


def document(*rows: Row) -> Document:
    return read_template(table(*rows).encode(), "terms.csv")


def diffraction(parent: str, number: str = "01022") -> Row:
    return row(number, f"diffraction {number}", parent=parent, definition="Waves", source="A book")


def judged(before: Document, after: Document, **options: object) -> Review:
    return review(before, after, **options)  # type: ignore[arg-type]


def rules(told: Review) -> list[tuple[str, str, int]]:
    return [(each.level, each.rule, each.count) for each in told.findings]


def test_order_and_repeated_statements_are_no_change() -> None:
    rows = [SCATTERING, ELASTIC, *(diffraction("elastic scattering", f"0{n}") for n in range(1100, 1120))]
    shuffled = rows[1:]
    Random(5).shuffle(shuffled)
    told = judged(document(*rows), document(*shuffled, rows[0]))

    assert (told.verdict, told.findings, told.version_step) == ("pass", (), "none")
    assert [each.text for each in told.sentences] == [
        "No semantic change: terms, texts and axioms are the same."
    ]


def test_an_older_template_of_the_same_meaning_is_no_change() -> None:
    new = (
        "ID,Label,Type,Parent,Equivalent,Equivalent\nID,A rdfs:label,TYPE,SC %,EC %,EC %\n"
        "http://example.org/a,a,owl:Class,owl:Thing,,\nhttp://example.org/b,b,owl:Class,owl:Thing,,\n"
        "http://example.org/c,c,owl:Class,,a,b\nhttp://example.org/d,d,owl:Class,a,,\n"
    )
    old = (
        "ID,Label,Type,Class type,Parent,Parent\nID,A rdfs:label,TYPE,CLASS_TYPE,CI,CI\n"
        "http://example.org/a,a,owl:Class,subclass,owl:Thing,\nhttp://example.org/b,b,owl:Class,subclass,owl:Thing,\n"
        "http://example.org/c,c,owl:Class,equivalent,a,b\nhttp://example.org/d,d,owl:Class,subclass,a,\n"
    )
    told = judged(read_template(old.encode(), "old.csv"), read_template(new.encode(), "new.csv"))

    assert told.verdict == "pass"
    assert told.sentences[0].text.startswith("No semantic change")


def test_a_second_equal_fault_is_new_and_the_first_is_older() -> None:
    one = document(SCATTERING, diffraction("Scatering"))
    two = document(SCATTERING, diffraction("Scatering"), diffraction("Scatering", "01023"))
    told = judged(one, two)

    assert ("fail", "unresolved-reference", 1) in rules(told)
    assert told.older >= 1
    assert judged(two, one).mended >= 1


def test_repeats_of_one_cause_are_told_once() -> None:
    before = document(SCATTERING, *(diffraction("scattering", f"0{n}") for n in range(1100, 1130)))
    after = document(
        row("00200", "scatter", parent="owl:Thing"),
        *(diffraction("scattering", f"0{n}") for n in range(1100, 1130)),
    )
    told = judged(before, after)
    (reference,) = [each for each in told.findings if each.rule == "unresolved-reference"]

    assert (reference.count, len(reference.members), reference.text) == (30, 30, "scattering")
    assert reference.term is None, "it stands for thirty terms"
    assert [each.cell.row for each in reference.members if each.cell] == list(range(4, 34))
    assert "rows 4, 5, 6, 7, 8, ..." in reference.message


def test_findings_come_worst_first_then_by_row() -> None:
    def at(level: str, line: int | None) -> Finding:
        cell = Cell(line, 1, line) if line else None
        return Finding(f"rule-{level}", level, f"{line}", text=f"{level} {line}", cell=cell)  # type: ignore[arg-type]

    mixed = [at("info", 1), at("warn", 3), at("fail", None), at("fail", 9), at("warn", 2), at("fail", 2)]
    told = grouped(mixed, {})

    assert [(each.level, each.message) for each in told] == [
        ("fail", "2"),
        ("fail", "9"),
        ("fail", "None"),
        ("warn", "2"),
        ("warn", "3"),
        ("info", "1"),
    ]


def test_many_findings_of_one_rule_become_one_that_keeps_them_all() -> None:
    found = [Finding("label-lost", "warn", f"Label {n}.", term=f"t{n}", text=f"l{n}") for n in range(240)]
    (told,) = grouped(found, {"label-lost": "A label is lost"})

    assert (told.count, told.term, told.text) == (240, None, None)
    assert told.members == tuple(sorted(found, key=lambda each: each.message))
    assert told.message == "A label is lost: 240 times. The first: Label 0."
    assert len(told.examples) == 5


def test_there_is_no_verdict_on_an_incomplete_classification() -> None:
    def gave_up(given: Document) -> Hierarchy:
        return Hierarchy({}, (), False, "a reasoner", ("It ran out of time.",))

    before, after = document(SCATTERING), document(SCATTERING, ELASTIC)
    told = judged(before, after, memory=Memory(reasoner=gave_up))

    assert (told.verdict, told.complete) == ("fail", False)
    (reason,) = [each for each in told.findings if each.rule == "no-verdict"]
    assert reason.level == "fail"
    assert "It ran out of time." in reason.message
    assert "unknown" in told.sentences[-1].text


def test_faults_of_the_earlier_version_alone_only_warn() -> None:
    broken, whole = (
        document(SCATTERING, diffraction("Scatering")),
        document(SCATTERING, diffraction("scattering")),
    )
    told = judged(broken, whole)

    assert (told.verdict, told.complete, rules(told)) == ("warn", False, [("warn", "no-verdict", 1)])
    assert told.mended == 1


def test_an_older_fault_that_loses_axioms_still_allows_no_verdict() -> None:
    broken = document(SCATTERING, diffraction("Scatering"))
    told = judged(broken, document(SCATTERING, ELASTIC, diffraction("Scatering")))

    assert told.verdict == "fail"
    assert [each.rule for each in told.findings if each.level == "fail"] == ["no-verdict"]
    assert "Scatering" in told.findings[0].message


def test_what_is_only_unread_is_not_said_to_be_taken_away() -> None:
    whole, broken = (
        document(SCATTERING, diffraction("scattering")),
        document(SCATTERING, diffraction("Scatering")),
    )

    assert not any("no longer" in each.text for each in judged(whole, broken).sentences)


def test_levels_can_be_switched() -> None:
    before, after = document(SCATTERING), document(SCATTERING, row("00201", "elastic", parent="scattering"))
    assert ("warn", "no-definition", 1) in rules(judged(before, after))

    off = judged(before, after, configuration=Configuration({"no-definition": "off", "no-source": "off"}))
    assert (off.verdict, rules(off)) == ("pass", [])

    strict = judged(before, after, configuration=Configuration({"no-definition": "fail"}))
    assert strict.verdict == "fail"
    assert rules(strict)[0] == ("fail", "no-definition", 1)


def test_further_checks_count_as_rules_do() -> None:
    """Such as a mapping table whose label no longer fits; one that did not fit before is older."""

    def drift(view: View) -> Iterator[Finding]:
        for label in ("scattering", "gone before"):
            if label not in view.bearers:
                yield Finding("mapping-label-drift", "warn", f"No term is called {label}.", text=label)

    renamed = document(row("00200", "scattering techniques", alt="scattering ", parent="owl:Thing"))
    assert judged(document(SCATTERING), renamed, checks=[drift]).older >= 1

    lost = document(row("00200", "scattering techniques", parent="owl:Thing"))
    told = judged(document(SCATTERING), lost, checks=[drift])
    assert ("warn", "mapping-label-drift", 1) in rules(told)


def test_the_impact_is_what_was_answered() -> None:
    def asked(change: Change) -> Impact:
        return Impact(1, len(change.inferred_gained), "a table", {"datasets_losing": 3})

    told = judged(
        document(SCATTERING, ELASTIC, diffraction("scattering")),
        document(SCATTERING, ELASTIC, diffraction("elastic scattering")),
        impact=asked,
    )

    assert (told.impact.datasets_changed, told.impact.source) == (1, "a table")
    assert told.version_step == "major", "data lose a technique"
    assert judged(document(SCATTERING), document(SCATTERING)).impact == Impact()


def test_a_document_that_the_reasoner_refuses_gets_a_reason_not_a_crash() -> None:
    nothing = table(row("00200", "scattering", parent="owl:Nothing"), row("00201", "x", parent="scattering"))
    told = judged(document(SCATTERING), replace(read_template(nothing.encode(), "x.csv"), name="x"))

    assert told.verdict == "fail"
