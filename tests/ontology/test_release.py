"""The release gate, on versions built by hand and on PaNET's own releases."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from reviewing import below, document, iri, term, view

from kg.ontology.axiom import Axiom
from kg.ontology.document import Document, Term, Value
from kg.ontology.suggest.release import GATE, Release

DCT = "http://purl.org/dc/terms/"
ABOUT: dict[str, tuple[Value, ...]] = {
    DCT + "license": (NamedNode("https://creativecommons.org/licenses/by/4.0/"),),
    DCT + "title": (Literal("Techniques"),),
    "http://www.w3.org/2002/07/owl#versionIRI": (NamedNode("http://example.org/2.0"),),
}
TERMS = (term("00200", "scattering"), term("01022", "diffraction"))
AXIOMS = (below("01022", "00200"),)
PAIR = ("01022", "00200")


def version(
    name: str, terms: tuple[Term, ...] = TERMS, axioms: tuple[Axiom, ...] = AXIOMS, number: str = "2.0"
) -> Document:
    return document(name, terms, axioms, ABOUT, number)


def found(release: Release) -> list[tuple[str, str]]:
    return [(each.rule, each.key or each.text or "") for each in release.findings]


SOURCE = view(version("source.csv"), PAIR)


def test_a_sound_release_may_go() -> None:
    former = version("v1", number="1.0")

    assert found(Release([former], SOURCE, view(version("built.owl"), PAIR))) == []


def test_an_iri_of_any_former_release_must_be_there() -> None:
    first = version("v1", (*TERMS, term("01099", "old")), number="1.0")
    second = version("v2", number="1.1")

    (finding,) = Release([first, second], SOURCE).findings
    assert (finding.rule, finding.level, finding.term) == ("release-term-gone", "fail", iri("01099"))
    assert "v1" in finding.message


def test_a_retired_term_is_still_there() -> None:
    first = version("v1", (*TERMS, term("01099", "old")), number="1.0")
    after = version("source.csv", (*TERMS, term("01099", "obsolete old", retired=True)))

    assert found(Release([first], view(after, PAIR))) == []


def test_a_built_file_must_have_the_labels_of_its_source() -> None:
    built = version("built.owl", (TERMS[0], term("01022", "difraction")))

    (finding,) = Release([], SOURCE, view(built, PAIR)).findings
    assert (finding.rule, finding.key, finding.examples) == (
        "release-built-differs",
        "labels",
        ("diffraction → difraction",),
    )


def test_a_built_file_must_have_the_closure_and_axioms_of_its_source() -> None:
    built = version("built.owl", axioms=())

    assert found(Release([], SOURCE, view(built))) == [
        ("release-built-differs", "closure-lacks"),
        ("release-built-differs", "axioms"),
    ]


def test_what_a_reasoned_file_adds_follows_and_is_no_difference() -> None:
    terms = (*TERMS, term("01023", "x-ray diffraction"))
    chain = (("01023", "01022"), ("01022", "00200"), ("01023", "00200"))
    source = view(version("source.csv", terms, (below("01023", "01022"), *AXIOMS)), *chain)
    reasoned = (below("01023", "01022"), *AXIOMS, below("01023", "00200"))

    assert found(Release([], source, view(version("reasoned.owl", terms, reasoned), *chain))) == []


def test_a_term_that_only_one_of_both_has_is_a_difference() -> None:
    more = (*TERMS, term("01023", "x-ray diffraction"))
    chain = (("01023", "00200"), PAIR)
    longer = view(version("longer", more, (*AXIOMS, below("01023", "00200"))), *chain)

    assert ("release-built-differs", "terms") in found(Release([], longer, SOURCE))
    assert ("release-built-differs", "extra") in found(Release([], SOURCE, longer))


def test_a_version_is_released_once() -> None:
    assert found(Release([version("v2", number="2.0")], SOURCE)) == [("release-version-taken", "2.0")]


def test_metadata_must_be_stated() -> None:
    bare = document("bare.csv", TERMS, AXIOMS)

    findings = {each.key: each.level for each in Release([], view(bare, PAIR)).findings}

    assert findings == {"licence": "fail", "title": "fail", "version": "fail", "versionIRI": "warn"}


def test_every_finding_has_its_rule_explained() -> None:
    bare = document("bare.csv", (), ())
    gate = Release([version("v1")], SOURCE, view(bare))

    assert {each.rule for each in gate.findings} <= GATE.keys()
    assert all(rule.why and rule.remedy and rule.title for rule in GATE.values())


# PaNET's releases


@pytest.fixture(scope="module")
def panet(shared_data: Path) -> Path:
    return shared_data / "ontologies" / "panet"


def release(former: Path, source: Path, built: Path) -> Release:
    from kg.ontology.memory import Memory
    from kg.ontology.read.source import open_document

    memory = Memory()
    views = [memory.view(open_document(str(each))) for each in (source, built)]
    return Release([open_document(str(former))], views[0], views[1])


def test_the_file_offered_with_tag_v1_1_0_was_still_v1_0_0(panet: Path) -> None:
    """Background study, 1.4: closure 3,255 where the source of v1.1.0 gives 3,175 (and 12 pairs of CHMO)."""
    gate = release(panet / "PaNET_v1.0.0.csv", panet / "PaNET_v1.1.0.csv", panet / "PaNET_v1.0.0.owl")

    by_key = {each.key or each.text: each for each in gate.findings if each.rule == "release-built-differs"}
    assert str(panet / "PaNET_v1.0.0.csv") in by_key, "it is told as a build of the release before"
    assert by_key["labels"].count == 3  # v1.1.0 changed three labels
    assert by_key["closure-adds"].count == 80 + 12
    assert "closure-lacks" not in by_key


def test_the_right_file_of_v1_1_0_differs_by_the_tool_of_the_time_only(panet: Path) -> None:
    """Its builder asserted each cell of an equivalence apart: 12 pairs more, all below CHMO_0000182."""
    gate = release(panet / "PaNET_v1.0.0.csv", panet / "PaNET_v1.1.0.csv", panet / "PaNET_v1.1.0.owl")

    by_key = {each.key or each.text: each for each in gate.findings if each.rule == "release-built-differs"}
    assert str(panet / "PaNET_v1.0.0.csv") not in by_key
    assert "labels" not in by_key
    assert by_key["closure-adds"].count == 12
    assert all(each.startswith("CHMO_0000182 below ") for each in by_key["closure-adds"].examples)


def test_v1_3_0_was_built_from_its_source_and_lost_one_iri(panet: Path) -> None:
    """PaNET00000 went between the releases (commit e30127c)."""
    gate = release(
        panet / "PaNET_v1.2.0.csv", panet / "PaNET_v1.3.0.csv", panet / "PaNET_v1.3.0_reasoned.owl"
    )

    assert [(each.rule, each.level, each.term or each.key) for each in gate.findings] == [
        ("release-term-gone", "fail", iri("00000")),
        ("release-metadata", "warn", "versionIRI"),
    ]
