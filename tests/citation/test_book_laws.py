"""A book that is brought up to date step by step tells what one made in one go tells."""

from collections.abc import Sequence

from citation_books import Kept, claimed, contents, dataset, doi
from hypothesis import given, settings
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode

from kg.rdf.claim import StatedCount, WorkKind, count_triples
from kg.rdf.names import CITO, DCT, FOAF, PAN, PROV, RDF
from kg.rdf.terms import Triple

NAMES = (
    "10.15151/esrf-es-1", "10.15151/esrf-es-2", "10.15151/esrf-dc-9", "10.5286/isis.e.rb1",
    "10.5286/isis.e.rb12345", "10.5286/isis.e.rb12345-1", "10.5286/isis.e.rb12345-2",
    "10.6084/m9.figshare.1", "10.6084/m9.figshare.1.v1", "10.6084/m9.figshare.1.v2", "10.1234/article",
    "10.1234/preprint", "10.1234/other", "10.1107/s1600577513026192", "10.5072/invented",
)  # fmt: skip
RELATIONS = (
    "IsSupplementTo", "Cites", "IsCitedBy", "References", "HasPart", "IsPartOf", "IsVersionOf",
    "IsIdenticalTo", "isPreprintOf", "IsDerivedFrom", "IsDocumentedBy", "relatedPublication", "nonsense",
)  # fmt: skip
PARTS = tuple(NamedNode(f"https://w3id.org/pan-kg/id/dataset/x/{number}") for number in range(3))

names = some.sampled_from(NAMES)
KINDS: tuple[WorkKind | None, ...] = (None, "dataset", "publication")
kinds = some.sampled_from(KINDS)


@some.composite
def said_data(draw: some.DrawFn) -> list[Triple]:
    name = draw(names)
    said = dataset(name, title=draw(some.sampled_from(("One title", "One  Title", "Another"))))
    said += [
        (doi(name), DCT["hasPart"], part) for part in draw(some.sets(some.sampled_from(PARTS), max_size=2))
    ]
    if draw(some.booleans()):
        person = NamedNode("https://orcid.org/0000-0002-9183-7206")
        said += [(doi(name), DCT["creator"], person), (person, RDF["type"], PAN["Person"])]
        said.append((person, FOAF["name"], Literal(draw(some.sampled_from(("Florence Pojer", "F. Pojer"))))))
    if draw(some.booleans()):
        said.append((doi(name), DCT["issued"], Literal(draw(some.sampled_from(("2019", "2020-03", "2028"))))))
    return said


@some.composite
def said_article(draw: some.DrawFn) -> list[Triple]:
    name = draw(names)
    return [
        (doi(name), RDF["type"], PAN["Publication"]),
        (doi(name), DCT["title"], Literal("An article")),
        (doi(name), DCT["issued"], Literal(draw(some.sampled_from(("2012", "2021-05-06"))))),
    ]


@some.composite
def said_claim(draw: some.DrawFn) -> list[Triple]:
    return claimed(
        draw(names), draw(some.sampled_from(RELATIONS)), draw(names), kinds=(draw(kinds), draw(kinds))
    )


@some.composite
def said_count(draw: some.DrawFn) -> list[Triple]:
    return count_triples(
        StatedCount(doi(draw(names)), "cited_by_count", draw(some.integers(0, 9))), "openalex", "x"
    )


@some.composite
def said_label(draw: some.DrawFn) -> list[Triple]:
    node = NamedNode(f"https://w3id.org/pan-kg/id/label/{draw(some.integers(0, 2))}")
    return [
        (node, RDF["type"], PAN["CurationLabel"]),
        (node, CITO["hasCitingEntity"], doi(draw(names))),
        (node, CITO["hasCitedEntity"], doi(draw(names))),
        (node, PAN["curator"], Literal("ada")),
        (node, PAN["reuse"], Literal(draw(some.sampled_from(("yes", "no"))))),
        (node, PROV["generatedAtTime"], Literal("2026-10-01T00:00:00Z")),
    ]


statement = some.one_of(said_claim(), said_claim(), said_data(), said_article(), said_count(), said_label())
graph = some.lists(statement, max_size=3).map(lambda found: [triple for one in found for triple in one])
graphs = some.dictionaries(
    some.sampled_from([f"https://w3id.org/pan-kg/graph/x/{n}" for n in range(5)]), graph
)


@settings(max_examples=300)
@given(some.lists(graphs, min_size=1, max_size=4))
def test_step_by_step_is_in_one_go(steps: Sequence[dict[str, list[Triple]]]) -> None:
    grown, made = Kept(), Kept()
    for step in steps:
        grown.bring(step)
    made.bring(steps[-1])

    found, expected = contents(grown), contents(made)

    assert found == expected
    assert found["left"] == [0, 0, 0, 0]


@given(graphs)
def test_bringing_the_same_again_reads_and_changes_nothing(step: dict[str, list[Triple]]) -> None:
    kept = Kept()
    kept.bring(step)
    kept.read.clear()
    kept.bring(step)

    assert kept.read == []
    assert kept.book.changes() == []
