"""What makes two identifiers one work, and what does not, though a source says so; worked out by hand."""

from collections.abc import Mapping, Sequence

import pytest
from citation_books import Kept, claimed, contents, dataset, doi
from pyoxigraph import Literal, NamedNode

from kg.citation.clustering import Join, sole_joins
from kg.citation.joining import are_of_two_kinds, joined
from kg.rdf.claim import Claim, claim_triples
from kg.rdf.names import DCT, PAN, RDF
from kg.rdf.terms import Triple

GRAPH = "https://w3id.org/pan-kg/graph/x/"
ARTICLE, OTHER, DATA = "10.1234/article", "10.1234/other", "10.15151/esrf-es-1"
ONE, TWO, PART = "10.5286/isis.e.rb1820497", "10.5286/isis.e.rb1910001", "10.5286/isis.e.95668801"


def publication(name: str) -> list[Triple]:
    """A record of an article."""
    return [(doi(name), RDF["type"], PAN["Publication"]), (doi(name), DCT["title"], Literal(name))]


def graphs(*triples: list[Triple]) -> dict[str, list[Triple]]:
    return {f"{GRAPH}{number}": of for number, of in enumerate(triples)}


def pairs(kept: Kept) -> set[tuple[str, str, bool]]:
    """What cites, what is cited, whether it counts."""
    short = str(doi(""))[1:-1]
    return {
        (one.citing.removeprefix(short), one.cited.removeprefix(short), one.is_counted)
        for one in kept.book.pairs_of()
    }


@pytest.mark.parametrize("word", ["IsIdenticalTo", "IsVersionOf", "HasVersion", "isSameAs"])
def test_data_and_their_article_are_two_works_though_a_record_calls_them_one(word: str) -> None:
    # One work, OTHER would cite the data by citing the article, and the article's citation be a self-loop.
    said = graphs(
        [*dataset(DATA), *claimed(DATA, word, ARTICLE, "datacite")],
        [*publication(ARTICLE), *claimed(ARTICLE, "Cites", DATA)],
        [*publication(OTHER), *claimed(OTHER, "Cites", ARTICLE)],
    )
    kept = Kept()
    kept.bring(said)

    assert pairs(kept) == {(ARTICLE, DATA, True), (OTHER, ARTICLE, False)}
    assert kept.book.dropped() == []
    assert [edge.joins for edge in kept.book.edges()] == [False]


def test_it_shows_as_soon_as_the_kinds_are_known_and_no_longer() -> None:
    record = {f"{GRAPH}0": [*dataset(DATA), *claimed(DATA, "IsIdenticalTo", ARTICLE, "datacite")]}
    citing = {f"{GRAPH}1": claimed(OTHER, "Cites", ARTICLE)}
    article = {f"{GRAPH}2": publication(ARTICLE)}
    steps: Sequence[tuple[Mapping[str, list[Triple]], set[tuple[str, str, bool]]]] = (
        # Nobody says what the other is: it may be another name of the data (the shorter one stands for both),
        # and then OTHER cites data.
        (record | citing, {(OTHER, ARTICLE, True)}),
        (record | citing | article, {(OTHER, ARTICLE, False)}),
        (record | citing, {(OTHER, ARTICLE, True)}),
    )
    kept = Kept()
    for held, expected in steps:
        kept.bring(held)
        anew = Kept()
        anew.bring(held)

        assert pairs(kept) == expected
        assert contents(kept)["things"] == contents(anew)["things"]
        assert [edge.joins for edge in kept.book.edges()] == [edge.joins for edge in anew.book.edges()]


@pytest.mark.parametrize(
    ("start", "start_kind", "end", "end_kind", "expected"),
    [
        (DATA, "dataset", ARTICLE, "publication", True),
        (DATA, None, "10.1107/s2059798320001234", None, True),  # both DOIs show it
        (DATA, "dataset", ARTICLE, None, False),
        (DATA, "dataset", "10.5281/zenodo.1", "software", False),  # repositories mix these up
        ("10.5281/zenodo.2", "dataset", "10.5281/zenodo.1", "publication", False),  # typed wrongly once
        ("10.1234/a", "publication", "10.9999/b", "publication", False),
    ],
)
def test_which_kinds_cannot_be_one_work(
    start: str, start_kind: str, end: str, end_kind: str, expected: bool
) -> None:
    ends = doi(start).value, start_kind, doi(end).value, end_kind

    assert are_of_two_kinds(*ends) is expected  # type: ignore[arg-type]


def test_two_experiments_are_not_one_because_a_part_is_named_under_both() -> None:
    both = graphs(
        claimed(PART, "IsPartOf", ONE, "datacite"),
        claimed(PART, "IsPartOf", TWO, "datacite"),
        claimed(ARTICLE, "Cites", ONE),
        claimed(ARTICLE, "Cites", TWO),
    )
    kept = Kept()
    kept.bring(both)
    assert pairs(kept) == {(ARTICLE, ONE, True), (ARTICLE, TWO, True)}

    # Of one experiment alone it is a part for counting.
    kept.bring({f"{GRAPH}0": both[f"{GRAPH}0"], f"{GRAPH}4": claimed(ARTICLE, "Cites", PART)})
    assert pairs(kept) == {(ARTICLE, ONE, True)}


def test_a_part_whose_doi_shows_its_experiment_is_of_no_other() -> None:
    kept = Kept()
    kept.bring(
        graphs(
            claimed(f"{ONE}-1", "IsPartOf", TWO, "datacite"),
            claimed(ARTICLE, "Cites", f"{ONE}-1"),
            claimed(ARTICLE, "Cites", TWO),
        )
    )

    assert pairs(kept) == {(ARTICLE, ONE, True), (ARTICLE, TWO, True)}


def test_other_names_of_a_part_have_its_wholes() -> None:
    """3 and 4 are names of one part: of two collections, which stay two."""
    in_each = [Join("part", 3, 1, True), Join("part", 4, 2, True)]

    assert sole_joins(in_each) == {3: True, 4: True}
    assert sole_joins([*in_each, Join("same", 3, 4, False)]) == {3: False, 4: False}


def test_what_an_edge_waits_for() -> None:
    def of(kind: str, start: str, end: str) -> tuple[bool, int]:
        found = joined(kind, doi(start).value, doi(end).value)
        return found.joins, found.waits_for

    assert of("version", DATA, ARTICLE) == (True, 2)
    assert of("part", PART, ONE) == (False, 1)
    assert of("part", f"{ONE}-1", ONE) == (True, 0)
    assert of("derived", DATA, ARTICLE) == (False, 0)


@pytest.mark.parametrize(("word", "is_part"), [("IsPublishedIn", False), ("IsPartOf", True)])
def test_data_published_in_an_article_are_no_part_of_it(word: str, is_part: bool) -> None:
    """Both words are dcterms:isPartOf in the graph; data without a DOI would be one work with the article."""
    data, article = NamedNode("https://w3id.org/pan-kg/id/record/oai/1"), doi(ARTICLE)
    said: list[Triple] = [(data, RDF["type"], PAN["Dataset"]), (data, DCT["isPartOf"], article)]
    said += claim_triples(Claim(data, article, word, word), "oai", "1")
    kept = Kept()
    kept.bring(graphs(said, claimed(OTHER, "Cites", ARTICLE)))

    assert [edge.joins for edge in kept.book.edges()] == [True] * is_part
    assert kept.book.stands_for(data.value) == (article.value if is_part else data.value)
