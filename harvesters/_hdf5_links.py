"""Look at links before stepping through them: nothing outside the file is ever opened by name."""

from h5py import h5d, h5g, h5l, h5o

from harvesters._hdf5_values import decode

HARD = h5l.TYPE_HARD
SOFT = h5l.TYPE_SOFT
MOST_SOFT_STEPS = 32


Links = list[tuple[bytes, int]]
"""Names and link types of a group, in the order of the names."""


def links_of(group: h5g.GroupID) -> Links:
    """All links of a group."""
    found: Links = []
    group.links.iterate(lambda name, link: found.append((name, link.type)), info=True)
    return found


def target_of(group: h5g.GroupID, name: bytes, kind: int) -> str:
    """Where a link points, for people."""
    if kind == SOFT:
        return decode(group.links.get_val(name))
    if kind == h5l.TYPE_EXTERNAL:
        file, path = group.links.get_val(name)
        return f"{decode(file)}:{decode(path)}"
    return "a link of an unknown kind"


def opened_by(group: h5g.GroupID, name: bytes, link: int) -> h5g.GroupID | h5d.DatasetID | None:
    """What a hard or soft link leads to; None where a soft link dangles or leads outside."""
    return h5o.open(group, name) if link == HARD else _open_soft(group, name)


def _open_soft(group: h5g.GroupID, name: bytes) -> h5g.GroupID | h5d.DatasetID | None:
    """The object a soft link leads to inside this file; None where it dangles or leads outside.

    The library would follow an external link in the middle of the path, so each step is looked at first.
    """
    return _follow(group, group.links.get_val(name), [MOST_SOFT_STEPS])


def _follow(start: h5g.GroupID, path: bytes, steps: list[int]) -> h5g.GroupID | h5d.DatasetID | None:
    here = h5o.open(start, b"/") if path.startswith(b"/") else start
    for part in path.split(b"/"):
        if part in (b"", b"."):
            continue
        steps[0] -= 1
        if steps[0] < 0 or not isinstance(here, h5g.GroupID) or not here.links.exists(part):
            return None
        kind = here.links.get_info(part).type
        if kind == HARD:
            here = h5o.open(here, part)
        elif kind == SOFT:
            here = _follow(here, here.links.get_val(part), steps)
        else:
            return None
    return here
