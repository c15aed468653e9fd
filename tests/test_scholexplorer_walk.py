"""How links are come by: files of every form, and the walk of ScholeXplorer. All is invented."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from replay import RecordedWorld, recording
from test_scholexplorer import DOI, SOURCE, link, read

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.source import Aside, Item, Mark, Record

PLACE = "https://scholexplorer.example/v3"


def keys(found: list[Item]) -> list[str]:
    return [f"mark {one.resume}" if isinstance(one, Mark) else f"{one.kind} {one.key}" for one in found]


@pytest.mark.parametrize("form", ["list", "lines", "answer", "packages", "packed", "pretty"])
def test_every_form_of_a_file_holds_the_same_links(form: str, tmp_path: Path) -> None:
    links = [link(), link(RelationshipType={"Name": "IsRelatedTo"}, Title='}{"\\')]
    path = tmp_path / ("links.json" if form not in ("lines", "packed") else "links.ndjson")
    text = {
        "list": json.dumps(links),
        "answer": json.dumps({"currentPage": 0, "totalLinks": 2, "result": links}),
        "packages": json.dumps({"status": "ok", "message": {"link-packages": links}}),
        "pretty": "\n\n".join(json.dumps(one, indent=4) for one in links),
    }.get(form, "\n".join(map(json.dumps, links)))
    if form == "packed":
        path = path.with_suffix(".ndjson.gz")
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text)

    found = read(path)

    assert [one.body for one in found if isinstance(one, Record)] == links
    assert len({one.key for one in found}) == 2


def test_a_broken_file_gives_what_stands_before_the_break(tmp_path: Path) -> None:
    whole = "\n".join(json.dumps(link(Identifier=str(number))) for number in range(3))
    (tmp_path / "cut.ndjson").write_text(whole[:-20])
    (tmp_path / "packed.json.gz").write_bytes(b"no gzip")
    (tmp_path / "table.csv").write_text("a,b")
    (tmp_path / "empty.json").write_text("[]")
    (tmp_path / "odd.json").write_text('[{"a": 1}, {"Source": {}, "Target": {}}, {"x": tru}]')

    found = read(tmp_path)
    told = [(one.origin, one.outcome) for one in found if isinstance(one, Aside)]

    assert [one.key for one in found if isinstance(one, Record)] == ["0", "1"]
    assert told == [
        ("cut.ndjson#2", "quarantined"),
        ("empty.json", "skipped"),
        ("odd.json#0", "skipped"),
        ("odd.json#1", "quarantined"),
        ("odd.json#2", "quarantined"),
        ("packed.json.gz", "quarantined"),
        ("table.csv", "skipped"),
    ]


def test_each_doi_is_asked_on_both_sides_and_ends_with_a_mark() -> None:
    told = recording("scholexplorer-doi")
    world = RecordedWorld(told["place"], requests=told["requests"], identifiers=told["identifiers"])

    found = list(SOURCE.records(world))

    assert [key.split()[0] for key in keys(found)] == ["link", "link", "link", "mark", "asked", "mark"]
    assert keys(found)[3:] == [f"mark {DOI}", "asked 10.5072/lake-2", "mark 10.5072/lake-2"]
    assert isinstance(found[4], Aside)
    assert (found[4].reason, found[4].outcome) == ("asked, and has no link", "skipped")
    assert world.expected == 2


def test_a_cut_walk_goes_on_behind_its_last_mark() -> None:
    told = recording("scholexplorer-doi")
    world = RecordedWorld(
        told["place"], requests=told["requests"], identifiers=told["identifiers"], resume=DOI
    )

    assert keys(list(SOURCE.records(world))) == ["asked 10.5072/lake-2", "mark 10.5072/lake-2"]


@pytest.mark.parametrize("answer", [{}, {"error": "x"}, "x", {"result": None}])
def test_an_answer_that_is_no_list_is_no_absence_of_links(answer: Any) -> None:  # noqa: ANN401
    requests = {f"GET /Links?sourcePid={DOI}&page=0&size=99": answer}

    with pytest.raises(SourceUnavailable, match="no list of links"):
        list(SOURCE.records(RecordedWorld(PLACE, requests=requests, identifiers=[DOI])))


def test_a_place_that_names_the_links_themselves_is_asked_as_it_is() -> None:
    empty = {"currentPage": 0, "totalLinks": 0, "totalPages": 0, "result": []}
    requests = {f"GET ?{side}Pid={DOI}&page=0&size=99": empty for side in ("source", "target")}
    world = RecordedWorld(f"{PLACE}/Links", requests=requests, identifiers=[DOI])

    assert keys(list(SOURCE.records(world))) == [f"asked {DOI}", f"mark {DOI}"]


def test_a_service_that_refuses_is_not_one_without_links() -> None:
    class Refusing(RecordedWorld):
        def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
            raise BadInput("answered 403 Forbidden")

    with pytest.raises(BadInput, match="403"):
        list(SOURCE.records(Refusing(PLACE, identifiers=[DOI])))
