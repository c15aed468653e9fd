"""Records of another SPARQL endpoint: what they hold and what becomes of it. All is invented."""

import pyoxigraph
import pytest
from said import said
from sparql_endpoint import DATA, asides, dataset, endpoint, records

from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Mark

SPARQL = load_source("sparql")
OURS = {"https://w3id.org/pan-kg/def#Dataset", "https://w3id.org/pan-kg/graph/scicat/00000000000000000000"}


def mapped(body: str, facility: str | None = None) -> Mapped:
    world = endpoint(dataset(body))
    world.facility = facility
    (record,) = records(SPARQL.records(world))
    return SPARQL.triples(record)


@pytest.mark.parametrize("page", ["1", "2", "50"])
def test_every_subject_with_an_address_comes_once_whatever_the_page(page: str) -> None:
    found = list(SPARQL.records(endpoint(page=page)))

    keys = [one.key for one in records(found)]
    assert keys == [f"{DATA}/d/1", f"{DATA}/d/2", f"{DATA}/p/1"]
    assert {key for key, _ in asides(found)} == OURS


@pytest.mark.parametrize("cut", [f"{DATA}/d/1", f"{DATA}/d/2", f"{DATA}/p/1"])
def test_a_harvest_goes_on_after_its_last_mark(cut: str) -> None:
    world = endpoint(page="1")
    marks = [one.resume for one in SPARQL.records(world) if isinstance(one, Mark)]
    assert cut in marks
    world.resume = cut

    assert all(one.key > cut for one in records(SPARQL.records(world)))


def test_a_record_holds_what_is_said_of_its_subject_and_below_and_nothing_else() -> None:
    for record in records(SPARQL.records(endpoint())):
        for subject, _, value in record.body:
            is_node = subject.value.startswith("https://w3id.org/pan-kg/id/node/")
            assert subject.value == record.key or subject.value.startswith(f"{record.key}/") or is_node
            assert not isinstance(value, pyoxigraph.BlankNode)


def test_an_endpoint_that_sends_more_than_was_asked_is_not_listened_to() -> None:
    other = f'<{DATA}/d/2> <http://purl.org/dc/terms/title> "Spoofed" .\n'
    lie = f'<https://doi.org/10.5072/victim> <http://purl.org/dc/terms/title> "Lie" .\n{other}'.encode()
    world = endpoint(page="1")
    world.spoil = lambda answer: answer + lie

    kept = {record.key: record.raw for record in records(SPARQL.records(world))}

    assert not any(b"Lie" in raw for raw in kept.values())
    # About its own subjects an endpoint may say what it likes, but on their own page only.
    assert [key for key, raw in kept.items() if b"Spoofed" in raw] == [f"{DATA}/d/2"]


def test_the_same_twice_although_blank_nodes_are_called_otherwise() -> None:
    first, second = (records(SPARQL.records(endpoint())) for _ in range(2))

    assert [one.raw for one in first] == [one.raw for one in second]
    assert all(SPARQL.body(one.raw) == one.body for one in first)


