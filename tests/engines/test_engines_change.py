"""Changes reach readers as a whole, and only by a publication, in every engine."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.archive import backup
from kg.errors import BadInput, StoreBusy
from kg.pipeline import Wish, harvest, publish
from kg.rdf.names import DCAT, RDF
from kg.store.endpoint import EndpointStore
from kg.store.endpoint_generation import graph_of
from kg.store.endpoint_table import sizes
from kg.store.home import Home
from kg.writer import open_writer

TITLES = "SELECT ?title { ?d a dcat:Dataset ; dcterms:title ?title } ORDER BY ?title"


def _catalogue(folder: Path, titles: dict[str, str]) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    records = [
        {"doi": f"10.5072/{name}", "title": title, "publisher": "ESS", "publicationYear": 2020}
        for name, title in titles.items()
    ]
    (folder / "PublishedData.json").write_text(json.dumps(records), "utf-8")
    return str(folder)


def _titles(home: Home) -> list[str]:
    current = home.current()
    assert current is not None
    return [row["title"].value for row in home.reader(current).rows(TITLES)]


def test_a_record_is_replaced_whole_and_seen_by_new_readers_only(blank: Home, tmp_path: Path) -> None:
    odd = "Beta ü \\ \" 'x'"
    titles = {"a": "Alpha", "b": odd} | {f"n{number}": f"Number {number:02}" for number in range(20)}
    place = _catalogue(tmp_path / "c", titles)
    first = harvest(blank, "scicat", [place])
    assert (first["mapped"], first["generation"]) == (22, 1)
    again = harvest(blank, "scicat", [place])
    assert (again["mapped"], again["unchanged"], again["generation"]) == (0, 22, 1)
    generation = blank.current()
    assert generation is not None
    old = blank.reader(generation)

    _catalogue(tmp_path / "c", titles | {"a": "Aleph"})
    changed = harvest(blank, "scicat", [place])
    assert (changed["mapped"], changed["unchanged"], changed["generation"]) == (1, 21, 2)
    assert _titles(blank)[:2] == ["Aleph", odd]
    assert [row["title"].value for row in old.rows(TITLES)][:2] == ["Alpha", odd]

    del titles["b"]
    _catalogue(tmp_path / "c", titles | {"a": "Aleph"})
    full = Wish(full=True)
    missing, again = (
        harvest(blank, "scicat", [place], full) for _ in range(2)
    )  # a folder is believed at once
    assert (missing["tombstoned"], again["tombstoned"]) == (1, 0)
    assert _titles(blank)[:2] == ["Aleph", "Number 00"]
    # The first generation is neither the newest nor the one before, but somebody still reads it.
    assert [row["title"].value for row in old.rows(TITLES)][:2] == ["Alpha", odd]
    assert blank.numbers() == [1, 2, 3]


def test_generations_nobody_reads_are_dropped(blank: Home, tmp_path: Path) -> None:
    for number in range(4):
        harvest(blank, "scicat", [_catalogue(tmp_path / "c", {"a": f"Title {number}"})])
    assert blank.numbers() == [3, 4]
    if blank.remote:
        with EndpointStore(blank.remote) as store:
            kept = {name for name in sizes(store.http) if "/graph/generation/" in name}
        assert {graph_of(3).value, graph_of(4).value} == {name for name in kept if name[-1].isdigit()}


def test_a_generation_that_the_engine_lost_is_made_anew(blank: Home, tmp_path: Path) -> None:
    if blank.remote is None:
        pytest.skip("a folder does not lose one of its parts")
    harvest(blank, "scicat", [_catalogue(tmp_path / "c", {"a": "Alpha"})])
    with EndpointStore(blank.remote) as store:
        store.http.update(f"DROP SILENT GRAPH {graph_of(1)}", 60)
    assert _titles(blank) == []

    assert publish(blank).number == 2
    assert _titles(blank) == ["Alpha"]
    assert publish(blank).number == 2


def test_many_and_large_graphs_are_replaced(blank: Home) -> None:
    names = [NamedNode(f"https://example.org/g/{number}") for number in range(230)]
    texts = dict.fromkeys(names, b'<https://example.org/s> <https://example.org/p> "one" .\n')
    large = b"".join(b'<https://example.org/s> <https://example.org/p> "%d" .\n' % n for n in range(6000))
    texts[names[3]] = large
    texts[names[4]] = b"_:a <https://example.org/p> _:b .\n"
    with open_writer(blank) as writer:
        writer.store.replace(texts)
        assert set(writer.store.graphs("https://example.org/g/")) == set(names)
        writer.store.replace({names[3]: texts[names[0]], names[5]: b""})
        writer.store.remove(names[100:])
        assert set(writer.store.graphs("https://example.org/g/")) == {*names[:5], *names[6:100]}
        thing, one = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
        writer.store.extend([Quad(thing, one, Literal(str(n)), names[200 + n % 7]) for n in range(3000)])
        assert len(set(writer.store.graphs("https://example.org/g/"))) == 99 + 7
        writer.store.remove(names[200:])
        writer.ledger.changed()
    generation = publish(blank)
    count = "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/p> ?o }"
    # "one" once, however many graphs say it, and the triple of the blank nodes.
    assert [row["n"].value for row in blank.reader(generation).rows(count)] == ["2"]


def test_a_harvest_killed_in_between_is_mended(blank: Home, tmp_path: Path) -> None:
    titles = {f"x{number}": f"Title {number}" for number in range(400)}
    place = _catalogue(tmp_path / "c", titles)
    told = {"KG_ENCODER": "none", "KG_STORE_FOLDER": str(blank.path)}
    store = str(blank.path)
    if blank.remote:
        store = blank.remote.query
        told |= {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba"}
    command = [sys.executable, "-m", "kg", "harvest", "scicat", place, "--checkpoint", "20", "--store", store]
    run = subprocess.Popen(command, env=os.environ | told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + 60
    while run.poll() is None and time.monotonic() < deadline and not _has_begun(blank):
        time.sleep(0.02)
    run.kill()
    run.communicate()
    report = harvest(blank, "scicat", [place])
    assert report["read"] == 400
    assert report["quarantined"] == 0
    assert len(_titles(blank)) == 400
    with open_writer(blank) as writer:
        assert sum(1 for _ in writer.store.graphs("https://w3id.org/pan-kg/graph/scicat/")) == 400


def _has_begun(home: Home) -> bool:
    from contextlib import closing
    from sqlite3 import OperationalError, connect

    if not home.ledger_path.is_file():
        return False
    try:
        with closing(connect(f"{home.ledger_path.as_uri()}?mode=ro", uri=True)) as ledger:
            return bool(ledger.execute("SELECT COUNT(*) FROM record").fetchone()[0])
    except OperationalError:
        return False


def test_one_writer_from_one_folder(blank: Home, tmp_path: Path) -> None:
    with open_writer(blank), pytest.raises(StoreBusy), open_writer(blank):
        pass
    if blank.remote:
        other = Home(tmp_path / "other", blank.remote)
        with pytest.raises(BadInput, match="another local folder"), open_writer(other):
            pass
        with pytest.raises(BadInput, match="kg dump"):
            backup(blank, tmp_path / "backup")


def test_what_others_write_to_the_engine_is_published(blank: Home) -> None:
    first = publish(blank)
    assert publish(blank).number == first.number
    if blank.remote is None:
        return
    with EndpointStore(blank.remote) as store:
        store.http.put(
            "https://example.org/bulk",
            f"<https://example.org/x> {RDF['type']} {DCAT['Dataset']} .\n".encode(),
            30,
        )
    second = publish(blank)
    assert second.number == first.number + 1
    assert second.facts["datasets"] == first.facts["datasets"] + 1
