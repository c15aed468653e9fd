"""Reading one file never opens another one, whatever its links and datasets point to."""

from pathlib import Path
from typing import Any

import h5py
import pytest
from hdf5_tree import write_tree
from opened_files import watching

from harvesters.nexus import read


def codes(answer: dict[str, Any]) -> set[str]:
    return {issue["code"] for issue in answer["issues"]}


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A plain file with one entry, to be made odd."""
    return write_tree(tmp_path / "odd.nxs", {"entry": {"@NX_class": "NXentry", "title": "odd"}})


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside the folder that is read."""
    return write_tree(
        tmp_path / "outside" / "secret.h5",
        {"group": {"@NX_class": "NXinstrument", "name": "SECRET"}, "text": "SECRET", "numbers": [1.0, 2.0]},
    )


def test_the_watch_notices_that_plain_h5py_follows_an_external_link(odd: Path, secret: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry/instrument"] = h5py.ExternalLink("outside/secret.h5", "/group")

    with watching(secret) as watch:
        with h5py.File(odd) as file:
            assert file["entry/instrument/name"][()] == b"SECRET"

        assert watch.was_opened()


def test_an_external_link_is_told_and_never_followed(odd: Path, secret: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry/instrument"] = h5py.ExternalLink("outside/secret.h5", "/group")
        file["entry/definition"] = h5py.ExternalLink(str(secret), "/text")
        file["entry/start_time"] = h5py.SoftLink("/way_out/text")
        file["entry/sample"] = h5py.SoftLink("/entry/instrument")
        file["way_out"] = h5py.ExternalLink("outside/secret.h5", "/")

    with watching(secret) as watch:
        answer = read(odd)

        assert not watch.was_opened()
    assert answer["outcome"] == "nexus"
    assert {"external-link", "unresolved-link"} <= codes(answer)
    assert "SECRET" not in str(answer["entries"])
    assert any("outside/secret.h5:/group" in issue["message"] for issue in answer["issues"])


def test_a_virtual_dataset_is_told_and_its_source_never_opened(odd: Path, secret: Path) -> None:
    layout = h5py.VirtualLayout(shape=(2,), dtype="f8", maxshape=(None,))
    source = h5py.VirtualSource("outside/secret.h5", "numbers", shape=(2,), maxshape=(None,))
    layout[0 : h5py.h5s.UNLIMITED] = source[0 : h5py.h5s.UNLIMITED]
    with h5py.File(odd, "a") as file:
        file["entry"].create_virtual_dataset("start_time", layout)

    with watching(secret) as watch:
        answer = read(odd)

        assert not watch.was_opened()
    assert "virtual-dataset" in codes(answer)


def test_external_storage_is_told_and_never_read(odd: Path, tmp_path: Path) -> None:
    raw = tmp_path / "passwords"
    raw.write_bytes(b"root:SECRET:0:0")
    with h5py.File(odd, "a") as file:
        file["entry"].create_dataset("definition", shape=(1,), dtype="S15", external=[(str(raw), 0, 15)])

    with watching(raw) as watch:
        answer = read(odd)

        assert not watch.was_opened()
    assert answer["entries"][0]["definition"] is None
    assert "external-storage" in codes(answer)


def test_dangling_links_are_told(odd: Path) -> None:
    with h5py.File(odd, "a") as file:
        file["entry/definition"] = h5py.SoftLink("/nowhere")
        file["entry/instrument"] = h5py.ExternalLink("missing.h5", "/")
        file["entry/sample"] = h5py.SoftLink("/entry/sample")

    answer = read(odd)

    assert answer["outcome"] == "nexus"
    unresolved = {issue["path"] for issue in answer["issues"] if issue["code"] == "unresolved-link"}
    assert "/entry/definition" in unresolved
