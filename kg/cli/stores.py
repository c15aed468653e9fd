"""From options and settings to the store and the encoder that a command works with."""

from typing import TYPE_CHECKING

from kg.cli.show import complain
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.index.encoder import Encoder
    from kg.store.generation import Generation
    from kg.store.home import Home


def home_of(store: str | None) -> "Home":
    """The store named by the option, else by the settings.

    Raises:
        BadInput: it is an address; this command needs a folder.
    """
    from kg.store.home import Home

    place = store or Settings().store
    if "://" in place:
        raise BadInput(f"{place!r} is an address; this command works on a store in a folder.")
    return Home(place)


def current_of(home: "Home") -> "Generation":
    """The generation that readers see.

    Raises:
        BadInput: nothing was published yet.
    """
    current = home.current()
    if current is None:
        raise BadInput(f"{home.path} holds no published generation. Run `kg harvest` or `kg publish` first.")
    return current


def encoder_of() -> "Encoder | None":
    """The sentence encoder of the settings; where there is none, says why and goes on without."""
    from kg.index.encoder import encoder_problem, load_encoder

    settings = Settings()
    if problem := encoder_problem(settings.encoder, settings.cache):
        complain(f"Without dense vectors: {problem}")
        return None
    return load_encoder(settings.encoder, settings.cache)
