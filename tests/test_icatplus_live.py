"""Harvest the ESRF's open catalogue: its lists, its pages, its DOIs, and files of its answers.

From documentation: routes, `meta.page`. Invented: the recordings, and all that is written here.
"""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from claimed import beside
from icatplus_recorded import ICATPLUS, mapped, world
from replay import RecordedWorld, Reply, recording, replayed, serving, things
from said import values

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.payload import Json
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mark, Record
from kg.harvest.world import open_world
from kg.rdf.names import DCAT, DCT, PAN, RDF


def test_the_catalogue_s_lists_are_read() -> None:
    found = things(ICATPLUS.records(world("icatplus-catalogue")))

    assert [(one.kind, one.key) for one in found] == [
        ("instrument", "BM05"),
        ("instrument", "ID16B"),
        ("technique", "https://w3id.org/PaN/ESRFET#XAS"),
        ("parameter", "InstrumentMonochromator_energy"),
        ("dataset", "9001"),
        ("dataset", "9002"),
    ]
    for one in found:
        assert isinstance(one, Record)
        assert ICATPLUS.body(one.raw) == one.body
        assert b'"meta"' not in one.raw  # it changes with every new dataset


def test_the_number_of_datasets_is_told_for_the_progress_bar() -> None:
    place = world("icatplus-catalogue")
    list(ICATPLUS.records(place))

    assert place.expected == 2


@pytest.mark.parametrize(
    "said",
    [
        "10.15151/ESRF-DC-900000001",
        "https://doi.org/10.15151/ESRF-DC-900000001",
        " doi:10.15151/ESRF-DC-900000001,",
    ],
)
def test_a_doi_brings_its_metadata_and_its_datasets(said: str) -> None:
    place = world("icatplus-doi")
    place.options = {"doi": said}
    found = things(ICATPLUS.records(place))
    triples = mapped(found)

    assert [(one.kind, one.key) for one in found] == [
        ("doi", "10.15151/esrf-dc-900000001"),
        ("part", "10.15151/esrf-dc-900000001#9100"),
    ]
    assert set(values(triples, DCAT["keyword"])) == {"Cetacea", "lung"}
    assert PAN["DataCollection"].value in values(triples, RDF["type"], "esrf-dc-900000001")
    assert "https://doi.org/10.15151/esrf-dc-900000001" in values(
        triples, DCT["isPartOf"], "dataset/esrf/9100"
    )
    for one in found:
        assert isinstance(one, Record)
        assert ICATPLUS.body(one.raw) == one.body


def test_odd_suffixes_are_percent_encoded() -> None:
    seen: list[str] = []

    class Asked(RecordedWorld):
        def get_json(self, path: str, **params: str | int) -> Json:
            seen.append(path)
            raise BadInput("answered 404")

    found = things(ICATPLUS.records(Asked("https://x.example", options={"doi": "10.15151/a/c?d"})))

    assert seen == ["/doi/10.15151/a%2Fc%3Fd/json-datacite", "/doi/10.15151/a%2Fc%3Fd/datasets"]
    assert [one.kind for one in found] == ["doi", "list"]


@pytest.mark.parametrize("said", ["ESRF-DC-1", "10.15151/a b", "10.15151"])
def test_what_is_no_doi_is_refused(said: str) -> None:
    with pytest.raises(BadInput, match="is no DOI"):
        list(ICATPLUS.records(RecordedWorld("https://x.example", options={"doi": said})))


