"""Made-up NeXus files of a fixed seed, shaped like those of a scanning and of a tomography beamline."""

from pathlib import Path
from random import Random
from typing import Any

_MOTORS = 36
_LOGS = 40


def write_corpus(folder: Path, count: int, seed: int = 2026) -> list[Path]:
    """Write `count` files, half of each shape; the same seed gives the same metadata."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    data = np.random.default_rng(seed).integers(0, 1000, size=(20, 64, 64), dtype="u2")
    paths = []
    for number in range(count):
        path = folder / f"file{number:04}.h5"
        (_write_scans if number % 2 else _write_tomography)(path, number, random, data)
        paths.append(path)
    return paths


def _group(parent: Any, name: str, kind: str) -> Any:  # noqa: ANN401 - h5py has no types
    group = parent.create_group(name)
    group.attrs["NX_class"] = kind
    return group


def _field(group: Any, name: str, value: object, units: str | None = None) -> None:  # noqa: ANN401
    group[name] = value
    if units:
        group[name].attrs["units"] = units


def _write_scans(path: Path, number: int, random: Random, data: Any) -> None:  # noqa: ANN401
    """Two scans with 36 motors, kept once as positioners and again in four collections."""
    import h5py

    with h5py.File(path, "w") as file:
        file.attrs["NX_class"] = "NXroot"
        file.attrs["creator"] = "bench"
        for scan in (1, 2):
            entry = _group(file, f"{scan}.1", "NXentry")
            _field(entry, "title", f"ascan samy 0 {random.randint(1, 9)} 20 0.1")
            _field(entry, "start_time", f"2026-03-{1 + number % 28:02}T10:00:00+01:00")
            _field(entry, "end_time", f"2026-03-{1 + number % 28:02}T10:20:00+01:00")
            instrument = _group(entry, "instrument", "NXinstrument")
            _field(instrument, "name", "ID99")
            _scan_parts(instrument, random, data)
            sample = _group(entry, "sample", "NXsample")
            _field(sample, "name", f"powder {number}")
            measurement = _group(entry, "measurement", "NXcollection")
            for motor in range(_MOTORS):
                measurement[f"motor{motor}"] = h5py.SoftLink(f"/{scan}.1/instrument/motor{motor}/value")


def _scan_parts(instrument: Any, random: Random, data: Any) -> None:  # noqa: ANN401
    source = _group(instrument, "machine", "NXsource")
    _field(source, "name", "Example Ring")
    _field(source, "type", "Synchrotron X-ray Source")
    _field(source, "probe", "x-ray")
    monochromator = _group(instrument, "monochromator", "NXmonochromator")
    _field(monochromator, "energy", random.uniform(5, 30), "keV")
    for motor in range(_MOTORS):
        positioner = _group(instrument, f"motor{motor}", "NXpositioner")
        _field(positioner, "value", random.uniform(-10, 10), "mm")
    for moment in ("start", "end", "dial_start", "dial_end"):
        collection = _group(instrument, f"positioners_{moment}", "NXcollection")
        for motor in range(_MOTORS // 2):
            _field(collection, f"motor{motor}", random.uniform(-10, 10), "mm")
    for detector in range(3):
        group = _group(instrument, f"detector{detector}", "NXdetector")
        group.create_dataset("data", data=data, chunks=(1, 64, 64), compression="gzip")
        _field(group, "type", "pixel")


def _write_tomography(path: Path, number: int, random: Random, data: Any) -> None:  # noqa: ANN401
    """One tomography with forty logs of the environment."""
    import h5py

    with h5py.File(path, "w") as file:
        entry = _group(file, "entry", "NXentry")
        _field(entry, "title", f"stone {number}")
        _field(entry, "definition", "NXtomo")
        _field(entry, "start_time", "2026-04-01T08:00:00Z")
        instrument = _group(entry, "instrument", "NXinstrument")
        _field(instrument, "name", "TOMO")
        source = _group(instrument, "source", "NXsource")
        _field(source, "probe", "x-ray")
        beam = _group(instrument, "beam", "NXbeam")
        _field(beam, "incident_energy", random.uniform(20, 90), "keV")
        detector = _group(instrument, "detector", "NXdetector")
        detector.create_dataset("data", data=data, chunks=(1, 64, 64), compression="gzip")
        sample = _group(entry, "sample", "NXsample")
        _field(sample, "name", f"stone {number}")
        logs = _group(entry, "logs", "NXcollection")
        for log in range(_LOGS):
            group = _group(logs, f"log{log}", "NXlog")
            _field(group, "value", [random.random() for _ in range(20)], "K")
            _field(group, "time", list(range(20)), "s")
            _field(group, "description", f"sensor {log}")
