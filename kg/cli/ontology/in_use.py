"""Which techniques the datasets of the store use."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology.change import Change
    from kg.ontology.review import Impact


def in_use(store: str | None) -> "Callable[[Change], Impact] | None":
    """Asks the store's current generation; None where no store is named and there is none of one's own.

    Raises:
        BadInput: the store named holds no generation.
    """
    if store is None and not _has_own_store():
        return None
    from kg.cli.stores import current_of, home_of
    from kg.ontology.impact.effect import impact_of
    from kg.ontology.impact.usage import ask_usage

    home = home_of(store)
    if store is None and home.current() is None:
        return None
    generation = current_of(home)
    usage = ask_usage(home.reader(generation).rows, f"{home.path}, generation {generation.number}")
    return lambda change: impact_of(change, usage)


def _has_own_store() -> bool:
    """Whether a store was set or made; looked at first, since reading the settings takes a while."""
    from platformdirs import user_data_path

    return bool(os.environ.get("KG_STORE")) or (user_data_path("pan-kg") / "store").exists()