def paged(total: int, size: int = 100, key: str | None = None) -> Callable[[str], Reply]:
    """An ICAT+ with this many datasets, at most `size` on a page; without vocabularies."""

    def answer(target: str) -> Reply:
        parts = urlsplit(target)
        if parts.path != "/catalogue/datasets":
            return Reply(b'{"message":"Not found"}', 404)
        told = dict(parse_qsl(parts.query))
        skip = int(told["skip"])
        page = {"total": total, "totalPages": -(-total // size), "currentPage": skip // size + 1}
        last = min(skip + min(int(told["limit"]), size), total)
        shown = [{"id": n, "sampleName": "s", "meta": {"page": page}} for n in range(skip, last)]
        return Reply(json.dumps({key: shown} if key else shown).encode())

    return answer


@pytest.mark.parametrize("key", [None, "data"])
def test_over_http_pages_are_read_until_one_is_empty(key: str | None) -> None:
    with serving(paged(7, size=3, key=key)) as peer:
        place = HttpWorld(peer.address, pause=0.001)
        found = list(ICATPLUS.records(place))
        place.close()

    assert [one.key for one in found if isinstance(one, Record)] == [str(number) for number in range(7)]
    assert [one.resume for one in found if isinstance(one, Mark)] == [
        "/catalogue/datasets 3", "/catalogue/datasets 6", "/catalogue/datasets 7"
    ]  # fmt: skip
    assert [one.key for one in found if isinstance(one, Aside)] == [
        "/catalogue/instruments", "/catalogue/techniques", "/catalogue/parameters"
    ]  # fmt: skip
    assert place.expected == 7


def test_a_harvest_cut_short_goes_on_a_page_before_its_mark() -> None:
    with serving(paged(450)) as peer:
        place = HttpWorld(peer.address, pause=0.001)
        place.resume = "/catalogue/datasets 300"
        found = list(ICATPLUS.records(place))
        place.close()

    assert [one.key for one in found if isinstance(one, Record)] == [
        str(number) for number in range(200, 450)
    ]


def test_a_server_that_ignores_paging_does_not_keep_us_for_ever() -> None:
    body = json.dumps([{"id": 1, "sampleName": "s"}]).encode()
    with serving(lambda target: Reply(body) if "datasets" in target else Reply(b"{}", 404)) as peer:
        place = HttpWorld(peer.address, pause=0.001)
        found = things(ICATPLUS.records(place))
        place.close()

    assert [one.key for one in found if isinstance(one, Record)] == ["1"]


def test_a_catalogue_without_its_list_is_an_error() -> None:
    with serving(lambda _: Reply(b"{}", 404)) as peer:
        place = HttpWorld(peer.address, pause=0.001)
        with pytest.raises(BadInput, match="404"):
            list(ICATPLUS.records(place))
        place.close()


def test_a_list_that_breaks_off_is_an_error_and_no_end() -> None:
    first = paged(7, size=3)

    def answer(target: str) -> Reply:
        return Reply(b'{"error":"database"}') if "skip=3" in target else first(target)

    with serving(answer) as peer:
        place = HttpWorld(peer.address, pause=0.001)
        with pytest.raises(SourceUnavailable, match="no list of datasets"):
            list(ICATPLUS.records(place))
        place.close()


def test_over_http_the_recording_gives_the_same() -> None:
    with serving(replayed(recording("icatplus-catalogue")["requests"])) as peer:
        place = HttpWorld(peer.address, pause=0.001)
        live = things(ICATPLUS.records(place))
        place.close()

    recorded = things(ICATPLUS.records(world("icatplus-catalogue")))
    assert [(one.key, one.raw) for one in live] == [(one.key, one.raw) for one in recorded]


def test_files_that_hold_nothing_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"b": 1}')
    (tmp_path / "b.json").write_text("[1, {}]")
    (tmp_path / "c.json").write_text("{")
    (tmp_path / "d.txt").write_text("x")

    found = things(ICATPLUS.records(open_world(str(tmp_path), contained=False)))

    assert [(one.key, one.outcome) for one in found if isinstance(one, Aside)] == [
        ("a.json", "skipped"),
        ("b.json#0", "skipped"),
        ("b.json#1", "skipped"),
        ("c.json", "quarantined"),
        ("d.txt", "skipped"),
    ]


@pytest.mark.parametrize("name", ["esrf-es-2210534378", "esrf-dc-2493599001"])
def test_a_real_doi_says_the_same_here_and_at_datacite(shared_data: Path, name: str) -> None:
    # Recorded at DataCite; ICAT+ hands on the same attributes. Counts are DataCite's own.
    file = shared_data / "citations" / "datacite" / f"doi_10.15151_{name}.json"
    said = []
    for source in (ICATPLUS, load_source("datacite")):
        (record,) = things(source.records(open_world(str(file), contained=False)))
        assert isinstance(record, Record)
        said.append(set(map(str, beside(source.triples(record).triples))))

    assert said[0] == said[1]
    assert any("10.15151/" + name in triple for triple in said[0])
