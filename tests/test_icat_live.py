"""Harvest an ICAT over REST: wrapped entities, pages by number, what an old server does not know.

Recorded: nothing. From the source of icat.server: the routes, JPQL with INCLUDE and LIMIT. Invented: every
entity, the recording `icat-rest` included.
"""

from typing import Any

import pytest
from icat_server import IcatWorld, Server, datasets, keys, recorded_world
from replay import things

from harvesters._icat_schema import TREES, included
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mark, Record
from kg.rdf.names import ACCESS, DCT, PAN

ICAT = load_source("icat")


def test_the_recorded_catalogue_is_read_whole() -> None:
    found = things(ICAT.records(recorded_world()))

    assert [(one.kind, one.key) for one in found] == [
        ("Facility", "1"),
        ("Instrument", "11"),
        ("Investigation", "21"),
        ("Investigation", "22"),
        ("Study", "41"),
        ("DataPublication", "61"),
        ("Dataset", "51"),
        ("Dataset", "52"),
    ]
    assert all(isinstance(one, Record) for one in found)


@pytest.mark.parametrize(
    ("name", "rights"), [("Dataset 51", "NON_PUBLIC"), ("Dataset 52", "PUBLIC"), ("Investigation 22", None)]
)
def test_a_day_of_release_ahead_is_an_embargo_and_silence_is_silence(name: str, rights: str | None) -> None:
    found = {f"{one.kind} {one.key}": one for one in things(ICAT.records(recorded_world()))}
    record = found[name]
    assert isinstance(record, Record)

    stated = [
        value for _, predicate, value in ICAT.triples(record).triples if predicate == DCT["accessRights"]
    ]

    assert stated == ([ACCESS[rights]] if rights else [])


def test_an_investigation_without_release_says_nothing_of_access() -> None:
    found = [one for one in things(ICAT.records(recorded_world())) if one.key == "22"]
    assert isinstance(found[0], Record)

    predicates = {predicate for _, predicate, _ in ICAT.triples(found[0]).triples}

    assert not predicates & {DCT["available"], DCT["accessRights"]}


def test_the_questions_are_the_jpql_of_icat() -> None:
    server = Server({"Dataset": datasets(1)})
    list(ICAT.records(IcatWorld(server)))

    assert server.queries[0] == "SELECT o FROM Facility o WHERE o.id > 0 ORDER BY o.id LIMIT 0, 100"
    assert server.queries[-2] == (
        "SELECT o FROM Dataset o WHERE o.id > 0 ORDER BY o.id INCLUDE o.investigation AS a1, a1.facility, "
        "o.type, o.sample AS a2, a2.type, o.datasetInstruments AS a3, a3.instrument, "
        "o.datasetTechniques AS a4, a4.technique, o.parameters AS a5, a5.type LIMIT 0, 100"
    )


def test_every_relation_is_included_once() -> None:
    for tree in TREES.values():
        asked = included(tree)
        aliases = [one.split(" AS ")[1] for one in asked if " AS " in one]
        assert len(set(asked)) == len(asked)
        assert len(set(aliases)) == len(aliases)
        assert not any("datafiles" in one for one in asked)


def test_pages_go_by_number_and_end_with_an_empty_one() -> None:
    server = Server({"Dataset": datasets(250)})
    found = list(ICAT.records(IcatWorld(server)))

    assert keys(found) == [str(number) for number in range(1, 251)]
    assert [mark.resume for mark in found if isinstance(mark, Mark)] == [
        "Dataset 100", "Dataset 200", "Dataset 250"
    ]  # fmt: skip
    asked = [
        query.split(" WHERE ")[1].split(" ORDER")[0] for query in server.queries if "FROM Dataset o" in query
    ]
    assert asked == ["o.id > 0", "o.id > 100", "o.id > 200", "o.id > 250"]


def test_what_is_deleted_in_the_meantime_moves_nothing() -> None:
    server = Server({"Dataset": datasets(150)})
    found = []
    for one in ICAT.records(IcatWorld(server)):
        found.append(one)
        if isinstance(one, Mark):
            server.entities["Dataset"] = [body for body in server.entities["Dataset"] if body["id"] > 30]

    assert keys(found) == [str(number) for number in range(1, 151)]


def test_a_harvest_cut_short_goes_on_after_its_mark() -> None:
    server = Server({"Facility": [{"id": 1, "name": "X"}], "Dataset": datasets(250)})

    found = list(ICAT.records(IcatWorld(server, resume="Dataset 100")))

    assert keys(found) == [str(number) for number in range(101, 251)]
    assert not keys(found, "Facility")


@pytest.mark.parametrize("resume", ["Rule 3", "Dataset x", "", "Dataset ٣"])
def test_a_mark_that_is_none_means_the_beginning(resume: str) -> None:
    found = list(ICAT.records(IcatWorld(Server({"Dataset": datasets(2)}), resume=resume)))

    assert keys(found) == ["1", "2"]


def test_an_old_server_is_asked_without_what_it_does_not_know() -> None:
    server = Server({"Dataset": datasets(3)}, unknown=("datasetTechniques", "DataPublication"))
    found = list(ICAT.records(IcatWorld(server)))

    assert keys(found) == ["1", "2", "3"]
    asides = [one for one in found if isinstance(one, Aside)]
    assert [(one.key, one.outcome) for one in asides] == [
        ("DataPublication", "skipped"),
        ("Dataset INCLUDE", "skipped"),
    ]


