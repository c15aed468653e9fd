"""How much cheaper the reader of NeXus metadata is than walking the whole file."""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.bench.nexus_corpus import write_corpus
from kg.harvest.contain import Containment
from kg.resolve.facility import facility_by_name

TARGET_RATIO = 10.0
_CORPUS_FILES = 100
_PASSES = 5

Say = Callable[[str], None]


def run(data: Path | None, say: Say) -> dict[str, Any]:
    """Files per CPU second of the walk, of the reader and of the contained reader, and their ratios.

    `data` is a folder of files, or one with a folder `nexus`; without it files are made up.
    """
    if data is not None:
        folder = data / "nexus" if (data / "nexus").is_dir() else data
        return _measure(_readable(path for path in sorted(folder.rglob("*")) if path.is_file()), say)
    with TemporaryDirectory() as made:
        say(f"Writing {_CORPUS_FILES} files")
        return _measure(write_corpus(Path(made), _CORPUS_FILES), say)


def _measure(paths: list[Path], say: Say) -> dict[str, Any]:
    read = import_module("harvesters.nexus").read
    read(paths[0])  # imports and tables are read once in a process
    facility_by_name("")
    _walk(paths[0])
    walked = _cpu(lambda: [_walk(path) for path in paths]) / len(paths)
    first = _cpu(lambda: [read(path) for path in paths]) / len(paths)
    again = _cpu(lambda: [read(path) for _ in range(_PASSES) for path in paths]) / (_PASSES * len(paths))
    start, contained = _contained(read, paths)
    answer = {
        "files": len(paths),
        "files_per_cpu_second": {
            "walk": 1 / walked,
            "reader_first_pass": 1 / first,
            "reader": 1 / again,
            "reader_contained": 1 / contained,
        },
        "ratio_first_pass": walked / first,
        "ratio": walked / again,
        "ratio_contained": walked / contained,
        "worker_start_cpu_seconds": start,
        "target_ratio": TARGET_RATIO,
    }
    _tell(answer, say)
    return answer


def _tell(answer: dict[str, Any], say: Say) -> None:
    rates = answer["files_per_cpu_second"]
    say(f"{answer['files']} files; files per CPU second, and times the walk:")
    say(f"  h5py visititems with attributes and scalars {rates['walk']:8.0f}")
    for label, rate, ratio in (
        ("reader, layouts seen for the first time", "reader_first_pass", "ratio_first_pass"),
        ("reader, layouts known", "reader", "ratio"),
        ("reader in its own process, layouts known", "reader_contained", "ratio_contained"),
    ):
        say(f"  {label:43} {rates[rate]:8.0f}  {answer[ratio]:5.1f} x")
    say(f"  starting that process: {answer['worker_start_cpu_seconds']:.2f} CPU seconds, once for 500 files")


def _contained(read: Callable[[Path], Any], paths: list[Path]) -> tuple[float, float]:
    """CPU seconds to start the worker, and then for each file, in both processes."""

    def passes(count: int) -> Callable[[], None]:
        def ask() -> None:
            with Containment() as containment:
                for path in [paths[0], *(path for _ in range(count) for path in paths)]:
                    containment.run(read, path)

        return ask

    start = _cpu(passes(0))
    count = max(1, 450 // len(paths))
    return start, (_cpu(passes(count)) - start) / (count * len(paths))


def _cpu(work: Callable[[], object]) -> float:
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def _walk(path: Path) -> int:
    """What a plain program does: visit all objects, take all attributes and all single values."""
    import h5py

    found: list[object] = []

    def visit(name: str, thing: Any) -> None:  # noqa: ANN401 - h5py has no types
        found.extend(thing.attrs.items())
        if isinstance(thing, h5py.Dataset) and thing.size == 1:
            found.append(thing[()])

    with h5py.File(path, "r") as file:
        found.extend(file.attrs.items())
        file.visititems(visit)
    return len(found)


def _readable(paths: Iterable[Path]) -> list[Path]:
    """The files that the plain walk gets through, since both must read the same ones."""
    found = []
    for path in paths:
        try:
            _walk(path)
        except (OSError, KeyError, RuntimeError, TypeError, ValueError):
            continue
        found.append(path)
    return found
