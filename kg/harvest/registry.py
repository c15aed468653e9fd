"""The sources there are: every module of `harvesters/` that holds a `SOURCE`, under its file name."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from kg.errors import BadInput
from kg.harvest.source import Source


def source_names() -> list[str]:
    """All source names, sorted."""
    package = find_spec("harvesters")
    folders = package.submodule_search_locations if package else None
    names = sorted(module.name for module in iter_modules(folders) if not module.name.startswith("_"))
    return [name for name in names if _source_in(name)]


def load_source(name: str) -> Source:
    """The source of that name.

    Raises:
        BadInput: there is none; the message names those there are.
    """
    known = source_names()
    source = _source_in(name) if name in known else None
    if source is None:
        raise BadInput(f"No source called {name!r}. There are: {', '.join(known)}.")
    return source


def _source_in(name: str) -> Source | None:
    found = getattr(import_module(f"harvesters.{name}"), "SOURCE", None)
    return found if isinstance(found, Source) else None
