"""Which of two versions is the older one, as far as their names tell."""

import re

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)(?:-(\d+)-g[0-9a-f]+)?$", re.IGNORECASE)


def is_older(version: str, than: str) -> bool | None:
    """Whether `version` was released before `than`; None where their names do not tell.

    `git describe` adds the number of commits since the release: 1.3.0-25-g7b19189 is younger than 1.3.0.

    >>> is_older("1.3.0", "1.10.0"), is_older("1.3.0-25-g7b19189", "1.3.0"), is_older("spring", "1.3.0")
    (True, False, None)
    """
    one, other = _parts(version), _parts(than)
    return one < other if one and other else None


def _parts(version: str) -> tuple[list[int], int] | None:
    found = _VERSION.match(version.strip())
    if found is None:
        return None
    numbers = [int(each) for each in found[1].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()  # 1.3 is 1.3.0
    return numbers, int(found[2] or 0)
