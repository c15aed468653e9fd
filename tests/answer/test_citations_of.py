"""What is told of the citations of a small world: pairs, claims with their words, numbers, drops, members."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cited_world import cited_book, cited_store, graph_of

from kg.answer.citation_words import (
    BEHIND,
    CLASSES,
    DROPPED,
    FLAGS,
    REUSE,
    behind_means,
    behind_told,
    member_told,
    reuse_told,
)
from kg.answer.citations import Citations, book_of, citations_of
from kg.answer.work_line import WorkLines
from kg.citation.book import Book
from kg.citation.curated import DISAGREE
from kg.citation.label import REJECTED
from kg.citation.row import Edge
from kg.store.generation import Generation
from kg.store.reader import Reader

DOI = "https://doi.org/10.5072/"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, Book]]:
    folder = tmp_path_factory.mktemp("cited")
    with Book.open(cited_book(folder / "citations.sqlite")) as book:
        yield Reader(cited_store(folder / "store")), book


def told(world: tuple[Reader, Book], iri: str) -> Citations:
    reader, book = world
    return citations_of(reader, book, WorkLines(reader, book), iri)


def test_every_pair_is_told_once_with_all_claims_behind_it(world: tuple[Reader, Book]) -> None:
    found = told(world, f"{DOI}raw")

    # The article of the team, and that of a stranger, whom two sources name.
    assert [(pair.other.iri, pair.klass, pair.behind) for pair in found.cited_by.pairs] == [
        (f"{DOI}strange", "citation", "unknown"),
        (f"{DOI}own", "companion", "companion"),
    ]
    assert (found.counted.total, found.counted.independent_bounds, found.counted.reuse) == (2, (0, 1), 0)
    strange = found.cited_by.pairs[0]
    assert sorted((claim.source, claim.relation) for claim in strange.claims) == [
        ("crossref", "reference"),
        ("datacite", "IsCitedBy"),
    ]
    assert (strange.date, strange.sources, strange.origins) == (
        "2023",
        ("crossref", "datacite"),
        ("crossref",),
    )


def test_a_claim_has_the_words_that_the_graph_keeps(world: tuple[Reader, Book]) -> None:
    claims = {claim.node: claim for pair in told(world, f"{DOI}raw").cited_by.pairs for claim in pair.claims}

    first, second = claims["https://example.org/c1"], claims["https://example.org/c2"]
    assert (first.text, first.asserted_by, first.field) == ('{"id": "10.5072/raw"}', "subject", "relation")
    assert first.citing_text is None
    assert second.citing_text == "The gel data of Fermi were taken from the archive."
    assert (second.graph, (second.retrieved or "")[:10]) == (graph_of("crossref"), "2026-06-01")


def test_a_number_without_claims_stands_beside_and_is_added_to_nothing(world: tuple[Reader, Book]) -> None:
    found = told(world, f"{DOI}raw")

    assert [(one.source, one.metric, one.number) for one in found.stated] == [
        ("datacite", "citationCount", 9)
    ]
    assert [(one.metric, one.number, one.note) for one in found.usage] == [
        ("unique-dataset-requests", 5, "3040 partial data")
    ]
    assert found.counted.total == 2


def test_members_are_told_with_the_reason_and_share_the_citations(world: tuple[Reader, Book]) -> None:
    found = told(world, f"{DOI}raw")

    assert {one.iri: one.because for one in found.members} == {
        f"{DOI}raw.v1": ("it is a version of doi.org/10.5072/raw: datacite states IsVersionOf",),
        "https://example.org/run1": ("it is a part of doi.org/10.5072/raw: scicat states hasPart",),
    }
    version = told(world, f"{DOI}raw.v1")
    assert (version.counted_as, version.counted.total) == (f"{DOI}raw", 2)


def test_dropped_claims_are_told_with_their_reason(world: tuple[Reader, Book]) -> None:
    found = told(world, f"{DOI}raw")

    assert [(claim.node, claim.dropped, why) for claim, why in found.dropped] == [
        ("https://example.org/r2", "self-loop", "both identifiers are the same work")
    ]
    assert [claim.relation for claim in found.others] == ["IsVersionOf"]


def test_work_that_nobody_cites_has_no_citations(world: tuple[Reader, Book]) -> None:
    found = told(world, f"{DOI}snake1")

    assert (found.counted.total, found.cited_by.total, found.members) == (0, 0, ())


def test_everything_is_constructed_here_and_says_so(world: tuple[Reader, Book]) -> None:
    found = told(world, f"{DOI}raw")

    assert found.is_constructed
    assert all(pair.is_constructed and pair.other.is_constructed for pair in found.cited_by.pairs)


def test_a_generation_without_a_book_has_none(tmp_path: Path) -> None:
    with book_of(Generation(tmp_path, 1)) as book:
        assert book is None

    (tmp_path / "citations.sqlite").write_bytes(b"not a database, but something else altogether " * 40)
    with book_of(Generation(tmp_path, 1)) as book:
        assert book is None


def test_every_word_of_the_book_has_words_for_readers() -> None:
    from typing import get_args

    from kg.citation import flags, row

    assert set(BEHIND) == set(get_args(row.BehindName))
    assert set(REUSE) == set(get_args(row.ReuseName))
    assert set(CLASSES) == set(get_args(row.PairClass))
    assert set(FLAGS) == {*get_args(flags.Flag), DISAGREE, REJECTED}
    assert set(DROPPED) == set(get_args(flags.DropReason))


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"rule": "supplement relation"}, "a source states that the data supplement this work"),
        (
            {
                "rule": "orcid",
                "strength": "strong",
                "citing": "A. Fermi",
                "cited": "Ada Fermi",
                "role": "creator",
            },
            "A. Fermi of the citing work and Ada Fermi (creator of the data): one person by orcid, "
            "strong evidence",
        ),
        ({"rule": "no people named", "side": "cited"}, "no source names the people of the data"),
        ({"rule": "of tomorrow", "why": 3}, "rule: of tomorrow, why: 3"),
    ],
)
def test_evidence_is_told_in_words(evidence: dict[str, object], expected: str) -> None:
    assert behind_told(evidence) == expected


def test_why_an_identifier_is_counted_with_another_is_told_from_its_side() -> None:
    edge = Edge("version", f"{DOI}a.v1", f"{DOI}a", "figshare .vN", True, None, None)

    assert member_told(edge, f"{DOI}a.v1") == (
        "it is a version of doi.org/10.5072/a: the identifiers show it (figshare .vN)"
    )
    assert member_told(edge, f"{DOI}a") == (
        "doi.org/10.5072/a.v1 is a version of it: the identifiers show it (figshare .vN)"
    )


def curator(who: str, said: str, rule: str = "curator") -> dict[str, str]:
    return {"rule": rule, "curator": who, "said": said}


SAME_PERSON = {
    "rule": "full name", "strength": "strong", "citing": "Ada Fjord", "cited": "Ada Fjord", "role": "creator",
}  # fmt: skip


def test_what_curators_decided_is_not_told_as_what_the_lists_of_people_show() -> None:
    by_rules = {"rule": "automatic decision", "said": "same_team"}
    basis = (curator("ada", "independent"), curator("bob", "independent"), by_rules, SAME_PERSON)

    # The lists do share somebody, so nothing may be said of lists that share nobody.
    assert behind_means("independent", basis) == ("by the word of 2 curators; the rules alone say same team")
    assert (
        behind_means("independent", ({"rule": "no shared person", "citing": 1, "cited": 2},))
        == (BEHIND["independent"])
    )
    # They agree that it is no citation at all; who is behind it is still what the rules say.
    rejected = (curator("ada", "rejected"), curator("bob", "rejected"), by_rules, SAME_PERSON)
    assert behind_means("same_team", rejected) == BEHIND["same_team"]


def test_the_words_of_curators_are_told_in_sentences() -> None:
    assert behind_told(curator("ada", "same_team")) == "ada looked at it and says same team"
    assert behind_told(curator("ada", "same_team", "one curator says")) == (
        "ada looked at it and says same team; one alone does not decide it"
    )
    assert reuse_told(curator("ada", "no", "curators disagree")) == (
        "ada looked at it and says no; curators differ"
    )
    assert reuse_told(curator("ada", "unsure", "curator is unsure")) == "ada looked at it and is unsure"
    assert reuse_told({"rule": "automatic decision", "said": "unknown"}) == "the rules alone say unknown"
