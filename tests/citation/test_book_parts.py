"""The steps from graphs to pairs, each by examples worked out by hand."""

import pytest
from citation_books import Kept, claimed, dataset, doi
from pyoxigraph import Literal, NamedNode

from kg.citation.clustering import Join, clusters, sole_joins
from kg.citation.extract import extract
from kg.citation.kind_shown import kind_from_doi
from kg.citation.merge import Said, merged
from kg.citation.origin import origin_of
from kg.rdf.names import DCT, FOAF, PAN, PROV, RDF, SCHEMA
from kg.rdf.terms import Triple

GRAPH = "https://w3id.org/pan-kg/graph/x/"
ESRF = NamedNode("https://ror.org/02550n020")


def person(name: str, role: str | None, affiliation: str | None = None) -> list[Triple]:
    """A contributor to the data d, in a role of DataCite's."""
    node, share = NamedNode(f"https://example.org/{name}"), NamedNode(f"https://example.org/share/{name}")
    said: list[Triple] = [(node, RDF["type"], PAN["Person"]), (node, FOAF["name"], Literal(name))]
    said.append((doi("10.1234/d"), DCT["contributor"], node))
    if affiliation:
        said.append((node, SCHEMA["affiliation"], Literal(affiliation)))
    if role:
        said += [
            (doi("10.1234/d"), PROV["qualifiedAttribution"], share),
            (share, PROV["agent"], node),
            (share, SCHEMA["roleName"], Literal(role)),
        ]
    return said


@pytest.mark.parametrize(
    ("role", "affiliation", "expected"),
    [
        ("DataCollector", "ESRF, 71 avenue des Martyrs, Grenoble", "staff"),
        ("DataCollector", "A university", "contributor"),
        ("ContactPerson", None, "contact"),
        ("local contact", None, "staff"),
        (None, None, "contributor"),
    ],
)
def test_roles_tell_staff_from_the_team(role: str | None, affiliation: str | None, expected: str) -> None:
    triples = [*dataset("10.1234/d"), (doi("10.1234/d"), PAN["facility"], ESRF)]
    found = extract(triples + person("Ada", role, affiliation))

    ((name, _, said, *_),) = found.said[doi("10.1234/d").value]["people"]
    assert (name, said) == ("Ada", expected)


def test_a_claim_that_lacks_a_side_is_passed_over() -> None:
    whole = claimed("10.1234/a", "Cites", "10.1234/b")
    lame = [triple for triple in whole if triple[1] != PAN["claimObject"]]

    assert extract(lame).claims == []
    (claim,) = extract(whole).claims
    assert (claim.citing, claim.cited) == (doi("10.1234/a").value, doi("10.1234/b").value)


def said(source: str, issued: str, retrieved: str | None = "2026-11-01", iri: str = "w") -> Said:
    return Said(iri, source, retrieved, {"by": "record", "issued": [issued]})


def test_the_year_of_most_sources_and_its_most_precise_date_count() -> None:
    sources = [said("crossref", "2014-02"), said("datacite", "2019-01-01"), said("openalex", "2014-02-11")]

    for some in (sources, sources[::-1]):
        work = merged("w", ["w"], some)
        assert work.date is not None
        assert (work.date.text, work.date.basis) == ("2014-02-11", "openalex")


def test_a_date_that_lay_ahead_of_the_reading_is_no_date_of_publication() -> None:
    assert merged("w", ["w"], [said("datacite", "2028")]).date is None
    assert merged("w", ["w"], [said("datacite", "2028", "2029-01-01")]).date is not None


def test_the_record_itself_tells_the_kind_before_those_who_cite_it() -> None:
    claims = [Said("w", f"s{n}", None, {"by": "claim", "kind": "publication"}) for n in range(3)]
    record = Said("w", "datacite", None, {"by": "record", "kind": "dataset"})

    assert merged("w", ["w"], claims).kind == "publication"
    assert merged("w", ["w"], [*claims, record]).kind == "dataset"


def test_the_record_itself_tells_the_date_before_those_who_cite_it() -> None:
    claims = [Said("w", f"s{n}", None, {"by": "claim", "issued": ["2019-05-06"]}) for n in range(3)]

    for some, text in ((claims, "2019-05-06"), ([*claims, said("datacite", "2021")], "2021")):
        work = merged("w", ["w"], some)
        assert work.date is not None
        assert (work.date.text, work.issued) == (text, text)