def test_a_page_that_is_too_much_is_asked_for_in_parts() -> None:
    server = Server({"Dataset": datasets(25)}, most=10)

    found = list(ICAT.records(IcatWorld(server)))

    assert keys(found) == [str(number) for number in range(1, 26)]
    assert not [one for one in found if isinstance(one, Aside) and "INCLUDE" in one.key]


def test_only_what_changed_is_asked_for_from_a_day_earlier() -> None:
    server = Server({"Dataset": datasets(2, modTime="2026-05-01T00:00:00Z")})
    server.entities["Dataset"][1]["modTime"] = "2026-05-03T00:00:00Z"

    found = list(ICAT.records(IcatWorld(server, since="2026-05-03T12:00:00+02:00")))

    assert "AND o.modTime >= '2026-05-02 10:00:00' ORDER" in server.queries[0]
    assert keys(found) == ["2"]


def test_a_since_that_is_no_moment_is_refused() -> None:
    with pytest.raises(BadInput, match="is no moment"):
        list(ICAT.records(IcatWorld(Server({}), since="last week")))


def files_of(dataset: int, count: int) -> list[dict[str, Any]]:
    return [
        {"id": dataset * 10_000 + number, "name": f"f{number}", "location": "/x", "dataset": {"id": dataset}}
        for number in range(count)
    ]


def test_files_of_many_datasets_come_together_and_no_more_than_are_kept() -> None:
    bodies = datasets(4, fileCount=None)
    bodies[3]["fileCount"] = 0
    files = [*files_of(1, 3), *files_of(2, 1200), *files_of(3, 2), *files_of(4, 1)]
    server = Server({"Dataset": bodies, "Datafile": files})

    found = [one for one in ICAT.records(IcatWorld(server)) if isinstance(one, Record)]

    assert [len(one.body.get("datafiles", [])) for one in found] == [3, 50, 2, 0]
    assert [query for query in server.queries if "Datafile" in query] == [
        f"SELECT o FROM Datafile o WHERE o.dataset.id IN ({numbers}) ORDER BY o.dataset.id, o.id "
        "INCLUDE o.dataset LIMIT 0, 1000"
        for numbers in ("1, 2, 3", "3")
    ]
    assert not any(b"location" in one.raw for one in found)


def test_a_dataset_whose_files_were_cut_off_is_asked_for_again() -> None:
    files = [*files_of(1, 990), *files_of(2, 40)]
    server = Server({"Dataset": datasets(2, fileCount=None), "Datafile": files})

    found = [one for one in ICAT.records(IcatWorld(server)) if isinstance(one, Record)]

    assert [len(one.body["datafiles"]) for one in found] == [50, 40]


def test_files_are_left_out_where_they_are_not_wanted_or_not_public() -> None:
    told = {"Dataset": datasets(1, fileCount=1), "Datafile": files_of(1, 1)}
    unwanted, closed = Server(told), Server(told, unknown=("Datafile",))

    without = list(ICAT.records(IcatWorld(unwanted, options={"files": "no"})))
    refused = list(ICAT.records(IcatWorld(closed)))

    assert not any("Datafile" in query for query in unwanted.queries)
    assert keys(without) == keys(refused) == ["1"]
    assert "Datafile" in [one.key for one in refused if isinstance(one, Aside)]


def test_a_server_that_repeats_itself_is_an_error_and_no_end() -> None:
    class Stuck(Server):
        def ask(self, session: str, query: str) -> tuple[int, Any]:
            return 200, [{"Facility": {"id": 1, "name": "X"}}]

    with pytest.raises(SourceUnavailable, match="no Facility with a number beyond 1"):
        list(ICAT.records(IcatWorld(Stuck({}))))


def test_the_published_thing_and_its_parts_meet() -> None:
    found = {one.key: one for one in things(ICAT.records(recorded_world())) if isinstance(one, Record)}
    publication, dataset = (ICAT.triples(found[key]) for key in ("61", "51"))

    assert [value for _, predicate, value in publication.triples if predicate == DCT["hasPart"]] == [
        dataset.about
    ]
    assert dataset.about.value.endswith("/id/dataset/nls/2310042/2310042-1/run1")
    collection = ICAT.triples(found["21"]).about
    assert collection.value == "https://doi.org/10.5072/nls.e.2310042"
    assert (dataset.about, DCT["isPartOf"], collection) in dataset.triples
    visit = [value for _, predicate, value in dataset.triples if predicate == PAN["investigation"]]
    assert visit[0] in {subject for subject, _, _ in ICAT.triples(found["21"]).triples}


def test_an_address_in_place_of_a_name_reaches_no_identifier() -> None:
    person = "ada@northlight.example"
    inside: Json = {"name": person, "visitId": "1", "facility": {"name": person}}
    told: Json = {"id": 1, "name": person, "investigation": inside, "sample": {"name": person}}
    told["datasetInstruments"] = [{"instrument": {"name": person}}]

    mapped = ICAT.triples(Record("Dataset", "1", told, write_json(told), "x"))

    assert not any("northlight" in term.value for triple in mapped.triples for term in triple)
