"""The places a source may read from, and how sources are found."""

from pathlib import Path

import httpcore2
import pytest
from misbehaving_http import FakeTime

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source, source_names
from kg.harvest.world import FileWorld, open_world


def count_bytes(path: Path) -> int:
    return path.stat().st_size


def test_files_come_sorted_and_by_their_endings(tmp_path: Path) -> None:
    for name in ("b.nxs", "a/z.HDF5", "a/notes.txt", ".hidden/x.nxs", "a/.x.nxs"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    world = open_world(str(tmp_path))

    assert [path.relative_to(tmp_path).as_posix() for path in world.files(".nxs", ".hdf5")] == [
        "a/z.HDF5",
        "b.nxs",
    ]
    assert [path.name for path in world.files()] == ["notes.txt", "z.HDF5", "b.nxs"]


def test_a_single_file_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "odd.name").write_bytes(b"x")

    assert [path.name for path in open_world(str(tmp_path / "odd.name")).files(".nxs")] == ["odd.name"]


@pytest.mark.parametrize("contained", [False, True])
def test_a_task_gives_the_same_answer_within_and_without_a_worker(tmp_path: Path, contained: bool) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    world = FileWorld(str(tmp_path), contained=contained)

    try:
        assert world.contained(count_bytes, tmp_path / "a") == 5
    finally:
        world.close()


def test_files_answer_no_requests_and_the_web_holds_no_files(tmp_path: Path) -> None:
    web = open_world("https://a.example/api/v3", "ESRF")

    assert (web.live, web.facility, list(web.files())) == (True, "ESRF", [])
    with pytest.raises(BadInput, match="only an address on the web answers"):
        open_world(str(tmp_path)).get_json("/x")
    with pytest.raises(BadInput, match="holds no file"):
        HttpWorld("https://a.example").contained(count_bytes, tmp_path)


def test_a_private_host_is_asked_where_the_operator_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its address is one kept for documentation, to which nothing is ever connected."""
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port, **_: [(2, 1, 6, "", ("192.0.2.7", port))])
    monkeypatch.setattr("tenacity.nap.time", FakeTime())
    asked: list[str] = []

    def refuse(wires: httpcore2.SyncBackend, host: str, *_: object) -> httpcore2.NetworkStream:
        asked.append(host)
        raise httpcore2.ConnectError("refused")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", refuse)

    with pytest.raises(BadInput, match=r"icat\.intra\.example leads to 192\.0\.2\.7"):
        open_world("http://icat.intra.example", private_hosts=["other.example"]).get_json("/x")
    assert asked == []
    with pytest.raises(SourceUnavailable, match="does not answer"):
        open_world("http://ICAT.intra.example", private_hosts=[" icat.Intra.example"]).get_json("/x")
    assert set(asked) == {"192.0.2.7"}


def test_a_source_is_a_module_with_a_source_in_it() -> None:
    assert "scicat" in source_names()
    assert not [name for name in source_names() if name.startswith("_")]


def test_an_unknown_source_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r"No source called 'scikat'\. There are: .*scicat") as refused:
        load_source("scikat")

    assert "_describe" not in str(refused.value)