def test_a_part_without_doi_joins_the_one_work_it_is_of() -> None:
    iris = {1: "https://doi.org/10.1/a", 2: "https://doi.org/10.1/b", 3: "https://example.org/part"}
    in_both = [Join("part", 3, 1, True), Join("part", 3, 2, True)]
    same = [*in_both, Join("same", 1, 2, False)]

    assert sole_joins(in_both) == {3: False}
    assert clusters(iris, in_both, sole_joins(in_both), iris) == {1: 1, 2: 2, 3: 3}
    assert sole_joins(same) == {3: True}
    assert clusters(iris, same, sole_joins(same), iris) == {1: 1, 2: 1, 3: 1}


def test_a_concept_stands_for_its_versions_though_they_have_shorter_names() -> None:
    iris = {1: "https://doi.org/10.1/a", 2: "https://doi.org/10.1/concept"}

    assert clusters(iris, [Join("version", 1, 2, False)], {}, iris) == {1: 2, 2: 2}


@pytest.mark.parametrize(
    ("source", "origin", "klass", "expected"),
    [
        ("openalex", None, "citation", "crossref"),
        ("opencitations", "DataCite", "citation", "datacite"),
        ("scholexplorer", None, "companion", "scholexplorer"),
        ("dataciteevents", "datacite-crossref", "citation", "datacite"),
        ("crossref", "Crossref", "companion", "crossref"),
        ("scicat", None, "citation", "scicat"),
    ],
)
def test_copies_are_no_witnesses_of_their_own(
    source: str, origin: str | None, klass: str, expected: str
) -> None:
    assert origin_of(source, origin, klass) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("10.5061/dryad.b835k", "dataset"),
        ("10.2210/pdb4hhb/pdb", "dataset"),
        ("10.15151/esrf-es-1", "dataset"),
        ("10.15151/esrf-instr-bm05", "other"),
        ("10.1107/s2414314618016334", "publication"),
        ("10.5281/zenodo.1", None),
        ("10.7554/elife.01567", None),
    ],
)
def test_what_a_doi_shows_by_itself(name: str, kind: str | None) -> None:
    assert kind_from_doi(doi(name).value) == kind


def test_two_directions_are_one_pair_in_which_the_data_are_cited() -> None:
    kept = Kept()
    kept.bring(
        {
            f"{GRAPH}1": claimed("10.1234/p", "Cites", "10.1234/d", kinds=("publication", "dataset")),
            f"{GRAPH}2": claimed("10.1234/d", "Cites", "10.1234/p", kinds=("dataset", "publication")),
        }
    )

    (pair,) = kept.book.pairs_of()
    assert (pair.citing, pair.cited) == (doi("10.1234/p").value, doi("10.1234/d").value)
    assert "contradictory-direction" in pair.flags
    assert len(kept.book.claims_of(pair)) == pair.claims == 2


def test_a_collection_that_users_made_is_not_one_work_with_its_sessions() -> None:
    kept = Kept()
    kept.bring({f"{GRAPH}1": claimed("10.15151/esrf-dc-9", "HasPart", "10.15151/esrf-es-1")})

    (edge,) = kept.book.edges()
    assert (edge.kind, edge.joins) == ("part", False)
    assert edge.from_iri == doi("10.15151/esrf-es-1").value


def test_derivations_are_edges_and_no_pairs() -> None:
    kept = Kept()
    kept.bring({f"{GRAPH}1": claimed("10.1234/new", "IsDerivedFrom", "10.1234/old")})

    assert list(kept.book.pairs_of()) == []
    (edge,) = kept.book.edges()
    assert (edge.kind, edge.from_iri, edge.to_iri) == (
        "derived",
        doi("10.1234/new").value,
        doi("10.1234/old").value,
    )


def test_invented_identifiers_mark_the_pair_wherever_it_appears() -> None:
    kept = Kept()
    kept.bring({f"{GRAPH}1": claimed("10.1234/p", "Cites", "10.5072/d")})

    (pair,) = kept.book.pairs_of()
    (text,) = kept.written.values()
    assert pair.is_constructed
    assert f'<{pair.node}> {PAN["isConstructed"]} "true"'.encode() in text
