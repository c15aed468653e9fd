"""The sources there are: every module of `harvesters/` that holds a `SOURCE`, under its file name."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from kg.errors import BadInput
from kg.harvest.source import Source


def source_names() -> list[str]:
    """All source names, sorted."""
    return [name for name in _module_names() if _source_in(name)]


def load_source(name: str) -> Source:
    """The source of that name.

    Raises:
        BadInput: there is none; the message names those there are.
    """
    source = _source_in(name) if name in _module_names() else None
    if source is None:
        raise BadInput(f"No source called {name!r}. There are: {', '.join(source_names())}.")
    return source


def has_source(name: str) -> bool:
    """Whether a module of this name is there; nothing is imported."""
    return name in _module_names()


def check_options(names: Iterable[str], options: Iterable[str]) -> None:
    """Refuse an option that none of these sources knows: it would do nothing without a word.

    Raises:
        BadInput: there is such an option, or no such source.
    """
    sources = {name: load_source(name) for name in names}
    known = {option for source in sources.values() for option in source.options}
    for option in options:
        if option not in known:
            who = " nor ".join(map(repr, sources))
            there = f"known are: {', '.join(sorted(known))}" if known else "there are none to give"
            raise BadInput(f"The option {option[:60]!r} is not known to {who}; {there}.")


def _module_names() -> tuple[str, ...]:
    package = find_spec("harvesters")
    return _names_in(tuple(package.submodule_search_locations or ()) if package else None)


@cache
def _names_in(folders: tuple[str, ...] | None) -> tuple[str, ...]:
    """The folders are listed once: each publication asks of every provider whether its source is there."""
    return tuple(sorted(module.name for module in iter_modules(folders) if not module.name.startswith("_")))


def _source_in(name: str) -> Source | None:
    found = getattr(import_module(f"harvesters.{name}"), "SOURCE", None)
    return found if isinstance(found, Source) else None