def test_the_words_become_ours() -> None:
    first, second, third = (SPARQL.triples(one) for one in records(SPARQL.records(endpoint())))

    assert said(first, "rdf:type") == ["dcat:Dataset", "pan:Dataset"]
    assert said(first, "dcterms:title") == ["Graupel auf Stahl", "Sleet on steel"]
    assert said(first, "dcterms:creator", "foaf:name") == ["Ida Berg"]
    assert said(first, "dcterms:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert said(first, "pan:facility") == ["https://ror.org/02550n020"]
    assert said(first, "dcat:distribution", "dcat:byteSize") == ["42"]
    assert second.about.value == "https://doi.org/10.5072/hail"
    assert said(second, "dcterms:title") == ["Hail in a box"]
    assert said(second, "dcat:keyword") == ["box", "hail"]
    assert said(second, "pan:technique") == ["panet:PaNET01207"]
    assert said(second, "prov:wasDerivedFrom") == ["https://doi.org/10.5072/raw"]
    assert said(second, "dcterms:issued") == ["2023"]
    assert said(third, "rdf:type") == ["pan:Publication"]


def test_neither_sameness_nor_shapes_nor_findings_nor_mailboxes_come_in() -> None:
    text = "\n".join(
        f"{triple}" for one in records(SPARQL.records(endpoint())) for triple in SPARQL.triples(one).triples
    )

    for word in ("owl#sameAs", "shacl", "fjord.example/finding", "mailto", "ida@", "Somebody Else", "mbox"):
        assert word not in text


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_both_spellings_of_schema_org(scheme: str) -> None:
    turtle = f'<{DATA}/d> a <{scheme}://schema.org/Dataset> ; <{scheme}://schema.org/name> "A" .'
    (record,) = records(SPARQL.records(endpoint(turtle)))

    assert said(SPARQL.triples(record), "dcterms:title") == ["A"]
    assert said(SPARQL.triples(record), "dcterms:identifier") == [f"{DATA}/d"]


def test_the_operator_knows_the_facility() -> None:
    found = mapped('dct:title "A" ; dct:publisher "ESRF"', facility="ISIS")

    assert said(found, "pan:facilityBasis") == ["operator"]


def test_agents_of_all_kinds() -> None:
    found = mapped(
        'dct:title "A" ; dct:creator "Ida Berg", [ foaf:name "Olaf Quist" ; sdo:sameAs'
        ' <https://orcid.org/0000-0002-1825-0097> ], [ a foaf:Organization ; foaf:name "ESRF" ],'
        f' <{DATA}/d#me> . <{DATA}/d#me> foaf:name "Ada Moe"'
    )

    assert said(found, "dcterms:creator", "foaf:name") == ["Ada Moe", "Ida Berg", "Olaf Quist"]
    assert {"https://orcid.org/0000-0002-1825-0097", "https://ror.org/02550n020"} < set(
        said(found, "dcterms:creator")
    )


def test_strange_values_are_left_out() -> None:
    found = mapped(
        'dct:title "A" ; dct:modified "never" ; dcat:landingPage <javascript:a()>, <https://ok.example/> ;'
        f' dct:description "x"@en-x{"-aaaaaaaa" * 30}'
    )

    assert said(found, "dcat:landingPage") == ["https://ok.example/"]
    assert said(found, "dcterms:modified") == []
    assert said(found, "pan:finding", "pan:field") == ["http://purl.org/dc/terms/modified"]
    assert said(found, "dcterms:description") == ["x"]


def test_a_class_without_a_place_here_is_no_record() -> None:
    world = endpoint(f"<{DATA}/x> a <https://x.example/Thing> .", classes="https://x.example/Thing")
    (record,) = records(SPARQL.records(world))

    with pytest.raises(BadRecord, match="no class that has a place here"):
        SPARQL.triples(record)


def test_an_answer_that_was_cut_short_is_asked_for_again_one_by_one() -> None:
    turtle = "".join(dataset('dct:title "A"', f"d{number}") + "\n" for number in range(4))

    def cut(answer: bytes) -> bytes:
        """At most three lines, as an endpoint with a limit of triples does."""
        return b"".join(answer.splitlines(keepends=True)[:3])

    world = endpoint(turtle)
    world.spoil = cut
    found = records(SPARQL.records(world))

    assert [one.key for one in found] == [f"{DATA}/d{number}" for number in range(4)]
    assert all(len(one.body) == 2 for one in found)


def test_an_answer_that_breaks_off_is_asked_for_again_one_by_one() -> None:
    world = endpoint()
    world.spoil = lambda answer: answer if len(answer) < 500 else answer[:-20]
    found = list(SPARQL.records(world))

    assert (f"{DATA}/p/1", f"{DATA}/d/1") == (records(found)[-1].key, asides(found)[0][0])


def test_a_subject_of_too_many_triples_is_put_aside_and_the_others_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("harvesters._sparql_live.MOST_TRIPLES", 10)
    many = ", ".join(f'"{number}"' for number in range(20))
    turtle = dataset(f"dcat:keyword {many}", "big") + "\n" + dataset('dct:title "A"', "small")
    found = list(SPARQL.records(endpoint(turtle)))

    assert asides(found) == [(f"{DATA}/big", "quarantined")]
    assert [one.key for one in records(found)] == [f"{DATA}/small"]
