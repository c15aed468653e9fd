"""The sample world's files: small NeXus, CXI and plain HDF5 files with invented content, and one cut short.

This module imports h5py; it is imported only when files are written.
"""

from collections.abc import Callable
from pathlib import Path

import h5py

from kg.sample import layouts
from kg.sample.catalogue import Investigation, investigations
from kg.sample.layouts import Outside, Tree, Valued

Layout = Callable[[Investigation], Tree]

# File, PaNET number of the technique, which of its four investigations, how it is laid out.
FILES: tuple[tuple[str, str, int, Layout], ...] = (
    ("aurora/corona_fern.nxs", "PaNET01207", 0, layouts.tomography),
    ("aurora/corona_pumice.nxs", "PaNET01207", 2, layouts.tomography),
    ("aurora/draco_titanate.h5", "PaNET01101", 0, layouts.powder),
    ("aurora/lyra_micelles.nxs", "PaNET01188", 1, layouts.small_angle),
    ("aurora/lyra_silica.nxs", "PaNET01188", 0, layouts.small_angle),
    ("aurora/pavo_diselenide.nxs", "PaNET01089", 0, layouts.photoemission),
    ("aurora/vela_lysozyme.nxs", "PaNET01164", 0, layouts.crystallography),
    ("borealis/fjord_vesicles.nxs", "PaNET01189", 0, layouts.small_angle),
    ("borealis/tundra_palladium.nxs", "PaNET01239", 1, layouts.reflectivity),
    ("borealis/tundra_superlattice.nxs", "PaNET01243", 0, layouts.time_of_flight_reflectivity),
    ("borealis/aspen_truncated.nxs", "PaNET01245", 0, layouts.small_angle),
    ("cirrus/nimbus_pump.cxi", "PaNET01168", 0, layouts.serial),
    ("cirrus/stratus_chip.cxi", "PaNET01212", 0, layouts.ptychography),
    ("cirrus/darks.h5", "PaNET01212", 3, layouts.plain),
)

CUT_SHORT = "borealis/aspen_truncated.nxs"
"""The file whose second half is missing, as after a copy that broke off."""


def write_files(folder: Path) -> None:
    """Write the files below `folder`; the same bytes every time."""
    by_technique: dict[str, list[Investigation]] = {}
    for work in investigations():
        by_technique.setdefault(work.topic.technique, []).append(work)
    for name, technique, which, layout in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with h5py.File(path, "w") as file:
            _write(file, layout(by_technique[technique][which]))
    cut = folder / CUT_SHORT
    whole = cut.read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])


def _write(group: h5py.Group, tree: Tree) -> None:
    for name, value in tree.items():
        if name.startswith("@"):
            group.attrs[name[1:]] = value
        elif isinstance(value, dict):
            child, _, nexus_class = name.partition(":")
            made = group.create_group(child)
            if nexus_class:
                made.attrs["NX_class"] = nexus_class
            _write(made, value)
        elif isinstance(value, Outside):
            group[name] = h5py.ExternalLink(value.file, value.path)
        elif isinstance(value, Valued):
            group.create_dataset(name, data=value.value, track_times=False).attrs["units"] = value.units
        else:
            group.create_dataset(name, data=value, track_times=False)
