"""The stored queries: each lives in `queries/<name>.rq` under a comment that explains it."""

from functools import cache
from importlib.resources import files

from kg.errors import BadInput


@cache
def stored(name: str) -> str:
    """The text of a stored query.

    Raises:
        BadInput: there is none of that name.
    """
    file = files("kg.store") / "queries" / f"{name}.rq"
    if not file.is_file():
        raise BadInput(f"No stored query is called {name!r}. There are: {', '.join(stored_names())}.")
    return file.read_text(encoding="utf-8")


def stored_names() -> list[str]:
    """The names of all stored queries."""
    folder = files("kg.store") / "queries"
    return sorted(entry.name.removesuffix(".rq") for entry in folder.iterdir() if entry.name.endswith(".rq"))
